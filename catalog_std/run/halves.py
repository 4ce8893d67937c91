"""Two sides at work: what does not differ is counted, what surely is one item compared at once, the rest kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalog_std.diff.catalogs import ItemChanges, Upstream, upstream_of
from catalog_std.diff.load import Load, Total, load_of
from catalog_std.diff.pairing import Pairing, Parting
from catalog_std.diff.rows import Row, item_of, outline_of, outline_row, row_of
from catalog_std.diff.settled import Early, outline
from catalog_std.document import Document
from catalog_std.effective import basic_code_of, effective_of, is_implementation
from catalog_std.finding import Where
from catalog_std.run.sides import Side
from catalog_std.run.sources import Texts
from catalog_std.same import sharing
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Unread:
    """A text of one side that could not be read: where, and why in both tongues."""

    side: str
    where: Where
    reason: Text


@dataclass(frozen=True, slots=True)
class Totals:
    """What both sides ask in all, over the items people apply for."""

    before: Total
    after: Total


@dataclass(slots=True)
class Half:
    """One side at work: its readable names, its basic items, and what of it differs from the other."""

    side: Side
    texts: Texts
    basics: Mapping[str, Document]
    names: frozenset[str]
    documents: list[Document] = field(default_factory=list)
    outlined: set[int] = field(default_factory=set)

    def effective(self, document: Document) -> Document:
        """Lay an item over its basic one."""
        return effective_of(document, self.basics)

    def keep(self, documents: Iterable[Document], outlines: Mapping[int, Document]) -> None:
        """Hold on to documents, or to what they are known by."""
        self.documents += (outlines.get(id(document), document) for document in documents)
        self.outlined |= {id(kept) for kept in outlines.values()}

    def whole(self, document: Document) -> Document:
        """Read again what was let go."""
        if id(document) not in self.outlined:
            return document
        return self.effective(self.texts.document(document.source.name, document.number))


@dataclass(slots=True)
class Work:
    """Two sides being read; texts that are the same on both are counted and let go, or left out: ``contrasted``."""

    halves: tuple[Half, Half]
    early: Early
    unread: list[Unread]
    altered: frozenset[str]
    spoilt: set[str]
    contrasted: bool = False
    same: list[Document] = field(default_factory=list)
    tallies: dict[bool, tuple[Total, Total]] = field(
        default_factory=lambda: {kind: (Total(), Total()) for kind in (True, False)}
    )

    def read(self, name: str) -> None:
        """Read one file of both sides."""
        raws = [half.texts.raw(name) if name in half.names else None for half in self.halves]
        if raws[0] == raws[1]:
            for document in self.readable(self.halves[1], name):
                self.count(document)
            return
        one, other = (
            list(self.readable(half, name)) if raw is not None else []
            for half, raw in zip(self.halves, raws, strict=True)
        )
        ones, others = (
            [half.effective(document) for document in documents]
            for half, documents in zip(self.halves, (one, _sharing(one, other)), strict=True)
        )
        self.compare(ones, others)

    def compare(self, ones: list[Document], others: list[Document]) -> None:
        """Compare what is surely the same item, for it stands in the same file, and let it go; keep the rest."""
        twins = list(self.early.twins(ones, others, self.rests))
        kept = [
            {id(document): outline(document) for document in side}
            for side in zip(*twins, strict=True)
        ]
        for half, documents, outlines in zip(
            self.halves, (ones, others), kept or ({}, {}), strict=True
        ):
            half.keep(documents, outlines)
        for one, other in twins:
            self.early.compare((one, other), kept[1][id(other)])

    def rows(self, names: Iterable[str]) -> list[Row | None]:
        """Read files for another process to go on with."""
        return [self.row(name) for name in names]

    def row(self, name: str) -> Row | None:
        """Say what a file comes to; None where more is to be done than to compare what stands on both sides."""
        self.read(name)
        ones, others = (half.documents for half in self.halves)
        told = self.early.told
        plain = not self.unread and len(ones) == len(others) == len(told)
        pairs = list(zip(ones, others, strict=False)) if plain else []
        rows = [(outline_row(o), outline_row(n), row_of(told[id(n)])) for o, n in pairs]
        for held in (self.unread, ones, others, told):
            held.clear()
        return tuple(rows) or None

    def take(self, rows: Row) -> None:
        """Go on with a file that another process read."""
        for one, other, item in rows:
            kept = outline_of(one), outline_of(other)
            for half, document in zip(self.halves, kept, strict=True):
                half.keep([document], {id(document): document})
            self.early.told[id(kept[1])] = item_of(item, kept[1])

    def rests(self, document: Document) -> bool:
        """Say whether an item, as a basic one that changed, or as one that rests on it, is told of again."""
        return basic_code_of(document) in self.altered

    def whole(self, pairing: Pairing) -> Pairing:
        """Read again what must be looked at together with others after all."""
        one, other = self.halves
        partings = (
            Parting(
                tuple(map(one.whole, parting.before)), tuple(map(other.whole, parting.after))
            )
            for parting in pairing.partings
        )
        return replace(pairing, partings=tuple(partings))

    def readable(self, half: Half, name: str) -> Iterator[Document]:
        """Give the items of a file; what is none is listed."""
        for document in half.texts.documents(name) if name in half.names else ():
            if isinstance(document.data, dict):
                yield document
            elif document.faults[0].kind != "empty":
                self.spoilt.add(name)
                self.unread.append(_unread(half.side, document))

    def count(self, document: Document) -> None:
        """Count an item that says the same on both sides; its basic item may not."""
        one, other = (half.effective(document) for half in self.halves)
        if basic_code_of(document) in self.altered and is_implementation(document):
            self.same.append(other)
            self.tally(document, load_of(one), load_of(other))
        else:
            load = load_of(other)
            self.tally(document, load, load)

    def tally(self, document: Document, *loads: Load | None) -> None:
        """Add an item's loads to those of its kind of item."""
        totals = self.tallies[is_implementation(document)]
        for total, load in zip(totals, loads, strict=True):
            if load is not None:
                total.add(load)

    def told(self, found: Iterable[ItemChanges]) -> Iterator[ItemChanges]:
        """Keep what differs; what stands alone because the other side cannot be read does not."""
        for item in found:
            alone = item.before is None or item.after is None
            lost = alone and item.document.source.name in self.spoilt
            if not lost:
                self.tally(item.document, item.before, item.after)
            if item.changes and not lost:
                yield item

    def totals(self) -> Totals:
        """Give what is asked in all: of the items people apply for, else of the basic ones."""
        local = self.tallies[True]
        return Totals(*(local if local[0].items + local[1].items else self.tallies[False]))

    def upstream(self, items: Iterable[ItemChanges]) -> Iterator[Upstream]:
        """Say what rests on each basic item that changed."""
        resting: dict[str, list[Document]] = defaultdict(list)
        for document in (*self.same, *self.halves[1].documents):
            if is_implementation(document):
                resting[basic_code_of(document)].append(document)
        for item in items:
            locals = resting[basic_code_of(item.document)]
            if not is_implementation(item.document) and locals:
                yield from upstream_of(item.changes, [*map(self.halves[1].whole, locals)])


def _sharing(before: Sequence[Document], after: list[Document]) -> list[Document]:
    """Let a file's documents consist of what they said before, where they still do: half the room, and soon compared."""
    if len(before) != len(after):
        return after
    pairs = zip(before, after, strict=True)
    return [replace(new, data=sharing(old.data, new.data)) for old, new in pairs]


def _unread(side: Side, document: Document) -> Unread:
    fault = document.faults[0]
    where = Where(document.source.name, fault.span)
    return Unread(
        side.label, where, Text(f"无法读取（{fault.kind}）", f"cannot be read ({fault.kind})")
    )
