"""A harmonised draft as text: each line with its source, and what lint says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog_std.exchange.write import yaml_of
from catalog_std.finding import Finding, Severity
from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.draft import BASIC, Draft
from catalog_std.harmonize.matrix import Matrix
from catalog_std.report.compare.words import VIEW
from catalog_std.report.words import BY_NAME, SEVERITY, message
from catalog_std.run.job import Job
from catalog_std.run.propose import Trial, beside, place_of, tried
from catalog_std.source import Pointer
from catalog_std.text import Lang, Text

_HEAD = Text(
    "草案（{view}）：{name} {code}，由 {places} 个地方的事项合成，每行注明出处；采用前须人审定\n"
    "截至 {day}；没有写的要素由各地自定",
    "draft ({view}): {name} {code}, made of the items of {places} places, each line with its source; "
    "for people to decide\nas of {day}; what is not stated is left to the places",
)
_BASIC = Text("基本目录 {at}", "basic item {at}")
_PLACE = Text(
    "{place} {at}（{agreeing}/{of} 地相同）", "{place} {at} ({agreeing} of {of} alike)"
)
_PARTS = Text("各部分出处见下", "sources of the parts below")
_CLEAN = Text(
    "草案没有错误（{others} 个警告或提示）",
    "the draft has no errors ({others} warnings or infos)",
)
_WRONG = Text(
    "草案还不能用，{errors} 个错误：", "the draft cannot be used as it is, {errors} errors:"
)
_OTHERS = Text(
    "采用后这些地方要改，{count} 处：",
    "once adopted, {count} spots in the places would have to change:",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft as YAML, what there is to say about it, and whether it is free of errors."""

    text: str
    remarks: tuple[str, ...]
    clean: bool


def proposal_of(job: Job, comparison: Comparison, lang: Lang) -> Proposal:
    """Write a draft down and lint it where it would stand."""
    matrix, draft = comparison.matrix, comparison.draft
    assert draft is not None  # noqa: S101 - a view is always chosen where something is proposed
    day = job.profiles.on.isoformat()
    head = _HEAD.into(
        lang,
        view=VIEW[draft.view].said(lang),
        name=matrix.name,
        code=matrix.basic_code,
        places=len(matrix.columns),
        day=day,
    )
    text = yaml_of(draft.data, head, lambda at: _note(matrix, draft, at, lang))
    _, number = place_of(matrix)
    texts = [yaml_of(document.data or {}) for document in beside(job, matrix)] or [""]
    texts[number] = text
    trial = tried(job, matrix, tuple(texts))
    return Proposal(text, tuple(_remarks(trial, lang)), trial.clean)


def _note(matrix: Matrix, draft: Draft, at: Pointer, lang: Lang) -> str:
    taken = draft.source(at)
    if taken is None:
        return _PARTS.said(lang)
    where = f"{taken.place.source.name}:{taken.place.span.line}"
    if taken.seat == BASIC:
        return _BASIC.into(lang, at=where)
    place = matrix.columns[taken.seat].short
    return _PLACE.into(lang, place=place, at=where, agreeing=taken.agreeing, of=taken.of)


def _remarks(trial: Trial, lang: Lang) -> Iterator[str]:
    errors = [finding for finding in trial.own if finding.severity is Severity.ERROR]
    if errors:
        yield _WRONG.into(lang, errors=len(errors))
        yield from (_line(finding, lang) for finding in errors)
    else:
        yield _CLEAN.into(lang, others=len(trial.own))
    serious = [f for f in trial.elsewhere if f.severity is Severity.ERROR]
    if serious:
        yield _OTHERS.into(lang, count=len(serious))
        yield from (_line(finding, lang) for finding in serious)


def _line(finding: Finding, lang: Lang) -> str:
    where = f"{finding.where.file}:{finding.where.span.line}"
    rule = BY_NAME[finding.rule].id
    return f"  {where} {SEVERITY[finding.severity].said(lang)} {rule} {message(finding, lang)}"
