"""Two items become changes: what differs, what it is called, what it means to the applicant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from catalog_std.alignment import name_of
from catalog_std.diff import (
    access,
    agency,
    channels,
    fees,
    items,
    materials,
    notices,
    process,
    whole,
)
from catalog_std.diff.edits import Edit, edits_between
from catalog_std.diff.gauge import Gauge
from catalog_std.diff.kind import Change, Claim, Family, Kind, Sight
from catalog_std.diff.weigh import Action, weight_of
from catalog_std.document import Document
from catalog_std.finding import Subject
from catalog_std.same import canonical, written

FAMILIES: tuple[Family, ...] = (
    *whole.FAMILIES,
    *items.FAMILIES,
    *agency.FAMILIES,
    *access.FAMILIES,
    *materials.FAMILIES,
    *process.FAMILIES,
    *fees.FAMILIES,
    *channels.FAMILIES,
    *notices.FAMILIES,
)
KINDS: Mapping[str, Kind] = {
    kind.name: kind for family in FAMILIES for kind in family.kinds.values()
}
_BY_PATH: Mapping[tuple[str, Action], Family] = {
    (path, action): family
    for family in FAMILIES
    for path in family.paths
    for action in family.kinds
}
_HEADS = ("handling_code", "code", "basic_code")


def changes_between(
    before: Document, after: Document, gauge: Gauge, on: date
) -> tuple[Change, ...]:
    """Say what changed between two items, in the order of the elements: one cause, one change."""
    edits = edits_between(before, after, gauge)
    order = {id(edit): number for number, edit in enumerate(edits)}
    found = explained(edits, subject_of(after), gauge, on)
    return tuple(sorted(found, key=lambda change: order[id(change.edits[0])]))


def explained(
    edits: Sequence[Edit], subject: Subject, gauge: Gauge, on: date
) -> Iterator[Change]:
    """Explain edits: those of one cause together, the rest each by its path and action."""
    left = list(edits)
    for family in FAMILIES:
        for claim in family.gather(Sight(left, gauge, on)) if family.gather else ():
            taken = {id(edit) for edit in claim.edits}
            left = [edit for edit in left if id(edit) not in taken]
            yield change_of(family, claim, subject, gauge)
    for edit in left:
        family = _BY_PATH.get((edit.path, edit.action), notices.REST)
        yield change_of(family, Claim(edit.action, (edit,), {}), subject, gauge)


def subject_of(document: Document) -> Subject:
    """Say which item a document is about."""
    data = document.data if isinstance(document.data, dict) else {}
    code = next((data[key] for key in _HEADS if data.get(key)), "")
    return Subject(str(code), str(data.get("name") or ""))


def change_of(family: Family, claim: Claim, subject: Subject, gauge: Gauge) -> Change:
    """Write down what is claimed as a change of a family: its kind, its weight, its facts."""
    first = claim.edits[0]
    kind = family.kinds.get(claim.action) or family.kinds[Action.CHANGED]
    weight = claim.weight or weight_of(first.path, first.action, first.values, gauge)
    facts = {**_facts(first, gauge), **claim.facts}
    return Change(kind, weight, subject, claim.edits, facts, _fingerprint(kind, subject, first))


def _facts(edit: Edit, gauge: Gauge) -> dict[str, object]:
    before, after = (_brief(gauge.word(edit.path, value)) for value in edit.values)
    return {
        "label": gauge.label(edit.path),
        "entry": next(iter(edit.known[1:2]), ""),
        "name": gauge.word(edit.path, edit.entry),
        "before": before,
        "after": after,
    }


def _brief(value: object) -> object:
    """Keep what a message can show: an entry by its name, several by theirs."""
    match value:
        case dict():
            return name_of(value) or " ".join(f"{key}: {said}" for key, said in value.items())
        case list():
            return "、".join(str(_brief(one)) for one in value)
        case _:
            return value


def _fingerprint(kind: Kind, subject: Subject, edit: Edit) -> str:
    """Give 16 hex digits over kind, item, value and both sides of it; never over words or lines."""
    said = [kind.name, subject.code, str(edit.known), *map(_normal, edit.values)]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


def _normal(value: Any) -> Any:  # noqa: ANN401 - plain data
    """Write plain data so that what says the same is the same text."""
    match value:
        case str():
            return written(value)
        case dict():
            inner = {str(key): _normal(v) for key, v in value.items()}
            return {key: v for key, v in inner.items() if canonical(v) is not None}
        case list():
            return [_normal(one) for one in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value
