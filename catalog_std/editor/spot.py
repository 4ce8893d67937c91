"""Where a cursor stands: in which document of a file, on which value, on its key or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog_std.document import Document, Place
from catalog_std.document.marks import Node
from catalog_std.source import Pointer

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a document under the cursor."""

    document: Document
    pointer: Pointer
    on_key: bool

    @property
    def place(self) -> Place:
        """Give the value's address."""
        return Place(self.document, self.pointer)


def spot_at(documents: Sequence[Document], at: At) -> Spot | None:
    """Find the value at a line and a column, both from 0; None in a file without any."""
    roots = ((document, document.node(Pointer())) for document in documents)
    known = [(document, node) for document, node in roots if node]
    if not known:
        return None
    begun = [pair for pair in known if pair[1].own[:2] <= at] or known[:1]
    document, node = begun[-1]
    pointer, on_key = _deepest(node, at)
    return Spot(document, pointer, on_key)


def _deepest(node: Node, at: At) -> tuple[Pointer, bool]:
    pointer = Pointer()
    while True:
        begun = [pair for pair in _inside(node) if _start(pair[1]) <= at]
        if not begun:
            return pointer, False
        step, node = begun[-1]
        pointer /= step
        if node.key and at <= node.key[2:]:
            return pointer, True


def _inside(node: Node) -> Iterator[tuple[str | int, Node]]:
    match node.inside:
        case dict() as named:
            yield from named.items()
        case list() as listed:
            yield from enumerate(listed)
        case _:
            return


def _start(node: Node) -> At:
    return (node.key or node.own)[:2]
