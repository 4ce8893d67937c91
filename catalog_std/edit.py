"""Edits of a file by position: each checked by reading the file again, all else left as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalog_std.document import Document, documents_of
from catalog_std.document.marks import Node, span_of
from catalog_std.finding import Fix
from catalog_std.source import Pointer, Span

_PLAIN = re.compile(
    r"(?!(?i:true|false|null|yes|no|on|off|y|n|nan|inf)\Z)"
    r"[A-Za-z_一-鿿（《][A-Za-z0-9_一-鿿（）《》、，。；“”·]*"
)
_FAITHFUL = ("respell", "unmark", "comment")
_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """A fix at its place: which document of the file, where in its data, where in its text."""

    number: int
    pointer: Pointer
    span: Span
    fix: Fix


@dataclass(frozen=True, slots=True)
class Splice:
    """A stretch of text, by offsets, and what stands there afterwards."""

    start: int
    end: int
    text: str


def mended(raw: bytes, changes: Sequence[Change]) -> tuple[bytes, tuple[Change, ...]]:
    """Apply changes to a file; give its new bytes and the changes that could be applied.

    A change is applied only if the file then reads as it did but for what the change says. Where a
    batch does not, each of its changes is tried by itself.
    """
    batch = tuple(_apart(raw, changes))
    text = _applied(raw, batch)
    if text is not None:
        return text, batch
    done: list[Change] = []
    for change in batch:
        longer = _applied(raw, (*done, change))
        if longer is not None:
            done.append(change)
    return _applied(raw, done) or raw, tuple(done)


@lru_cache(maxsize=8)
def documents_in(raw: bytes) -> tuple[Document, ...]:
    """Read a file; remembered, because each change asks for the same text, and for its marks, several times."""
    return documents_of("", raw)


def spelled(value: object) -> str:
    """Write a scalar: plainly where nothing can go wrong, else in JSON's quotes."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else _quoted(value)
    return json.dumps(value, ensure_ascii=False)


def splices_of(documents: Sequence[Document], change: Change) -> Iterator[Splice]:
    """Turn a change into an edit of the text; nothing where it cannot be made by position."""
    if change.number >= len(documents):
        return
    document = documents[change.number]
    text = document.source.text
    starts = _line_starts(text)
    node = document.node(change.pointer)
    match change.fix.action:
        case "respell":
            yield Splice(*_offsets(starts, change.span), str(change.fix.value))
        case "comment":
            yield _comment(text, _offsets(starts, change.span), change.fix.value)
        case "set" if node and node.inside is None:
            yield from _set(text, _offsets(starts, span_of(node.own)), change.fix.value)
        case "rename" if node and node.key:
            yield Splice(*_offsets(starts, span_of(node.key)), spelled(change.fix.value))
        case "add" if node and node.key and node.inside is None:
            yield from _add(text, starts, document, change)
        case "remove" if node and node.inside is None:
            yield from _remove(text, starts, document, change)
        case _:
            return


def _set(text: str, where: tuple[int, int], value: object) -> Iterator[Splice]:
    start, end = where
    old = text[start:end]
    if old[:1] in ("|", ">", "&", "*", "!"):
        return
    quoted = isinstance(value, str) and old[:1] in ("'", '"')
    yield Splice(start, end, _quoted(str(value)) if quoted else spelled(value))


def _comment(text: str, where: tuple[int, int], words: str | None) -> Splice:
    """Put another comment in the place of one; without words take it out, with its line if it is alone."""
    start, end = where
    if words is not None:
        return Splice(start, end, words)
    while start and text[start - 1] in " \t":
        start -= 1
    alone = start == 0 or text[start - 1] in "\r\n"
    ending = _LINE.match(text, end) if alone else None
    return Splice(start, ending.end() if ending else end, "")


def _add(
    text: str, starts: Sequence[int], document: Document, change: Change
) -> Iterator[Splice]:
    """Write a pair behind another: after a comma in flow style, on the next line in block style."""
    mapping, node = document.node(_parent(change.pointer)), document.node(change.pointer)
    if not (mapping and node and node.key) or text[_start(starts, node)] in "|>&*!":
        return
    key, value = change.fix.value
    pair = f"{spelled(key)}: {spelled(value)}"
    end = _offsets(starts, span_of(node.own))[1]
    if text[_start(starts, mapping)] == "{":
        yield Splice(end, end, f", {pair}")
        return
    line_end = _LINE.search(text, end)
    stop = line_end.start() if line_end else len(text)
    newline = line_end[0] if line_end else "\n"
    yield Splice(stop, stop, f"{newline}{' ' * node.key[1]}{pair}")


def _remove(
    text: str, starts: Sequence[int], document: Document, change: Change
) -> Iterator[Splice]:
    """Take an entry out of a list: with the comma before it in flow style, its line in block style."""
    *above, index = change.pointer
    node = document.node(change.pointer)
    before = (
        document.node(Pointer((*above, index - 1)))
        if isinstance(index, int) and index
        else None
    )
    if not node or not before or before.inside is not None:
        return
    start, end = _offsets(starts, span_of(node.own))
    last = _offsets(starts, span_of(before.own))[1]
    if re.fullmatch(r"\s*,\s*", text[last:start]):
        yield Splice(last, end, "")
        return
    line = starts[node.own[0]]
    ending = _LINE.search(text, end)
    stop = ending.end() if ending else len(text)
    if re.fullmatch(r" *- +", text[line:start]) and not text[end:stop].strip():
        yield Splice(line, stop, "")


def _apart(raw: bytes, changes: Sequence[Change]) -> Iterator[Change]:
    """Keep the changes that can be made and do not touch each other; the first of two wins."""
    documents = documents_in(raw)
    taken: list[Splice] = []
    for change in dict.fromkeys(changes):
        if change.fix.action == "unmark":
            yield change
            continue
        splices = list(splices_of(documents, change))
        free = all(s.end < t.start or t.end < s.start for s in splices for t in taken)
        if splices and free:
            taken += splices
            yield change


def _applied(raw: bytes, changes: Sequence[Change]) -> bytes | None:
    """Apply changes that do not touch each other; None where the outcome reads otherwise than meant."""
    before = documents_in(raw)
    text = before[0].source.text
    splices = [splice for change in changes for splice in splices_of(before, change)]
    for splice in sorted(splices, key=lambda s: s.start, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    unmarked = any(change.fix.action == "unmark" for change in changes)
    mark = _BOM if raw.startswith(_BOM) and not unmarked else b""
    after = documents_in(mark + text.encode())
    wanted = [_meant(d, [c for c in changes if c.number == d.number]) for d in before]
    kept = [document.data for document in after] == wanted and _faults(after) <= _faults(before)
    return mark + text.encode() if kept else None


def _faults(documents: Iterable[Document]) -> int:
    return sum(len(document.faults) for document in documents)


def _meant(document: Document, changes: Sequence[Change]) -> Any:  # noqa: ANN401 - plain data
    """Give a document's data as they should be afterwards."""
    data = _copied(document.data, {})
    telling = [change for change in changes if change.fix.action not in _FAITHFUL]
    for change in sorted(telling, key=lambda c: (c.fix.action == "remove", _last_first(c))):
        *above, step = change.pointer
        inside = data
        for name in above:
            inside = inside[name]
        match change.fix.action:
            case "set":
                inside[step] = change.fix.value
            case "rename":
                inside[change.fix.value] = inside.pop(step)
            case "add":
                inside[change.fix.value[0]] = change.fix.value[1]
            case _:
                del inside[step]
    return data


def _copied(value: Any, known: dict[int, Any]) -> Any:  # noqa: ANN401 - plain data
    """Copy plain data; what an alias repeats stays one thing. A tenth of the price of ``deepcopy``."""
    if not isinstance(value, dict | list):
        return value
    if id(value) not in known:
        known[id(value)] = (
            {key: _copied(inner, known) for key, inner in value.items()}
            if isinstance(value, dict)
            else [_copied(inner, known) for inner in value]
        )
    return known[id(value)]


def _last_first(change: Change) -> tuple[int, int]:
    """Order removals so that no index moves before it is used, and renames behind the rest."""
    step = change.pointer[-1] if change.pointer else 0
    return change.fix.action == "rename", -step if isinstance(step, int) else 0


def _parent(pointer: Pointer) -> Pointer:
    return Pointer(pointer[:-1])


def _start(starts: Sequence[int], node: Node) -> int:
    return _offsets(starts, span_of(node.own))[0]


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """List the offset of each line as the reader counts them, and where the last one ends."""
    return (0, *(ending.end() for ending in _LINE.finditer(text)), len(text))


def _offsets(starts: Sequence[int], span: Span) -> tuple[int, int]:
    start = starts[span.line - 1] + span.column - 1
    return start, starts[span.end_line - 1] + span.end_column - 1


def _quoted(text: str) -> str:
    """Quote a text; what YAML may not hold bare is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]",
        lambda found: f"\\u{ord(found[0]):04x}",
        quoted,
    )
