"""A comparison for terminals: tables whose columns stand straight under Chinese, and what needs a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import Matrix, Row, Verdict
from catalog_std.report.compare.words import (
    APART,
    BASIC,
    ELEMENT,
    HEAVIEST,
    LIGHTEST,
    REASON,
    SIGN,
    VERDICT,
    VIEW,
    burden_rows,
    cell_words,
    evidence_words,
    in_sections,
    label_words,
    telling,
)
from catalog_std.report.frame import plain, width
from catalog_std.text import Lang, Text

Paint = Callable[[str, str], str]
_COLOUR = {Verdict.FORBIDDEN: "red", Verdict.UNCLEAR: "yellow", Verdict.ALLOWED: "green"}
_NARROW, _LABEL, _WIDE = 12, 26, 24
_HEAD = Text("{name} {code} · {places} 个地方", "{name} {code} · {places} places")
_BURDEN = Text("申请人的负担", "what it asks of the applicant")
_KEY = Text(
    "✓ 允许  ✗ 不允许  ? 待定   ▼ {light}  ▲ {heavy}  ≠ {apart}",
    "✓ allowed  ✗ not allowed  ? unclear   ▼ {light}  ▲ {heavy}  ≠ {apart}",
)
_TOTAL = Text(
    "{rows} 个要素，{same} 个各地一致，{apart} 个不同：{forbidden} 个不允许，{unclear} 个待定",
    "{rows} elements, {same} alike everywhere, {apart} differ: {forbidden} not allowed, {unclear} unclear",
)
_HIDDEN = Text(
    "另有 {count} 个各地自定的要素不同，用 --show differing 列出",
    "{count} more differ that each place decides; list them with --show differing",
)
_ALIGNED = Text("按像不像对齐、请人确认的：", "aligned by likeness, for a person to confirm:")
_JOINED = Text("基本编码不同、按名称和设定依据归到一起的：", "joined by name and legal basis:")
_LIST = (
    Text("编码", "code"),
    Text("事项", "item"),
    Text("地方", "places"),
    Text("不同", "differ"),
    Text("不允许", "not allowed"),
    Text("待定", "unclear"),
)


def comparison_lines(
    comparison: Comparison, rows: Sequence[Row], lang: Lang, paint: Paint, columns: int
) -> Iterator[str]:
    """Print one item: the burden of the places, its rows, then what needs a look, line by line."""
    matrix = comparison.matrix
    names = len(matrix.columns)
    head = _HEAD.into(lang, name=matrix.name, code=matrix.basic_code, places=names)
    yield paint(plain(head), "bold")
    yield ""
    yield from _tables(_burden_table(matrix, lang), columns)
    yield from _tables(_rows_table(comparison, rows, lang, paint), columns)
    yield _KEY.into(
        lang, light=LIGHTEST.said(lang), heavy=HEAVIEST.said(lang), apart=APART.said(lang)
    )
    yield from _findings(matrix, lang, paint)
    yield from _guesses(matrix, lang)
    yield _total(matrix, lang)
    hidden = len([row for row in matrix.divergences if row not in rows])
    if hidden and not all(telling(row) for row in matrix.divergences if row not in rows):
        yield _HIDDEN.into(lang, count=hidden)


def overview_lines(
    comparisons: Iterable[Comparison], lang: Lang, paint: Paint
) -> Iterator[str]:
    """Print a line an item."""
    titles = [words.said(lang) for words in _LIST]
    yield _line(titles, _OVERVIEW)
    for comparison in comparisons:
        matrix = comparison.matrix
        forbidden, unclear = (_count(matrix, v) for v in (Verdict.FORBIDDEN, Verdict.UNCLEAR))
        told = len([row for row in matrix.divergences if telling(row)])
        cells = [matrix.basic_code, matrix.name, str(len(matrix.columns)), str(told)]
        line = _line([*cells, str(forbidden), str(unclear)], _OVERVIEW)
        worst = "red" if forbidden else "yellow" if unclear else ""
        yield paint(line, worst) if worst else line


_OVERVIEW = (12, 44, 6, 6, 11, 7)


def _total(matrix: Matrix, lang: Lang) -> str:
    apart = len(matrix.divergences)
    return _TOTAL.into(
        lang,
        rows=len(matrix.rows),
        same=len(matrix.rows) - apart,
        apart=apart,
        forbidden=_count(matrix, Verdict.FORBIDDEN),
        unclear=_count(matrix, Verdict.UNCLEAR),
    )


def _count(matrix: Matrix, verdict: Verdict) -> int:
    return sum(row.divergence.verdict is verdict for row in matrix.rows if row.divergence)


TableRow = tuple[str, list[str]]


def _burden_table(matrix: Matrix, lang: Lang) -> list[TableRow]:
    heads = [column.short for column in matrix.columns]
    return [(_BURDEN.said(lang), heads), *burden_rows(matrix, lang)]


def _rows_table(
    comparison: Comparison, rows: Sequence[Row], lang: Lang, paint: Paint
) -> list[TableRow]:
    matrix = comparison.matrix
    fixed = [BASIC.said(lang)] if matrix.basic else []
    fixed += [VIEW[comparison.draft.view].said(lang)] if comparison.draft else []
    table: list[TableRow] = [
        (ELEMENT.said(lang), [*fixed, *(column.short for column in matrix.columns)])
    ]
    for words, inside in in_sections(rows, lang):
        table.append((f"[{words}]", []))
        above = ""
        for row in inside:
            if row.entry != above and row.shape != "entry":
                table.append((f"  {row.entry}", []))
            above = row.entry
            chosen = comparison.chosen(row)
            cells = [cell_words(row, c, lang) for c in (row.basic, chosen) if c]
            marked = [_marked(row, number, lang) for number in range(len(row.cells))]
            found = row.divergence
            sign = paint(SIGN[found.verdict], _COLOUR[found.verdict]) if found else " "
            table.append((f"{sign} {_label(row, lang)}", [*cells, *marked]))
    return table


def _label(row: Row, lang: Lang) -> str:
    """Name a row; an element inside an entry stands under it."""
    inner = row.entry and row.shape != "entry"
    return f"  {row.label.said(lang)}" if inner else label_words(row, lang)


def _marked(row: Row, number: int, lang: Lang) -> str:
    """Say a cell, with signs for who is lightest, heaviest, or apart, and for what may not be."""
    cell, found = row.cells[number], row.divergence
    signs = ""
    if found:
        signs += "▼" if number in found.lightest else ""
        signs += "▲" if number in found.heaviest else ""
        signs += "≠" if number in found.deviating else ""
    if cell.verdict in (Verdict.FORBIDDEN, Verdict.UNCLEAR):
        signs += SIGN[cell.verdict]
    words = cell_words(row, cell, lang)
    return f"{signs} {words}" if signs and words else words


def _findings(matrix: Matrix, lang: Lang, paint: Paint) -> Iterator[str]:
    """Print, with file and line, what is not allowed and what is unclear."""
    for row in matrix.divergences:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            if cell.verdict in (None, Verdict.ALLOWED) or cell.reason is None:
                continue
            at = f"{cell.at.source.name}:{cell.at.span.line}" if cell.at else column.file
            sign = paint(
                f"{SIGN[cell.verdict]} {VERDICT[cell.verdict].said(lang)}",
                _COLOUR[cell.verdict],
            )
            what = f"{label_words(row, lang)}: {cell_words(row, cell, lang)}"
            yield plain_but(
                f"{sign} {at} {column.short} ", what, REASON[cell.reason].said(lang)
            )


def plain_but(lead: str, what: str, why: str) -> str:
    """Put a line together whose middle is an item's own text, made safe to print."""
    return f"{lead}{plain(what)} ({why})"


def _guesses(matrix: Matrix, lang: Lang) -> Iterator[str]:
    """Print who was joined or aligned by likeness."""
    joined = [column for column in matrix.columns if column.how == "likeness"]
    if joined:
        yield _JOINED.said(lang)
    for column in joined:
        sure = evidence_words(column.how, column.confidence, lang)
        yield f"  {column.short} {column.code} {plain(column.name)} ({sure})"
    guessed = [
        (one.entry, match, column)
        for one in matrix.alignments
        for match, column in zip(one.matches, matrix.columns, strict=True)
        if match and match.how in ("licence_type", "issued_by", "likeness", "id")
    ]
    if guessed:
        yield _ALIGNED.said(lang)
    for entry, match, column in guessed:
        sure = evidence_words(match.how, match.confidence, lang)
        yield f"  {column.short} {plain(match.name)} = {plain(entry)} ({sure})"


def _tables(table: list[TableRow], columns: int) -> Iterator[str]:
    """Print a table; where it is too wide its cells are cut, and then the places parted among several."""
    label = min(max(_shown(head) for head, _ in table), _LABEL)
    natural = [
        max(_shown(cells[n]) for _, cells in table if cells) for n in range(len(table[0][1]))
    ]
    room = columns - label
    cap = next((c for c in range(_WIDE, _NARROW, -1) if _taken(natural, c) <= room), _NARROW)
    widths = [min(each, cap) for each in natural]
    parts = min(len(widths), max(1, -(-_taken(natural, cap) // max(1, room))))
    size = -(-len(widths) // parts)
    for start in range(0, len(widths), size):
        for head, cells in table:
            inside = (label, *widths[start : start + size])
            yield _line([head, *cells[start : start + size]], inside).rstrip()
        yield ""


def _taken(widths: Sequence[int], cap: int) -> int:
    """Count the columns that cells of these widths take, none wider than a cap."""
    return sum(min(each, cap) + 2 for each in widths)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_fitted(cell, room) for cell, room in zip(cells, widths, strict=False))


def _shown(text: str) -> int:
    """Count the columns a text takes, colours not counted."""
    return width(_bare(text))


def _bare(text: str) -> str:
    """Take the colours out."""
    return "".join(
        part.split("m", 1)[-1] if n else part for n, part in enumerate(text.split("\x1b["))
    )


def _fitted(text: str, room: int) -> str:
    """Cut a text to so many columns, or fill it up; a text with colours is short and only filled."""
    shown = _shown(text)
    if shown <= room:
        return text + " " * (room - shown)
    whole = plain(_bare(text))
    kept = max((whole[:n] for n in range(room) if width(whole[:n]) < room), key=len)
    return kept + "…" + " " * (room - 1 - width(kept))
