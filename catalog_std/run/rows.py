"""Findings as plain rows, and back: what goes between processes and into files. No pickles on disk.

A row is a list: a letter for the kind, then its fields. Texts, numbers, flags and null stand for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from catalog_std.finding import Clause, Finding, Fix, Related, Severity, Subject, Where
from catalog_std.lint.suppression import Suppression
from catalog_std.run.sheet import Crash, Sheet
from catalog_std.source import Pointer, Span
from catalog_std.text import Text

_RECORDS: dict[str, type[Any]] = {
    "F": Finding,
    "W": Where,
    "S": Span,
    "C": Clause,
    "R": Related,
    "J": Subject,
    "X": Fix,
    "K": Crash,
    "H": Sheet,
    "U": Suppression,
}
_SERIES: dict[str, Callable[[Any], Any]] = {
    "P": Pointer,
    "T": lambda parts: Text(*parts),
    "t": tuple,
    "l": list,
    "V": lambda parts: Severity(*parts),
    "D": lambda parts: date.fromisoformat(*parts),
    "m": lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
}
_PLAIN = frozenset((str, int, float, bool, type(None)))
_LISTS = {Pointer: "P", Text: "T", tuple: "t", list: "l"}
_FIELDS = {
    kind: (letter, attrgetter(*(field.name for field in fields(kind))))
    for letter, kind in _RECORDS.items()
}


def row_of(value: object) -> Any:  # noqa: ANN401 - plain data of any shape
    """Write a value as a row. Raises TypeError for what no finding should hold."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in _FIELDS:
        letter, parts = _FIELDS[kind]
        return [letter, *map(row_of, parts(value))]
    if kind in _LISTS:
        return [_LISTS[kind], *map(row_of, value)]  # type: ignore[call-overload]
    if isinstance(value, Mapping):
        return ["m", *(row_of(part) for pair in value.items() for part in pair)]
    match value:
        case Severity():
            return ["V", value.value]
        case date():
            return ["D", value.isoformat()]
    raise TypeError(kind)


def value_of(row: Any) -> Any:  # noqa: ANN401 - whatever the row says
    """Read a row back."""
    if type(row) is not list:
        return row
    letter, *parts = row
    read = [value_of(part) if type(part) is list else part for part in parts]
    record = _RECORDS.get(letter)
    return record(*read) if record else _SERIES[letter](read)
