"""The search: is there a value that meets some schemas and not others? One JSON type at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from catalog_std.proof.arrays import Line
from catalog_std.proof.branch import Branch
from catalog_std.proof.formula import Fact
from catalog_std.proof.meaning import Meaning
from catalog_std.proof.meter import Meter
from catalog_std.proof.nodes import FALSE, TRUE, Goal, Pool, Signed
from catalog_std.proof.numbers import some_number
from catalog_std.proof.objects import Assembly
from catalog_std.proof.outcome import Model, Outcome
from catalog_std.proof.row import row_of
from catalog_std.proof.shape import shape_of
from catalog_std.proof.strings import Words
from catalog_std.proof.values import KINDS, Kind
from catalog_std.proof.verdict import Json

_NEVER: Final = 10**9
_SURE = {Signed(TRUE, holds=True), Signed(FALSE, holds=False)}


def clashing(goal: Goal) -> bool:
    """Say whether a goal contradicts itself on its face."""
    return any(
        Signed(node, not holds) in goal or (node, holds) in ((TRUE, False), (FALSE, True))
        for node, holds in goal
    )


class Search:
    """What is known of goals, and the way to know more.

    A goal met again below itself has no smaller value than the one looked for: there it counts as
    refuted. What was refuted only so is ``lent`` until the goal above is decided: refuted with it,
    forgotten without.
    """

    def __init__(self, pool: Pool, meter: Meter) -> None:
        self.pool = pool
        self.meter = meter
        self.words = Words(meter)
        self.meaning = Meaning(pool)
        self.known: dict[Goal, Outcome] = {}
        self._open: list[Goal] = []
        self.domains: dict[Goal, tuple[Json, ...]] = {}
        self.lowest = _NEVER
        self._lent: dict[Goal, int] = {}
        self._above: dict[Goal, int] = {}

    def solve(self, goal: Iterable[Signed]) -> Outcome:
        """Find a value that meets a goal."""
        goal = frozenset(goal) - _SURE
        if not goal:
            return Model(None)
        if clashing(goal):
            return "none"
        if goal in self.known:
            return self.known[goal]
        for cut in (self._lent, self._above):
            if goal in cut:
                self.lowest = min(self.lowest, cut[goal])
                return "none"
        self.meter.step(4)
        return self._decided(goal)

    def models(self, goal: Goal, count: int) -> tuple[list[Json], bool]:
        """Find some values that meet a goal; say whether they are all."""
        values: list[Json] = []
        while len(values) < count:
            more = goal
            if values:
                more = goal | {Signed(self.pool.listed(values), holds=False)}
            outcome = self.solve(more)
            if not isinstance(outcome, Model):
                if outcome == "none":
                    self.domains[goal] = tuple(values)
                return values, outcome == "none"
            values.append(outcome.value)
        return values, False

    def refuted(self) -> frozenset[Goal]:
        """Give all goals known to have no value."""
        return frozenset(goal for goal, outcome in self.known.items() if outcome == "none")

    def forget(self) -> None:
        """Drop what was left open: another question has a budget of its own."""
        for goal in self._open:
            self.known.pop(goal, None)
        self._open.clear()
        self._lent, self._above, self.lowest = {}, {}, _NEVER

    def _decided(self, goal: Goal) -> Outcome:
        depth, before = len(self._above), self.lowest
        self._above[goal], self.lowest = depth, _NEVER
        outcome: Outcome = "none"
        with self.meter:
            for kind in self._kinds(goal):
                found = self.in_kind(kind, goal)
                outcome = outcome if found == "none" else found
                if isinstance(found, Model):
                    break
        del self._above[goal]
        self._settle(goal, outcome, depth)
        self.lowest = min(before, self.lowest if self.lowest < depth else _NEVER)
        return outcome

    def _settle(self, goal: Goal, outcome: Outcome, depth: int) -> None:
        """Keep an answer: for good, or, where it leans on a goal above, until that is decided."""
        resting = [one for one, above in self._lent.items() if above >= depth]
        if outcome == "none" and self.lowest < depth:
            self._lent.update(dict.fromkeys((goal, *resting), self.lowest))
            return
        for one in resting:
            del self._lent[one]
        self.known.update(dict.fromkeys(resting if outcome == "none" else (), outcome))
        self.known[goal] = outcome
        if outcome == "open":
            self._open.append(goal)

    def _kinds(self, goal: Goal) -> Iterable[Kind]:
        """Order the JSON types: those the goal asks for by name first."""
        named = {
            "number" if one == "integer" else one
            for node, holds in goal
            for one in (self.pool.nodes[node].get("type", ()) if holds else ())
        }
        return sorted(KINDS, key=lambda kind: kind not in named)

    def in_kind(self, kind: Kind, goal: Goal) -> Outcome:
        """Find a value of one JSON type."""
        branch = Branch(self, kind)
        branch.todo = [*sorted(goal)]
        return self._explored(branch)

    def _explored(self, branch: Branch) -> Outcome:
        self.meter.step()
        if not branch.expanded():
            return "none"
        outcome = self.theory(branch.kind, branch.facts)
        if outcome == "none" or not branch.pending:
            return outcome
        left_open = False
        with self.meter:
            for following in branch.split():
                found = self._explored(following)
                if isinstance(found, Model):
                    return found
                left_open = left_open or found == "open"
        return "open" if left_open else "none"

    def theory(self, kind: Kind, facts: Iterable[Fact]) -> Outcome:
        """Find a value that meets facts."""
        facts = list(facts)
        self.meter.step(1 + len(facts) // 8)
        opaque = {(fact.at, fact.of) for fact in facts if fact.kind == "opaque"}
        for about, sign in opaque:
            self.meter.doubt("reference", str(about))
            if (about, not sign) in opaque:
                return "none"
        return self._found(kind, [fact for fact in facts if fact.kind != "opaque"])

    def _found(self, kind: Kind, facts: list[Fact]) -> Outcome:
        match kind:
            case "null":
                return Model(None)
            case "boolean":
                return _truth(facts)
            case "number":
                return some_number(facts, self.meter)
            case "string":
                return self.words.some_string(facts)
            case "array":
                return Line(self, row_of(facts)).outcome()
            case _:
                return Assembly(self, shape_of(facts)).outcome()


def _truth(facts: list[Fact]) -> Outcome:
    left = [True, False]
    for kind, values, _ in facts:
        left = [one for one in left if (one in values) == (kind == "in")]  # type: ignore[operator]
    return Model(left[0]) if left else "none"
