"""The prover: questions about schemas, answered on one store of what is already known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from catalog_std.proof.loading import Loader
from catalog_std.proof.meter import Meter, RefusedError
from catalog_std.proof.nodes import Goal, Pool, Signed
from catalog_std.proof.oracle import DisagreementError, Judge, judge_of, refusal
from catalog_std.proof.outcome import Model
from catalog_std.proof.recheck import Proof, checked
from catalog_std.proof.search import Search
from catalog_std.proof.smaller import smallest
from catalog_std.proof.sound import check_schema
from catalog_std.proof.verdict import (
    DEFAULT,
    Answer,
    Budget,
    Json,
    Reason,
    Schema,
    Schemas,
    Verdict,
)
from catalog_std.source import Pointer

_CALLS = 20_000
_CHECKING = 4


class Prover:
    """Answers many questions; what one answer found out serves the next.

    Formats are notes unless ``formats`` asserts them. Each question has the whole budget.
    """

    def __init__(self, budget: Budget = DEFAULT, *, formats: bool = False) -> None:
        self.budget = budget
        self.formats = formats
        self._pool = Pool()
        self._meter = Meter(budget)
        self._search = Search(self._pool, self._meter)
        self._loaded: dict[int, tuple[Schema, int]] = {}

    def contains(self, sup: Schemas, sub: Schemas) -> Verdict:
        """Judge whether every value that ``sub`` admits is admitted by ``sup``."""
        question = _Question(_listed(sub), _listed(sup))
        return self._answered(question, shown="fails", proved="holds")

    def satisfiable(self, schema: Schemas) -> Verdict:
        """Judge whether any value is admitted at all."""
        question = _Question(_listed(schema), [False])
        return self._answered(question, shown="holds", proved="fails")

    def equivalent(self, one: Schemas, other: Schemas) -> Verdict:
        """Judge whether both admit the same values."""
        there = self.contains(other, one)
        back = self.contains(one, other) if there.answer != "fails" else there
        return there if back.answer == "holds" else back

    def _answered(self, question: _Question, shown: Answer, proved: Answer) -> Verdict:
        self._meter.reset()
        self._search.forget()
        try:
            with _deep_calls():
                return self._judged(question, shown, proved)
        except RefusedError as refused:
            return self._undecided(refused.reason, refused.about)

    def _judged(self, question: _Question, shown: Answer, proved: Answer) -> Verdict:
        goal = self._goal(question)
        outcome = self._search.solve(goal)
        if isinstance(outcome, Model):
            return self._shown(question, outcome.value, shown)
        if outcome == "none":
            return self._proved(goal, proved)
        return self._undecided(*self._meter.first_doubt("object"))

    def _proved(self, goal: Goal, answer: Answer) -> Verdict:
        """Answer by refutation, once the recheck has agreed."""
        claims = self._search.refuted() | {goal}
        meter = Meter(Budget(_CHECKING * self.budget.steps, self.budget.states))
        proof = checked(Proof(goal, claims, self._search.domains), self._pool, meter)
        return Verdict(answer, steps=self._meter.steps + meter.steps, proof=proof)

    def _goal(self, question: _Question) -> Goal:
        known = self._nodes([*question.admitting, *question.refusing])
        admitting, refusing = known[: len(question.admitting)], known[len(question.admitting) :]
        whole = refusing[0] if len(refusing) == 1 else self._pool.add(allOf=tuple(refusing))
        return frozenset(
            (*(Signed(one, holds=True) for one in admitting), Signed(whole, holds=False))
        )

    def _nodes(self, schemas: list[Schema]) -> list[int]:
        """Give the nodes of schemas; a schema met before, as an object, is not read again."""
        new = [one for one in schemas if id(one) not in self._loaded]
        for one in new:
            check_schema(one)
        numbers = Loader(self._pool, formats=self.formats).load(new)
        self._loaded |= {id(one): (one, node) for one, node in zip(new, numbers, strict=True)}
        return [self._loaded[id(one)][1] for one in schemas]

    def _shown(self, question: _Question, value: Json, answer: Answer) -> Verdict:
        """Show a witness, once the validator has agreed; as small as it still agrees to."""
        try:
            shows = _showing(question, formats=self.formats)
            if not shows(value):
                return self._undecided(*self._meter.first_doubt("validators"))
            value = smallest(value, shows)
        except DisagreementError as error:
            told = str(error).partition("\n")[0]
            return self._undecided(*self._meter.first_doubt("validators", told))
        path, clause = self._refusal(question, value)
        steps = self._meter.steps
        return Verdict(answer, value, has_witness=True, path=path, clause=clause, steps=steps)

    def _refusal(self, question: _Question, value: Json) -> tuple[Pointer, Pointer]:
        """Tell where the first of the schemas that refuse a value does so."""
        for one in question.refusing:
            if one is not False and not judge_of(one, formats=self.formats)(value):
                return refusal(one, value, formats=self.formats)
        return Pointer(), Pointer()

    def _undecided(self, reason: Reason, about: str) -> Verdict:
        return Verdict("undecided", reason=reason, about=about, steps=self._meter.steps)


@dataclass(frozen=True, slots=True)
class _Question:
    """Is there a value that all the first admit and some of the second refuses?"""

    admitting: list[Schema]
    refusing: list[Schema]


def _showing(question: _Question, *, formats: bool) -> Judge:
    """Give the test of a witness: all that should admit it do, and one that should refuse it does."""
    admitting = [judge_of(one, formats=formats) for one in question.admitting]
    refusing = [judge_of(one, formats=formats) for one in question.refusing]
    return lambda value: (
        all(judge(value) for judge in admitting) and not all(judge(value) for judge in refusing)
    )


def _listed(schemas: Schemas) -> list[Schema]:
    return [schemas] if isinstance(schemas, (bool, dict)) else list(schemas)


@contextmanager
def _deep_calls() -> Iterator[None]:
    """Let calls nest as deep as the budget of depth needs (Python 3.11 keeps them off the C stack)."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
