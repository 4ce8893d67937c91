"""A manuscript: a guide in one language, in blocks that any kind of paper can be set from.

All text in it is printable: one line each, without control, invisible or direction-turning characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from catalog_std.text import Lang

Style: TypeAlias = Literal["", "strong", "quiet", "code", "tag", "mark"]
Manner: TypeAlias = Literal["", "ask", "gap", "quote", "quiet"]
_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff]")  # no XML and no UTF-8 has these


@dataclass(frozen=True, slots=True)
class Bit:
    """A few words that look alike. ``own``: the publisher's own Chinese on an English page.

    The style ``mark`` is the number of a footnote; ``url`` is an address people may be sent to.
    """

    text: str
    style: Style = ""
    url: str = ""
    own: bool = False


Line: TypeAlias = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    line: Line
    manner: Manner = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    entries: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels, each with its colon as the last bit, and what is said under it."""

    rows: tuple[tuple[Line, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its head, the widths of its columns in parts, and lines in each cell."""

    name: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Block: TypeAlias = Para | Points | Rows | Table


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip at the top."""

    label: Line
    value: Line
    remark: Line


@dataclass(frozen=True, slots=True)
class Part:
    """A section under its title."""

    id: str
    title: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A guide to be set: what stands at the top, the sections, the footnotes, the last words.

    ``url`` is the guide's address on the web, empty where it has none.
    """

    lang: Lang
    title: str
    heading: Line
    code: str
    agency: str
    place: str
    keywords: tuple[str, ...]
    top: tuple[Block, ...]
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    notes_title: str
    notes_about: str
    notes: tuple[tuple[int, Line], ...]
    last: tuple[Line, ...]
    url: str


def printable(text: str) -> str:
    """Give a text as it can stand on paper: one line, nothing in it that cannot be seen."""
    seen = _NEVER.sub("?", _UNSEEN.sub("", _SPACES.sub(" ", text)))
    return _SPACES.sub(" ", seen).strip()


def plain(line: Iterable[Bit]) -> str:
    """Give the words of a line without its footnotes."""
    return "".join(bit.text for bit in line if bit.style != "mark")
