"""The published JSON document of changes, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from catalog_std.diff.catalogs import ItemChanges, Upstream
from catalog_std.diff.edits import Spot
from catalog_std.diff.kind import Change
from catalog_std.diff.load import Load
from catalog_std.diff.weigh import Weight
from catalog_std.report.change_words import message
from catalog_std.report.words import said
from catalog_std.run.answered import Answered
from catalog_std.run.halves import Unread
from catalog_std.text import Lang


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ChangedItem(Published):
    """The item a change is about."""

    code: str
    name: str


class ChangedValue(Published):
    """One side of a change: what it says and where; null where it says nothing."""

    value: Any
    file: str
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    pointer: str


class Approved(Published):
    """Who answers for a change."""

    reason: str
    approver: str
    date: str


class PublishedChange(Published):
    """One change: its kind, what it weighs, both sides."""

    kind: str
    weight: Weight
    message: str
    item: ChangedItem
    element: str
    before: ChangedValue | None
    after: ChangedValue | None
    facts: dict[str, Any]
    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    approved: Approved | None


class BothLoads(Published):
    """What is asked before and after, by measure."""

    before: dict[str, float] | None
    after: dict[str, float] | None


class ItemLoad(Published):
    """An item that changed: how it was found again, and its load on both sides."""

    item: ChangedItem
    matched_by: str
    confidence: float
    burden: BothLoads


class CatalogLoad(Published):
    """What all items ask together, and how many items there are."""

    items_before: int
    items_after: int
    before: dict[str, float]
    after: dict[str, float]


class BurdenOf(Published):
    """The load of the catalog, and of each item that changed."""

    catalog: CatalogLoad
    items: list[ItemLoad]


class LocalStand(Published):
    """How one local item stands to a basic change: its own value, null where it follows."""

    item: ChangedItem
    file: str
    own: ChangedValue | None
    reviewed: bool


class UpstreamChange(Published):
    """A change of a basic item, by its fingerprint, and the local items that rest on it."""

    fingerprint: str
    resting: list[LocalStand]


class UnreadText(Published):
    """A text that could not be read, on which side."""

    side: str
    file: str
    line: int
    column: int
    reason: str


class Changes(Published):
    """The whole document."""

    version: int = 1
    before: str
    after: str
    as_of: str
    summary: dict[str, int]
    changes: list[PublishedChange]
    burden: BurdenOf
    upstream: list[UpstreamChange]
    unread: list[UnreadText]
    unused_answers: list[str]


def changes_lines(answered: Answered, lang: Lang) -> Iterator[str]:
    """Write changes down as the published document, item by item: each is let go when it is written."""
    outcome = answered.outcome
    text = _frame(answered, lang).model_dump_json(indent=2)
    head, rest = text.split('\n  "changes": [],\n')
    middle, foot = rest.split('\n    "items": []\n')
    yield head
    changes = (_change(answered, one, lang) for item in outcome.items for one in item.changes)
    yield from _listed('  "changes": ', changes, ",")
    yield middle
    yield from _listed('    "items": ', map(_item, outcome.items), "")
    yield foot


def _frame(answered: Answered, lang: Lang) -> Changes:
    """Give the document without its two long lists."""
    outcome = answered.outcome
    weights = Counter(change.weight for change in outcome.changes)
    return Changes(
        before=outcome.before.label,
        after=outcome.after.label,
        as_of=outcome.on.isoformat(),
        summary={weight.value: weights[weight] for weight in Weight},
        changes=[],
        burden=BurdenOf(catalog=_burden(answered), items=[]),
        upstream=[_upstream(answered, upstream) for upstream in outcome.upstream],
        unread=[_unread(text, lang) for text in outcome.unread],
        unused_answers=[answer.fingerprint for answer in answered.unused()],
    )


def _listed(key: str, parts: Iterable[Published], end: str) -> Iterator[str]:
    """Write a list in lines as the whole document would have it; one without entries in one."""
    indent = " " * (len(key) - len(key.lstrip()))
    told = ""
    for part in parts:
        yield f"{told}," if told else f"{key}["
        told = f"{indent}  {part.model_dump_json(indent=2)}".replace("\n", f"\n{indent}  ")
    if told:
        yield told
    yield f"{indent}]{end}" if told else f"{key}[]{end}"


def _change(answered: Answered, change: Change, lang: Lang) -> PublishedChange:
    approval = answered.approval(change)
    return PublishedChange(
        kind=change.kind.name,
        weight=change.weight,
        message=message(change, lang),
        item=ChangedItem(code=change.subject.code, name=change.subject.name),
        element=change.edits[0].path,
        before=_value(change.before),
        after=_value(change.after),
        facts={key: said(value, lang) for key, value in change.facts.items()},
        fingerprint=change.fingerprint,
        approved=Approved(
            reason=approval.reason, approver=approval.approver, date=approval.date.isoformat()
        )
        if approval
        else None,
    )


def _value(spot: Spot) -> ChangedValue | None:
    if spot.value is None:
        return None
    span = spot.at.span
    return ChangedValue(
        value=spot.value,
        file=spot.at.source.name,
        line=span.line,
        column=span.column,
        pointer=str(spot.at.pointer),
    )


def _burden(answered: Answered) -> CatalogLoad:
    totals = answered.outcome.totals
    return CatalogLoad(
        items_before=totals.before.items,
        items_after=totals.after.items,
        before=totals.before.load,
        after=totals.after.load,
    )


def _item(item: ItemChanges) -> ItemLoad:
    return ItemLoad(
        item=ChangedItem(code=item.subject.code, name=item.subject.name),
        matched_by=item.by,
        confidence=item.sure,
        burden=BothLoads(before=_load(item.before), after=_load(item.after)),
    )


def _load(load: Load | None) -> dict[str, float] | None:
    return None if load is None else dict(load)


def _upstream(answered: Answered, upstream: Upstream) -> UpstreamChange:
    return UpstreamChange(
        fingerprint=upstream.change.fingerprint,
        resting=[
            LocalStand(
                item=ChangedItem(code=local.subject.code, name=local.subject.name),
                file=local.file,
                own=_value(local.own) if local.own else None,
                reviewed=answered.review(upstream.change, local) is not None,
            )
            for local in upstream.resting
        ],
    )


def _unread(text: Unread, lang: Lang) -> UnreadText:
    span = text.where.span
    return UnreadText(
        side=text.side,
        file=text.where.file,
        line=span.line,
        column=span.column,
        reason=text.reason.said(lang),
    )
