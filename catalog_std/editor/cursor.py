"""What is being typed, read off the lines around the cursor: text that is half written is no YAML yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog_std.source import Pointer

_LINE = re.compile(r"( *)((?:- +)*)(.*)", re.DOTALL)
_KEY = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?[ \t]*:(?:[ \t]+|\Z)""")
_FLOW_KEYS = re.compile(r"""["']?([A-Za-z_][\w-]*)["']?[ \t]*:""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_PAIRS = {"{": "}", "[": "]"}
_NOTHING = re.compile(r"\s*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What a cursor is about to fill in: a key inside ``path``, or the value at ``path``.

    ``typed`` is what stands there so far, before the cursor; ``taken`` are the keys beside it.
    """

    path: Pointer
    wants_key: bool
    typed: str
    taken: frozenset[str] = frozenset()


class _Row(NamedTuple):
    """One line in block style: where its dashes and its key begin, and the key."""

    indent: int
    dashes: int
    column: int
    rest: str

    @property
    def key(self) -> str:
        found = _KEY.match(self.rest)
        return found[1] if found else ""


def cursor_at(lines: Sequence[str], line: int, column: int) -> Cursor:
    """Read off what is typed at a line and a column, both from 0."""
    before = lines[line][:column] if line < len(lines) else ""
    around = _Around(lines, line)
    return _flow(before, around) or _block(before, around)


@dataclass(frozen=True, slots=True)
class _Around:
    """The other lines of the document."""

    lines: Sequence[str]
    line: int

    def above(self) -> Iterator[_Row]:
        for words in reversed(self.lines[: self.line]):
            if words.startswith("---"):
                return
            if not _NOTHING.fullmatch(words):
                yield _row(words)

    def below(self) -> Iterator[_Row]:
        for words in self.lines[self.line + 1 :]:
            if words.startswith("---"):
                return
            if not _NOTHING.fullmatch(words):
                yield _row(words)


def _row(words: str) -> _Row:
    found = _LINE.match(words)
    blanks, dashes, rest = found.groups() if found else ("", "", "")
    return _Row(len(blanks), dashes.count("-"), len(blanks) + len(dashes), rest)


def _block(before: str, around: _Around) -> Cursor:
    row = _row(before)
    path, taken = _around(row, around)
    if row.key:
        found = _KEY.match(row.rest)
        return Cursor(
            path / row.key, wants_key=False, typed=row.rest[found.end() if found else 0 :]
        )
    return Cursor(path, wants_key=True, typed=row.rest, taken=taken)


def _around(row: _Row, around: _Around) -> tuple[Pointer, frozenset[str]]:
    """Climb to the top: the way down to a row, and the keys beside it."""
    steps: list[str | int] = [0] * row.dashes
    column, listed = (row.indent, True) if row.dashes else (row.column, False)
    own, taken = row.column, set(_beside(row, around))
    for upper in around.above():
        if listed and upper.column <= column and not upper.dashes:
            steps.insert(0, upper.key)
            column, listed = upper.column, False
        elif not listed and upper.column == column and upper.dashes:
            if column == own:
                taken.add(upper.key)
            steps[:0] = [0] * upper.dashes
            column, listed = upper.indent, True
        elif not listed and upper.column == own == column:
            taken.add(upper.key)
        elif upper.column < column:
            steps[:0] = [*([0] * upper.dashes), upper.key]
            column, listed = (upper.indent, True) if upper.dashes else (upper.column, False)
    return Pointer(steps), frozenset(taken - {""})


def _beside(row: _Row, around: _Around) -> Iterator[str]:
    """Give the keys below a row that stand beside it."""
    for lower in around.below():
        if lower.column < row.column or (lower.dashes and lower.indent < row.column):
            return
        if lower.column == row.column and not lower.dashes:
            yield lower.key


def _flow(before: str, around: _Around) -> Cursor | None:
    """Read off what is typed inside brackets that open on the same line."""
    opened = _opened(before)
    if opened is None:
        return None
    bracket, inside = before[opened], before[opened + 1 :]
    outer = cursor_at([*around.lines[: around.line], before[:opened]], around.line, opened)
    part = _last_part(inside)
    if bracket == "[":
        return Cursor(outer.path / 0, wants_key=False, typed=part)
    found = _KEY.match(part)
    if found:
        return Cursor(outer.path / found[1], wants_key=False, typed=part[found.end() :])
    after = around.lines[around.line][len(before) :]
    taken = frozenset(_FLOW_KEYS.findall(inside + "," + _until_closed(after)))
    return Cursor(outer.path, wants_key=True, typed=part, taken=taken)


def _opened(before: str) -> int | None:
    """Find the innermost bracket that a line leaves open."""
    masked = _QUOTED.sub(lambda found: " " * len(found[0]), before)
    stack: list[int] = []
    for at, character in enumerate(masked):
        if character in _PAIRS and (stack or re.search(r"(?:[:\-] +|^ *)\Z", masked[:at])):
            stack.append(at)
        elif stack and character == _PAIRS[masked[stack[-1]]]:
            stack.pop()
    return stack[-1] if stack else None


def _last_part(inside: str) -> str:
    """Give what follows the last comma that no inner brackets hold."""
    depth, begun = 0, 0
    masked = _QUOTED.sub(lambda found: " " * len(found[0]), inside)
    for at, character in enumerate(masked):
        depth += (character in "{[") - (character in "}]")
        if character == "," and depth == 0:
            begun = at + 1
    return inside[begun:].lstrip()


def _until_closed(after: str) -> str:
    return re.split(r"[}\]]", after, maxsplit=1)[0]
