"""Objects: required names get values, wanted properties get names, bounds on their number are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, Protocol

from catalog_std.proof.demands import MANY, Region
from catalog_std.proof.meter import Meter
from catalog_std.proof.nodes import Goal, Pool, Signed
from catalog_std.proof.outcome import Model, Outcome
from catalog_std.proof.shape import Shape, Want, inside
from catalog_std.proof.strings import Words
from catalog_std.proof.verdict import Json

_PATTERNS = 9
_REGIONS = 64
_WANTS = 7
_MOST = 500
Keys = dict[str, Goal]


class Solver(Protocol):
    """Who answers for the values inside: the search."""

    pool: Pool
    words: Words
    meter: Meter

    def solve(self, goal: Iterable[Signed]) -> Outcome:
        """Find a value that meets a goal."""
        ...

    def models(self, goal: Goal, count: int) -> tuple[list[Json], bool]:
        """Find some values that meet a goal; say whether they are all."""
        ...


class Fresh(NamedTuple):
    """A region of names no demand speaks of: what its names and their values must satisfy."""

    patterns: frozenset[str]
    name: Goal
    value: Goal


class Assembly:
    """The making of one object."""

    def __init__(self, solver: Solver, shape: Shape) -> None:
        self.solver = solver
        self.shape = shape
        self.known = shape.known()
        self.unsure = False
        self._values: dict[str, Goal] = {}
        self._regions: list[Fresh] | None = None

    def outcome(self) -> Outcome:
        """Find an object of the shape."""
        shape = self.shape
        if shape.clashes or not all(self._allows(name) for name in shape.required):
            return "none"
        required: Keys = dict.fromkeys(shape.required, frozenset())
        keys = self._assigned(shape.wants, required)
        if keys is None or not self._filled(keys):
            return "open" if self.unsure else "none"
        return self._written(keys)

    def _written(self, keys: Keys) -> Outcome:
        whole = {}
        for name, extra in keys.items():
            outcome = self.solver.solve(self._value(name) | extra)
            if not isinstance(outcome, Model):
                return "open"
            whole[name] = outcome.value
        return Model(whole)

    def _value(self, name: str) -> Goal:
        if name not in self._values:
            self.solver.meter.step(1 + len(self.shape.regions) // 8)
            self._values[name] = self.shape.value_of(name, self.solver.words)
        return self._values[name]

    def _allows(self, name: str, extra: Goal = frozenset(), names: Goal = frozenset()) -> bool:
        """Say whether a property of this name can be there; in doubt, it can."""
        if self.shape.names or names:
            pool = self.solver.pool
            own = Signed(pool.listed([name]), holds=True)
            if self._refuted(self.shape.names | names | {own}):
                return False
        return not self._refuted(self._value(name) | extra)

    def _refuted(self, goal: Iterable[Signed]) -> bool:
        outcome = self.solver.solve(goal)
        self.unsure = self.unsure or outcome == "open"
        return outcome == "none"

    def _assigned(self, wants: list[Want], keys: Keys) -> Keys | None:
        """Give every want a property: one there is, a known name, or a fresh one."""
        self.solver.meter.step()
        if not wants:
            return keys
        with self.solver.meter:
            for wanted in self._choices(wants, keys):
                found = self._assigned(*wanted)
                if found is not None:
                    return found
        return None

    def _choices(self, wants: list[Want], keys: Keys) -> Iterator[tuple[list[Want], Keys]]:
        want, rest = wants[0], wants[1:]
        value, name_goal = _goal(want.value), _goal(want.name)
        for name in dict.fromkeys((*keys, *self.known)):
            if name in self.shape.absent or not self._fits(want.region, name):
                continue
            if name not in keys and len(keys) >= self.shape.high:
                continue
            extra = keys.get(name, frozenset()) | value
            if self._allows(name, extra, name_goal):
                yield rest, {**keys, name: extra}
        if len(keys) < self.shape.high:
            yield from self._fresh_choices(want, rest, keys)

    def _fits(self, region: Region | None, name: str) -> bool:
        return region is None or inside(region, name, self.solver.words) is not False

    def _fresh_choices(
        self, want: Want, rest: list[Want], keys: Keys
    ) -> Iterator[tuple[list[Want], Keys]]:
        """Give fresh names; where their number is bound, one may serve several wants.

        Another choice of earlier names might have left one: then a shortage proves nothing.
        """
        for shared in self._groups(rest):
            together = [want, *shared]
            value = frozenset(one.value for one in together if one.value)
            names = frozenset(one.name for one in together if one.name)
            for region in self.regions():
                if not all(
                    _in_region(one.region, region, self.solver.words) for one in together
                ):
                    continue
                if self._refuted(region.value | value) or self._refuted(region.name | names):
                    continue
                found = self._fresh(region.name | names, set(keys), 1)
                self.unsure = self.unsure or not (found or keys.keys() <= set(self.known))
                for name in found:
                    yield [one for one in rest if one not in shared], {**keys, name: value}

    def _groups(self, rest: list[Want]) -> Iterator[tuple[Want, ...]]:
        if self.shape.high == MANY:
            yield ()
            return
        named = [want for want in rest if want.name]
        self.unsure = self.unsure or len(named) > _WANTS
        for size in range(len(named[:_WANTS]) + 1):
            yield from combinations(named[:_WANTS], size)

    def _fresh(self, goal: Goal, used: set[str], count: int) -> list[str]:
        """Find names that meet a goal and are not used."""
        pool = self.solver.pool
        apart = goal | {Signed(pool.listed(sorted(used)), holds=False)} if used else goal
        names, whole = self.solver.models(apart, count)
        self.unsure = self.unsure or not (whole or len(names) == count)
        return names

    def regions(self) -> list[Fresh]:
        """Cut the names no demand speaks of by the patterns that match them."""
        if self._regions is None:
            pool, words = self.solver.pool, self.solver.words
            readable = [one for one in self.shape.patterns() if words.pattern(one)]
            start = self.shape.names | {Signed(pool.add(type=("string",)), holds=True)}
            if self.known:
                start |= {Signed(pool.listed(self.known), holds=False)}
            self.unsure = self.unsure or len(readable) > _PATTERNS
            self._regions = list(self._cut(readable[:_PATTERNS], frozenset(), frozenset(start)))
            if len(self._regions) > _REGIONS:
                self.unsure = True
                del self._regions[_REGIONS:]
        return self._regions

    def _cut(self, patterns: list[str], met: frozenset[str], name: Goal) -> Iterator[Fresh]:
        if self._refuted(name):
            return
        if not patterns:
            value = frozenset(
                of
                for region, of in self.shape.regions
                if _covers(region, met, self.solver.words)
            )
            yield Fresh(met, name, value)
            return
        node = self.solver.pool.add(pattern=patterns[0])
        for holds in (True, False):
            also = {patterns[0]} if holds else set()
            yield from self._cut(patterns[1:], met | also, name | {Signed(node, holds)})

    def _filled(self, keys: Keys) -> bool:
        """Add properties up to the least number; False where they do not suffice."""
        for name in self.known:
            if len(keys) >= self.shape.low:
                return True
            if name not in keys and name not in self.shape.absent and self._allows(name):
                keys[name] = frozenset()
        if self.shape.low > _MOST:
            self.solver.meter.doubt("object", "minProperties")
            self.unsure = True
            return False
        for region in self.regions() if len(keys) < self.shape.low else ():
            if not self._refuted(region.value):
                for name in self._fresh(region.name, set(keys), self.shape.low - len(keys)):
                    keys[name] = frozenset()
        short = len(keys) < self.shape.low
        self.unsure = self.unsure or (short and bool(self.shape.wants))
        return not short


def _goal(signed: Signed | None) -> Goal:
    return frozenset((signed,)) if signed else frozenset()


def _covers(region: Region, met: frozenset[str], words: Words) -> bool:
    """Say whether a region surely covers the fresh names that meet just these patterns."""
    if region.inside is not None:
        return region.inside in met
    return not any(one in met or words.pattern(one) is None for one in region.patterns)


def _in_region(region: Region | None, fresh: Fresh, words: Words) -> bool:
    """Say whether a region may cover a fresh name."""
    if region is None:
        return True
    if region.inside is not None:
        return region.inside in fresh.patterns or words.pattern(region.inside) is None
    return fresh.patterns.isdisjoint(region.patterns)
