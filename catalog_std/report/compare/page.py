"""A comparison as one page of HTML: nothing loaded from elsewhere, no script, fit to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import Cell, Matrix, Row, Verdict
from catalog_std.report.compare.style import STYLE
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
    telling,
)
from catalog_std.text import Lang, Text

_TITLE = Text("{name}：{places} 地标准比对", "{name} in {places} places")
_MANY = Text("{items} 个事项的标准比对", "{items} items across places")
_LEDE = Text(
    "同一事项的 {rows} 个要素，{same} 个各地一致，{apart} 个不同；其中 {forbidden} 个不允许不同，{unclear} 个待定。",
    "Of {rows} elements {same} are alike everywhere and {apart} differ; {forbidden} of these may not, {unclear} are unclear.",
)
_FACTS = (
    ("same", Text("要素一致", "elements alike")),
    ("apart", Text("要素不同", "elements differ")),
    ("forbidden", Text("不允许", "not allowed")),
    ("unclear", Text("待定", "unclear")),
)
_ONLY = Text("只看不同的要素", "only what differs")
_OWN = Text("也看由各地自定的不同", "also what each place decides")
_LOOK = Text("不允许和待定的", "Not allowed, and unclear")
_BURDEN = Text("申请人的负担", "What it asks of the applicant")
_ROWS = Text("要素逐项比对", "Element by element")
_DIFFERS = Text("不同", "differs")
_SCROLL = Text("可左右滚动的表", "a table that scrolls sideways")
_KEY = Text(
    "✓ 允许不同　✗ 不允许　? 待定　▼ 最轻　▲ 最重　≠ 与多数不同",
    "✓ may differ　✗ may not　? unclear　▼ lightest　▲ heaviest　≠ unlike most",
)
_FOOT = Text(
    "由 catalog-std 按各层标准的要素自由度和负担方向判定；截至 {day}。",
    "Judged by catalog-std from the latitude and burden that the layers of standards state; as of {day}.",
)
_SIGNS = {"lightest": "▼", "heaviest": "▲", "deviating": "≠"}


def page_lines(
    found: Iterable[tuple[Comparison, Sequence[Row]]], lang: Lang, day: str
) -> Iterator[str]:
    """Print the page: one item, or several one after the other."""
    pairs = list(found)
    title = _title(pairs[0][0].matrix, lang) if len(pairs) == 1 else ""
    title = title or _MANY.into(lang, items=len(pairs))
    yield "<!doctype html>"
    yield f'<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
    yield '<div class="choice">'
    yield _switch("only", _ONLY.said(lang), on=True)
    yield _switch("own", _OWN.said(lang), on=False)
    yield "</div><main>"
    if len(pairs) != 1:
        yield f"<h1>{escape(title)}</h1>"
        yield from _contents([comparison for comparison, _ in pairs], lang)
    for comparison, rows in pairs:
        yield from _item(comparison, rows, lang)
    yield f"</main><footer><p>{escape(_FOOT.into(lang, day=day))}</p></footer></body></html>"


def _switch(id: str, words: str, *, on: bool) -> str:
    checked = " checked" if on else ""
    return f'<label><input type="checkbox" id="{id}"{checked}> {escape(words)}</label>'


def _title(matrix: Matrix, lang: Lang) -> str:
    return _TITLE.into(lang, name=matrix.name, places=len(matrix.columns))


def _contents(comparisons: Sequence[Comparison], lang: Lang) -> Iterator[str]:
    yield '<nav><table class="list"><tbody>'
    for comparison in comparisons:
        matrix, counts = comparison.matrix, _counts(comparison.matrix)
        cells = "".join(
            f"<td>{counts[key]} {escape(words.said(lang))}</td>" for key, words in _FACTS[1:]
        )
        link = f'<a href="#i{escape(matrix.basic_code)}">{escape(matrix.name)}</a>'
        yield f'<tr class="told"><th scope="row">{link}</th><td>{escape(matrix.basic_code)}</td>{cells}</tr>'
    yield "</tbody></table></nav>"


def _item(comparison: Comparison, rows: Sequence[Row], lang: Lang) -> Iterator[str]:
    matrix, counts = comparison.matrix, _counts(comparison.matrix)
    yield f'<article id="i{escape(matrix.basic_code)}"><header>'
    yield f'<p class="code">{escape(matrix.basic_code)}</p>'
    yield f"<h2>{escape(_title(matrix, lang))}</h2>"
    yield f'<p class="lede">{escape(_LEDE.into(lang, rows=len(matrix.rows), **counts))}</p>'
    yield '<dl class="sum">'
    for key, words in _FACTS:
        yield f"<div><dt>{escape(words.said(lang))}</dt><dd>{counts[key]}</dd></div>"
    yield "</dl></header>"
    yield from _findings(matrix, lang)
    yield f"<section><h3>{escape(_BURDEN.said(lang))}</h3>"
    yield from _burden(matrix, lang)
    yield f"</section><section><h3>{escape(_ROWS.said(lang))}</h3>"
    yield f'<p class="key">{escape(_KEY.said(lang))}</p>'
    yield from _table(comparison, rows, lang)
    yield "</section></article>"


def _counts(matrix: Matrix) -> dict[str, int]:
    verdicts = [row.divergence.verdict for row in matrix.rows if row.divergence]
    return {
        "same": len(matrix.rows) - len(verdicts),
        "apart": len(verdicts),
        "forbidden": verdicts.count(Verdict.FORBIDDEN),
        "unclear": verdicts.count(Verdict.UNCLEAR),
    }


def _findings(matrix: Matrix, lang: Lang) -> Iterator[str]:
    lines = list(_finding_lines(matrix, lang))
    if lines:
        yield f'<section class="look"><h3>{escape(_LOOK.said(lang))}</h3><ul>'
        yield from lines
        yield "</ul></section>"


def _finding_lines(matrix: Matrix, lang: Lang) -> Iterator[str]:
    for row in matrix.divergences:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            if cell.verdict and cell.reason and cell.verdict is not Verdict.ALLOWED:
                words = f"{label_words(row, lang)}：{cell_words(row, cell, lang)}"
                at = f"{cell.at.source.name}:{cell.at.span.line}" if cell.at else column.file
                yield (
                    f'<li class="{cell.verdict.value}"><b>{SIGN[cell.verdict]} '
                    f"{escape(VERDICT[cell.verdict].said(lang))}</b> {escape(column.short)} "
                    f"{escape(words)}<small>{escape(REASON[cell.reason].said(lang))} · "
                    f"{escape(at)}</small></li>"
                )


def _burden(matrix: Matrix, lang: Lang) -> Iterator[str]:
    yield from _head("", [(column.short, column.agency) for column in matrix.columns], lang)
    yield "<tbody>"
    for label, cells in burden_rows(matrix, lang):
        inner = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        yield f'<tr class="told"><th scope="row">{escape(label)}</th>{inner}</tr>'
    yield "</tbody></table></div>"


def _table(comparison: Comparison, rows: Sequence[Row], lang: Lang) -> Iterator[str]:
    matrix = comparison.matrix
    heads = [(BASIC.said(lang), "")] if matrix.basic else []
    heads += [(VIEW[comparison.draft.view].said(lang), "")] if comparison.draft else []
    heads += [(column.short, column.agency) for column in matrix.columns]
    yield from _head(ELEMENT.said(lang), heads, lang)
    headed = {row.entry for row in rows if row.entry and telling(row)}
    for words, inside in in_sections(rows, lang):
        yield f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(heads) + 1}">'
        yield f"{escape(words)}</th></tr>"
        yield from (_row(comparison, row, headed, lang) for row in inside)
        yield "</tbody>"
    yield "</table></div>"


def _head(corner: str, heads: Sequence[tuple[str, str]], lang: Lang) -> Iterator[str]:
    label = escape(_SCROLL.said(lang))
    yield f'<div class="scroll" tabindex="0" role="group" aria-label="{label}"><table><thead><tr>'
    yield f'<th scope="col">{escape(corner)}</th>'
    for name, below in heads:
        small = f"<small>{escape(below)}</small>" if below else ""
        yield f'<th scope="col">{escape(name)}{small}</th>'
    yield "</tr></thead>"


def _row(comparison: Comparison, row: Row, headed: set[str], lang: Lang) -> str:
    """Print a row; an entry is shown wherever something inside it is."""
    found = row.divergence
    heads = row.shape == "entry" and row.entry in headed
    kind = "told" if telling(row) or heads else "own" if found else "same"
    tag = ""
    if found:
        words = f"{SIGN[found.verdict]} {_DIFFERS.said(lang)}"
        tag = f' <span class="tag {found.verdict.value}">{escape(words)}</span>'
    inner = ' class="inner"' if row.entry and row.shape != "entry" else ""
    head = f'<th scope="row"{inner}>{escape(_short(row, lang))}{tag}</th>'
    plain = [c for c in (row.basic, comparison.chosen(row)) if c]
    cells = "".join(f"<td>{escape(cell_words(row, cell, lang))}</td>" for cell in plain)
    cells += "".join(_cell(row, n, cell, lang) for n, cell in enumerate(row.cells))
    return f'<tr class="{kind}">{head}{cells}</tr>'


def _short(row: Row, lang: Lang) -> str:
    """Name an element inside an entry without the entry, which stands above it."""
    inner = row.entry and row.shape != "entry"
    return row.label.said(lang) if inner else label_words(row, lang)


def _cell(row: Row, number: int, cell: Cell, lang: Lang) -> str:
    found = row.divergence
    kinds = [kind for kind in _SIGNS if found and number in getattr(found, kind)]
    signs = "".join(_SIGNS[kind] for kind in kinds)
    notes = marks_of(found, number, lang)
    if cell.verdict and cell.reason and cell.verdict is not Verdict.ALLOWED:
        kinds.append(cell.verdict.value)
        signs += SIGN[cell.verdict]
        notes = [*notes, REASON[cell.reason].said(lang)]
    small = f"<small>{signs} {escape('，'.join(notes))}</small>" if notes else ""
    classes = f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<td{classes}>{escape(cell_words(row, cell, lang))}{small}</td>"
