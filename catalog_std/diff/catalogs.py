"""Two catalogs become changes: items paired, each pair compared, what comes from the basic item left to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalog_std.alignment import name_of
from catalog_std.diff import change_of, changes_between, subject_of
from catalog_std.diff.edits import Edit, Spot
from catalog_std.diff.gauge import Gauge
from catalog_std.diff.kind import Change, Claim
from catalog_std.diff.load import Load, load_of
from catalog_std.diff.pairing import Match, Pairing, Parting
from catalog_std.diff.weigh import Action, Weight
from catalog_std.diff.whole import ITEM, SPLIT
from catalog_std.document import Document
from catalog_std.finding import Subject
from catalog_std.source import Pointer

GaugeOf = Callable[[Document], Gauge]


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """One item on both sides: how it was found again, what changed, its load before and after.

    A side on which it does not exist has no load. ``document`` is the later side's, else the earlier's.
    """

    subject: Subject
    by: str
    sure: float
    changes: tuple[Change, ...]
    before: Load | None
    after: Load | None
    document: Document


def compared(
    pairing: Pairing, gauge_of: GaugeOf, on: date, told: Mapping[int, ItemChanges]
) -> Iterator[ItemChanges]:
    """Compare what was paired; every item of both sides is in one of the results.

    What was compared before is ``told``, by the identity of the later document.
    """
    for match in pairing.matches:
        known = told.get(id(match.after))
        yield known or matched(match, gauge_of(match.after), on)
    for parting in pairing.partings:
        yield from _parted(parting, gauge_of)
    for document in pairing.added:
        yield _alone(document, Action.ADDED, gauge_of(document))
    for document in pairing.dropped:
        yield _alone(document, Action.DROPPED, gauge_of(document))


def matched(match: Match, gauge: Gauge, on: date) -> ItemChanges:
    """Compare two documents that are taken for the same item."""
    found = changes_between(match.before, match.after, gauge, on)
    own = tuple(change for change in found if not all(map(_inherited, change.edits)))
    loads = load_of(match.before), load_of(match.after)
    return ItemChanges(subject_of(match.after), match.by, match.sure, own, *loads, match.after)


def _parted(parting: Parting, gauge_of: GaugeOf) -> Iterator[ItemChanges]:
    """Tell a split or a merger once; the loads of all items of it go with it."""
    olds, news = parting.before, parting.after
    action = Action.CHANGED
    if len(olds) != len(news) and 1 in (len(olds), len(news)):
        action = Action.TIGHTENED if len(olds) < len(news) else Action.EASED
    sides = Spot(olds[0].data, olds[0].root), Spot(news[0].data, news[0].root)
    first = Edit("", action, *sides, Pointer(), name_of(news[0].data))
    rest = [_whole(old, Action.DROPPED) for old in olds[1:]]
    rest += [_whole(new, Action.ADDED) for new in news[1:]]
    facts = {"before": _names(olds), "after": _names(news)}
    claim = Claim(action, (first, *rest), facts, Weight.UNKNOWN)
    change = change_of(SPLIT, claim, subject_of(news[0]), gauge_of(news[0]))
    for number, old in enumerate(olds):
        told = (change,) if number == 0 else ()
        yield ItemChanges(
            subject_of(old), "previous_codes", 0.95, told, load_of(old), None, old
        )
    for new in news:
        yield ItemChanges(subject_of(new), "previous_codes", 0.95, (), None, load_of(new), new)


def _alone(document: Document, action: Action, gauge: Gauge) -> ItemChanges:
    claim = Claim(action, (_whole(document, action),), {"name": name_of(document.data)})
    change = change_of(ITEM, claim, subject_of(document), gauge)
    load, new = load_of(document), action is Action.ADDED
    was, is_now = (None, load) if new else (load, None)
    return ItemChanges(subject_of(document), "", 1.0, (change,), was, is_now, document)


def _whole(document: Document, action: Action) -> Edit:
    there, nowhere = Spot(document.data, document.root), Spot(None, document.root)
    sides = (nowhere, there) if action is Action.ADDED else (there, nowhere)
    return Edit("", action, *sides, Pointer(), name_of(document.data))


def _names(documents: Sequence[Document]) -> str:
    return "、".join(f"“{name_of(document.data)}”" for document in documents)


def _inherited(edit: Edit) -> bool:
    """Say whether a difference came with the basic item: no side states a value of its own."""
    return not any(spot.value is not None and _own(spot) for spot in (edit.before, edit.after))


def _own(spot: Spot) -> bool:
    """Say whether a document states a value itself, rather than the one it is laid over."""
    document = spot.at.document
    if document.under is None:
        return True
    value = document.own
    for step in spot.at.pointer:
        if isinstance(value, dict):
            if step not in value:
                return False
            value = value[step]
    return True


@dataclass(frozen=True, slots=True)
class Resting:
    """A local item that rests on a basic one: its own value where it has one, else it follows."""

    subject: Subject
    file: str
    own: Spot | None


@dataclass(frozen=True, slots=True)
class Upstream:
    """A change of a basic item, and the local items that rest on it."""

    change: Change
    resting: tuple[Resting, ...]


def upstream_of(changes: Iterable[Change], locals: Sequence[Document]) -> Iterator[Upstream]:
    """Say for each change of a basic item which local items it reaches, and which say otherwise."""
    for change in changes:
        yield Upstream(change, tuple(_resting(change, local) for local in locals))


def _resting(change: Change, local: Document) -> Resting:
    return Resting(subject_of(local), local.source.name, _own_value(change.edits[0], local))


def _own_value(edit: Edit, local: Document) -> Spot | None:
    """Find what a local item says itself where the basic item changed; None where it says nothing."""
    spot = Spot(local.own if local.under else local.data, local.root)
    for step in edit.known:
        inner = spot.inside(step) if isinstance(spot.value, dict) else _entry(spot, str(step))
        if inner is None:
            return spot if isinstance(spot.value, list) else None
        spot = inner
    return spot if spot.value is not None and edit.known else None


def _entry(spot: Spot, name: str) -> Spot | None:
    """Find the entry of a list that is called so."""
    entries = spot.value if isinstance(spot.value, list) else []
    found = (n for n, entry in enumerate(entries) if name_of(entry) == name)
    number = next(found, None)
    return None if number is None else spot.inside(number)
