"""No object is of this shape: all ways to give wanted properties a name are tried on the claims."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple, TypeAlias

from catalog_std.proof.demands import Region
from catalog_std.proof.meter import Meter
from catalog_std.proof.nodes import Goal, Pool, Signed
from catalog_std.proof.shape import Matcher, Shape, Want, inside

Claimed: TypeAlias = Callable[[Goal], bool]
Domain: TypeAlias = Callable[[Goal], list[Hashable] | None]


class Desk(NamedTuple):
    """What a check of an object leans on.

    ``claimed``: a value cannot be; ``unnameable``: a name cannot be; ``domain``: the only names.
    """

    pool: Pool
    meter: Meter
    matcher: Matcher
    claimed: Claimed
    unnameable: Claimed
    domain: Domain


class Slot(NamedTuple):
    """A property: one with a name, or one of a region of fresh names; what it must satisfy."""

    name: str | None
    met: frozenset[str]
    value: Goal
    naming: Goal


def no_object(shape: Shape, desk: Desk) -> bool:
    """Say whether surely no object is of a shape."""
    if shape.clashes:
        return True
    check = _Check(shape, desk)
    slots = [check.named(name) for name in shape.required]
    if not all(map(check.possible, slots)) or not check.assignable(shape.wants, slots):
        return True
    return shape.low > 0 and check.too_few()


class _Check:
    """The names and regions of one shape."""

    def __init__(self, shape: Shape, desk: Desk) -> None:
        self.shape = shape
        self.desk = desk
        self.known = shape.known()
        self._fresh: list[Slot] | None = None

    def possible(self, slot: Slot) -> bool:
        """Say whether a property is not shown to be impossible."""
        self.desk.meter.step()
        if slot.naming and self.desk.unnameable(slot.naming):
            return False
        return not self.desk.claimed(slot.value)

    def named(self, name: str) -> Slot:
        """Give the property of a name the shape speaks of."""
        pool, naming = self.desk.pool, frozenset(self.shape.names)
        own = {Signed(pool.listed([name]), holds=True)} if naming else set()
        value = self.shape.value_of(name, self.desk.matcher)
        return Slot(name, frozenset(), value, naming | own)

    def assignable(self, wants: list[Want], slots: list[Slot]) -> bool:
        """Say whether all wants can have a property; one property may serve many."""
        self.desk.meter.step()
        if not wants:
            return True
        want, rest = wants[0], wants[1:]
        for at, slot in enumerate(slots):
            served = self._serving(slot, want)
            if served and self.assignable(rest, [*slots[:at], served, *slots[at + 1 :]]):
                return True
        if len(slots) >= self.shape.high:
            return False
        taken = {slot.name for slot in slots} | self.shape.absent
        new = (self.named(name) for name in self.known if name not in taken)
        return any(
            self.assignable(rest, [*slots, served])
            for slot in (*new, *self.fresh())
            if (served := self._serving(slot, want))
        )

    def _serving(self, slot: Slot, want: Want) -> Slot | None:
        """Give a property that serves a want too; None where it cannot."""
        if not self._covers(want.region, slot):
            return None
        naming, value = slot.naming, slot.value
        if want.value:
            value |= {want.value}
        if want.name:
            naming |= {want.name}
            if slot.name is not None:
                naming |= {Signed(self.desk.pool.listed([slot.name]), holds=True)}
        served = Slot(slot.name, slot.met, value, naming)
        return served if self.possible(served) else None

    def _covers(self, region: Region | None, slot: Slot) -> bool:
        """Say whether a region may cover a property; where a pattern is not read, it may."""
        if region is None:
            return True
        if slot.name is not None:
            return inside(region, slot.name, self.desk.matcher) is not False
        if region.inside is not None:
            return region.inside in slot.met or not self._reads(region.inside)
        return slot.met.isdisjoint(region.patterns)

    def fresh(self) -> list[Slot]:
        """Give a property for each region of names the shape does not speak of."""
        if self._fresh is None:
            pool = self.desk.pool
            patterns = [one for one in self.shape.patterns() if self._reads(one)]
            text = {Signed(pool.add(type=("string",)), holds=True)}
            if self.known:
                text.add(Signed(pool.listed(self.known), holds=False))
            start = frozenset(self.shape.names | text)
            self._fresh = list(self._cut(patterns, frozenset(), start))
        return self._fresh

    def _cut(self, patterns: list[str], met: frozenset[str], naming: Goal) -> Iterator[Slot]:
        self.desk.meter.step()
        if self.desk.unnameable(naming):
            return
        if not patterns:
            yield Slot(None, met, frozenset(self._values(met)), naming)
            return
        node = self.desk.pool.add(pattern=patterns[0])
        for holds in (True, False):
            also = {patterns[0]} if holds else set()
            yield from self._cut(patterns[1:], met | also, naming | {Signed(node, holds)})

    def _values(self, met: frozenset[str]) -> Iterator[Signed]:
        for region, of in self.shape.regions:
            if region.inside is not None:
                covered = region.inside in met
            else:
                covered = met.isdisjoint(region.patterns) and all(
                    map(self._reads, region.patterns)
                )
            if covered:
                yield of

    def _reads(self, pattern: str) -> bool:
        return self.desk.matcher.matches(pattern, "") is not None

    def too_few(self) -> bool:
        """Say whether there are surely fewer possible properties than there must be."""
        names = [name for name in self.known if name not in self.shape.absent]
        count = sum(self.possible(self.named(name)) for name in names)
        for slot in self.fresh():
            if self.possible(slot):
                domain = self.desk.domain(slot.naming)
                if domain is None:
                    return False
                count += len(domain)
        return count < self.shape.low
