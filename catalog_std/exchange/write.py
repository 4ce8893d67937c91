"""An item's data becomes YAML text that no reader can read in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog_std.edit import spelled

_INDENT = "  "


def yaml_of(item: dict[str, Any], head: str = "") -> str:
    """Write an item: keys in their order, codes and anything doubtful in quotes."""
    comment = f"# {head}\n" if head else ""
    return comment + "".join(f"{line}\n" for line in _mapping(item, ""))


def _mapping(value: dict[str, Any], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(f"{indent}{spelled(key)}:", inner, indent)


def _entry(head: str, value: object, indent: str) -> Iterator[str]:
    match value:
        case dict() if value:
            yield head
            yield from _mapping(value, indent + _INDENT)
        case list() if value:
            yield head
            yield from _list(value, indent + _INDENT)
        case _:
            yield f"{head} {spelled(value)}"


def _list(value: list[Any], indent: str) -> Iterator[str]:
    for inner in value:
        if not isinstance(inner, dict | list) or not inner:
            yield f"{indent}- {spelled(inner)}"
            continue
        below = indent + _INDENT
        lines = list(_mapping(inner, below) if isinstance(inner, dict) else _list(inner, below))
        yield f"{indent}- {lines[0].removeprefix(below)}"
        yield from lines[1:]
