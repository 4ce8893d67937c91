"""The values of a comparison: a matrix of elements and places, each cell with its origin and verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalog_std.burden import Burden
from catalog_std.document import Place
from catalog_std.text import Text


class Verdict(StrEnum):
    """Whether the latitude allows what a place does with the basic item's value."""

    ALLOWED = "allowed"
    FORBIDDEN = "not_allowed"
    UNCLEAR = "unclear"


class Reason(StrEnum):
    """Why a verdict is what it is."""

    LOCAL = "local"  # allowed: the element is the place's own
    LIGHTER = "lighter"  # allowed: easier on the applicant
    LEVEL = "level"  # allowed: another value that weighs the same
    WITHIN = "within"  # allowed: one of the values that are fixed
    EXTRA = "extra"  # allowed: an entry more, in a list that may grow
    DROPPED = "dropped"  # allowed: an entry of a list where fewer is lighter is not asked here
    OMITTED = "omitted"  # allowed: what is fixed is not repeated here
    SILENT = "silent"  # allowed: the basic item does not state it
    FIXED = "fixed"  # not allowed: a fixed value is changed
    HEAVIER = "heavier"  # not allowed: harder on the applicant
    MORE = "more"  # not allowed: an entry more, in a list where fewer is lighter
    MISSING = "missing"  # not allowed: an entry of a fixed list is left out
    UNWEIGHED = "unweighed"  # unclear: no standard says which way is lighter
    UNIT = "unit"  # unclear: working and calendar days, and the calendar does not decide
    GUESS = "guess"  # unclear: the entry is only likely to be the basic item's
    NO_BASIC = "no_basic"  # unclear: nothing to hold it against


class Origin(StrEnum):
    """Who states a value."""

    OWN = "own"
    BASIC = "basic"
    ABSENT = "absent"  # nobody
    VOID = "void"  # nobody, and the entry it would belong to is not there either


@dataclass(frozen=True, slots=True)
class Column:
    """One place's item, or the basic item; ``how`` and ``confidence`` say why it belongs here.

    ``how`` is ``basic_code``, ``confirmed`` (by a person), or ``likeness`` (name and legal basis).
    """

    code: str
    name: str
    jurisdiction: str
    place: str
    agency: str
    version: int | None
    file: str
    number: int
    burden: Burden
    how: str = "basic_code"
    confidence: float = 1.0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place says of one element: plain data, who states it, and where.

    ``verdict`` is set only where it differs from the basic item, or, without one, from other places.
    """

    value: Any
    origin: Origin
    at: Place | None = None
    verdict: Verdict | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Divergence:
    """What differs in a row. Numbers are indexes of columns.

    ``verdict`` is the worst of the cells'. ``majority`` are the columns that agree with each other and
    are more than half of those that can say something; ``deviating`` are the others, where there is a
    majority. ``lightest`` and ``heaviest`` are empty where not every value can be weighed.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    majority: tuple[int, ...]
    deviating: tuple[int, ...]
    lightest: tuple[int, ...]
    heaviest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One element across the places.

    ``key`` is stable: ``limits.promised``, ``materials[营业执照]`` (is the entry asked for: the cell is
    its name), ``materials[营业执照].copies``. ``shape`` says what the values are: ``value``, ``days`` (a
    mapping with ``days`` and ``unit``), ``set`` (a list of scalars), ``list`` (a list of records of the
    place's own: the cell is the list of their names), ``entry`` (see above). ``words`` name
    the tokens of a coded element. ``divergence`` is None where all agree, with the basic item too. ``keys`` tell the records
    of a list apart.
    """

    key: str
    path: tuple[str, ...]
    section: str
    label: Text
    entry: str
    shape: str
    latitude: str
    weighed: bool
    words: Mapping[str, Text]
    basic: Cell | None
    cells: tuple[Cell, ...]
    divergence: Divergence | None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One place's entry in an alignment: which entry of its list, and on what evidence.

    ``how`` is ``first`` (the alignment begins with it), ``confirmed`` (by a person), a key of the list
    (``name``, ``standard_name``, …), ``licence_type``, ``issued_by``, or ``likeness`` (of text).
    """

    index: int
    name: str
    how: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Entries of one list that are the same thing in different places; None where a place has none."""

    key: str
    path: tuple[str, ...]
    entry: str
    basic: Match | None
    matches: tuple[Match | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One item across places: the basic item, a column a place, a row an element."""

    basic_code: str
    name: str
    basic: Column | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]

    @property
    def divergences(self) -> tuple[Row, ...]:
        """List the rows in which something differs."""
        return tuple(row for row in self.rows if row.divergence)
