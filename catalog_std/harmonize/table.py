"""The table of a comparison: who sits at it, and what each says at a pointer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog_std.document import Document, Place
from catalog_std.harmonize.matrix import Cell, Column, Origin
from catalog_std.harmonize.pairs import Pairs
from catalog_std.source import Pointer
from catalog_std.standard.freedom import Freedom, Path
from catalog_std.standard.profile import Profile

View = Callable[[Any], Any]
VOID = Cell(None, Origin.VOID)
ABSENT = Cell(None, Origin.ABSENT)
_FREE = Freedom("local", "", (), added=False, label=None)


@dataclass(frozen=True, slots=True)
class Seat:
    """One item at the table: its column, its effective document, and the standards of its place."""

    column: Column
    document: Document
    profile: Profile

    def freedom(self, path: Path) -> Freedom:
        """Say what this place may do with an element."""
        return self.profile.freedoms.get(path, _FREE)

    def entries(self, path: Path) -> list[Any]:
        """Give a list that the item states, empty where it does not."""
        value = value_at(self.document.data, Pointer(path))
        return value if isinstance(value, list) else []

    def cell(self, pointer: Pointer, view: View = lambda value: value) -> Cell:
        """Read what the item says at a pointer, as a view shows it."""
        value = value_at(self.document.data, pointer)
        if value is None:
            return ABSENT
        return Cell(view(value), self.origin(pointer), Place(self.document, pointer))

    def origin(self, pointer: Pointer) -> Origin:
        """Say whether the item states a value itself or has it from the basic item."""
        document = self.document
        own = document.data if document.under is None else document.own
        return Origin.BASIC if value_at(own, pointer) is None else Origin.OWN


@dataclass(frozen=True, slots=True)
class Table:
    """All that is compared: the basic item, where there is one, and the places' items."""

    basic: Seat | None
    seats: tuple[Seat, ...]
    pairs: Pairs
    on: date

    @property
    def everyone(self) -> tuple[Seat, ...]:
        """List the places, and the basic item last."""
        return (*self.seats, self.basic) if self.basic else self.seats

    @property
    def lead(self) -> Seat:
        """Give the seat by whose standards elements are named: the basic item's, else the first."""
        return self.basic or self.seats[0]


def value_at(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - plain data of any shape
    """Follow a pointer into plain data; None where it leads nowhere."""
    for step in pointer:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def titles_of(value: Any, keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - plain data of any shape
    """Name the records of a list by the first key each states; what is no list stays."""
    if not isinstance(value, list):
        return value
    named = (entry if isinstance(entry, dict) else {} for entry in value)
    return tuple(
        next((str(data[key]) for key in keys if key in data), str(entry))
        for data, entry in zip(named, value, strict=True)
    )
