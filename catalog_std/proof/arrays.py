"""Arrays: items by place, items counted and wanted, all different or some the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from catalog_std.proof.demands import MANY
from catalog_std.proof.distinct import all_different
from catalog_std.proof.nodes import Goal, Signed
from catalog_std.proof.objects import Solver
from catalog_std.proof.outcome import Model, Outcome
from catalog_std.proof.row import Row
from catalog_std.proof.verdict import Json, Reason

_CLAIMS = 7
_SHORT = 60
_LONG = 200
_PLAIN = 5_000
_TRIES = 3_000
State = tuple[tuple[int, ...], tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One way an item can be: which counts and wants it serves, and a value of that way."""

    counted: tuple[bool, ...]
    serves: tuple[bool, ...]
    goal: Goal
    value: Json


Layer = dict[State, tuple[State, Part] | None]


class Line:
    """The making of one array."""

    def __init__(self, solver: Solver, row: Row) -> None:
        self.solver = solver
        self.row = row
        self.claims = list(row.counts.items())
        self.low = row.low if row.low <= max(row.core, _SHORT) else row.core
        self.high = min(row.high, max(self.low, row.told) + row.core - row.told)
        self.unsure = False
        self._parts: dict[tuple[int, Goal], list[Part]] = {}

    def outcome(self) -> Outcome:
        """Find an array of the row."""
        row = self.row
        if row.clashes or row.high < 0:
            return "none"
        if row.plain:
            return self._plain()
        if len(row.counts) + len(row.wants) > _CLAIMS or self.high > _LONG:
            return self._open("array", "contains, minItems")
        if row.unique:
            return self._different()
        for parts in self._repeated() if row.repeated else self._sequences({}):
            items = self._padded(parts)
            if items is not None:
                return Model(items)
        return "open" if self.unsure else "none"

    def _open(self, reason: Reason, about: str) -> Outcome:
        self.solver.meter.doubt(reason, about)
        return "open"

    def _plain(self) -> Outcome:
        """Fill the least number of items, each by itself; equal places share one answer."""
        row, items = self.row, list[Json]()
        if row.low > _PLAIN + row.told:
            return self._open("array", "minItems")
        for at in range(min(row.low, row.told + 1)):
            outcome = self.solver.solve(row.item(at))
            if not isinstance(outcome, Model):
                return outcome
            items.append(outcome.value)
        return Model(items + items[-1:] * (row.low - len(items)))

    def _different(self) -> Outcome:
        if self.low < self.row.low:
            return self._open("unique-items", "minItems")
        for tries, parts in enumerate(self._all_sequences()):
            if tries > _TRIES:
                return self._open("unique-items", "uniqueItems")
            items, sure = all_different(self.solver, [part.goal for part in parts])
            if items is not None:
                return Model(items)
            self.unsure = self.unsure or not sure
        return self._open("unique-items", "uniqueItems") if self.unsure else "none"

    def _repeated(self) -> Iterator[list[Part]]:
        """Give the rows of parts in which two places hold the same."""
        for one, other in combinations(range(self.row.told + 2), 2):
            for part in self._ways(other, self.row.item(one)) if other < self.row.high else ():
                wants = zip(part.serves, self.row.wants, strict=True)
                early = tuple(serves and one >= start for serves, (start, _) in wants)
                yield from self._sequences({one: replace(part, serves=early), other: part})

    def _sequences(self, fixed: dict[int, Part]) -> Iterator[list[Part]]:
        """Give rows of parts that meet all counts and wants: one for each state and length."""
        start: State = ((0,) * len(self.claims), (False,) * len(self.row.wants))
        layers: list[Layer] = [{start: None}]
        for at in range(self.high + 1):
            if at >= self.low and at > max(fixed, default=-1):
                yield from (_traced(layers, state) for state in layers[at] if self._done(state))
            if at < self.high:
                ways = [fixed[at]] if at in fixed else self._ways(at)
                layers.append(self._following(layers[at], ways))

    def _following(self, layer: Layer, ways: list[Part]) -> Layer:
        after: Layer = {}
        for state in layer:
            for part in ways:
                self.solver.meter.step()
                following = self._after(state, part)
                if following is not None:
                    after.setdefault(following, (state, part))
        return after

    def _all_sequences(self) -> Iterator[list[Part]]:
        """Give all rows of parts that meet all counts and wants, the short ones first."""
        start: State = ((0,) * len(self.claims), (False,) * len(self.row.wants))
        rows: list[tuple[State, list[Part]]] = [(start, [])]
        while rows:
            state, parts = rows.pop(0)
            if len(parts) >= self.low and self._done(state):
                yield parts
            for part in self._ways(len(parts)) if len(parts) < self.high else ():
                self.solver.meter.step()
                following = self._after(state, part)
                if following is not None:
                    rows.append((following, [*parts, part]))

    def _after(self, state: State, part: Part) -> State | None:
        counts, served = state
        after = []
        for count, counted, (_, (least, most)) in zip(
            counts, part.counted, self.claims, strict=True
        ):
            if count + counted > most:
                return None
            after.append(min(count + counted, most + 1 if most < MANY else least))
        both = zip(served, part.serves, strict=True)
        return tuple(after), tuple(one or other for one, other in both)

    def _done(self, state: State) -> bool:
        counts, served = state
        enough = zip(counts, self.claims, strict=True)
        return all(served) and all(count >= least for count, (_, (least, _)) in enough)

    def _ways(self, at: int, extra: Goal = frozenset()) -> list[Part]:
        """Give the ways an item at a place can be; in doubt, not, and that is noted."""
        key = (min(at, self.row.told), extra)
        if key not in self._parts:
            self._parts[key] = list(self._parts_at(at, extra))
        return self._parts[key]

    def _parts_at(self, at: int, extra: Goal) -> Iterator[Part]:
        counting = [
            (True, False) if most < MANY else (True, None) for _, (_, most) in self.claims
        ]
        serving = [(False, True) if at >= start else (False,) for start, _ in self.row.wants]
        for chosen in product(*counting, *serving):
            counted, serves = chosen[: len(self.claims)], chosen[len(self.claims) :]
            goal = self.row.item(at) | extra
            goal |= {
                Signed(signed.node, signed.holds == way)
                for (signed, _), way in zip(self.claims, counted, strict=True)
                if way is not None
            }
            goal |= {of for (_, of), way in zip(self.row.wants, serves, strict=True) if way}
            outcome = self.solver.solve(goal)
            if isinstance(outcome, Model):
                yield Part(
                    tuple(map(bool, counted)), tuple(map(bool, serves)), goal, outcome.value
                )
            self.unsure = self.unsure or outcome == "open"

    def _padded(self, parts: list[Part]) -> list[Json] | None:
        """Lengthen a row to the least length by items of one kind; None where that fails."""
        items = [part.value for part in parts]
        missing = self.row.low - len(items)
        if missing <= 0:
            return items
        sums = [sum(part.counted[at] for part in parts) for at in range(len(self.claims))]
        for part in self._ways(max(self.row.told, len(items))):
            totals = (
                count + missing * one for count, one in zip(sums, part.counted, strict=True)
            )
            if all(
                total <= most for total, (_, (_, most)) in zip(totals, self.claims, strict=True)
            ):
                return items + [part.value] * missing
        self.unsure = True
        return None


def _traced(layers: list[Layer], state: State) -> list[Part]:
    """Follow a state back to the start."""
    parts: list[Part] = []
    for layer in reversed(layers):
        before = layer[state]
        if before is not None:
            state, part = before
            parts.append(part)
    return parts[::-1]
