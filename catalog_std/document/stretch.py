"""The stretch of lines that one value stands on: found by indents, and read exactly without the rest of the text.

Only for what the fast reader calls clean: there every key and every dash begins a line, or follows dashes
that do, and what belongs to it stands deeper on the lines below.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from catalog_std.document.exact import read_part
from catalog_std.document.marks import Node
from catalog_std.source import Pointer

_DASH = "- "
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+:(?=[ \n])")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ALONE = re.compile(r"(?:([A-Za-z_][A-Za-z0-9_]*+):|-) (?![\[{])([^\n]*[^\n ])")
_IDLE = re.compile(r"(?: *(?:#[^\n]*)?\n)*+( *)")


class Stretch(NamedTuple):
    """From a key or a dash, which has that column, to the line where something else begins."""

    at: int
    column: int
    end: int


def node_at(text: str, pointer: Pointer) -> Node | None:
    """Find the marks of a value, not the whole: those it has in the whole text. None where there is none."""
    entry, block, depth = _reached(text, (*pointer,))
    if entry is None:
        return None
    line = _ALONE.match(text, entry.at) if block is None and depth == len(pointer) else None
    return _scalar(text, entry, line) if line else _read(text, entry, pointer[depth - 1 :])


@lru_cache(maxsize=64)
def _reached(
    text: str, way: tuple[str | int, ...]
) -> tuple[Stretch | None, Stretch | None, int]:
    """Go as far as lines lead: the entry we are in, what it holds below its line, and how many steps it was.

    Those who ask for one value ask for its neighbours next.
    """
    if not way:
        return None, _below(text, 0, len(text)), 0
    entry, block, depth = _reached(text, way[:-1])
    if block is None:
        return entry, block, depth
    inner = _entry(text, block, way[-1])
    return inner, _inside(text, inner) if inner else None, depth + 1


def _below(text: str, at: int, end: int) -> Stretch | None:
    """Find the collection that begins on the lines from there on."""
    found = _IDLE.match(text, at, end)
    if found is None or found.end() == end:
        return None
    return Stretch(found.end(), found.end() - found.start(1), end)


def _entry(text: str, block: Stretch, step: str | int) -> Stretch | None:
    """Find an entry of the list or the mapping that begins with a dash or a key."""
    listed = text.startswith(_DASH, block.at)
    at = _dash(text, block, step) if listed else _key(text, block, step)
    if at < 0:
        return None
    found = _next(block.column, listed=listed).search(text, at, block.end)
    return Stretch(at, block.column, found.end() if found else block.end)


def _dash(text: str, block: Stretch, step: str | int) -> int:
    """Find the entry of that number; -1 where there is none."""
    lead, at = f"\n{' ' * block.column}{_DASH}", block.at
    for _ in range(step if isinstance(step, int) else block.end):
        found = text.find(lead, at, block.end)
        if found < 0:
            return found
        at = found + 1 + block.column
    return at


def _key(text: str, block: Stretch, step: str | int) -> int:
    """Find the pair of that key; -1 where there is none."""
    name = step if isinstance(step, str) and _NAME.fullmatch(step) else "-"
    if text.startswith(f"{name}:", block.at):
        return block.at
    found = text.find(f"\n{' ' * block.column}{name}:", block.at, block.end)
    return found if found < 0 else found + 1 + block.column


@cache
def _next(column: int, *, listed: bool) -> re.Pattern[str]:
    """Find where an entry in a column ends: where a line begins no deeper. The entries of a list may stand below its key."""
    same = rf"| {{{column}}}[^ \n#{'' if listed else '-'}]"
    return re.compile(rf"\n(?=(?! {{{column}}}) *+[^ \n#]{same})")


def _inside(text: str, entry: Stretch) -> Stretch | None:
    """Find the lines that an entry holds; None where its value is none of keys or dashes."""
    at, column, end = entry
    inner: Stretch | None = Stretch(at + 2, column + 2, end)
    if not text.startswith(_DASH, at):
        colon = text.index(":", at)
        inner = _below(text, colon + 2, end) if text[colon + 1] == "\n" else None
    if inner and (text.startswith(_DASH, inner.at) or _KEY.match(text, inner.at)):
        return inner
    return None


def _read(text: str, entry: Stretch, way: tuple[str | int, ...]) -> Node | None:
    """Read an entry exactly; what is left of the way to the value leads through what its line says."""
    line = text.count("\n", 0, entry.at)
    marks = read_part(" " * entry.column + text[entry.at : entry.end], line)
    first = 0 if text.startswith(_DASH, entry.at) else way[0]
    return marks.at(Pointer((first, *way[1:]))) if marks else None


def _scalar(text: str, entry: Stretch, found: re.Match[str]) -> Node:
    """Give the marks of what is all of a line behind a key or a dash."""
    line, column = text.count("\n", 0, entry.at), entry.column
    begun, ended = (column + at - entry.at for at in found.span(2))
    key = (line, column, line, column + len(found[1])) if found[1] else None
    return Node((line, begun, line, ended), key)
