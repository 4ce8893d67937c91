"""Patterns again, for the recheck: sets of states instead of derivatives, nothing shared but the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from catalog_std.proof.chars import ANY, Ranges, has
from catalog_std.proof.meter import Meter
from catalog_std.proof.pattern import (
    Anchor,
    Chars,
    Choice,
    NotRegularError,
    Repeat,
    Sequence,
    Tree,
    tree_of,
)

States: TypeAlias = frozenset[int]
_LARGE: Final = 20_000
_START, _END, _FREE = "start", "end", "free"


class Automaton:
    """The states of one pattern; state 0 begins, state 1 is the match."""

    def __init__(self, pattern: str) -> None:
        self.reads: dict[int, list[tuple[Ranges, int]]] = {0: [(ANY, 0)], 1: [(ANY, 1)]}
        self.skips: dict[int, list[tuple[str, int]]] = {}
        self.size = 2
        begin = self._new()
        self.skips[0] = [(_FREE, begin)]
        self._build(tree_of(pattern), begin, 1)

    def first(self) -> States:
        """Give the states before the first character."""
        return self._reached({0}, {_FREE, _START})

    def after(self, states: States, char: int) -> States:
        """Give the states behind a character."""
        reads = (read for state in states for read in self.reads.get(state, ()))
        return self._reached({to for ranges, to in reads if has(ranges, char)}, {_FREE})

    def accepts(self, states: States, *, blank: bool) -> bool:
        """Say whether the text may end here; ``blank``: it is the empty text."""
        passing = {_FREE, _END, _START} if blank else {_FREE, _END}
        return 1 in self._reached(set(states), passing)

    def edges(self, states: States) -> Iterator[int]:
        """Give the characters at which what follows can change."""
        for state in states:
            for ranges, _ in self.reads.get(state, ()):
                for low, high in ranges:
                    yield from (low, high + 1)

    def _reached(self, states: set[int], passing: set[str]) -> States:
        found, stack = set(states), list(states)
        while stack:
            for condition, to in self.skips.get(stack.pop(), ()):
                if condition in passing and to not in found:
                    found.add(to)
                    stack.append(to)
        return frozenset(found)

    def _new(self) -> int:
        self.size += 1
        if self.size > _LARGE:
            raise NotRegularError(feature="{n}")
        return self.size

    def _skip(self, begin: int, end: int, condition: str = _FREE) -> None:
        self.skips.setdefault(begin, []).append((condition, end))

    def _build(self, tree: Tree, begin: int, end: int) -> None:
        match tree:
            case Chars(ranges):
                self.reads.setdefault(begin, []).append((ranges, end))
            case Anchor(start):
                self._skip(begin, end, _START if start else _END)
            case Choice(parts):
                for part in parts:
                    own = self._new()
                    self._skip(begin, own)
                    self._build(part, own, end)
            case Sequence(parts):
                for part in parts:
                    begin = self._built(part, begin)
                self._skip(begin, end)
            case repeat:
                self._repeat(repeat, begin, end)

    def _built(self, tree: Tree, begin: int) -> int:
        after = self._new()
        self._build(tree, begin, after)
        return after

    def _repeat(self, repeat: Repeat, begin: int, end: int) -> None:
        part, least, most = repeat.part, repeat.least, repeat.most
        for _ in range(least):
            begin = self._built(part, begin)
        if most is None:
            loop = self._new()
            self._skip(begin, loop)
            self._skip(self._built(part, loop), loop)
            begin = loop
        for _ in range((most or least) - least):
            self._skip(begin, end)
            begin = self._built(part, begin)
        self._skip(begin, end)


class Automata:
    """The automata of all patterns met; what is not regular has none."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self._known: dict[str, Automaton | None] = {}

    def of(self, pattern: str) -> Automaton | None:
        """Give the automaton of a pattern."""
        if pattern not in self._known:
            try:
                self._known[pattern] = Automaton(pattern)
            except NotRegularError:
                self._known[pattern] = None
        return self._known[pattern]

    def matches(self, pattern: str, word: str) -> bool | None:
        """Say whether a pattern matches in a word; None where it has no automaton."""
        automaton = self.of(pattern)
        if automaton is None:
            return None
        states = automaton.first()
        for char in word:
            self.meter.step()
            states = automaton.after(states, ord(char))
        return automaton.accepts(states, blank=not word)


def cuts(edges: Iterable[int]) -> list[int]:
    """Give one character for each stretch between edges."""
    starts = {0, 0xE000, *edges}
    return sorted(start for start in starts if has(ANY, start))
