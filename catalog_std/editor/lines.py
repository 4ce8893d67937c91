"""Places as editors count them: from 0, in the units of an encoding, UTF-16 by default."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lsprotocol.types import Position, PositionEncodingKind, Range

from catalog_std.source import Span

_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"
_WIDTHS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, broken where editors break them: not at U+2028, nor at a form feed.

    Our own columns do not count a byte order mark; those of editors do.
    """

    lines: tuple[str, ...]
    encoding: str

    def range(self, span: Span) -> Range:
        """Say where a span stands; what lies beyond the text is brought back to its end."""
        start = self.position(span.line - 1, span.column - 1)
        return Range(start, self.position(span.end_line - 1, span.end_column - 1))

    def position(self, line: int, column: int) -> Position:
        """Say where the character stands that has so many before it; both count from 0."""
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        return Position(line, self._units(self.lines[line][: column + self._mark(line)]))

    def column(self, position: Position) -> int:
        """Count the characters before a position; of one that it splits, those before that."""
        line, column = self.line(position.line), 0
        while column < len(line) and self._units(line[: column + 1]) <= position.character:
            column += 1
        return max(column - self._mark(position.line), 0)

    def line(self, number: int) -> str:
        """Give a line, counted from 0; an empty one behind the last."""
        return self.lines[number] if number < len(self.lines) else ""

    def _mark(self, line: int) -> int:
        return int(line == 0 and self.lines[0].startswith(_BOM))

    def _units(self, text: str) -> int:
        codec, width = _WIDTHS[PositionEncodingKind(self.encoding)]
        return len(text.encode(codec, "surrogatepass")) // width


def lines_of(text: str, encoding: str = PositionEncodingKind.Utf16) -> Lines:
    """Break a text into lines."""
    return Lines(tuple(_BREAK.split(text)), encoding)
