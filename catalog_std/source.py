"""Text, and places in text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text. Lines and columns count from 1, columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the name it is reported under."""

    name: str
    text: str


def line_in(text: str, number: int) -> str | None:
    """Give a line of a text, without its end; None where there is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else None


class Pointer(tuple[str | int, ...]):
    """The way from a document's root to one value."""

    __slots__ = ()

    def __truediv__(self, step: str | int) -> Pointer:
        return Pointer((*self, step))

    def __str__(self) -> str:
        """Write it as a JSON Pointer (RFC 6901)."""
        return "".join("/" + str(s).replace("~", "~0").replace("/", "~1") for s in self)
