"""What was compared lets go of its texts: every place is found, and documents shrink to what they are known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from catalog_std.diff.catalogs import GaugeOf, ItemChanges, matched
from catalog_std.diff.edits import Edit, Spot
from catalog_std.diff.kind import Change
from catalog_std.diff.pairing import Match, code_of
from catalog_std.document import Document, Place, pinned
from catalog_std.source import Source

Documents = Sequence[Document]
Pair = tuple[Document, Document]
Waits = Callable[[Document], bool]
_KNOWN_BY = ("handling_code", "code", "basic_code", "jurisdiction", "previous_codes")


@dataclass(slots=True)
class Early:
    """Items compared as soon as they are read: the same code in the same file is the same item.

    ``told`` are their changes, by the identity of what is kept of the later document; ``alone`` what waits in vain
    for the other side, or must wait for what follows.
    """

    gauge_of: GaugeOf
    on: date
    told: dict[int, ItemChanges] = field(default_factory=dict)
    alone: set[tuple[str, str | None]] = field(default_factory=set)

    def twins(self, ones: Documents, others: Documents, waits: Waits) -> Iterator[Pair]:
        """Pair the documents of a file as all are paired in the end: by code, in their order."""
        waiting: dict[tuple[str, str | None], list[Document]] = defaultdict(list)
        for one in ones:
            waiting[_known(one)].append(one)
        for other in others:
            known = _known(other)
            unsure = known[1] is None or known in self.alone or waits(other)
            if unsure or not waiting[known]:
                self.alone.add(known)
            else:
                yield waiting[known].pop(0), other
        self.alone.update(known for known, left in waiting.items() if left)

    def compare(self, twins: Pair, kept: Document) -> None:
        """Compare two documents, of the later of which so much is kept."""
        match = Match(*twins, "code", 1.0)
        found = matched(match, self.gauge_of(match.after), self.on)
        self.told[id(kept)] = settled(found, kept)


def settled(item: ItemChanges, document: Document) -> ItemChanges:
    """Give changes that say where each value stands, and hold neither text nor data but what they show."""
    changes = tuple(_change(change, document) for change in item.changes)
    return replace(item, changes=changes, document=document)


def outline(document: Document) -> Document:
    """Keep of a document only what items are known by."""
    data = document.data
    kept = {key: data[key] for key in _KNOWN_BY if key in data}
    return Document(Source(document.source.name, ""), document.number, kept)


def _known(document: Document) -> tuple[str, str | None]:
    return document.source.name, code_of(document.data)


def _change(change: Change, document: Document) -> Change:
    edits = tuple(_edit(edit, document) for edit in change.edits)
    return Change(
        change.kind, change.weight, change.subject, edits, change.facts, change.fingerprint
    )


def _edit(edit: Edit, document: Document) -> Edit:
    before, after = (_spot(spot, document) for spot in (edit.before, edit.after))
    return Edit(edit.path, edit.action, before, after, edit.known, edit.entry, edit.sure)


def _spot(spot: Spot, document: Document) -> Spot:
    """Find where a value stands; what is absent stands nowhere."""
    if spot.value is None:
        return Spot(None, Place(document, spot.at.pointer))
    return Spot(spot.value, pinned(spot.at))
