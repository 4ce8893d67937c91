"""Two editions of one standard, element by element: what stays right, what breaks, shown by values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from catalog_std.proof import Verdict
from catalog_std.standard.check.assertion import Assertion, same
from catalog_std.standard.check.case import label_of, seen_at
from catalog_std.standard.check.judgement import Ground
from catalog_std.standard.check.layers import Bench, Doc, Layers, cut_down, refused, touching
from catalog_std.standard.check.way import Named, Path, all_present, around, present, shown
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text


class Shift(StrEnum):
    """What a new edition does to an element, the worst first."""

    REMOVED = "removed"
    TIGHTER = "tighter"
    UNDECIDED = "undecided"
    LOOSER = "looser"
    ADDED = "added"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of one element.

    The witness of ``TIGHTER`` and ``REMOVED`` is right under the old edition and wrong under the
    new one, that of ``LOOSER`` the other way round. ``old`` and ``new`` are the clauses on it.
    """

    shift: Shift
    path: Path
    label: Text | None
    old: tuple[Ground, ...] = ()
    new: tuple[Ground, ...] = ()
    witness: Any = None
    has_witness: bool = False
    why: str = ""
    about: str = ""

    @property
    def element(self) -> str:
        """Write the element as officers do; the whole item as a dot."""
        return shown(self.path) or "."


def revisions_of(
    old: Standard, new: Standard, bench: Bench | None = None
) -> tuple[Revision, ...]:
    """Compare two editions.

    Where no element is removed, tighter or undecided, it is proved that every item right under the
    old edition is right under the new one: it admits all that each single clause asks.
    """
    bench = bench or Bench()
    editions = bench.layers((old,)), bench.layers((new,))
    full = _full(bench, editions[0]), _full(bench, editions[1])
    return tuple(_Editions(*editions, bench, full).revisions())


@dataclass(frozen=True, slots=True)
class _Editions:
    old: Layers
    new: Layers
    bench: Bench
    full: tuple[Doc, Doc]

    def revisions(self) -> Iterator[Revision]:
        """Give every element that changed, and those proved the same."""
        gone = set(self._gone())
        for path in gone:
            yield from self._removed(path)
        old, new = self.old.layers[0].said, self.new.layers[0].said
        known = self.old.paths
        for path in dict.fromkeys([*old.by_path, *new.by_path, *self.new.paths]):
            if not any(path[:length] in gone for length in range(1, len(path) + 1)):
                closing = [_letting(one, gone) for one in self.new.union.said.about(path)]
                after = [*new.about(path), *closing]
                yield from self._compared(path, old.about(path), after, fresh=path not in known)

    def _gone(self) -> Iterator[Path]:
        """Find what the old edition has and the new one, which names all it allows, has not."""
        kept = self.new.paths
        for path in self.old.paths:
            lost = isinstance(path[-1], Named) and path not in kept
            outer = lost and (len(path) == 1 or path[:-1] in kept)
            if outer and seen_at(self.new.root, path[:-1]).closed:
                yield path

    def _removed(self, path: Path) -> Iterator[Revision]:
        there = tuple(one.ground for one in self.old.said.about(path))
        verdict = self.bench.shown(self.new.docs, [*self.old.docs, present(path) or {}])
        if verdict.answer == "fails":
            shown_ = next(cut_down(verdict.witness, path))
            yield self._told(Shift.REMOVED, path, old=there, witness=shown_, has_witness=True)
        elif verdict.answer == "undecided":
            yield self._doubt(path, verdict)

    def _compared(
        self, path: Path, old: Sequence[Assertion], new: Sequence[Assertion], *, fresh: bool
    ) -> Iterator[Revision]:
        """Judge one element both ways; what both editions say to the letter is not asked about."""
        lost = [one for one in old if not any(same(one, other) for other in new)]
        won = [one for one in new if not any(same(one, other) for other in old)]
        told = [
            *self._judged(Shift.TIGHTER, path, won, self.old),
            *self._judged(Shift.LOOSER, path, lost, self.new),
        ]
        before = tuple(one.ground for one in lost or old)
        after = tuple(one.ground for one in won or new)
        for one in told:
            yield replace(one, old=before, new=after)
        if not told and path and fresh:
            yield self._told(Shift.ADDED, path, old=before, new=after)
        elif not told and new:
            yield self._told(Shift.SAME, path, old=before, new=after)

    def _judged(
        self, shift: Shift, path: Path, asked: Sequence[Assertion], there: Layers
    ) -> Iterator[Revision]:
        """Ask whether an edition already asks what the other one asks; if not, show it."""
        if not asked:
            return
        docs = [one.schema for one in asked]
        verdict = self._verdict(path, docs, there)
        if verdict.answer == "fails":
            shown_ = {"witness": verdict.witness, "has_witness": True}
            yield self._told(shift, path, **shown_)
        elif verdict.answer == "undecided":
            yield self._doubt(path, verdict)

    def _verdict(self, path: Path, docs: list[Doc], there: Layers) -> Verdict:
        near = self.bench.contains(docs, touching(there.said, path))
        if near.answer != "fails":
            return near
        item = self.full[there is self.new]
        for value in cut_down(near.witness, path):
            if there.takes(item | value) and refused(docs, item | value):
                shown_ = replace(near, witness=value)
                said = touching(there.said, path)
                return self.bench.seconded(shown_, item | value, docs, said)
        return self.bench.shown(docs, there.docs)

    def _doubt(self, path: Path, verdict: Verdict) -> Revision:
        doubt = {"why": verdict.reason, "about": verdict.about}
        return self._told(Shift.UNDECIDED, path, **doubt)

    def _told(self, shift: Shift, path: Path, **more: Any) -> Revision:  # noqa: ANN401 - fields of a revision
        label = label_of(self.new.root, path) or label_of(self.old.root, path)
        return Revision(shift, path, label, **more)


def _letting(one: Assertion, gone: set[Path]) -> Assertion:
    """Let what is told as removed pass where the new edition forbids what it does not name."""
    left = [
        path[-1].name for path in gone if path[:-1] == one.path and isinstance(path[-1], Named)
    ]
    inner = {**one.inner, "properties": one.inner["properties"] | dict.fromkeys(left, True)}
    return replace(one, schema=around(one.way, inner), inner=inner)


def _full(bench: Bench, layers: Layers) -> Doc:
    """Give an item that has it all, where there is one."""
    paths = [path for path in layers.paths if present(path)]
    verdict = bench.satisfiable([*layers.docs, all_present(paths)])
    return verdict.witness if isinstance(verdict.witness, dict) else {}
