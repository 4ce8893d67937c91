"""Judgements of standards for people: both clauses with their lines, and how it all comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from catalog_std.finding import Clause, Severity
from catalog_std.report.frame import LineAt, frame, plain
from catalog_std.report.judged import severity_of, where_of
from catalog_std.report.sayings import saying
from catalog_std.report.verdicts import VERDICTS
from catalog_std.report.words import LAYER, SEVERITY, clause_line
from catalog_std.standard.check.judgement import Call, Judgement, telling
from catalog_std.text import Lang, Text

Paint = Callable[[str, str], str]
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_HERE, _THERE = Text("这里", "here"), Text("对方", "there")
_TOTAL = Text(
    "{standards} 部标准，{judged} 个判定：{counts}（截至 {on}）",
    "{standards} standards, {judged} judgements: {counts} (as of {on})",
)
_EXPLAINED = Text("其中 {count} 个已在标准中说明", "{count} of them explained in a manifest")
_HEAD = Text(
    "| 判定 | 标准 | 要素 | 说明 | 出处 |", "| verdict | standard | element | what | where |"
)


def judgement_lines(
    judgements: Sequence[Judgement],
    lang: Lang,
    on: date,
    line_at: LineAt,
    paint: Paint,
) -> Iterator[str]:
    """Print each judgement that is not simply compatible with the lines of both sides; then totals."""
    for one in judgements:
        if one.call is not Call.COMPATIBLE:
            yield from _judgement(one, lang, line_at, paint)
            yield ""
    yield total_line(judgements, lang, on)


def concise_judgements(judgements: Sequence[Judgement], lang: Lang) -> Iterator[str]:
    """Print each judgement on a line of its own, the compatible ones too."""
    for one in judgements:
        yield _headline(one, lang, SEVERITY[severity_of(one)].said(lang))


def markdown_judgements(judgements: Sequence[Judgement], lang: Lang, on: date) -> Iterator[str]:
    """Print a table of what is at odds, and the totals."""
    rows = [one for one in judgements if one.call is not Call.COMPATIBLE]
    if rows:
        yield _HEAD.said(lang)
        yield "|---|---|---|---|---|"
        yield from (_row(one, lang) for one in rows)
        yield ""
    yield total_line(judgements, lang, on)


def total_line(judgements: Sequence[Judgement], lang: Lang, on: date) -> str:
    """Count the judgements by name."""
    counts = Counter(one.call for one in judgements)
    told = [
        f"{VERDICTS[call].card.title.said(lang)} {counts[call]}"
        for call in Call
        if counts[call]
    ]
    explained = sum(one.explained is not None for one in judgements)
    if explained:
        told.append(_EXPLAINED.into(lang, count=explained))
    standards = len({one.standard.id for one in judgements})
    facts = {"standards": standards, "judged": len(judgements), "on": on.isoformat()}
    comma = "，" if lang == "zh" else ", "
    return _TOTAL.into(lang, counts=comma.join(told) or "—", **facts)


def _judgement(one: Judgement, lang: Lang, line_at: LineAt, paint: Paint) -> Iterator[str]:
    colour = _COLOURS[severity_of(one)]
    yield _headline(one, lang, paint(SEVERITY[severity_of(one)].said(lang), colour))
    for words, grounds in ((_HERE, one.lower), (_THERE, one.upper)):
        for ground in telling(grounds):
            yield f"       = {words.said(lang)}: {clause_line(ground.clause, lang)}"
            yield from _framed(ground.clause, line_at, paint, colour)


def _framed(clause: Clause, line_at: LineAt, paint: Paint, colour: str) -> Iterator[str]:
    lines = frame(line_at(clause.at), clause.at.span) if clause.at else []
    for line in lines:
        yield paint(line, colour) if line.lstrip().startswith("| ") else line


def _headline(one: Judgement, lang: Lang, severity: str) -> str:
    where, rule = where_of(one), VERDICTS[one.call]
    place = f"{plain(where.file)}:{where.span.line}:{where.span.column}"
    title = rule.card.title.said(lang)
    return (
        f"{place}: {severity} {title}: {plain(saying(one).said(lang))}  [{rule.id} {rule.name}]"
    )


def _row(one: Judgement, lang: Lang) -> str:
    places = [ground.clause.at for ground in (*one.lower, *one.upper)]
    told = dict.fromkeys(f"{at.file}:{at.span.line}" for at in places if at)
    layer = LAYER[one.standard.manifest.layer].said(lang)
    cells = (
        VERDICTS[one.call].card.title.said(lang),
        f"{one.standard.id} ({layer})",
        f"`{one.element}`",
        saying(one).said(lang),
        "<br>".join(told),
    )
    return "| " + " | ".join(plain(cell).replace("|", "\\|") for cell in cells) + " |"
