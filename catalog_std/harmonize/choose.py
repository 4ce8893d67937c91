"""Choose one value among those of the places: the lightest, the strictest, what most have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalog_std.alignment import aligned
from catalog_std.harmonize.judge import said
from catalog_std.standard.freedom import Freedom, Path, is_known
from catalog_std.standard.weight import Weight, weigh, weigh_days

_STEP = {Weight.LIGHTER: -1, Weight.SAME: 0, Weight.HEAVIER: 1, None: 0}


class View(StrEnum):
    """By what to choose."""

    LIGHTEST = "lightest"
    STRICTEST = "strictest"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value and who states it: the number of a seat, -1 for the basic item."""

    seat: int
    value: Any


@dataclass(frozen=True, slots=True)
class Choice:
    """The value chosen, from whom, and how many places of how many say the same."""

    candidate: Candidate
    agreeing: int
    of: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What is needed to weigh whole values: what the standards say of each part, and the day."""

    freedoms: Mapping[Path, Freedom]
    on: date

    def heft(self, path: Path, one: Any, other: Any) -> int:  # noqa: ANN401 - plain data
        """Count how many parts of ``other`` are heavier than in ``one``, less those that are lighter."""
        freedom = self.freedoms.get(path)
        if isinstance(one, dict) and isinstance(other, dict):
            return self._mappings(path, one, other)
        if freedom and freedom.key and isinstance(one, list) and isinstance(other, list):
            return self._records(path, freedom, (one, other))
        return _STEP[weigh(freedom, one, other)] if freedom else 0

    def _mappings(self, path: Path, one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        match one, other:
            case (
                {"days": int() | float() as a, "unit": str() as of_a},
                {"days": int() | float() as b, "unit": str() as of_b},
            ):
                return _STEP[weigh_days((a, of_a), (b, of_b), self.on)]
        names = dict.fromkeys([*one, *other])
        return sum(self.heft((*path, name), one.get(name), other.get(name)) for name in names)

    def _records(self, path: Path, freedom: Freedom, lists: tuple[list[Any], list[Any]]) -> int:
        pairs = [
            pair
            for pair in aligned(*lists, freedom.key)
            if is_known(freedom, pair.by, pair.sure)
        ]
        more = len(lists[1]) - len(lists[0])
        inner = (*path, "[]")
        each = (self.heft(inner, lists[0][p.before], lists[1][p.after]) for p in pairs)
        return (-more if freedom.lighter == "more" else more) + sum(each)


def chosen(view: View, scale: Scale, path: Path, candidates: Sequence[Candidate]) -> Choice:
    """Choose among candidates, of which there is at least one.

    Between values that weigh alike the one of most places wins, then the basic item's, then the first.
    """
    groups: dict[Hashable, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(said(candidate.value), []).append(candidate)
    tables = list(groups.values())

    def rank(group: list[Candidate]) -> tuple[int, int, int]:
        places = sum(candidate.seat >= 0 for candidate in group)
        basic = sum(candidate.seat < 0 for candidate in group)
        value = group[0].value
        heft = sum(scale.heft(path, other[0].value, value) for other in tables)
        ranks = {
            View.LIGHTEST: (-heft, places, basic),
            View.STRICTEST: (heft, places, basic),
            View.MAJORITY: (places, basic, -heft),
        }
        return ranks[view]

    best = max(tables, key=rank)
    first = min(best, key=lambda candidate: candidate.seat)
    agreeing = sum(candidate.seat >= 0 for candidate in best)
    return Choice(first, agreeing, sum(candidate.seat >= 0 for candidate in candidates))
