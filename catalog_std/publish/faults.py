"""What checking found, as the last snapshot tells it: by rule, by place, by agency."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog_std.lint import RULES
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.listings import Group, filled
from catalog_std.publish.page import BOOK, Link
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_MOST = 30


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of one day, in three orders."""

    title: Text
    groups: tuple[Group, ...]


def found_of(snapshots: Sequence[Mapping[str, Any]], atlas: Atlas) -> Found | None:
    """Give the findings of the last snapshot that has any; a site is not checked while it is built."""
    for snapshot in reversed(snapshots):
        groups = tuple(_groups(snapshot.get("findings"), atlas))
        if groups:
            return Found(filled("found_on", day=snapshot["day"]), groups)
    return None


def _groups(findings: object, atlas: Atlas) -> Iterator[Group]:
    told = findings if isinstance(findings, dict) else {}
    for key, lead in (("rule", _rule), ("place", _place), ("agency", _agency)):
        counts = _counts(told.get(f"by_{key}"))
        if counts:
            yield Group(WORDS[f"found_by_{key}"], tuple(_links(counts, lead, atlas)), key)


def _links(
    counts: Mapping[str, int], lead: Callable[[str, Atlas], Link], atlas: Atlas
) -> Iterator[Link]:
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    for name, count in most:
        link = lead(name, atlas)
        yield Link(link.href, link.words, str(count))


def _counts(told: object) -> Mapping[str, int]:
    """Read counts by name; whatever else stands there counts for nothing."""
    pairs = told.items() if isinstance(told, dict) else ()
    return {str(name): count for name, count in pairs if type(count) is int and count > 0}


def _rule(name: str, _atlas: Atlas) -> Link:
    rule = next((rule for rule in RULES if rule.name == name), None)
    return Link(f"{BOOK}rules/{rule.id}.html", rule.card.title) if rule else Link("", name)


def _place(code: str, atlas: Atlas) -> Link:
    return atlas.place_link(code) if code in atlas.by_place else Link("", atlas.place(code))


def _agency(code: str, atlas: Atlas) -> Link:
    cards = atlas.by_agency.get(code)
    return Link(f"agencies/{code}/index.html", cards[0].agency) if cards else Link("", code)
