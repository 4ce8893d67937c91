"""What differs between two items, before anybody says what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from catalog_std.alignment import Pair, aligned, name_of
from catalog_std.diff.gauge import Gauge
from catalog_std.diff.weigh import Action, action_of
from catalog_std.document import Document, Place
from catalog_std.same import agree, canonical, identical
from catalog_std.source import Pointer

# Elements that only hold others: one that appears whole is told by its parts.
_HOLDERS = (
    "",
    "agency",
    "power",
    "limits",
    "fees",
    "channels",
    "visits",
    "scope",
    "contact",
    "themes",
    "remedies",
)
_ORDERED = ("steps",)


class Spot(NamedTuple):
    """A value on one side and its address. None is absent; its place is where it would stand."""

    value: Any
    at: Place

    def inside(self, step: str | int) -> Spot:
        """Step into a mapping or a list."""
        if isinstance(self.value, dict):
            return Spot(self.value.get(step), self.at / step)
        inner = (
            self.value[step] if isinstance(self.value, list) and isinstance(step, int) else None
        )
        return Spot(inner, self.at / step)


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference. ``path`` names the element, ``known`` the value by what identifies it.

    ``entry`` is what people call the list entry it is or is in, as the later side has it.
    """

    path: str
    action: Action
    before: Spot
    after: Spot
    known: Pointer
    entry: str = ""
    sure: float = 1.0

    @property
    def values(self) -> tuple[Any, Any]:
        """The values before and after."""
        return self.before.value, self.after.value


def edits_between(before: Document, after: Document, gauge: Gauge) -> tuple[Edit, ...]:
    """List how two items differ, in the order of the elements; nothing that only looks different."""
    start = _Where("", Pointer(), "", 1.0)
    sides = Spot(before.data, before.root), Spot(after.data, after.root)
    return tuple(_value(start, *sides, gauge))


class _Where(NamedTuple):
    """How deep we are: path, identity, the entry we are in and how surely it is the same."""

    path: str
    known: Pointer
    entry: str
    sure: float

    def inside(self, key: str) -> _Where:
        path = f"{self.path}.{key}" if self.path else key
        return self._replace(path=path, known=self.known / key)

    def among(self, name: str, sure: float) -> _Where:
        return _Where(f"{self.path}[]", self.known / name, name, min(self.sure, sure))


def _value(where: _Where, before: Spot, after: Spot, gauge: Gauge) -> Iterator[Edit]:
    if _opened(where.path, before.value, after.value):
        yield from _mapping(where, before, after, gauge)
    elif agree(before.value, after.value):
        return
    elif isinstance(before.value, list) or isinstance(after.value, list):
        yield from _list(where, before, after, gauge)
    else:
        one, other = (None if canonical(s.value) is None else s.value for s in (before, after))
        action = action_of(where.path, one, other, gauge)
        yield _edit(where, action, before._replace(value=one), after._replace(value=other))


def _opened(path: str, one: object, other: object) -> bool:
    """Say whether to look inside: two mappings, or one that only holds others."""
    if isinstance(one, dict) and isinstance(other, dict):
        return True
    return (
        path in _HOLDERS
        and (isinstance(one, dict) or isinstance(other, dict))
        and (one is None or other is None)
    )


def _mapping(where: _Where, before: Spot, after: Spot, gauge: Gauge) -> Iterator[Edit]:
    ones, others = before.value or {}, after.value or {}
    for key in dict.fromkeys((*ones, *others)):
        if not identical(ones.get(key), others.get(key)):
            inner = before.inside(key), after.inside(key)
            yield from _value(where.inside(str(key)), *inner, gauge)


def _list(where: _Where, before: Spot, after: Spot, gauge: Gauge) -> Iterator[Edit]:
    """Compare lists entry by entry; a single value is a list of one."""
    ones, others = _entries(before.value), _entries(after.value)
    key = gauge.at(where.path).key
    pairs = aligned(ones, others, key)
    inner = _Lists(where, (before, after), (ones, others), key)
    for pair in pairs:
        yield from inner.pair(pair, gauge)
    yield from inner.lone(Action.ADDED, set(range(len(others))) - {p.after for p in pairs})
    yield from inner.lone(Action.DROPPED, set(range(len(ones))) - {p.before for p in pairs})
    if where.path in _ORDERED and [p.after for p in pairs] != sorted(p.after for p in pairs):
        yield _edit(where, Action.REORDERED, before, after)


def _entries(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if canonical(value) is None else [value]


class _Lists(NamedTuple):
    """Two lists that are compared entry by entry: where, as stated, as lists, and what tells entries apart."""

    where: _Where
    spots: tuple[Spot, Spot]
    lists: tuple[Sequence[Any], Sequence[Any]]
    key: tuple[str, ...]

    def pair(self, pair: Pair, gauge: Gauge) -> Iterator[Edit]:
        if identical(self.lists[0][pair.before], self.lists[1][pair.after]):
            return
        one, other = self.spot(0, pair.before), self.spot(1, pair.after)
        name = name_of(other.value, self.key)
        yield from _value(self.where.among(name, pair.sure), one, other, gauge)

    def lone(self, action: Action, numbers: set[int]) -> Iterator[Edit]:
        side = int(action is Action.ADDED)
        for number in sorted(numbers):
            here = self.spot(side, number)
            there = Spot(None, self.spots[1 - side].at)
            name = name_of(here.value, self.key)
            where = self.where.among(name, 1.0)
            before, after = (there, here) if side else (here, there)
            if canonical(here.value) is not None:
                yield _edit(where, action, before, after)

    def spot(self, side: int, number: int) -> Spot:
        """Give an entry's spot; that of a single value is the value's own."""
        spot = self.spots[side]
        at = spot.at / number if isinstance(spot.value, list) else spot.at
        return Spot(self.lists[side][number], at)


def _edit(where: _Where, action: Action, before: Spot, after: Spot) -> Edit:
    return Edit(where.path, action, before, after, where.known, where.entry, where.sure)
