"""A comparison as CSV: a line a cell, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import Cell, Column, Matrix, Row
from catalog_std.report.compare.words import (
    BASIC,
    REASON,
    VERDICT,
    VIEW,
    cell_words,
    label_words,
    marks_of,
)
from catalog_std.text import Lang

HEAD = (
    "basic_code",
    "item",
    "element",
    "label",
    "jurisdiction",
    "place",
    "code",
    "value",
    "origin",
    "file",
    "line",
    "verdict",
    "reason",
    "marks",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(
    comparisons: Iterable[tuple[Comparison, Sequence[Row]]], lang: Lang
) -> Iterator[str]:
    """Print a head and a line for each cell of the rows."""
    yield _line(HEAD)
    for comparison, rows in comparisons:
        for row in rows:
            yield from (_line(cells) for cells in _cells(comparison, row, lang))


def _cells(comparison: Comparison, row: Row, lang: Lang) -> Iterator[Sequence[str]]:
    matrix = comparison.matrix
    if matrix.basic and row.basic:
        yield _row(matrix, row, matrix.basic, row.basic, (BASIC.said(lang), "", lang))
    chosen = comparison.chosen(row)
    if chosen and comparison.draft:
        name = VIEW[comparison.draft.view].said(lang)
        yield _row(matrix, row, None, chosen, (name, "", lang))
    for number, (column, cell) in enumerate(zip(matrix.columns, row.cells, strict=True)):
        marks = " ".join(marks_of(row.divergence, number, lang))
        yield _row(matrix, row, column, cell, (column.place, marks, lang))


def _row(
    matrix: Matrix,
    row: Row,
    column: Column | None,
    cell: Cell,
    words: tuple[str, str, Lang],
) -> Sequence[str]:
    place, marks, lang = words
    return (
        matrix.basic_code,
        matrix.name,
        row.key,
        label_words(row, lang),
        column.jurisdiction if column else "",
        place,
        column.code if column else "",
        cell_words(row, cell, lang),
        cell.origin.value,
        cell.at.source.name if cell.at else "",
        str(cell.at.span.line) if cell.at else "",
        VERDICT[cell.verdict].said(lang) if cell.verdict else "",
        REASON[cell.reason].said(lang) if cell.reason else "",
        marks,
    )


def _line(cells: Sequence[str]) -> str:
    """Write one line; what a spreadsheet would run as a formula is made text."""
    out = StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(out, lineterminator="").writerow(safe)
    return out.getvalue()
