"""A line of source with carets under what is meant, by the width the terminal gives each character."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from catalog_std.source import Span

_WIDEST = 100
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�")
_CONTROL = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0x7F], "�") | {0x09: " "}


def width(text: str) -> int:
    """Count terminal columns: two for full-width characters, none for combining ones."""
    return sum(2 if east_asian_width(c) in "WF" else int(not combining(c)) for c in text)


def frame(text: str, span: Span) -> list[str]:
    """Give the line a span begins on and a line of carets, cut to what fits; none if no such line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not 0 < span.line <= len(lines):
        return []
    line = plain(lines[span.line - 1]).removeprefix("\ufeff")
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    first = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown, marked = line[first : first + _WIDEST], line[start : max(end, start + 1)] or " "
    carets = "^" * min(max(width(marked), 1), _WIDEST)
    number = str(span.line)
    return [
        f"{number:>6} | {shown}",
        f"{'':>6} | {' ' * width(line[first:start])}{carets}",
    ]


def plain(text: str) -> str:
    """Make text safe to print: control and direction-changing characters become a mark."""
    return text.translate(_CONTROL | _BIDI)
