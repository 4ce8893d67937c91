"""Comments that speak to us: told from the same words inside values, each with the lines it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog_std.document import Document, documents_of
from catalog_std.document.marks import Node
from catalog_std.source import Span

CALL = "catalog-std"
_CALLED = re.compile(rf"(?:^|(?<=[ \t]))#[ \t]*{CALL}[ \t]*[:：][^\r\n]*", re.MULTILINE)
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and the lines it speaks of: its own; alone on its line, those of the next entry.

    ``on_top`` says that it stands before the first key of the file.
    """

    text: str
    span: Span
    number: int
    first: int
    last: int
    on_top: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a pair or a list entry begins, how deep it stands, and in which document."""

    line: int
    column: int
    depth: int
    number: int


def comments_of(documents: Sequence[Document]) -> tuple[Comment, ...]:
    """Find the comments of a file that call us; none in a file that cannot be read whole.

    A text without the call costs a search for it and no more.
    """
    text = documents[0].source.text
    if CALL not in text or any(document.data is None for document in documents):
        return ()
    found = [called for called in _CALLED.finditer(text) if _is_comment(documents, called)]
    if not found:
        return ()
    entries = [entry for document in documents for entry in _entries(document)]
    return tuple(_comment(text, called, entries) for called in found)


def _is_comment(documents: Sequence[Document], called: re.Match[str]) -> bool:
    """Ask the reader: the words are a comment if the file says the same without them."""
    text = documents[0].source.text
    rest = f"{text[: called.start()]}#{text[called.end() :]}"
    read = documents_of("", rest.encode())
    return [document.data for document in read] == [document.data for document in documents]


def _comment(text: str, called: re.Match[str], entries: Sequence[_Entry]) -> Comment:
    before = _BREAK.split(text[: called.start()])
    line, column = len(before), len(before[-1]) + 1
    words = called[0].rstrip()
    span = Span(line, column, line, column + len(words))
    alone = not before[-1].strip()
    first, last = _next_entry(line, entries) if alone else (line, line)
    number = max((e.number for e in entries if e.line <= first), default=0)
    on_top = all(line < entry.line for entry in entries)
    return Comment(words, span, number, first, last, on_top)


def _next_entry(line: int, entries: Sequence[_Entry]) -> tuple[int, int]:
    """Give the lines of the outermost entry that begins first below a line; none: no lines."""
    for index, entry in enumerate(entries):
        if entry.line > line:
            behind = (e.line for e in entries[index + 1 :] if e.depth <= entry.depth)
            return entry.line, next(behind, 1 << 31) - 1
    return line, line


def _entries(document: Document) -> Iterator[_Entry]:
    """Walk the pairs and list entries of a document in the order of the text."""
    node = document.node(document.root.pointer)
    yield from _inside(node, 0, document.number) if node else ()


def _inside(node: Node, depth: int, number: int) -> Iterator[_Entry]:
    for child in node.children():
        line, column = (child.key or child.own)[:2]
        if (line, column) >= node.own[:2]:  # what an alias repeats stands elsewhere
            yield _Entry(line + 1, column + 1, depth, number)
            if child.inside is not None:
                yield from _inside(child, depth + 1, number)
