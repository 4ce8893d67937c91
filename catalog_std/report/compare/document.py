"""The published JSON document of comparisons, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from catalog_std.harmonize.choose import View
from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import (
    Alignment,
    Cell,
    Column,
    Divergence,
    Match,
    Origin,
    Reason,
    Row,
    Verdict,
)
from catalog_std.report.compare.words import cell_words, label_words
from catalog_std.text import Lang


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Tool(Published):
    """Who speaks."""

    name: str = "catalog-std"
    version: str


class Burden(Published):
    """What an item asks of the applicant; null where it is not stated."""

    papers: int | None
    originals: int | None
    copies: int | None
    days: float | None
    unit: str
    money: float | None
    visits: int | None
    steps: int | None


class Place(Published):
    """One place's item, or the basic item; why it belongs here and how sure that is."""

    jurisdiction: str
    place: str
    code: str
    name: str
    agency: str
    version: int | None
    file: str
    how: str
    confidence: float = Field(ge=0, le=1)
    burden: Burden


class Value(Published):
    """What one place says of one element, and whether it may differ so from the basic item."""

    value: Any
    text: str
    origin: Origin
    file: str | None
    line: int | None
    verdict: Verdict | None
    reason: Reason | None


class Difference(Published):
    """What differs; numbers are indexes of ``places``."""

    verdict: Verdict
    reasons: list[Reason]
    majority: list[int]
    deviating: list[int]
    lightest: list[int]
    heaviest: list[int]


class Element(Published):
    """One element across the places; ``chosen`` is what the view asked for would take."""

    key: str
    label: str
    section: str
    entry: str
    shape: str
    latitude: str
    basic: Value | None
    chosen: Value | None
    values: list[Value]
    divergence: Difference | None


class Evidence(Published):
    """An entry of one place's list, and on what evidence it is taken for the others."""

    name: str
    how: str
    confidence: float = Field(ge=0, le=1)


class Entries(Published):
    """Entries that are the same in different places; null where a place has none."""

    key: str
    entry: str
    basic: Evidence | None
    places: list[Evidence | None]


class ComparedItem(Published):
    """One item across places."""

    basic_code: str
    name: str
    basic: Place | None
    view: View | None
    places: list[Place]
    elements: list[Element]
    alignments: list[Entries]


class Summary(Published):
    """How many."""

    items: int
    elements: int
    divergences: int
    allowed: int
    not_allowed: int
    unclear: int


class Comparisons(Published):
    """The whole document. ``unread`` lists files that hold an item nobody can read."""

    version: int = 1
    tool: Tool
    summary: Summary
    unread: list[str]
    items: list[ComparedItem]


Chosen = tuple[Comparison, Sequence[Row]]


def comparisons_of(
    found: Iterable[Chosen], unread: Sequence[str], lang: Lang, version: str
) -> Comparisons:
    """Write comparisons down as the published document."""
    pairs = list(found)
    rows = [row for comparison, _ in pairs for row in comparison.matrix.rows]
    verdicts = [row.divergence.verdict for row in rows if row.divergence]
    return Comparisons(
        tool=Tool(version=version),
        summary=Summary(
            items=len(pairs),
            elements=len(rows),
            divergences=len(verdicts),
            allowed=verdicts.count(Verdict.ALLOWED),
            not_allowed=verdicts.count(Verdict.FORBIDDEN),
            unclear=verdicts.count(Verdict.UNCLEAR),
        ),
        unread=list(unread),
        items=[_item(comparison, rows, lang) for comparison, rows in pairs],
    )


def _item(comparison: Comparison, rows: Sequence[Row], lang: Lang) -> ComparedItem:
    matrix = comparison.matrix
    return ComparedItem(
        basic_code=matrix.basic_code,
        name=matrix.name,
        basic=_place(matrix.basic) if matrix.basic else None,
        view=comparison.draft.view if comparison.draft else None,
        places=[_place(column) for column in matrix.columns],
        elements=[_element(comparison, row, lang) for row in rows],
        alignments=[_entries(one) for one in matrix.alignments],
    )


def _place(column: Column) -> Place:
    names = ("jurisdiction", "place", "code", "name", "agency", "version", "file")
    told = {name: getattr(column, name) for name in (*names, "how", "confidence")}
    load = {name: getattr(column.burden, name) for name in Burden.model_fields}
    return Place(**told, burden=Burden(**load))


def _element(comparison: Comparison, row: Row, lang: Lang) -> Element:
    chosen = comparison.chosen(row)
    return Element(
        key=row.key,
        label=label_words(row, lang),
        section=row.section,
        entry=row.entry,
        shape=row.shape,
        latitude=row.latitude,
        basic=_value(row, row.basic, lang) if row.basic else None,
        chosen=_value(row, chosen, lang) if chosen else None,
        values=[_value(row, cell, lang) for cell in row.cells],
        divergence=_difference(row.divergence),
    )


def _value(row: Row, cell: Cell, lang: Lang) -> Value:
    return Value(
        value=cell.value,
        text=cell_words(row, cell, lang),
        origin=cell.origin,
        file=cell.at.source.name if cell.at else None,
        line=cell.at.span.line if cell.at else None,
        verdict=cell.verdict,
        reason=cell.reason,
    )


def _difference(found: Divergence | None) -> Difference | None:
    if found is None:
        return None
    return Difference(**{name: getattr(found, name) for name in Difference.model_fields})


def _entries(one: Alignment) -> Entries:
    return Entries(
        key=one.key,
        entry=one.entry,
        basic=_evidence(one.basic),
        places=[_evidence(match) for match in one.matches],
    )


def _evidence(match: Match | None) -> Evidence | None:
    return (
        Evidence(name=match.name, how=match.how, confidence=match.confidence) if match else None
    )
