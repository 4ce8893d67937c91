"""No number, no string meets these facts: shown by a way of its own, not the search's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from math import ceil, floor, lcm
from typing import Any, Final, TypeAlias

from catalog_std.proof.automaton import Automata, Automaton, States, cuts
from catalog_std.proof.formula import Fact

_RUNGS: Final = 10_000
Node: TypeAlias = tuple[tuple[States, ...], frozenset[str] | None, int]


def no_truth(facts: Sequence[Fact]) -> bool:
    """Say whether no boolean meets facts."""
    return not any(_meets(value, facts) for value in (True, False))


def no_number(facts: Sequence[Fact]) -> bool:
    """Say whether surely no number meets facts."""
    listed = _values(facts, "in")
    if listed is not None:
        return not any(_meets(value, facts) for value in listed)
    low = max((Fraction(at) for at in _of(facts, "low")), default=None)
    high = min((Fraction(at) for at in _of(facts, "high")), default=None)
    if low is not None and high is not None and low >= high:
        return low > high or not _meets(low, facts)
    steps = [Fraction(at) for at in _of(facts, "multiple")]
    return bool(steps) and _no_rung(facts, _together(steps), low, high)


def _no_rung(
    facts: Sequence[Fact], step: Fraction, low: Fraction | None, high: Fraction | None
) -> bool:
    """Say whether every multiple is excluded: in an interval each, without bounds by period."""
    if low is not None and high is not None and (high - low) / step < _RUNGS:
        rungs = range(ceil(low / step), floor(high / step) + 1)
        return not any(_meets(rung * step, facts) for rung in rungs)
    strangers = [Fraction(at) for at in _of(facts, "not-multiple")]
    period = lcm(*((step / other).denominator for other in strangers))
    return period < _RUNGS and all(
        any((rung * step / other).denominator == 1 for other in strangers)
        for rung in range(period)
    )


def _together(steps: list[Fraction]) -> Fraction:
    below = lcm(*(step.denominator for step in steps))
    return Fraction(lcm(*(int(step * below) for step in steps)), below)


def no_string(facts: Sequence[Fact], automata: Automata) -> bool:
    """Say whether surely no string meets facts; what no automaton reads is left out."""
    asked = {
        (fact.kind, fact.at, fact.of) for fact in facts if fact.kind in ("pattern", "format")
    }
    if any((kind, at, not of) in asked for kind, at, of in asked):
        return True
    if _values(facts, "in") is not None:
        return not any(_fits(word, facts, automata) for word in _values(facts, "in") or ())
    low = max((0, *_of(facts, "low")))
    high = min(_of(facts, "high"), default=None)
    if high is not None and high < low:
        return True
    return _Product(facts, automata).empty(low, high)


def _fits(word: str, facts: Sequence[Fact], automata: Automata) -> bool:
    """Say whether a word meets facts, for all that automata can read."""
    for kind, at, of in facts:
        if kind == "pattern":
            met = automata.matches(str(at), word) in (None, of)
        elif kind in ("in", "out", "low", "high"):
            met = _meets_one(
                word if kind in ("in", "out") else len(word), kind, at, strict=False
            )
        else:
            met = True
        if not met:
            return False
    return True


class _Product:
    """All patterns of some facts at once, and the words that are excluded."""

    def __init__(self, facts: Sequence[Fact], automata: Automata) -> None:
        self.meter = automata.meter
        read = [(automata.of(str(f.at)), f.of) for f in facts if f.kind == "pattern"]
        self.parts: list[tuple[Automaton, bool]] = [(one, bool(of)) for one, of in read if one]
        self.out = frozenset(chain.from_iterable(_of(facts, "out")))

    def empty(self, low: int, high: int | None) -> bool:
        """Say whether there is no word of a length, by trying all states breadth-first."""
        start: Node = (tuple(one.first() for one, _ in self.parts), self.out, 0)
        seen, layer, length = {start}, [start], 0
        while layer:
            if length >= low and any(self._accepts(node, blank=not length) for node in layer):
                return False
            if length == high:
                return True
            length += 1
            after = [one for node in layer for one in self._after(node, min(length, low + 1))]
            layer = [one for one in dict.fromkeys(after) if one not in seen]
            seen.update(layer)
        return True

    def _accepts(self, node: Node, *, blank: bool) -> bool:
        states, words, _ = node
        pairs = zip(self.parts, states, strict=True)
        return "" not in (words or ()) and all(
            part.accepts(own, blank=blank) == wanted for (part, wanted), own in pairs
        )

    def _after(self, node: Node, length: int) -> Iterator[Node]:
        states, words, _ = node
        pairs = list(zip(self.parts, states, strict=True))
        heads = (ord(word[0]) for word in words or () if word)
        edges = chain(
            (edge for (part, _), own in pairs for edge in part.edges(own)),
            (edge for head in heads for edge in (head, head + 1)),
        )
        for char in cuts(edges):
            self.meter.step()
            sign = chr(char)
            rest = frozenset(word[1:] for word in words or () if word.startswith(sign))
            yield tuple(part.after(own, char) for (part, _), own in pairs), rest, length


def _of(facts: Iterable[Fact], kind: str) -> list[Any]:
    return [fact.at for fact in facts if fact.kind == kind]


def _values(facts: Iterable[Fact], kind: str) -> set[Any] | None:
    """Give the values all lists of a kind have in common (``in``), or all of any (``out``)."""
    lists = _of(facts, kind)
    if not lists:
        return None
    return set(frozenset.intersection(*lists) if kind == "in" else frozenset.union(*lists))


def _meets(value: Any, facts: Iterable[Fact]) -> bool:  # noqa: ANN401 - numbers, truths
    """Say whether a value meets facts about values, bounds and multiples."""
    return all(_meets_one(value, fact.kind, fact.at, strict=bool(fact.of)) for fact in facts)


def _meets_one(value: Any, kind: str, at: Any, *, strict: bool) -> bool:  # noqa: ANN401 - numbers, truths, words
    match kind:
        case "low":
            return bool(value > at or (value == at and not strict))
        case "high":
            return bool(value < at or (value == at and not strict))
        case "multiple":
            return bool((Fraction(value) / at).denominator == 1)
        case "not-multiple":
            return bool((Fraction(value) / at).denominator != 1)
        case _:
            return (value in at) == (kind == "in")
