"""A single fault put into an item's text by position, and the line where it must be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from catalog_std.document import Document, documents_of
from catalog_std.document.marks import Node, span_of
from catalog_std.source import Pointer, Span

When = Callable[[Any, Any, Any], object]
Put = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to the value at ``where`` (``*`` is any entry), and the rule that must say so.

    ``put`` gives the new text of the value from the old one; without it the value goes, key and all.
    ``when`` asks of an item (effective), the record around the value and the value whether the fault
    can be planted there. ``at`` is where the finding must stand, from the value's own place.
    """

    name: str
    rule: str
    where: str
    put: Put | None = None
    when: When = lambda _item, _record, _value: True
    at: str = "."


@dataclass(frozen=True, slots=True)
class Line:
    """A fault made by a line of its own at the file's end, where it must be found."""

    name: str
    rule: str
    text: str
    when: When = lambda _item, _record, _value: True
    back: int = 0


@dataclass(frozen=True, slots=True)
class Injection:
    """One fault in one file: the new bytes, and the line that must be named."""

    fault: str
    rule: str
    file: str
    raw: bytes
    line: int


def injections(fault: Fault | Line, document: Document, item: Any) -> Iterator[Injection]:  # noqa: ANN401 - plain data
    """Give every way to plant a fault in one document's own text; ``item`` is the effective data."""
    if isinstance(fault, Line):
        yield from _added(document, item, fault)
    else:
        yield from _planted(document, item, fault)


def _added(document: Document, item: Any, fault: Line) -> Iterator[Injection]:  # noqa: ANN401
    text = document.source.text
    if fault.when(item, _own(document), None):
        new = f"{text}{fault.text}\n"
        line = new.count("\n") - fault.back
        yield Injection(fault.name, fault.rule, document.source.name, new.encode(), line)


def _planted(document: Document, item: Any, fault: Fault) -> Iterator[Injection]:  # noqa: ANN401
    steps = [int(s) if s.isdigit() else s for s in fault.where.split("/")]
    for pointer, record, value in _matches(_own(document), steps, Pointer()):
        if not fault.when(item, record, value):
            continue
        new = _edited(document, pointer, fault.put, item)
        place = new and _place(document.source.name, new, pointer, fault.at)
        if new and place:
            yield Injection(
                fault.name, fault.rule, document.source.name, new.encode(), place.line
            )


def _matches(data: Any, steps: list[Any], at: Pointer) -> Iterator[tuple[Pointer, Any, Any]]:  # noqa: ANN401
    step, *rest = steps
    match data:
        case list():
            keys = [n for n in range(len(data)) if step in ("*", n)]
        case dict():
            keys = [key for key in data if key == step]
        case _:
            keys = []
    for key in keys:
        if rest:
            yield from _matches(data[key], rest, at / key)
        else:
            yield at / key, data, data[key]


def _own(document: Document) -> Any:  # noqa: ANN401
    return document.data if document.own is None else document.own


def _edited(document: Document, pointer: Pointer, put: Put | None, item: Any) -> str | None:  # noqa: ANN401
    node, text = document.node(pointer), document.source.text
    if node is None:
        return None
    lines = text.split("\n")
    if put is None:
        return _without(lines, node)
    start, end = _offset(lines, _whole(node)), _end(lines, _whole(node))
    return text[:start] + put(text[start:end], item) + text[end:]


def _without(lines: list[str], node: Node) -> str | None:
    """Take a pair out: its lines in block style, its text and a comma in flow style."""
    if node.key is None:
        return None
    key, own = span_of(node.key), _whole(node)
    if re.fullmatch(r" *(?:- +)?", lines[key.line - 1][: key.column - 1]):
        if "-" in lines[key.line - 1][: key.column - 1]:
            return None
        return "\n".join([*lines[: key.line - 1], *lines[own.end_line :]])
    start, end = _offset(lines, key), _end(lines, own)
    text = "\n".join(lines)
    before = re.sub(r",\s*$", "", text[:start])
    after = text[end:] if before != text[:start] else re.sub(r"^,\s*", "", text[end:])
    return before + after


def _whole(node: Node) -> Span:
    """Span a value with all that is in it: the mark of a block collection ends where it begins."""
    inside = node.inside.values() if isinstance(node.inside, dict) else node.inside or ()
    own = span_of(node.own)
    ends = [(s.end_line, s.end_column) for s in map(_whole, inside)]
    return Span(own.line, own.column, *max([(own.end_line, own.end_column), *ends]))


def _place(name: str, text: str, pointer: Pointer, at: str) -> Span | None:
    steps = list(pointer)
    for step in at.split("/"):
        if step == "..":
            steps.pop()
        elif step == "key":
            return _key(name, text, Pointer(steps))
        elif step != ".":
            steps.append(int(step) if step.isdigit() else step)
    document = documents_of(name, text.encode())[0]
    node = document.node(Pointer(steps))
    return node.span() if node else None


def _key(name: str, text: str, pointer: Pointer) -> Span | None:
    node = documents_of(name, text.encode())[0].node(pointer)
    return span_of(node.key) if node and node.key else None


def _offset(lines: list[str], span: Span) -> int:
    return sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1


def _end(lines: list[str], span: Span) -> int:
    return sum(len(line) + 1 for line in lines[: span.end_line - 1]) + span.end_column - 1
