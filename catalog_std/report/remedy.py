"""A fix in words, and as edits of the text, checked by reading the file again."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_std.edit import Change, documents_in, mended, splices_of
from catalog_std.finding import Finding, Fix
from catalog_std.source import Span
from catalog_std.text import Lang, Text

_TITLES = {
    "set": Text("改为 {value}", "change to {value}"),
    "rename": Text("键改为 {value}", "rename the key to {value}"),
    "add": Text("加上 {value}", "add {value}"),
    "remove": Text("删去这一项", "remove this entry"),
    "respell": Text("改写为 {value}", "write {value}"),
    "unmark": Text("去掉字节序标记", "remove the byte order mark"),
    "comment": Text("改写注释为 {value}", "change the comment to {value}"),
}
_UNCOMMENT = Text("删去注释", "remove the comment")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file and what is to stand there instead."""

    span: Span
    text: str


def title(fix: Fix, lang: Lang) -> str:
    """Say what a fix does."""
    if fix.action == "comment" and fix.value is None:
        return _UNCOMMENT.said(lang)
    return _TITLES[fix.action].into(lang, value=_short(fix.value))


def edits(finding: Finding, fix: Fix, raw: bytes) -> tuple[Edit, ...]:
    """Give a finding's fix as edits of a file's text; none where it cannot be made by position.

    A byte order mark is no part of the text, so taking it out is no edit of it.
    """
    change = Change(finding.number, finding.pointer, finding.where.span, fix)
    if not mended(raw, [change])[1]:
        return ()
    documents = documents_in(raw)
    text = documents[0].source.text
    return tuple(
        Edit(_span(text, splice.start, splice.end), splice.text)
        for splice in splices_of(documents, change)
    )


def _short(value: object) -> str:
    text = ": ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _span(text: str, start: int, end: int) -> Span:
    return Span(*_point(text, start), *_point(text, end))


def _point(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, offset - max(text.rfind(c, 0, offset) for c in "\r\n")
