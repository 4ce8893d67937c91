"""One way through the either-ors of a goal: what is taken for true, the facts, what is to choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from catalog_std.proof.formula import NO, Both, Either, Fact, Formula, Later, narrowest
from catalog_std.proof.meaning import Meaning
from catalog_std.proof.nodes import Goal, Signed
from catalog_std.proof.objects import Solver
from catalog_std.proof.outcome import Outcome
from catalog_std.proof.shape import Shape, shape_of
from catalog_std.proof.values import Kind

_SIMPLE: Final = ("number", "string", "boolean")
_WIDE: Final = 400
_NEVER: Final = 10**9


class Judge(Solver, Protocol):
    """Who judges facts and values: the search."""

    meaning: Meaning
    lowest: int

    def theory(self, kind: Kind, facts: Iterable[Fact]) -> Outcome:
        """Find a value that meets facts."""
        ...


class Branch:
    """One way through a goal, for one JSON type."""

    def __init__(self, judge: Judge, kind: Kind) -> None:
        self.judge = judge
        self.kind = kind
        self.todo: list[Formula] = []
        self.taken: set[Signed] = set()
        self.facts: dict[Fact, None] = {}
        self.pending: list[Sequence[Formula]] = []
        self._shape: Shape | None = None
        self._judged: dict[Signed, bool | None] = {}

    def expanded(self) -> bool:
        """Take in all that follows without a choice; False where it contradicts itself."""
        while self.todo:
            while self.todo:
                if not self._took(self.todo.pop()):
                    return False
            self._shape, self._judged = None, {}
            if not self._narrowed():
                return False
        return True

    def split(self) -> Iterator[Branch]:
        """Give a branch for each way of the narrowest choice."""
        choice = narrowest(self.pending)
        for way in choice:
            branch = Branch(self.judge, self.kind)
            branch.todo = [way]
            branch.taken, branch.facts = set(self.taken), dict(self.facts)
            branch.pending = [other for other in self.pending if other is not choice]
            yield branch

    def _took(self, formula: Formula) -> bool:
        match formula:
            case Fact():
                self.facts[formula] = None
            case Both():
                self.todo.extend(formula.parts)
            case Either():
                self.pending.append(formula.parts)
                return bool(formula.parts)
            case Later():
                self.todo.append(formula.formula())
            case _:
                return self._took_signed(formula)
        return True

    def _took_signed(self, signed: Signed) -> bool:
        if Signed(signed.node, not signed.holds) in self.taken:
            return False
        if signed not in self.taken:
            self.taken.add(signed)
            self.todo.append(self.judge.meaning.of(signed, self.kind))
        return True

    def _narrowed(self) -> bool:
        """Drop what is refuted from each choice, and each choice that is met already."""
        waiting: list[Sequence[Formula]] = []
        for choice in self.pending:
            self.judge.meter.step(1 + len(choice) // 4)
            left = self._left(choice)
            if left is None:
                continue
            if not left:
                return False
            if len(left) == 1:
                self.todo += left
            else:
                waiting.append(left)
        self.pending = waiting
        return True

    def _left(self, choice: Sequence[Formula]) -> list[Formula] | None:
        """Give the ways still open; None where one of them is implied."""
        left: list[Formula] = []
        queue = list(reversed(choice))
        looked = 0
        while queue:
            way, looked = queue.pop(), looked + 1
            told = self._told(way)
            if told is True:
                return None
            if told is False:
                continue
            inner = self.judge.meaning.of(way, self.kind) if isinstance(way, Signed) else way
            if isinstance(inner, Either) and looked < _WIDE:
                queue.extend(reversed(inner.parts))
            else:
                left.append(way)
        return left

    def _told(self, way: Formula) -> bool | None:
        """Say whether a way is implied (True), refuted (False) or open."""
        match way:
            case Fact():
                return self._told_fact(way)
            case Both():
                return self._told_both(way)
            case Signed():
                if way in self.taken or Signed(way.node, not way.holds) in self.taken:
                    return way in self.taken
                return self._told_signed(way)
            case _:
                return None

    def _told_signed(self, signed: Signed) -> bool | None:
        """Judge a node by what it means; asked again and again, so remembered until more is known."""
        if signed not in self._judged:
            self._judged[signed] = None
            meant = self.judge.meaning.of(signed, self.kind)
            told = False if meant is NO else None
            self._judged[signed] = told if isinstance(meant, Either) else self._told(meant)
        return self._judged[signed]

    def _told_fact(self, fact: Fact) -> bool | None:
        if fact in self.facts:
            return True
        opposite = {"required": "absent", "absent": "required"}.get(fact.kind)
        if opposite and Fact(opposite, fact.at) in self.facts:
            return False
        if self.kind in _SIMPLE:
            refuted = self.judge.theory(self.kind, (*self.facts, fact)) == "none"
            return False if refuted else None
        return None

    def _told_both(self, way: Both) -> bool | None:
        parts = [part for part in way.parts if not isinstance(part, Either)]
        told = [self._told(part) for part in parts]
        if False in told:
            return False
        if len(parts) == len(way.parts) and None not in told:
            return True
        return self._told_property(way.parts) if self.kind == "object" else None

    def _told_property(self, parts: Sequence[Formula]) -> bool | None:
        """Judge a way that says: this property is there, and its value is such."""
        facts = [part for part in parts if isinstance(part, Fact)]
        there = {fact.at for fact in facts if fact.kind == "required"}
        there |= {fact.at for fact in self.facts if fact.kind == "required" and fact.at}
        implied = len(facts) == len(parts)
        for fact in facts:
            if fact.kind != "property":
                implied = implied and fact in self.facts
                continue
            if fact.at in there and self._value_told(fact) is False:
                return False
            implied = implied and self._value_told(fact) is True
        return True if implied else None

    def _value_told(self, fact: Fact) -> bool | None:
        """Judge what a value must satisfy by what it must satisfy already."""
        if self._shape is None:
            self._shape = shape_of(self.facts)
        wanted: Signed = fact.of  # type: ignore[assignment]
        goal = self._shape.value_of(str(fact.at), self.judge.words)
        if self.judge.solve(goal | {wanted}) == "none":
            return False
        return (
            True if self._surely_none(goal | {Signed(wanted.node, not wanted.holds)}) else None
        )

    def _surely_none(self, goal: Goal) -> bool:
        """Say whether a goal is refuted without leaning on a goal above."""
        before, self.judge.lowest = self.judge.lowest, _NEVER
        sure = self.judge.solve(goal) == "none" and self.judge.lowest == _NEVER
        self.judge.lowest = min(before, self.judge.lowest)
        return sure
