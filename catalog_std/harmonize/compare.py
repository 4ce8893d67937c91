"""Compare one item across places: every element a row, every place a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalog_std.document import Document, Place
from catalog_std.harmonize.align import aligned, is_sure
from catalog_std.harmonize.judge import VERDICT, canonical, divergence_of, judged, weigher
from catalog_std.harmonize.matrix import (
    Alignment,
    Cell,
    Column,
    Match,
    Matrix,
    Origin,
    Reason,
    Row,
)
from catalog_std.harmonize.pairs import Pairs
from catalog_std.harmonize.walk import Field, fields_of, inner_fields, value_at
from catalog_std.source import Pointer
from catalog_std.standard.freedom import Freedom, Path
from catalog_std.standard.profile import Profile
from catalog_std.text import Text

FREE = Freedom("local", "", (), added=False, label=None)
_FREE_OF_BASIC = ("", "local")


@dataclass(frozen=True, slots=True)
class Seat:
    """One item at the table: its column, its effective document, and the standards of its place."""

    column: Column
    document: Document
    profile: Profile


@dataclass(frozen=True, slots=True)
class Table:
    """All that is compared: the basic item, where there is one, and the places' items."""

    basic: Seat | None
    seats: tuple[Seat, ...]
    pairs: Pairs
    on: date

    @property
    def items(self) -> list[Any]:
        """Give the effective data of the places, the basic item's last."""
        seats = (*self.seats, self.basic) if self.basic else self.seats
        return [seat.document.data for seat in seats]

    @property
    def lead(self) -> Profile:
        """Give the standards by which elements are named: the basic item's, else the first place's."""
        return (self.basic or self.seats[0]).profile

    def freedom(self, number: int, path: Path) -> Freedom:
        """Say what a place may do with an element."""
        return self.seats[number].profile.freedoms.get(path, FREE)


def matrix_of(table: Table) -> Matrix:
    """Compare the items of a table."""
    rows: list[Row] = []
    alignments: list[Alignment] = []
    for field in fields_of(table.lead.root, table.items):
        freedom = table.lead.freedoms.get(field.path, FREE)
        if field.shape == "entries" and freedom.latitude in ("fixed", "lighter"):
            found = _aligned(table, field, freedom)
            alignments += found
            rows += [row for one in found for row in _entry_rows(table, field, one)]
        else:
            rows.append(_row(table, field, freedom))
    head = table.basic or table.seats[0]
    data = head.document.data
    return Matrix(
        str(data.get("basic_code", "")),
        str(data.get("name", "")),
        table.basic.column if table.basic else None,
        tuple(seat.column for seat in table.seats),
        tuple(rows),
        tuple(alignments),
    )


def _row(table: Table, field: Field, freedom: Freedom) -> Row:
    """Compare one element outside of aligned lists."""
    shape = "list" if field.shape == "entries" else field.shape
    pointers = [Pointer(field.path)] * len(table.seats)
    shown = {"days": _days, "list": lambda value: _names(freedom, value)}.get(shape)
    frame = _Frame(table, field, freedom, shape)
    basic = None
    if table.basic:
        basic = _seen(table.basic.document, Pointer(field.path), shown)
    cells = [
        _seen(seat.document, at, shown) for seat, at in zip(table.seats, pointers, strict=True)
    ]
    return frame.row(".".join(field.path), "", basic, cells)


def _aligned(table: Table, field: Field, freedom: Freedom) -> tuple[Alignment, ...]:
    lists = [_list_at(seat.document.data, field.path) for seat in table.seats]
    basic = _list_at(table.basic.document.data, field.path) if table.basic else []
    return aligned(field.path, freedom, basic, lists, table.pairs)


def _entry_rows(table: Table, field: Field, one: Alignment) -> Iterator[Row]:
    """Compare one aligned entry: is it asked for, and each element inside it."""
    yield _asked_row(table, field, one)
    list_at = Pointer(field.path)
    records = [
        _at(seat.document.data, list_at / match.index)
        for seat, match in _seated(table, one)
        if match
    ]
    keys = table.lead.freedoms.get(field.path, FREE).key
    for inner in inner_fields(field, records):
        name = inner.path[len(field.path) + 1 :]
        if len(name) == 1 and name[0] in keys and one.entry == _only(records, name[0]):
            continue
        freedom = table.lead.freedoms.get(inner.path, FREE)
        shown = _days if inner.shape == "days" else None
        cells = [
            _inner_cell(seat.document, list_at, match, name, shown)
            for seat, match in _seated(table, one)
        ]
        basic = cells.pop() if table.basic else None
        frame = _Frame(table, inner, freedom, inner.shape)
        yield frame.row(f"{one.key}.{'.'.join(name)}", one.entry, basic, cells)


def _asked_row(table: Table, field: Field, one: Alignment) -> Row:
    """Compare whether an entry is asked for at all: the cells are the names it goes by."""
    list_at = Pointer(field.path)
    stated = table.basic is not None and bool(
        _list_at(table.basic.document.data, field.path)
    )
    cells = []
    for number, (seat, match) in enumerate(_seated(table, one)):
        cell = Cell(None, Origin.ABSENT)
        if match:
            at = list_at / match.index
            cell = Cell(match.name, _origin(seat.document, at), Place(seat.document, at))
        if number < len(table.seats):
            reason = _asked(table.freedom(number, field.path), one, match, stated=stated)
            cell = _with(cell, reason)
        cells.append(cell)
    basic = cells.pop() if table.basic else None
    freedom = table.lead.freedoms.get(field.path, FREE)
    cells = _quiet(cells, [cell.value is None for cell in cells], silent=not stated)
    weight = weigher(replace(freedom, order=()), "value", table.on)
    presence = [replace(cell, value=cell.value is not None) for cell in cells]
    return Row(
        one.key,
        field.path,
        field.section,
        field.element.label or Text(field.path[-1], field.path[-1]),
        one.entry,
        "entry",
        freedom.latitude,
        bool(freedom.lighter),
        {},
        basic,
        tuple(cells),
        divergence_of(presence, weight),
    )


def _asked(
    freedom: Freedom, one: Alignment, match: Match | None, *, stated: bool
) -> Reason | None:
    """Judge that an entry stands, or does not stand, in a place's list."""
    fewer = freedom.latitude == "lighter" and freedom.lighter in ("fewer", "less")
    if not stated:
        return Reason.NO_BASIC if match else None
    if match and one.basic:
        return None if is_sure(match) else Reason.GUESS
    if match:
        if fewer:
            return Reason.MORE
        return Reason.EXTRA if freedom.added or freedom.latitude == "lighter" else Reason.FIXED
    if not one.basic:
        return None
    return Reason.DROPPED if freedom.latitude == "lighter" else Reason.MISSING


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the cells of one row have in common."""

    table: Table
    field: Field
    freedom: Freedom
    shape: str

    def row(self, key: str, entry: str, basic: Cell | None, cells: list[Cell]) -> Row:
        """Judge the cells of a row."""
        path, table = self.field.path, self.table
        judges = [
            _judge(table.freedom(n, path), basic, cell, self.shape, table.on)
            for n, cell in enumerate(cells)
        ]
        silent = basic is None or basic.value is None
        told = [_with(cell, reason) for cell, reason in zip(cells, judges, strict=True)]
        seen = [canonical(cell.value) for cell in cells if cell.origin is not Origin.VOID]
        told = _quiet(told, seen, silent=silent)
        weight = weigher(self.freedom, self.shape, table.on)
        return Row(
            key,
            path,
            self.field.section,
            self.field.element.label or Text(path[-1], path[-1]),
            entry,
            self.shape,
            self.freedom.latitude,
            bool(self.freedom.lighter or self.freedom.order) or self.shape == "days",
            self._words(),
            basic,
            tuple(told),
            divergence_of(told, weight),
        )

    def _words(self) -> Mapping[str, Text]:
        """Name the tokens of a coded element; of an amount of days, its units."""
        element = self.field.element
        coded = element.inside("unit") if self.shape == "days" else element
        name = coded.annotation("x-codes") or coded.inside(0).annotation("x-codes")
        codes = self.table.lead.lists.get(name) if name else None
        entries = codes.entries if codes else {}
        return {token: Text(e.zh, e.en or e.zh) for token, e in entries.items()}


def _judge(
    freedom: Freedom, basic: Cell | None, cell: Cell, shape: str, on: date
) -> Reason | None:
    if cell.origin is Origin.VOID or (basic and basic.origin is Origin.VOID):
        return None
    stated = basic.value if basic else None
    return judged(freedom, stated, cell.value, weigher(freedom, shape, on))


def _quiet(cells: Sequence[Cell], values: Sequence[object], *, silent: bool) -> list[Cell]:
    """Take verdicts away where the basic item is silent and the places agree."""
    if silent and len(set(values)) <= 1:
        return [replace(cell, verdict=None, reason=None) for cell in cells]
    return list(cells)


def _with(cell: Cell, reason: Reason | None) -> Cell:
    return replace(cell, verdict=VERDICT[reason], reason=reason) if reason else cell
