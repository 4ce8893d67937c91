"""A code is given another value wherever the catalog writes it, and in the codes that are composed of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_std.document import Document
from catalog_std.document.marks import span_of
from catalog_std.report.origin import value_at
from catalog_std.run.session import Session
from catalog_std.source import Pointer, Span
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_KEYS = frozenset(
    (
        "basic_code",
        "issued_by",
        "code",
        "handling_code",
        "local_basic_code",
        "local_code",
        "list_code",
        "entrusted_by",
        "item",
        "any",
    )
)  # the last two are what a step of a life event leads to: one item, or any of a list
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]*")
_COMPOSED = re.compile(r"([0-9A-Z]{18})([1-7])([0-9]{9}(?:[0-9]{3}|00Y))([0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A code where it is written, and what would be written there instead."""

    file: str
    span: Span
    text: str


def code_at(document: Document, pointer: Pointer) -> str | None:
    """Give the code at a pointer; None where there is none that can be renamed."""
    value = value_at(document.data, pointer)
    return (
        value
        if _key(pointer) in _KEYS and isinstance(value, str) and _CODE.fullmatch(value)
        else None
    )


def renamings(session: Session, old: str, new: str) -> Iterator[Mention]:
    """Find every mention; raises CatalogError for a new code that is none."""
    if not _CODE.fullmatch(new):
        raise CatalogError(
            Text(
                f"“{new}”不像编码：只用数字、字母、点和短横",
                f"“{new}” is no code: digits, letters, dots and hyphens only",
            )
        )
    texts = session.job.texts
    for file in (*texts.names, *session.job.beside):
        if old.encode() in texts.raw(file):
            for document in texts.documents(file):
                yield from _in(document, old, new)


def _in(document: Document, old: str, new: str) -> Iterator[Mention]:
    for pointer, value in _codes(document.data, Pointer()):
        fresh = _renamed(value, old, new)
        node = document.node(pointer) if fresh else None
        if fresh and node:
            span = span_of(node.own)
            written = _written(document, span)
            if written.count(value) == 1:
                yield Mention(document.source.name, span, written.replace(value, fresh))


def _codes(data: object, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _codes(value, at / key)
        case list():
            for index, value in enumerate(data):
                yield from _codes(value, at / index)
        case str() if _key(at) in _KEYS:
            yield at, data


def _key(at: Pointer) -> str:
    """Name the element that a value is, or is an entry of."""
    return next((step for step in reversed(at) if isinstance(step, str)), "")


def _renamed(value: str, old: str, new: str) -> str | None:
    """Give a code its new value: itself, a part of a composed one, or a part between hyphens."""
    if value == old:
        return new
    composed = _COMPOSED.fullmatch(value)
    if composed:
        credit, level, basic, serial = composed.groups(default="")
        fresh = _joined(credit, level, basic, old, new) + serial
    else:
        fresh = "-".join(new if part == old else part for part in value.split("-"))
    return fresh if fresh != value else None


def _joined(credit: str, level: str, basic: str, old: str, new: str) -> str:
    whole = credit + level + basic
    if whole == old:
        return new
    return (new if credit == old else credit) + level + (new if basic == old else basic)


def _written(document: Document, span: Span) -> str:
    """Give the text of a span that lies on one line; of others nothing is known to be safe."""
    lines = re.split(r"\r\n|\n|\r", document.source.text)
    if span.line != span.end_line:
        return ""
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]
