"""The recheck: does each claim of a proof follow from the others? Small, and apart from the search.

A claim says: no value meets this goal. It is checked by itself, type by type, and may lean on other
claims, but only about values inside: an item, a property, a name. So if a value met any goal of a
checked proof, a smaller one would meet another, and so on without end; hence none does.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from catalog_std.proof.automaton import Automata
from catalog_std.proof.formula import Fact
from catalog_std.proof.meaning import Meaning
from catalog_std.proof.meter import Meter, RefusedError
from catalog_std.proof.nodes import FALSE, TRUE, Goal, Pool, Signed
from catalog_std.proof.recheck_arrays import no_array
from catalog_std.proof.recheck_cases import Case, clashes
from catalog_std.proof.recheck_objects import Desk, no_object
from catalog_std.proof.recheck_scalars import no_number, no_string, no_truth
from catalog_std.proof.row import row_of
from catalog_std.proof.shape import Matcher, shape_of
from catalog_std.proof.values import KINDS, Kind, key_of
from catalog_std.proof.verdict import Json


@dataclass(frozen=True, slots=True)
class Proof:
    """The goal that no value meets; claims that show it; and what few values some goals have."""

    goal: Goal
    claims: frozenset[Goal]
    domains: Mapping[Goal, tuple[Json, ...]]


def checked(proof: Proof, pool: Pool, meter: Meter) -> Proof:
    """Give a proof with just the claims it needs, each of them checked.

    Raises RefusedError where a claim does not follow, or past the budget.
    """
    check = _Recheck(proof, pool, meter)
    todo, done = [proof.goal], set[Goal]()
    while todo:
        goal = todo.pop()
        if goal in done:
            continue
        done.add(goal)
        if not check.follows(goal):
            raise RefusedError(reason="recheck", about="")
        todo += check.leaned - done
        check.leaned.clear()
    return Proof(proof.goal, frozenset(done), proof.domains)


class _Recheck:
    """One claim at a time, against all claims."""

    def __init__(self, proof: Proof, pool: Pool, meter: Meter) -> None:
        self.proof = proof
        self.pool = pool
        self.meter = meter
        self.meaning = Meaning(pool)
        self.leaned: set[Goal] = set()
        self.automata = Automata(meter)
        self._by_signed: dict[Signed, list[Goal]] = {}
        self._names: dict[Goal, bool] = {}
        for claim in proof.claims:
            for signed in claim:
                self._by_signed.setdefault(signed, []).append(claim)

    def follows(self, goal: Goal) -> bool:
        """Say whether no value of any type meets a goal, if the claims are true."""
        return clashes(goal) or all(self._none(kind, goal) for kind in KINDS)

    def claimed(self, goal: Goal) -> bool:
        """Say whether a goal, or a part of it, is claimed to have no value."""
        if clashes(goal):
            return True
        goal -= {Signed(TRUE, holds=True), Signed(FALSE, holds=False)}
        if goal in self.proof.claims:
            self.leaned.add(goal)
            return True
        for signed in goal:
            for claim in self._by_signed.get(signed, ()):
                self.meter.step()
                if claim <= goal:
                    self.leaned.add(claim)
                    return True
        return False

    def matcher(self) -> Matcher:
        """Give who matches names against patterns."""
        return self.automata

    def unnameable(self, goal: Goal) -> bool:
        """Say whether no name meets a goal: shown at once, names hold nothing inside."""
        if goal not in self._names:
            self._names[goal] = clashes(goal) or self._none("string", goal)
        return self._names[goal]

    def domain(self, goal: Goal) -> list[Hashable] | None:
        """Give the only values of a goal, if it is claimed that it has no others."""
        values = self.proof.domains.get(goal)
        if values is None:
            return None
        others = goal | {Signed(self.pool.listed(values), holds=False)} if values else goal
        return [key_of(value) for value in values] if self.claimed(others) else None

    def _none(self, kind: Kind, goal: Goal) -> bool:
        return Case(self, kind).closes([*goal])

    def refutes(self, kind: Kind, facts: Sequence[Fact]) -> bool:  # noqa: PLR0911 - a type each
        """Say whether facts about a value of one type contradict each other."""
        self.meter.step(1 + len(facts) // 8)
        opaque = {(fact.at, fact.of) for fact in facts if fact.kind == "opaque"}
        if any((at, not of) in opaque for at, of in opaque):
            return True
        facts = [fact for fact in facts if fact.kind != "opaque"]
        match kind:
            case "null":
                return False
            case "boolean":
                return no_truth(facts)
            case "number":
                return no_number(facts)
            case "string":
                return no_string(facts, self.automata)
            case "array":
                return no_array(row_of(facts), self.claimed, self.domain, self.meter)
            case _:
                desk = Desk(
                    *(self.pool, self.meter, self.automata),
                    *(self.claimed, self.unnameable, self.domain),
                )
                return no_object(shape_of(facts), desk)
