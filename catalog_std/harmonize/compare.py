"""Compare one item across places: every element a row, every place a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from catalog_std.document import Place
from catalog_std.harmonize.align import alignments_of, is_sure
from catalog_std.harmonize.judge import (
    VERDICT,
    Weigh,
    divergence_of,
    groups_of,
    judged,
    said,
    weigher,
)
from catalog_std.harmonize.matrix import (
    Alignment,
    Cell,
    Match,
    Matrix,
    Origin,
    Reason,
    Row,
    Verdict,
)
from catalog_std.harmonize.table import ABSENT, VOID, Seat, Table, View, titles_of, value_at
from catalog_std.harmonize.walk import Field, fields_of, inner_fields
from catalog_std.source import Pointer
from catalog_std.standard.freedom import Freedom
from catalog_std.text import Text

Cells = Sequence[Cell]
_BOUND = ("fixed", "lighter")
_TWO = 2
_IDLE = (Reason.NO_BASIC, Reason.SILENT, Reason.LOCAL)  # nothing, where all places agree


def matrix_of(table: Table) -> Matrix:
    """Compare the items of a table."""
    rows: list[Row] = []
    alignments: list[Alignment] = []
    for field in fields_of(table.lead.profile.root, _data(table)):
        if field.shape == "entries" and _freedom(table, field).latitude in _BOUND:
            found = _aligned(table, field)
            alignments += found
            rows += [row for one in found for row in _entry_rows(table, field, one)]
        else:
            rows.append(_element_row(table, field))
    data = table.lead.document.data
    return Matrix(
        str(data.get("basic_code", "")),
        str(data.get("name", "")),
        table.basic.column if table.basic else None,
        tuple(seat.column for seat in table.seats),
        tuple(rows),
        tuple(alignments),
    )


def _element_row(table: Table, field: Field) -> Row:
    """Compare one element that is no aligned list."""
    plain = replace(field, shape="list") if field.shape == "entries" else field
    view = _view(plain, _freedom(table, field))
    at = Pointer(field.path)
    cells = [seat.cell(at, view) for seat in table.everyone]
    return _row(table, plain, ".".join(field.path), "", cells)


def _entry_rows(table: Table, field: Field, one: Alignment) -> Iterator[Row]:
    """Compare one aligned entry: is it asked for, and each element inside it."""
    yield _asked_row(table, field, one)
    seated = tuple(_seated(table, one))
    numbers = {match.index for _, match in seated if match}
    records = [
        value_at(seat.document.data, Pointer(field.path) / match.index)
        for seat, match in seated
        if match
    ]
    for inner in inner_fields(field, records):
        names = inner.path[len(field.path) + 1 :]
        view = _view(inner, _freedom(table, inner))
        ways = {n: Pointer((*field.path, n, *names)) for n in numbers}
        cells = [
            seat.cell(ways[match.index], view) if match else VOID for seat, match in seated
        ]
        yield _row(table, inner, f"{one.key}.{'.'.join(names)}", one.entry, cells)


def _asked_row(table: Table, field: Field, one: Alignment) -> Row:
    """Compare whether an entry is asked for at all: the cells are the names it goes by."""
    silent = table.basic is None or not table.basic.entries(field.path)
    cells = []
    for seat, match in _seated(table, one):
        cell = ABSENT
        if match:
            at = Pointer(field.path) / match.index
            cell = Cell(match.name, seat.origin(at), Place(seat.document, at))
        reason = None if silent and not match else _asked(seat.freedom(field.path), one, match)
        cells.append(
            _with(cell, _bound(seat, Reason.NO_BASIC if silent and reason else reason))
        )
    asked = replace(field, shape="entry")
    return _framed(table, asked, one.key, one.entry, _split(table, cells))


def _asked(freedom: Freedom, one: Alignment, match: Match | None) -> Reason | None:
    """Judge that an entry stands, or does not stand, in a place's list."""
    if match and one.basic:
        return None if is_sure(freedom, match) else Reason.GUESS
    if one.basic:
        return Reason.DROPPED if freedom.latitude == "lighter" else Reason.MISSING
    if not match:
        return None
    if freedom.latitude == "lighter":
        return Reason.MORE if freedom.lighter in ("fewer", "less") else Reason.EXTRA
    return Reason.EXTRA if freedom.added else Reason.FIXED


def _row(table: Table, field: Field, key: str, entry: str, everyone: Cells) -> Row:
    """Judge what the places say of one element against what the basic item says of it."""
    basic, cells = _split(table, everyone)
    judge = _judge(table, field, basic)
    told = [
        _with(cell, _bound(seat, judge(seat, cell)))
        for seat, cell in zip(table.seats, cells, strict=True)
    ]
    return _framed(table, field, key, entry, (basic, told))


def _judge(
    table: Table, field: Field, basic: Cell | None
) -> Callable[[Seat, Cell], Reason | None]:
    """Give what judges the cells of a row; what few standards weigh by is made ready once each."""
    silent = basic is None or basic.origin is Origin.VOID
    stated = basic.value if basic else None
    same = said(stated)
    weighers: dict[int, Weigh] = {}

    def judge(seat: Seat, cell: Cell) -> Reason | None:
        if cell.origin is Origin.VOID or (not silent and cell.value is stated):
            return None
        freedom = seat.freedom(field.path)
        if silent:
            return Reason.NO_BASIC if freedom.latitude in _BOUND else Reason.LOCAL
        if said(cell.value) == same:
            return None
        if id(freedom) not in weighers:
            weighers[id(freedom)] = weigher(freedom, field.shape, table.on)
        return judged(freedom, stated, cell.value, weighers[id(freedom)])

    return judge


def _bound(seat: Seat, reason: Reason | None) -> Reason | None:
    """An item that is only likely to belong here is not certainly bound by the basic item."""
    guessed = seat.column.how == "likeness"
    wrong = reason is not None and VERDICT[reason] is Verdict.FORBIDDEN
    return Reason.GUESS if guessed and wrong else reason


def _framed(
    table: Table,
    field: Field,
    key: str,
    entry: str,
    cells: tuple[Cell | None, Cells],
) -> Row:
    """Put a row together; where the basic item is silent and the places agree there is no verdict."""
    basic, told = cells
    freedom = _freedom(table, field)
    silent = basic is None or basic.value is None
    if silent and len(groups_of(told, field.shape)) < _TWO:
        told = [_quiet(cell) for cell in told]
    return Row(
        key=key,
        path=field.path,
        section=field.section,
        label=field.label,
        entry=entry,
        shape=field.shape,
        latitude=freedom.latitude,
        weighed=bool(freedom.lighter or freedom.order) or field.shape == "days",
        words=_words(table, field),
        basic=basic,
        cells=tuple(told),
        divergence=divergence_of(told, field.shape, weigher(freedom, field.shape, table.on)),
        keys=freedom.key,
    )


def _view(field: Field, freedom: Freedom) -> View:
    """Choose how a value is shown: days with their unit, records by their names, all else as it is."""
    match field.shape:
        case "days":
            return lambda value: {k: value[k] for k in ("days", "unit") if k in value}
        case "list":
            return lambda value: titles_of(value, freedom.key)
        case _:
            return lambda value: value


def _words(table: Table, field: Field) -> Mapping[str, Text]:
    """Name the tokens of a coded element; of an amount of days, its units."""
    element = field.element.inside("unit") if field.shape == "days" else field.element
    name = element.annotation("x-codes") or element.inside(0).annotation("x-codes")
    codes = table.lead.profile.lists.get(name)
    entries = codes.entries if codes else {}
    return {token: Text(entry.zh, entry.en or entry.zh) for token, entry in entries.items()}


def _aligned(table: Table, field: Field) -> tuple[Alignment, ...]:
    lists = [seat.entries(field.path) for seat in table.seats]
    basic = table.basic.entries(field.path) if table.basic else []
    return alignments_of(field.path, _freedom(table, field), basic, lists, table.pairs)


def _seated(table: Table, one: Alignment) -> Iterator[tuple[Seat, Match | None]]:
    yield from zip(table.everyone, (*one.matches, one.basic), strict=False)


def _split(table: Table, cells: Cells) -> tuple[Cell | None, Cells]:
    """Part the basic item's cell, which stands last, from those of the places."""
    if table.basic is None:
        return None, cells
    return replace(cells[-1], verdict=None, reason=None), cells[:-1]


def _with(cell: Cell, reason: Reason | None) -> Cell:
    if reason is None:
        return cell
    return Cell(cell.value, cell.origin, cell.at, VERDICT[reason], reason)


def _quiet(cell: Cell) -> Cell:
    return Cell(cell.value, cell.origin, cell.at) if cell.reason in _IDLE else cell


def _freedom(table: Table, field: Field) -> Freedom:
    return table.lead.freedom(field.path)


def _data(table: Table) -> list[object]:
    return [seat.document.data for seat in table.everyone]
