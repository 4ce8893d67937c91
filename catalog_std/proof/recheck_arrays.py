"""No array is of this row: all ways to fill it are tried against the claims."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import combinations, product
from typing import Final, TypeAlias

from catalog_std.proof.demands import MANY
from catalog_std.proof.matching import matching
from catalog_std.proof.meter import Meter
from catalog_std.proof.nodes import Goal, Signed
from catalog_std.proof.row import Row

Claimed: TypeAlias = Callable[[Goal], bool]
Domain: TypeAlias = Callable[[Goal], list[Hashable] | None]
Way: TypeAlias = tuple[tuple[int, ...], Goal]
_SHORT: Final = 60


def no_array(row: Row, claimed: Claimed, domain: Domain, meter: Meter) -> bool:
    """Say whether surely no array is of a row."""
    if row.clashes or row.high < 0:
        return True
    if row.plain:
        return any(claimed(row.item(at)) for at in range(min(row.low, row.told + 1)))
    filling = _Filling(row, claimed, meter)
    if row.repeated:
        return not any(filling.ends(fixed) for fixed in filling.twins())
    if not filling.ends({}):
        return True
    return (
        row.unique
        and filling.shortest == row.low
        and not any(_different(goals, domain) for goals in filling.rows())
    )


class _Filling:
    """All ways to fill a row.

    Items are of use by serving claims: ``counts`` how many there must and may be, ``wants`` that
    there must be one. Longer rows than ``longest`` hold an item that serves none and can go.
    """

    def __init__(self, row: Row, claimed: Claimed, meter: Meter) -> None:
        self.row = row
        self.claimed = claimed
        self.meter = meter
        self.bounds = [*row.counts.values(), *((1, MANY) for _ in row.wants)]
        needed = sum(least for least, _ in self.bounds) + 2 * row.repeated
        short = row.unique or row.low <= _SHORT
        self.shortest = row.low if short else min(row.low, row.told + needed)
        self.longest = min(row.high, max(self.shortest, row.told) + needed)
        self._known: dict[tuple[int, Goal], list[Way]] = {}

    def ends(self, fixed: dict[int, tuple[int, ...]]) -> bool:
        """Say whether any row is left; ``fixed``: what the items at some places serve."""
        states = {(0,) * len(self.bounds)}
        for at in range(self.longest + 1):
            placed = at >= self.shortest and at > max(fixed, default=-1)
            if placed and any(self._enough(state) for state in states):
                return True
            served = [fixed[at]] if at in fixed else [way for way, _ in self.ways(at)]
            pairs = product(states, served)
            states = {after for pair in pairs if (after := self._after(*pair)) is not None}
        return False

    def twins(self) -> Iterator[dict[int, tuple[int, ...]]]:
        """Give what two places can serve that hold the same item."""
        for one, other in combinations(range(self.row.told + 2), 2):
            if other < self.row.high:
                for served, _ in self.ways(other, self.row.item(one)):
                    counts = served[: len(self.row.counts)]
                    wants = zip(served[len(counts) :], self.row.wants, strict=True)
                    early = tuple(int(one >= start and serves) for serves, (start, _) in wants)
                    yield {one: counts + early, other: served}

    def rows(self) -> Iterator[list[Goal]]:
        """Give the goals of all rows that are left."""
        stack: list[tuple[tuple[int, ...], list[Goal]]] = [((0,) * len(self.bounds), [])]
        while stack:
            state, goals = stack.pop()
            self.meter.step()
            if len(goals) >= self.shortest and self._enough(state):
                yield goals
            for served, goal in self.ways(len(goals)) if len(goals) < self.longest else ():
                after = self._after(state, served)
                if after is not None:
                    stack.append((after, [*goals, goal]))

    def ways(self, at: int, extra: Goal = frozenset()) -> list[Way]:
        """Give what the item at a place can serve, and the goal it then meets."""
        key = (min(at, self.row.told), extra)
        if key not in self._known:
            self._known[key] = list(self._ways(at, self.row.item(at) | extra))
        return self._known[key]

    def _ways(self, at: int, base: Goal) -> Iterator[Way]:
        options = [
            *(_counted(signed, most) for signed, (_, most) in self.row.counts.items()),
            *(_served(signed, at >= start) for start, signed in self.row.wants),
        ]
        for chosen in product(*options):
            self.meter.step()
            goal = base.union(*(also for _, also in chosen))
            if not self.claimed(goal):
                yield tuple(serves for serves, _ in chosen), goal

    def _after(self, state: tuple[int, ...], served: tuple[int, ...]) -> tuple[int, ...] | None:
        self.meter.step()
        sums = [count + one for count, one in zip(state, served, strict=True)]
        if any(count > most for count, (_, most) in zip(sums, self.bounds, strict=True)):
            return None
        caps = (most if most < MANY else least for least, most in self.bounds)
        return tuple(min(count, cap) for count, cap in zip(sums, caps, strict=True))

    def _enough(self, state: tuple[int, ...]) -> bool:
        return all(count >= least for count, (least, _) in zip(state, self.bounds, strict=True))


def _counted(signed: Signed, most: int) -> list[tuple[int, Goal]]:
    """Give the ways to be counted or not; where no number is too many, not is not asked for."""
    other = frozenset((Signed(signed.node, not signed.holds),)) if most < MANY else frozenset()
    return [(1, frozenset((signed,))), (0, other)]


def _served(signed: Signed, able: bool) -> list[tuple[int, Goal]]:  # noqa: FBT001 - a fact
    none: list[tuple[int, Goal]] = [(0, frozenset())]
    return [*none, (1, frozenset((signed,)))] if able else none


def _different(goals: list[Goal], domain: Domain) -> bool:
    """Say whether items may all differ: those with few values need one each (Hall)."""
    small = [values for values in map(domain, goals) if values is not None]
    return matching(small) is not None
