"""Compare two sides: what did not change is only counted, the rest is read, paired and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from catalog_std.bundle import in_order
from catalog_std.catalog.contrast import contrast_of
from catalog_std.catalog.manifest import read_manifest
from catalog_std.catalog.reel import Reel
from catalog_std.diff.catalogs import GaugeOf, ItemChanges, Upstream, compared, upstream_of
from catalog_std.diff.gauge import Gauge, gauge_of
from catalog_std.diff.kind import Change
from catalog_std.diff.load import Load, Total, load_of
from catalog_std.diff.pairing import Pairing, Parting, paired
from catalog_std.diff.settled import Early, outline
from catalog_std.document import Document
from catalog_std.effective import basic_code_of, effective_of, is_implementation
from catalog_std.finding import Where
from catalog_std.run.sides import Side
from catalog_std.run.sources import Basics, Texts, named
from catalog_std.same import canonical, sharing
from catalog_std.source import START
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

Progress = Callable[[int, int], None]


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


@dataclass(frozen=True, slots=True)
class DiffOutcome:
    """What comparing found: the items that differ, the load of the whole, what rests on basic items."""

    before: Side
    after: Side
    on: date
    items: tuple[ItemChanges, ...]
    totals: Totals
    upstream: tuple[Upstream, ...]
    unread: tuple[Unread, ...]
    moved: int

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, item by item."""
        return tuple(change for item in self.items for change in item.changes)


def run_diff(
    before: Side, after: Side, profiles: Profiles, progress: Progress | None = None
) -> DiffOutcome:
    """Compare two sides by the standards of one day; a text that cannot be read is listed, no more."""
    early = Early(gauges(profiles), profiles.on)
    work = _contrasted(before, after, early) or _work(before, after, early)
    names = dict.fromkeys((*work.halves[0].texts.names, *work.halves[1].texts.names))
    for done, name in enumerate(names, start=1):
        work.read(name)
        if progress:
            progress(done, len(names))
    pairing = paired(*(half.documents for half in work.halves))
    found = work.told(compared(work.whole(pairing), early.gauge_of, early.on, early.told))
    items = tuple(sorted(found, key=_order))
    moved = sum(m.before.source.name != m.after.source.name for m in pairing.matches)
    upstream = tuple(work.upstream(items))
    return DiffOutcome(
        before, after, profiles.on, items, work.totals(), upstream, tuple(work.unread), moved
    )


def gauges(profiles: Profiles) -> GaugeOf:
    """Give each item the gauge of its stack, read once a stack."""
    known: dict[int, Gauge] = {}

    def gauge(document: Document) -> Gauge:
        profile = profiles.of(document.data)
        if id(profile) not in known:
            known[id(profile)] = gauge_of(profile)
        return known[id(profile)]

    return gauge


@dataclass(slots=True)
class _Half:
    """One side at work: its readable names, its basic items, and what of it differs from the other."""

    side: Side
    texts: Texts
    basics: Mapping[str, Document]
    names: frozenset[str]
    documents: list[Document] = field(default_factory=list)
    outlined: set[int] = field(default_factory=set)

    def effective(self, document: Document) -> Document:
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
class _Work:
    """Two sides being read; texts that are the same on both are counted and let go."""

    halves: tuple[_Half, _Half]
    early: Early
    unread: list[Unread]
    altered: frozenset[str]
    spoilt: set[str]
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

    def readable(self, half: _Half, name: str) -> Iterator[Document]:
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


def _work(before: Side, after: Side, early: Early) -> _Work:
    unread: list[Unread] = []
    one, other = (_half(side, unread) for side in (before, after))
    codes = {*one.basics, *other.basics}
    altered = frozenset(c for c in codes if _said(one.basics, c) != _said(other.basics, c))
    spoilt = {text.where.file for text in unread}
    return _Work((one, other), early, unread, altered, spoilt)


def _contrasted(before: Side, after: Side, early: Early) -> _Work | None:
    """Make ready to compare two snapshots: only what tells them apart is read, the rest is summed already."""
    if before.snapshot is None or after.snapshot is None:
        return None
    folders = before.snapshot, after.snapshot
    contrast = contrast_of(*folders)
    parts = zip(folders, (before, after), contrast.telling, contrast.basics, strict=True)
    one, other = (_narrowed(*part) for part in parts)
    work = _Work((one, other), early, [], contrast.altered, set())
    for kind, (items, load) in contrast.loads.items():
        for total in work.tallies[kind == "implementation"]:
            total.items += items
            for name, value in load.items():
                total.load[name] += value
    return work


def _narrowed(
    folder: Path, side: Side, names: Iterable[str], basics: Mapping[str, str]
) -> _Half:
    """Open of a snapshot what must be read; no other texts are read with it."""
    telling = frozenset(names)
    reel = Reel.of(folder, read_manifest(folder), telling)
    texts = replace(side.texts, names=tuple(sorted(telling, key=in_order)), bundles={"": reel})
    return _Half(side, texts, Basics(texts, basics), telling)


def _half(side: Side, unread: list[Unread]) -> _Half:
    """Find which texts of a side can be read at all, and its basic items."""
    names, texts = [], named(side.texts)
    for name in texts.names:
        try:
            texts.raw(name)
        except CatalogError as error:
            unread.append(Unread(side.label, Where(name, START), error.saying))
        else:
            names.append(name)
    readable = replace(texts, names=tuple(names))
    return _Half(side, texts, readable.basics(), frozenset(names))


def _sharing(before: Sequence[Document], after: list[Document]) -> list[Document]:
    """Let a file's documents consist of what they said before, where they still do: half the room, and soon compared."""
    if len(before) != len(after):
        return after
    pairs = zip(before, after, strict=True)
    return [replace(new, data=sharing(old.data, new.data)) for old, new in pairs]


def _said(basics: Mapping[str, Document], code: str) -> object:
    document = basics.get(code)
    return canonical(document.data) if document else None


def _unread(side: Side, document: Document) -> Unread:
    fault = document.faults[0]
    where = Where(document.source.name, fault.span)
    return Unread(
        side.label, where, Text(f"无法读取（{fault.kind}）", f"cannot be read ({fault.kind})")
    )


def _order(item: ItemChanges) -> tuple[str, int]:
    return item.document.source.name, item.document.number
