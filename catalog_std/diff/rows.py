"""Settled changes as plain values, and back: a tenth of what their pickles cost."""

from __future__ import annotations

from typing import Any

from catalog_std.diff import KINDS
from catalog_std.diff.catalogs import ItemChanges
from catalog_std.diff.edits import Edit, Spot
from catalog_std.diff.kind import Change
from catalog_std.diff.weigh import Action, Weight
from catalog_std.document import Document, Place, pin_of, placed
from catalog_std.finding import Subject
from catalog_std.source import Pointer, Source

Row = tuple[Any, ...]


def outline_row(document: Document) -> Row:
    """Write what is kept of a document."""
    return document.source.name, document.number, document.data


def outline_of(row: Row) -> Document:
    """Read it back."""
    name, number, data = row
    return Document(Source(name, ""), number, data)


def row_of(item: ItemChanges) -> Row:
    """Write the settled changes of an item, but for the document."""
    loads = [load and dict(load) for load in (item.before, item.after)]
    changes = [_change_row(change) for change in item.changes]
    return (item.subject.code, item.subject.name, item.by, item.sure, changes, *loads)


def item_of(row: Row, document: Document) -> ItemChanges:
    """Read them back; they are those of a document of which only the outline is kept."""
    code, name, by, sure, changes, before, after = row
    subject = Subject(code, name)
    told = tuple(_change_of(change, subject, document) for change in changes)
    return ItemChanges(subject, by, sure, told, before, after, document)


def _change_row(change: Change) -> Row:
    edits = [_edit_row(edit) for edit in change.edits]
    return (change.kind.name, change.weight.value, change.facts, change.fingerprint, edits)


def _change_of(row: Row, subject: Subject, document: Document) -> Change:
    kind, weight, facts, fingerprint, edits = row
    told = tuple(_edit_of(edit, document) for edit in edits)
    return Change(KINDS[kind], Weight(weight), subject, told, facts, fingerprint)


def _edit_row(edit: Edit) -> Row:
    sides = _spot_row(edit.before), _spot_row(edit.after)
    return (edit.path, edit.action.value, *sides, tuple(edit.known), edit.entry, edit.sure)


def _edit_of(row: Row, document: Document) -> Edit:
    path, action, one, other, known, entry, sure = row
    sides = _spot_of(one, document), _spot_of(other, document)
    return Edit(path, Action(action), *sides, Pointer(known), entry, sure)


def _spot_row(spot: Spot) -> Row:
    pointer = tuple(spot.at.pointer)
    return (None, pointer) if spot.value is None else (spot.value, pointer, pin_of(spot.at))


def _spot_of(row: Row, document: Document) -> Spot:
    value, pointer, *pin = row
    at = Pointer(pointer)
    return Spot(value, placed(at, *pin) if pin else Place(document, at))
