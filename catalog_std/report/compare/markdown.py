"""A comparison as Markdown: for pull requests and minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import Row, Verdict
from catalog_std.report.compare.words import (
    BASIC,
    ELEMENT,
    REASON,
    SIGN,
    VERDICT,
    VIEW,
    burden_rows,
    cell_words,
    in_sections,
    label_words,
    marks_of,
)
from catalog_std.text import Lang, Text

_BURDEN = Text("申请人的负担", "What it asks of the applicant")
_DIFFERENCES = Text("不同之处", "Differences")
_LOOK = Text("不允许和待定的", "Not allowed, and unclear")


def markdown_lines(comparison: Comparison, rows: Sequence[Row], lang: Lang) -> Iterator[str]:
    """Print one item under a heading of its own."""
    matrix = comparison.matrix
    heads = [column.short for column in matrix.columns]
    yield f"## {_escaped(matrix.name)} `{matrix.basic_code}`\n"
    yield f"**{_BURDEN.said(lang)}**\n"
    yield from _table("", heads, burden_rows(matrix, lang))
    yield f"**{_DIFFERENCES.said(lang)}**\n"
    fixed = [BASIC.said(lang)] if matrix.basic else []
    fixed += [VIEW[comparison.draft.view].said(lang)] if comparison.draft else []
    yield from _table(ELEMENT.said(lang), [*fixed, *heads], _rows(comparison, rows, lang))
    look = list(_findings(comparison, lang))
    if look:
        yield f"**{_LOOK.said(lang)}**\n"
        yield from look
        yield ""


def _rows(
    comparison: Comparison, rows: Sequence[Row], lang: Lang
) -> Iterator[tuple[str, list[str]]]:
    for row in (row for _, inside in in_sections(rows, lang) for row in inside):
        found = row.divergence
        sign = f"{SIGN[found.verdict]} " if found else ""
        fixed = [cell_words(row, c, lang) for c in (row.basic, comparison.chosen(row)) if c]
        cells = [_marked(row, number, lang) for number in range(len(row.cells))]
        yield f"{sign}{label_words(row, lang)}", [*fixed, *cells]


def _marked(row: Row, number: int, lang: Lang) -> str:
    cell = row.cells[number]
    marks = marks_of(row.divergence, number, lang)
    if cell.verdict and cell.verdict is not Verdict.ALLOWED:
        marks.append(VERDICT[cell.verdict].said(lang))
    words = cell_words(row, cell, lang)
    return f"{words} *{' '.join(marks)}*" if marks else words


def _findings(comparison: Comparison, lang: Lang) -> Iterator[str]:
    for row in comparison.matrix.divergences:
        for column, cell in zip(comparison.matrix.columns, row.cells, strict=True):
            if cell.reason and cell.verdict is not Verdict.ALLOWED and cell.verdict:
                at = f"{cell.at.source.name}:{cell.at.span.line}" if cell.at else column.file
                words = f"{label_words(row, lang)}: {cell_words(row, cell, lang)}"
                why = f"{VERDICT[cell.verdict].said(lang)}, {REASON[cell.reason].said(lang)}"
                yield f"- {column.short} `{at}` {_escaped(words)} ({why})"


def _table(
    corner: str, heads: Sequence[str], rows: Iterator[tuple[str, list[str]]]
) -> Iterator[str]:
    yield f"| {corner} | {' | '.join(_escaped(head) for head in heads)} |"
    yield f"|---|{'---|' * len(heads)}"
    for head, cells in rows:
        yield f"| {_escaped(head)} | {' | '.join(_escaped(cell) for cell in cells)} |"
    yield ""


def _escaped(text: str) -> str:
    """Keep an item's text from being read as a table or as HTML."""
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(safe.replace("`", "\\`").split())
