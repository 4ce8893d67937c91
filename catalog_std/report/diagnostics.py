"""The published JSON document of findings, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from catalog_std.finding import Clause, Finding, Severity, Silenced
from catalog_std.report.remedy import edits, title
from catalog_std.report.words import BY_NAME, message, said
from catalog_std.run.lint import Outcome
from catalog_std.source import Span
from catalog_std.text import Lang

Raw = Callable[[str], bytes]


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Tool(Published):
    """Who speaks."""

    name: str = "catalog-std"
    version: str


class Summary(Published):
    """Over how much, and how many; ``cached`` files were judged by an earlier run."""

    items: int
    files: int
    cached: int
    error: int
    warning: int
    info: int
    suppressed: int
    baselined: int
    known: int


class Position(Published):
    """A point in a text; both count from 1, columns in code points."""

    line: int = Field(ge=1)
    column: int = Field(ge=1)


class Range(Published):
    """A stretch of text, the end exclusive."""

    start: Position
    end: Position


class ItemName(Published):
    """The item a finding is about."""

    code: str
    name: str


class StandardName(Published):
    """The clause that objects. ``basis`` is in our own words; ``sure`` says how sure they are."""

    id: str
    layer: str
    number: str
    clause: str | None
    basis: str
    sure: str
    file: str | None
    line: int | None


class RelatedPlace(Published):
    """Another place that belongs to a finding."""

    file: str
    range: Range
    message: str


class TextEdit(Published):
    """A stretch of the file, and what is to stand there instead."""

    range: Range
    text: str


class Remedy(Published):
    """What would mend a finding. No ``edits``: it cannot be made by position in this text."""

    title: str
    safety: Literal["safe", "unsafe"]
    edits: list[TextEdit]


class Suppressed(Published):
    """Who silences a finding, and why."""

    by: Literal["comment", "baseline"]
    reason: str
    until: date | None


class CrashNote(Published):
    """A rule that broke down: what it would have found is not known."""

    rule: str
    file: str
    reason: str


class Diagnostic(Published):
    """One finding. It counts if it is ``new`` and not ``suppressed``.

    ``new`` is false for what was there before: in the baseline, or in the base compared with.
    """

    rule: str
    code: str
    severity: Severity
    message: str
    facts: dict[str, Any]
    file: str
    range: Range
    pointer: str
    item: ItemName
    standard: StandardName | None
    related: list[RelatedPlace]
    fix: Remedy | None
    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    new: bool
    suppressed: Suppressed | None
    mandatory: str | None = Field(
        description="The standard under which nobody may silence the rule for this item."
    )


class Diagnostics(Published):
    """The whole document."""

    version: int = 1
    tool: Tool
    summary: Summary
    diagnostics: list[Diagnostic]
    crashes: list[CrashNote]


def diagnostics_of(outcome: Outcome, lang: Lang, version: str, raw: Raw) -> Diagnostics:
    """Write findings down as the published document; ``raw`` gives the bytes of a file, for fixes."""
    counts = Counter(finding.severity for finding in outcome.findings)
    silenced = Counter(one.by for one in outcome.silenced)
    return Diagnostics(
        tool=Tool(version=version),
        summary=Summary(
            items=outcome.items,
            files=outcome.files,
            cached=outcome.cached,
            error=counts[Severity.ERROR],
            warning=counts[Severity.WARNING],
            info=counts[Severity.INFO],
            suppressed=silenced["comment"],
            baselined=silenced["baseline"],
            known=silenced["base"],
        ),
        diagnostics=list(diagnostics(outcome, lang, raw)),
        crashes=[CrashNote(rule=c.rule, file=c.file, reason=c.reason) for c in outcome.crashes],
    )


def diagnostics(outcome: Outcome, lang: Lang, raw: Raw) -> Iterator[Diagnostic]:
    """Write findings down one by one: what counts and what is silenced, by file and place."""
    told: list[tuple[Finding, Silenced | None]] = [(one, None) for one in outcome.findings]
    told += [(one.finding, one) for one in outcome.silenced]
    for finding, silenced in sorted(told, key=_place):
        yield _diagnostic(finding, lang, raw).model_copy(update=_silence(silenced))


def _place(told: tuple[Finding, Silenced | None]) -> tuple[str, Span, str, str]:
    finding = told[0]
    return finding.where.file, finding.where.span, finding.rule, finding.fingerprint


def _silence(silenced: Silenced | None) -> dict[str, Any]:
    """Say what a silenced finding has other than one that counts."""
    if silenced is None:
        return {}
    if silenced.by == "base":
        return {"new": False}
    by = Suppressed(by=silenced.by, reason=silenced.reason, until=silenced.until)
    return {"new": silenced.by == "comment", "suppressed": by}


def _diagnostic(finding: Finding, lang: Lang, raw: Raw) -> Diagnostic:
    return Diagnostic(
        rule=finding.rule,
        code=BY_NAME[finding.rule].id,
        severity=finding.severity,
        message=message(finding, lang),
        facts={key: said(value, lang) for key, value in finding.facts.items()},
        file=finding.where.file,
        range=_range(finding.where.span),
        pointer=str(finding.pointer),
        item=ItemName(code=finding.subject.code, name=finding.subject.name),
        standard=_standard(finding.clause, lang),
        related=_related(finding, lang),
        fix=_remedy(finding, lang, raw),
        fingerprint=finding.fingerprint,
        new=True,
        suppressed=None,
        mandatory=finding.bound_by or None,
    )


def _related(finding: Finding, lang: Lang) -> list[RelatedPlace]:
    return [
        RelatedPlace(
            file=other.where.file,
            range=_range(other.where.span),
            message=other.saying.said(lang),
        )
        for other in finding.related
    ]


def _remedy(finding: Finding, lang: Lang, raw: Raw) -> Remedy | None:
    if finding.fix is None:
        return None
    changes = edits(finding, finding.fix, raw(finding.where.file))
    return Remedy(
        title=title(finding.fix, lang),
        safety="safe" if finding.fix.safe else "unsafe",
        edits=[TextEdit(range=_range(edit.span), text=edit.text) for edit in changes],
    )


def _range(span: Span) -> Range:
    return Range(
        start=Position(line=span.line, column=span.column),
        end=Position(line=span.end_line, column=span.end_column),
    )


def _standard(clause: Clause | None, lang: Lang) -> StandardName | None:
    if clause is None:
        return None
    return StandardName(
        id=clause.standard,
        layer=clause.layer,
        number=clause.number,
        clause=clause.clause,
        basis=clause.basis.said(lang),
        sure=clause.sure,
        file=clause.at.file if clause.at else None,
        line=clause.at.span.line if clause.at else None,
    )
