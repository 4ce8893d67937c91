"""Where layers clash: nothing satisfies them all, or nothing could stand in one element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_std.proof import Verdict
from catalog_std.standard.check.assertion import Assertion
from catalog_std.standard.check.layers import Bench, Doc, Layers, presences
from catalog_std.standard.check.smallest import smallest
from catalog_std.standard.check.way import Path, present

_MOST = 20
_ITEM: Doc = {"type": "object"}
Core = tuple[Assertion, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest set of assertions that leaves nothing for an element, or for the whole (no path)."""

    paths: tuple[Path, ...]
    core: Core


@dataclass(frozen=True, slots=True)
class Clashes:
    """Every clash in a stack; what is alive is shown by one value that has it all."""

    found: tuple[Clash, ...]
    alive: Any
    undecided: tuple[tuple[Path, Verdict], ...] = ()

    @property
    def dead(self) -> frozenset[Path]:
        """List the elements in which nothing can stand."""
        return frozenset(path for clash in self.found for path in clash.paths)


def clashes_of(bench: Bench, layers: Layers) -> Clashes:
    """Look for clashes. Most stacks have none: then one question settles it."""
    paths = [path for path in layers.paths if present(path)]
    whole = bench.satisfiable([_ITEM, *layers.docs, *presences(paths)])
    if whole.answer == "holds":
        return Clashes((), whole.witness)
    return _Search(bench, layers).over(paths)


@dataclass(slots=True)
class _Search:
    """The search for clashes in one stack; what clashed as a whole is taken out, and on it goes."""

    bench: Bench
    layers: Layers
    out: set[int] = field(default_factory=set)
    whole: list[Clash] = field(default_factory=list)
    dead: dict[Core, list[Path]] = field(default_factory=dict)
    undecided: list[tuple[Path, Verdict]] = field(default_factory=list)
    alive: Any = None

    def over(self, paths: Sequence[Path]) -> Clashes:
        """Search the whole, then elements, the outer before the inner."""
        if self._whole():
            for depth in range(1, max(map(len, paths), default=0) + 1):
                gone = {path for paths in self.dead.values() for path in paths}
                self._sift([p for p in paths if len(p) == depth and not _within(p, gone)])
        found = (Clash(tuple(paths), core) for core, paths in self.dead.items())
        return Clashes((*self.whole, *found), self.alive, tuple(self.undecided))

    def _whole(self) -> bool:
        """Take out what clashes whatever the item; say whether the rest is known to be free of it."""
        for _ in range(_MOST):
            verdict = self.bench.satisfiable(self._docs())
            if verdict.answer == "holds":
                self.alive = verdict.witness
                return True
            core = self._core(()) if verdict.answer == "fails" else ()
            if not core:
                break
            self.whole.append(Clash(((),), core))
            self.out.add(id(core[-1]))
        self.undecided.append(((), verdict))
        return False

    def _sift(self, paths: Sequence[Path]) -> None:
        """Find the dead among elements, halving those of which not all can stand together."""
        if not paths:
            return
        verdict = self.bench.satisfiable([*self._docs(), *presences(paths)])
        if verdict.answer == "holds":
            self.alive = verdict.witness
        elif len(paths) > 1:
            self._sift(paths[: len(paths) // 2])
            self._sift(paths[len(paths) // 2 :])
        elif verdict.answer == "fails" and (core := self._core(paths[0])):
            self.dead.setdefault(core, []).append(paths[0])
        else:
            self.undecided.append((paths[0], verdict))

    def _docs(self) -> Iterator[Doc]:
        """Give every layer whole, or by its assertions where some are taken out."""
        yield _ITEM
        for layer in (*self.layers.layers, self.layers.union):
            if self.out.isdisjoint(id(one) for one in layer.assertions):
                yield layer.doc
            else:
                yield from (one.schema for one in layer.assertions if id(one) not in self.out)

    def _core(self, path: Path) -> Core:
        """Find a smallest set of assertions that clash over an element; none where no proof does it."""
        every = [one for one in self.layers.assertions if id(one) not in self.out]
        near = [one for one in every if one.path[:1] in ((), path[:1])] if path else _musts(every)
        given = [_ITEM, *presences([path])]
        for pool in (near, every):
            if self._clash(given, pool):
                core = smallest(pool, lambda part: self._clash(given, part))
                return tuple(one for one in every if one in core)
        return ()

    def _clash(self, given: Iterable[Doc], assertions: Iterable[Assertion]) -> bool:
        docs = (one.schema for one in assertions)
        return self.bench.satisfiable([*given, *docs]).answer == "fails"


def _within(path: Path, gone: set[Path]) -> bool:
    return any(path[:length] in gone for length in range(1, len(path)))


def _musts(every: Sequence[Assertion]) -> list[Assertion]:
    """Keep what is about elements that must be there."""
    demanded = {one.path[:1] for one in every if one.keyword == "required"}
    return [one for one in every if one.path[:1] in demanded or not one.path]
