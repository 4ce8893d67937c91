"""Plain scalars by the YAML 1.2 core schema, and those that would lose characters on the way."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)
_WORDS |= dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf"))
_WORDS |= dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf"))
_WORDS |= dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan"))
_STARTS = frozenset("0123456789+-.~nNtTfF")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,12}")
_NUMBER = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
)


def scalar(text: str) -> tuple[Scalar, bool]:
    """Give what a plain scalar means, and whether reading it as a number would lose characters.

    What would (leading zeros, exponents, more digits than a float holds) is kept as its text: a code
    such as ``000117001000`` or ``1144000000694011E6`` is not a number, whatever it looks like.
    """
    if text and text[0] not in _STARTS:
        return text, False
    if text in _WORDS:
        value = _WORDS[text]
        finite = not isinstance(value, float)
        return (value, False) if finite else (text, True)
    if _INTEGER.fullmatch(text):
        return int(text), False
    if _DECIMAL.fullmatch(text):
        return float(text), False
    return text, _NUMBER.fullmatch(text) is not None
