"""Administrative divisions of GB/T 2260, by date.

The table beside this module is made by ``scripts/make_divisions.py``, which names its sources; dates are
months. It is read when the first code is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "divisions.tsv"
_DIGITS = 6


class Status(StrEnum):
    """Whether a code names a division on a day."""

    CURRENT = "current"
    FORMER = "former"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """The level of a division, in the tokens of the code list ``level``."""

    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Division:
    """One name of one code, and the months between which it was in force."""

    code: str
    name: str
    since: str
    until: str

    @property
    def level(self) -> Level:
        """Read the level off the zeros."""
        return level_of(self.code)


@lru_cache(maxsize=8192)
def division_of(code: str, on: date) -> Division | None:
    """Find what a code named on a day; codes of towns and villages go by their first six digits."""
    month = f"{on:%Y-%m}"
    runs = _table().get(code[:_DIGITS], ())
    return next(
        (d for d in runs if d.since <= month and (not d.until or month < d.until)), None
    )


@lru_cache(maxsize=8192)
def status_of(code: str, on: date) -> Status:
    """Say whether a code is in force on a day, was once, will be, or never was."""
    runs = _table().get(code[:_DIGITS], ())
    if not runs:
        return Status.UNKNOWN
    if division_of(code, on):
        return Status.CURRENT
    return Status.FUTURE if runs[0].since > f"{on:%Y-%m}" else Status.FORMER


def last_name(code: str) -> str:
    """Give the last name a code had; an empty text for a code nobody used."""
    runs = _table().get(code[:_DIGITS], ())
    return runs[-1].name if runs else ""


def full_name(code: str, on: date) -> str:
    """Name a division with those above it, the province first."""
    names = (division_of(above, on) for above in dict.fromkeys(chain_of(code)))
    return "".join(division.name for division in names if division)


def chain_of(code: str) -> tuple[str, ...]:
    """List the codes of the province, the city and the county a code lies in."""
    return (f"{code[:2]}0000", f"{code[:4]}00", code[:_DIGITS])


def level_of(code: str) -> Level:
    """Read the level off the zeros of a six-digit code."""
    if code.endswith("0000"):
        return Level.PROVINCIAL
    return Level.MUNICIPAL if code.endswith("00") else Level.COUNTY


@cache
def _table() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        division = Division(*line.split("\t"))
        found[division.code] = (*found.get(division.code, ()), division)
    return found
