"""JSON values as mathematics sees them: exact numbers, keys that are equal when values are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from catalog_std.proof.verdict import Json

Kind: TypeAlias = Literal["string", "number", "object", "array", "boolean", "null"]
KINDS: Final[tuple[Kind, ...]] = ("string", "number", "object", "array", "boolean", "null")


def kind_of(value: Json) -> Kind:
    """Name the JSON type of a value; integers are numbers."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def exact(number: float) -> Fraction:
    """Give the decimal number as it is written: 0.1 is a tenth. Not for infinities."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def number_of(number: Fraction) -> int | float | None:
    """Write an exact number as JSON can; None where no double is it."""
    if number.denominator == 1:
        return int(number)
    try:
        near = float(number)
    except OverflowError:
        return None
    return near if Fraction(repr(near)) == number else None


def key_of(value: Json) -> Hashable:
    """Give a key equal for equal values: 1 and 1.0 are, 1 and true are not."""
    match kind_of(value):
        case "number":
            return ("number", exact(value))
        case "array":
            return ("array", tuple(key_of(part) for part in value))
        case "object":
            fields: Mapping[str, Json] = value
            return ("object", frozenset((name, key_of(part)) for name, part in fields.items()))
        case kind:
            return (kind, value)
