"""The published JSON document of findings, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from catalog_std.finding import Clause, Finding, Severity, Where
from catalog_std.report.words import BY_NAME, message, said
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Tool(Published):
    """Who speaks."""

    name: str = "catalog-std"
    version: str


class Summary(Published):
    """Over how much, and how many."""

    items: int
    files: int
    error: int
    warning: int
    info: int


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


class Diagnostic(Published):
    """One finding."""

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
    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")


class Diagnostics(Published):
    """The whole document."""

    version: int = 1
    tool: Tool
    summary: Summary
    diagnostics: list[Diagnostic]


def diagnostics_of(outcome: Outcome, lang: Lang, version: str) -> Diagnostics:
    """Write findings down as the published document, sorted as they were found."""
    counts = Counter(finding.severity for finding in outcome.findings)
    return Diagnostics(
        tool=Tool(version=version),
        summary=Summary(
            items=outcome.items,
            files=outcome.files,
            error=counts[Severity.ERROR],
            warning=counts[Severity.WARNING],
            info=counts[Severity.INFO],
        ),
        diagnostics=[_diagnostic(finding, lang) for finding in outcome.findings],
    )


def _diagnostic(finding: Finding, lang: Lang) -> Diagnostic:
    return Diagnostic(
        rule=finding.rule,
        code=BY_NAME[finding.rule].id,
        severity=finding.severity,
        message=message(finding, lang),
        facts={key: said(value, lang) for key, value in finding.facts.items()},
        file=finding.where.file,
        range=_range(finding.where),
        pointer=str(finding.pointer),
        item=ItemName(code=finding.subject.code, name=finding.subject.name),
        standard=_standard(finding.clause, lang),
        related=[
            RelatedPlace(
                file=other.where.file,
                range=_range(other.where),
                message=other.saying.said(lang),
            )
            for other in finding.related
        ],
        fingerprint=finding.fingerprint,
    )


def _range(where: Where) -> Range:
    span = where.span
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
