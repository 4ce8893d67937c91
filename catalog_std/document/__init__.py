"""YAML text becomes plain data; every value can tell its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalog_std.document.decode import character_faults, decoded
from catalog_std.document.exact import Fault, Reading, read_stream
from catalog_std.document.fast import read_fast
from catalog_std.document.lines import lines_named, marks_in, marks_of, read_lines
from catalog_std.document.marks import Mark, Node, mark_of, span_of
from catalog_std.document.stretch import node_at
from catalog_std.source import START, Pointer, Source, Span

__all__ = [
    "Document",
    "Fault",
    "Place",
    "documents_of",
    "lines_named",
    "overlaid",
    "pin_of",
    "pinned",
    "placed",
]


def _marked(text: str, number: int) -> Node | None:
    """Find where everything stands in a document of a YAML text."""
    readings = read_stream(text)
    return readings[number].marks if number < len(readings) else None


def _alone(text: str, _: int, pointer: Pointer) -> Node | None:
    """Find where one value stands in a text of one plain document."""
    return node_at(text, pointer)


_FEW = 12  # places of one document; who asks for more is better served by all of them


@dataclass(slots=True)
class Marks:
    """The marks of one document, taken when first asked for: from its text and its number.

    Where one can be taken ``alone``, a few are: each from the lines it stands on.
    """

    node: Node | None = None
    taken: bool = False
    take: Callable[[str, int], Node | None] = _marked
    alone: Callable[[str, int, Pointer], Node | None] | None = None
    known: dict[Pointer, Node | None] = field(default_factory=dict)

    def at(self, pointer: Pointer, text: str, number: int) -> Node | None:
        """Find the marks of a value in the document of that text."""
        if self.alone and not self.taken and pointer and len(self.known) < _FEW:
            if pointer not in self.known:
                self.known[pointer] = self.alone(text, number, pointer)
            return self.known[pointer]
        if not self.taken:
            self.node, self.taken = self.take(text, number), True
        return self.node.at(pointer) if self.node else None


@dataclass(slots=True)
class Pin(Marks):
    """The marks of one value alone, whichever is asked for."""

    def at(self, pointer: Pointer, text: str, number: int) -> Node | None:
        """Give what is known."""
        del pointer, text, number
        return self.node


@dataclass(frozen=True, slots=True)
class Document:
    """What one document of a file says; places are found when they are asked for.

    ``under`` is the document this one is laid over: values it does not state itself stand there, and
    ``own`` is what it states itself.
    """

    source: Source
    number: int
    data: Any = field(repr=False)
    faults: tuple[Fault, ...] = ()
    under: Document | None = field(default=None, repr=False)
    own: Any = field(default=None, repr=False, compare=False)
    marks: Marks = field(default_factory=Marks, repr=False, compare=False)

    @property
    def root(self) -> Place:
        """The place everything else in the document is reached from."""
        return Place(self, Pointer())

    def node(self, pointer: Pointer) -> Node | None:
        """Find the marks of a value that this very document states."""
        return self.marks.at(pointer, self.source.text, self.number)

    def stating(self, pointer: Pointer) -> tuple[Document, Node | None]:
        """Find who states a value, itself or the document under it; else its nearest ancestor."""
        for length in range(len(pointer), -1, -1):
            nearest = Pointer(pointer[:length])
            for document in (self, self.under):
                node = document.node(nearest) if document else None
                if document and node:
                    return document, node
        return self, None


class Place(NamedTuple):
    """One value's address: which document, and the way to it. Made thirty times an item: a tuple."""

    document: Document
    pointer: Pointer

    def __truediv__(self, step: str | int) -> Place:
        return _new(Place, (self.document, Pointer((*self.pointer, step))))

    @property
    def source(self) -> Source:
        """The text the value stands in: the document's own, or that of the one under it."""
        return self.document.stating(self.pointer)[0].source

    @property
    def span(self) -> Span:
        """Where the value stands; a missing value stands where its nearest ancestor does."""
        node = self.document.stating(self.pointer)[1]
        return node.span() if node else START

    @property
    def key_span(self) -> Span:
        """Where the value's key stands; where it has none, the value."""
        node = self.document.stating(self.pointer)[1]
        return span_of(node.key) if node and node.key else self.span


_new = tuple.__new__  # what a named tuple's own constructor ends in


def pinned(place: Place) -> Place:
    """Give the same place, its value's stretch found: it holds on to no text and no data."""
    document, node = place.document.stating(place.pointer)
    own = (mark_of(node.span()), node.key) if node else None
    return placed(place.pointer, (document.source.name, document.number, own))


def placed(pointer: Pointer, pin: Pinned) -> Place:
    """Give a place of which only the name of its text and the marks are known."""
    name, number, own = pin
    marks = Pin(Node(*own) if own else None, taken=True, known=_NOBODY)
    return Place(Document(Source(name, ""), number, None, marks=marks), pointer)


def pin_of(place: Place) -> Pinned:
    """Say what is known of such a place."""
    document, node = place.document, place.document.marks.node
    return document.source.name, document.number, (node.own, node.key) if node else None


_NOBODY: dict[Pointer, Node | None] = {}
Pinned = tuple[str, int, tuple[Mark, Mark | None] | None]


def documents_of(name: str, raw: bytes) -> tuple[Document, ...]:
    """Read every document of a file. Bad text gives documents with faults, never an exception.

    The items of an NDJSON file are numbered by its lines; a name may mean some of the lines alone.
    """
    if named := lines_named(name):
        return _on_lines(*named, raw)
    text, faults = decoded(raw)
    source = Source(name, text)
    clean = None if faults else read_fast(text)
    if clean is not None:
        return (Document(source, 0, clean, marks=Marks(alone=_alone)),)
    faults += character_faults(text)
    if faults and (not text or any(fault.kind == "control-character" for fault in faults)):
        return (Document(source, 0, None, tuple(faults), marks=Marks(taken=True)),)
    readings = read_stream(text)
    if not readings:
        empty = Fault("empty", START, {})
        return (Document(source, 0, None, (*faults, empty)),)
    return tuple(
        _document(source, number, reading, faults if number == 0 else [])
        for number, reading in enumerate(readings)
    )


def overlaid(local: Document, under: Document, data: Any) -> Document:  # noqa: ANN401 - plain data
    """Lay a document over another; ``data`` is what the two say together."""
    one = local
    return Document(one.source, one.number, data, one.faults, under, one.data, one.marks)


def _on_lines(file: str, first: int, raw: bytes) -> tuple[Document, ...]:
    found = tuple(
        _on_line(Source(file, text), number, reading)
        for number, text, reading in read_lines(raw, first)
    )
    empty = Fault("empty", START, {})
    return found or (Document(Source(file, ""), 0, None, (empty,)),)


def _on_line(source: Source, number: int, reading: Reading) -> Document:
    """Make a document of a line; it is numbered from 0, lines are from 1."""
    data, faults = reading.data, tuple(reading.faults)
    marks = Marks(take=_on_its_line, alone=None if faults else _alone_on_its_line)
    if data is None and faults:
        marks = Marks(taken=True)
    elif not isinstance(data, dict):
        faults += (Fault("not-a-mapping", Span(number, 1, number, len(source.text) + 1), {}),)
        data = None
    return Document(source, number - 1, data, faults, marks=marks)


def _on_its_line(text: str, number: int) -> Node:
    return marks_of(text, number + 1)


def _alone_on_its_line(text: str, number: int, pointer: Pointer) -> Node | None:
    return marks_in(text, number + 1, pointer)


def _document(source: Source, number: int, reading: Reading, faults: list[Fault]) -> Document:
    found = (*faults, *reading.faults)
    data = reading.data
    marks = Marks(reading.marks, taken=True)
    if not isinstance(data, dict) and not found:
        span = reading.marks.span() if reading.marks else START
        kind = "empty" if data is None else "not-a-mapping"
        found = (Fault(kind, span, {}),)
    return Document(
        source, number, data if isinstance(data, dict) else None, found, marks=marks
    )
