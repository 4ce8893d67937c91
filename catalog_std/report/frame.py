"""A line of source with carets under what is meant, by the width the terminal gives each character."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

from catalog_std.finding import Where
from catalog_std.source import Span

LineAt = Callable[[Where], str | None]  # the line that a place begins on
_WIDEST = 100
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�")
_CONTROL = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0x7F], "�") | {0x09: " "}
_UNSAFE = _CONTROL | _BIDI


def width(text: str) -> int:
    """Count terminal columns: two for full-width characters, none for combining ones."""
    return sum(2 if east_asian_width(c) in "WF" else int(not combining(c)) for c in text)


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown of a line: its number, and the text before, under and behind what is meant."""

    number: int
    before: str
    meant: str
    behind: str


def cut(text: str | None, span: Span) -> Cut | None:
    """Cut the line a span begins on to what fits; None if there is no such line."""
    if text is None:
        return None
    line = plain(text).removeprefix("\ufeff")
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(end, start + 1)
    first = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    last = first + _WIDEST
    return Cut(span.line, line[first:start], line[start : min(end, last)], line[end:last])


def frame(text: str | None, span: Span) -> list[str]:
    """Give the line a span begins on and a line of carets under what is meant; none if no such line."""
    shown = cut(text, span)
    if shown is None:
        return []
    carets = "^" * max(width(shown.meant), 1)
    number = str(shown.number)
    return [
        f"{number:>6} | {shown.before}{shown.meant}{shown.behind}",
        f"{'':>6} | {' ' * width(shown.before)}{carets}",
    ]


def plain(text: str) -> str:
    """Make text safe to print: control and direction-changing characters become a mark."""
    return text.translate(_UNSAFE)


def line_of(text: str) -> str:
    """Make text safe to print, and one line."""
    return plain(text).replace("\n", " ")
