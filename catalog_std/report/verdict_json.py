"""The published JSON document of judgements of standards, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from catalog_std.finding import Severity
from catalog_std.report.asked import asked
from catalog_std.report.judged import severity_of
from catalog_std.report.sayings import saying
from catalog_std.report.verdicts import VERDICTS
from catalog_std.standard.check.judgement import Call, Ground, Judgement
from catalog_std.standard.check.way import shown
from catalog_std.text import Lang


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Side(Published):
    """One clause a judgement rests on. ``keyword`` and ``value`` are what its schema says."""

    standard: str
    layer: str
    number: str
    clause: str | None
    basis: str
    sure: str
    element: str
    keyword: str
    value: Any
    asks: str
    file: str | None
    line: int | None
    column: int | None


class Verdict(Published):
    """One judgement of one element. ``has_witness`` tells a witness of ``null`` from none."""

    verdict: Call
    code: str
    severity: Severity
    standard: str
    layer: str
    jurisdiction: str
    element: str
    label: str | None
    message: str
    lower: list[Side]
    upper: list[Side]
    has_witness: bool
    witness: Any
    also: list[str]
    reason: str
    about: str
    explained: str | None


class Judgements(Published):
    """The whole document."""

    version: int = 1
    as_of: date
    summary: dict[Call, int]
    judgements: list[Verdict]


def judgements_document(judgements: Sequence[Judgement], lang: Lang, on: date) -> Judgements:
    """Write judgements down as the published document, in the order they were made."""
    counts = Counter(one.call for one in judgements)
    return Judgements(
        as_of=on,
        summary={call: counts[call] for call in Call},
        judgements=[_verdict(one, lang) for one in judgements],
    )


def _verdict(one: Judgement, lang: Lang) -> Verdict:
    manifest, why = one.standard.manifest, one.explained
    return Verdict(
        verdict=one.call,
        code=VERDICTS[one.call].id,
        severity=severity_of(one),
        standard=manifest.id,
        layer=manifest.layer,
        jurisdiction=manifest.jurisdiction,
        element=one.element,
        label=one.label.said(lang) if one.label else None,
        message=saying(one).said(lang),
        lower=[_side(ground, lang) for ground in one.lower],
        upper=[_side(ground, lang) for ground in one.upper],
        has_witness=one.has_witness,
        witness=one.witness,
        also=[shown(path) for path in one.also if path],
        reason=one.why,
        about=one.about,
        explained=(why.zh if lang == "zh" else why.en) if why else None,
    )


def _side(ground: Ground, lang: Lang) -> Side:
    clause = ground.clause
    return Side(
        standard=clause.standard,
        layer=clause.layer,
        number=clause.number,
        clause=clause.clause,
        basis=clause.basis.said(lang),
        sure=clause.sure,
        element=shown(ground.path) or ".",
        keyword=ground.keyword,
        value=ground.value,
        asks=asked(ground).said(lang),
        file=clause.at.file if clause.at else None,
        line=clause.at.span.line if clause.at else None,
        column=clause.at.span.column if clause.at else None,
    )
