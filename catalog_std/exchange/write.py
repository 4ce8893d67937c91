"""An item's data becomes YAML text that no reader can read in two ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(
    r"(?!(?i:true|false|null|yes|no|on|off|y|n|nan|inf)\Z)"
    r"[A-Za-z_一-鿿（《][A-Za-z0-9_一-鿿（）《》、，。；“”·]*"
)
_INDENT = "  "


def yaml_of(item: dict[str, Any], head: str = "") -> str:
    """Write an item: keys in their order, codes and anything doubtful in quotes."""
    comment = f"# {head}\n" if head else ""
    return comment + "".join(f"{line}\n" for line in _mapping(item, ""))


def _mapping(value: dict[str, Any], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(f"{indent}{_scalar(key)}:", inner, indent)


def _entry(head: str, value: object, indent: str) -> Iterator[str]:
    match value:
        case dict() if value:
            yield head
            yield from _mapping(value, indent + _INDENT)
        case list() if value:
            yield head
            yield from _list(value, indent + _INDENT)
        case _:
            yield f"{head} {_scalar(value)}"


def _list(value: list[Any], indent: str) -> Iterator[str]:
    for inner in value:
        if not isinstance(inner, dict | list) or not inner:
            yield f"{indent}- {_scalar(inner)}"
            continue
        below = indent + _INDENT
        lines = list(_mapping(inner, below) if isinstance(inner, dict) else _list(inner, below))
        yield f"{indent}- {lines[0].removeprefix(below)}"
        yield from lines[1:]


def _scalar(value: object) -> str:
    """Write a scalar: plainly where nothing can go wrong, else in JSON's quotes."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else _quoted(value)
    return json.dumps(value, ensure_ascii=False)


def _quoted(text: str) -> str:
    """Quote a text; what YAML may not hold bare is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]",
        lambda found: f"\\u{ord(found[0]):04x}",
        quoted,
    )
