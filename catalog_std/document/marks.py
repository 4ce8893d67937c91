"""Where everything stands in one document: a tree beside the data, walked only when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog_std.source import Pointer, Span

Mark = tuple[int, int, int, int]


@dataclass(slots=True)
class Node:
    """One value's marks: its own text, its key's text, and what is inside it."""

    own: Mark
    key: Mark | None = None
    block: bool = False
    inside: Any = None  # the nodes of a mapping by key, of a list by index; None for a scalar

    def at(self, pointer: Pointer) -> Node | None:
        """Find a value below this one; None where there is none."""
        node: Node | None = self
        for step in pointer:
            if node is None:
                return None
            node = node.child(step)
        return node

    def child(self, step: str | int) -> Node | None:
        """Find the value under a key or at an index."""
        if isinstance(self.inside, dict):
            named: Node | None = self.inside.get(step)
            return named
        if isinstance(self.inside, list) and isinstance(step, int) and step < len(self.inside):
            found: Node = self.inside[step]
            return found
        return None

    def span(self) -> Span:
        """Say where the value is best pointed at.

        A scalar is its text. A collection stands at its key; without one, it is its text if that
        is one line in flow style, else it stands where its first key or value does.
        """
        if self.inside is None or not (self.key or self.block or self.own[0] != self.own[2]):
            return span_of(self.own)
        if self.key:
            return span_of(self.key)
        first = next(iter(self.children()), None)
        if first is None:
            return span_of(self.own)
        return span_of(first.key) if first.key else first.span()

    def children(self) -> Iterable[Node]:
        """Give the values inside, in the order of the text."""
        return self.inside.values() if isinstance(self.inside, dict) else self.inside


def span_of(mark: Mark) -> Span:
    """Count from 1 what libyaml counts from 0."""
    line, column, end_line, end_column = mark
    return Span(line + 1, column + 1, end_line + 1, end_column + 1)


def mark_of(span: Span) -> Mark:
    """Count from 0 again."""
    return span.line - 1, span.column - 1, span.end_line - 1, span.end_column - 1
