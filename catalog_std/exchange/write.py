"""An item's data becomes YAML text that no reader can read in two ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from catalog_std.edit import spelled
from catalog_std.source import Pointer

_INDENT = "  "
Line = tuple[str, Pointer]
Note = Callable[[Pointer], str]


def yaml_of(item: dict[str, Any], head: str = "", note: Note | None = None) -> str:
    """Write an item: keys in their order, codes and anything doubtful in quotes.

    ``head`` becomes comment lines above it; ``note`` gives what is said, as a comment, of the value that
    each line begins.
    """
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    lines = _mapping(item, "", Pointer())
    if note is None:
        return comment + "".join(f"{line}\n" for line, _ in lines)
    return comment + "".join(f"{line}  # {note(at)}\n" for line, at in lines)


def _mapping(value: dict[str, Any], indent: str, at: Pointer) -> Iterator[Line]:
    for key, inner in value.items():
        yield from _entry(f"{indent}{spelled(key)}:", inner, indent, at / key)


def _entry(head: str, value: object, indent: str, at: Pointer) -> Iterator[Line]:
    match value:
        case dict() if value:
            yield head, at
            yield from _mapping(value, indent + _INDENT, at)
        case list() if value:
            yield head, at
            yield from _list(value, indent + _INDENT, at)
        case _:
            yield f"{head} {spelled(value)}", at


def _list(value: list[Any], indent: str, at: Pointer) -> Iterator[Line]:
    for index, inner in enumerate(value):
        here = at / index
        if not isinstance(inner, dict | list) or not inner:
            yield f"{indent}- {spelled(inner)}", here
            continue
        below = indent + _INDENT
        lines = list(
            _mapping(inner, below, here)
            if isinstance(inner, dict)
            else _list(inner, below, here)
        )
        first, place = lines[0]
        yield f"{indent}- {first.removeprefix(below)}", place
        yield from lines[1:]
