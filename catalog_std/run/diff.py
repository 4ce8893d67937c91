"""Compare two sides: what did not change is only counted, the rest is read, paired and compared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, zip_longest
from pathlib import Path

from catalog_std.bundle import in_order
from catalog_std.catalog.contrast import contrast_of
from catalog_std.catalog.manifest import read_manifest
from catalog_std.catalog.reel import Reel
from catalog_std.diff.catalogs import GaugeOf, ItemChanges, Upstream, compared
from catalog_std.diff.gauge import Gauge, gauge_of
from catalog_std.diff.kind import Change
from catalog_std.diff.pairing import paired
from catalog_std.diff.settled import Early
from catalog_std.document import Document, lines_named
from catalog_std.finding import Where
from catalog_std.run.aside import shared
from catalog_std.run.halves import Half, Totals, Unread, Work
from catalog_std.run.sides import Side
from catalog_std.run.sources import Basics, named
from catalog_std.same import canonical
from catalog_std.source import START
from catalog_std.standard.profiles import Profiles
from catalog_std.trouble import CatalogError

Progress = Callable[[int, int], None]
_STRETCH = 64  # files that are read without a look at who reads them: 0.1 s
_LEAST = 8  # stretches


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
    _read(work, progress)
    pairing = paired(*(half.documents for half in work.halves))
    found = work.told(compared(work.whole(pairing), early.gauge_of, early.on, early.told))
    items = tuple(sorted(found, key=_order))
    moved = sum(m.before.source.name != m.after.source.name for m in pairing.matches)
    upstream = tuple(work.upstream(items))
    return DiffOutcome(
        before, after, profiles.on, items, work.totals(), upstream, tuple(work.unread), moved
    )


def _read(work: Work, progress: Progress | None) -> None:
    """Read all files; where every one differs, and is a text of its own, another process reads some of them."""
    names = [*dict.fromkeys((*work.halves[0].texts.names, *work.halves[1].texts.names))]
    stretches = [names[at : at + _STRETCH] for at in range(0, len(names), _STRETCH)]
    apart = work.contrasted and not any(map(lines_named, names))
    for half in work.halves if apart else ():
        named(half.texts)  # opened once, for the other process too
    done = count(1)
    for number, rows in shared(work.rows, stretches, _LEAST if apart else sys.maxsize):
        for name, row in zip_longest(stretches[number], rows or ()):
            if row:
                work.take(row)
            else:
                work.read(name)
            if progress:
                progress(next(done), len(names))


def gauges(profiles: Profiles) -> GaugeOf:
    """Give each item the gauge of its stack, read once a stack."""
    known: dict[int, Gauge] = {}

    def gauge(document: Document) -> Gauge:
        profile = profiles.of(document.data)
        if id(profile) not in known:
            known[id(profile)] = gauge_of(profile)
        return known[id(profile)]

    return gauge


def _work(before: Side, after: Side, early: Early) -> Work:
    unread: list[Unread] = []
    one, other = (_half(side, unread) for side in (before, after))
    codes = {*one.basics, *other.basics}
    altered = frozenset(c for c in codes if _said(one.basics, c) != _said(other.basics, c))
    spoilt = {text.where.file for text in unread}
    return Work((one, other), early, unread, altered, spoilt)


def _contrasted(before: Side, after: Side, early: Early) -> Work | None:
    """Make ready to compare two snapshots: only what tells them apart is read, the rest is summed already."""
    if before.snapshot is None or after.snapshot is None:
        return None
    folders = before.snapshot, after.snapshot
    contrast = contrast_of(*folders)
    parts = zip(folders, (before, after), contrast.telling, contrast.basics, strict=True)
    one, other = (_narrowed(*part) for part in parts)
    work = Work((one, other), early, [], contrast.altered, set(), contrasted=True)
    for kind, (items, load) in contrast.loads.items():
        for total in work.tallies[kind == "implementation"]:
            total.items += items
            for name, value in load.items():
                total.load[name] += value
    return work


def _narrowed(
    folder: Path, side: Side, names: Iterable[str], basics: Mapping[str, str]
) -> Half:
    """Open of a snapshot what must be read; no other texts are read with it."""
    telling = frozenset(names)
    reel = Reel.of(folder, read_manifest(folder), telling)
    texts = replace(side.texts, names=tuple(sorted(telling, key=in_order)), bundles={"": reel})
    return Half(side, texts, Basics(texts, basics), telling)


def _half(side: Side, unread: list[Unread]) -> Half:
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
    return Half(side, texts, readable.basics(), frozenset(names))


def _said(basics: Mapping[str, Document], code: str) -> object:
    document = basics.get(code)
    return canonical(document.data) if document else None


def _order(item: ItemChanges) -> tuple[str, int]:
    return item.document.source.name, item.document.number
