"""What people write where a machine wants a plain value: numbers, yes and no, dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_YES_NO = {"是": True, "否": False, "yes": True, "no": False, "true": True, "false": False}
_DAY = re.compile(
    r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))"
)


def value_meant(value: object, expected: str) -> object:
    """Give the value of the expected JSON type that a scalar plainly means; None where it is not plain."""
    return next(
        (found for kind in expected.split(" | ") if (found := _as(kind, value)) is not None),
        None,
    )


def day_meant(value: object) -> str | None:
    """Write a date as YYYY-MM-DD where year, month and day stand in that order; None for what is no day."""
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    year, *rest = (int(part) for part in found.groups() if part) if found else (0,)
    try:
        return date(year, *rest).isoformat() if found else None
    except ValueError:
        return None


def _as(kind: str, value: object) -> object:
    return _KINDS[kind](value) if kind in _KINDS else None


def _number(value: object) -> object:
    plain = isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value)
    return int(value) if isinstance(value, str) and plain else None


def _text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _truth(value: object) -> object:
    return _YES_NO.get(value.lower()) if isinstance(value, str) else None


_KINDS: dict[str, Callable[[object], object]] = {
    "integer": _number,
    "number": _number,
    "string": _text,
    "boolean": _truth,
}
