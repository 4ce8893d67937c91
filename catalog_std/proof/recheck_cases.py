"""The cases of one claim: what is assumed of a value, until all of it is contradictory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from catalog_std.proof.formula import Both, Either, Fact, Formula, Later, narrowest
from catalog_std.proof.meaning import Meaning
from catalog_std.proof.meter import Meter
from catalog_std.proof.nodes import FALSE, TRUE, Goal, Signed
from catalog_std.proof.shape import Matcher, Shape, shape_of
from catalog_std.proof.values import Kind

_OPPOSITE: Final = {"required": "absent", "absent": "required"}
_SIMPLE: Final = ("boolean", "number", "string")


class Bench(Protocol):
    """Who knows the claims and the facts: the recheck."""

    meaning: Meaning
    meter: Meter

    def matcher(self) -> Matcher:
        """Give who matches names against patterns."""
        ...

    def claimed(self, goal: Goal) -> bool:
        """Say whether a goal is claimed to have no value."""
        ...

    def refutes(self, kind: Kind, facts: Sequence[Fact]) -> bool:
        """Say whether facts contradict each other."""
        ...


def clashes(goal: Goal) -> bool:
    """Say whether a goal asks for a node and its opposite, or for what nothing is."""
    both = {node for node, holds in goal if holds} & {node for node, holds in goal if not holds}
    return bool(both) or Signed(TRUE, holds=False) in goal or Signed(FALSE, holds=True) in goal


class Case:
    """What is assumed of a value of one type: signed nodes, facts, and choices yet to be made."""

    def __init__(self, bench: Bench, kind: Kind) -> None:
        self.bench = bench
        self.kind = kind
        self.assumed: set[Signed] = set()
        self.facts: dict[Fact, None] = {}
        self.choices: list[Sequence[Formula]] = []
        self._shape: Shape | None = None
        self._sense: dict[Signed, bool] = {}

    def closes(self, todo: list[Formula]) -> bool:
        """Say whether all this is contradictory, whichever way the choices are made."""
        with self.bench.meter:
            while todo:
                if not self._assume(todo):
                    return True
                todo = self._forced()
            if self.bench.refutes(self.kind, [*self.facts]):
                return True
            if not self.choices:
                return False
            choice = narrowest(self.choices)
            self.choices.remove(choice)
            return all(self._copy().closes([way]) for way in choice)

    def _copy(self) -> Case:
        copy = Case(self.bench, self.kind)
        copy.assumed, copy.facts = set(self.assumed), dict(self.facts)
        copy.choices = list(self.choices)
        return copy

    def _assume(self, todo: list[Formula]) -> bool:
        """Take all this for true; False where the opposite is."""
        self._shape, self._sense = None, {}
        while todo:
            self.bench.meter.step()
            match todo.pop():
                case Fact() as fact:
                    self.facts[fact] = None
                case Both(parts):
                    todo += parts
                case Either(parts):
                    self.choices.append(parts)
                case Later() as later:
                    todo.append(later.formula())
                case signed:
                    opposite = Signed(signed.node, not signed.holds)
                    if opposite in self.assumed or clashes(frozenset((signed,))):
                        return False
                    if signed not in self.assumed:
                        self.assumed.add(signed)
                        todo.append(self.bench.meaning.of(signed, self.kind))
        return True

    def _forced(self) -> list[Formula]:
        """Drop refuted ways; give those without another, and drop choices already met."""
        forced: list[Formula] = []
        waiting: list[Sequence[Formula]] = []
        for choice in self.choices:
            left = [way for way in self._flat(choice) if not self._refuted(way)]
            if len(left) < 2:  # noqa: PLR2004 - one way, or none
                forced.append(left[0] if left else Signed(FALSE, holds=True))
            elif not any(way in self.assumed or way in self.facts for way in left):
                waiting.append(left)
        self.choices = waiting
        return forced

    def _flat(self, choice: Sequence[Formula]) -> Iterator[Formula]:
        for way in choice:
            inner = self.bench.meaning.of(way, self.kind) if isinstance(way, Signed) else way
            if isinstance(inner, Either) and way not in self.assumed:
                yield from self._flat(inner.parts)
            else:
                yield way

    def _refuted(self, way: Formula) -> bool:
        self.bench.meter.step()
        match way:
            case Signed(node, holds) as signed:
                return Signed(node, not holds) in self.assumed or self._senseless(signed)
            case Fact(kind, at):
                if Fact(_OPPOSITE.get(kind, ""), at) in self.facts:
                    return True
                simple = self.kind in _SIMPLE
                return simple and self.bench.refutes(self.kind, [*self.facts, way])
            case Both(parts):
                flat = [part for part in parts if not isinstance(part, Either)]
                return any(map(self._refuted, flat)) or self._no_property(flat)
            case _:
                return False

    def _senseless(self, signed: Signed) -> bool:
        """Say whether what a node means is refuted; remembered until more is assumed."""
        if signed not in self._sense:
            self._sense[signed] = False
            meant = self.bench.meaning.of(signed, self.kind)
            none = isinstance(meant, Either) and not meant.parts
            self._sense[signed] = none or self._refuted(meant)
        return self._sense[signed]

    def _no_property(self, parts: Sequence[Formula]) -> bool:
        """Say whether a property that must be there is claimed to have no value."""
        facts = [part for part in parts if isinstance(part, Fact)]
        wanted = [fact for fact in facts if fact.kind == "property"]
        there = (
            {fact.at for fact in (*facts, *self.facts) if fact.kind == "required"}
            if wanted
            else ()
        )
        return any(fact.at in there and self._unfit(fact) for fact in wanted)

    def _unfit(self, fact: Fact) -> bool:
        if self._shape is None:
            self._shape = shape_of(self.facts)
        of: Signed = fact.of  # type: ignore[assignment]
        return self.bench.claimed(
            self._shape.value_of(str(fact.at), self.bench.matcher()) | {of}
        )
