"""What one item adds to each measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from catalog_std.item import Item
from catalog_std.metrics.measures import COMPLETE, MEASURES
from catalog_std.standard.elements import Element
from catalog_std.standard.profiles import Profiles

Counts: TypeAlias = tuple[tuple[str, float, float], ...]
_BEGUN_BY_THE_STATE = frozenset({"penalty", "compulsion", "levy", "inspection"})


@dataclass(frozen=True, slots=True)
class Measurer:
    """Measures items under the standards of one day; what a stack asks for is listed once."""

    profiles: Profiles
    asked: dict[int, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    def counts(self, item: Item) -> Counts:
        """Count an implementation item in use that people apply for; other items count for nothing."""
        applied = item.type not in _BEGUN_BY_THE_STATE and item.status in ("", "active")
        if item.is_basic or not applied:
            return ()
        return (*_counts(item), self._completeness(item))

    def _completeness(self, item: Item) -> tuple[str, float, float]:
        """Count elements asked for: the mandatory, and the conditional that are stated or missed."""
        data = item.at.document.data
        profile = self.profiles.of(data)
        if id(profile) not in self.asked:
            self.asked[id(profile)] = _asked(profile.root)
        mandatory, conditional = self.asked[id(profile)]
        missed = {
            str(breach.facts["missing"])
            for breach in profile.breaches(data)
            if breach.keyword == "required" and not breach.pointer
        }
        stated = {n for n in mandatory | conditional if data.get(n) not in (None, [], {})}
        asked = mandatory | missed | stated
        return COMPLETE.key, len(asked & stated), len(asked)


def _counts(item: Item) -> Iterator[tuple[str, float, float]]:
    data = item.at.document.data
    for measure in MEASURES:
        part, whole = measure.part(item, data), measure.whole(item, data)
        if part is not None and whole is not None:
            yield measure.key, part, whole


def _asked(root: Element) -> tuple[frozenset[str], frozenset[str]]:
    """List the elements that are always asked for, and those asked for in some cases."""
    always, sometimes = set[str](), set[str]()
    for facet in root.facets:
        if not {"if", "not"} & set(facet.at):
            into = sometimes if {"then", "else", "anyOf", "oneOf"} & set(facet.at) else always
            into.update(facet.schema.get("required", ()))
    return frozenset(always), frozenset(sometimes)
