"""Where layers clash: nothing satisfies them all, or nothing could stand in one element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from catalog_std.proof import Verdict
from catalog_std.standard.check.assertion import Assertion
from catalog_std.standard.check.layers import Bench, Doc, Layers
from catalog_std.standard.check.said import Said, said_by
from catalog_std.standard.check.smallest import smallest
from catalog_std.standard.check.way import Path, all_present, present

_MOST = 10
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

    def spared(self, said: Said) -> Said:
        """Leave out what clashes: with it, anything would follow."""
        clashing = {id(one) for clash in self.found for one in clash.core}
        if clashing.isdisjoint(id(one) for one in said.every):
            return said
        return said_by(one for one in said.every if id(one) not in clashing)


def clashes_of(bench: Bench, layers: Layers, known: Iterable[Clash] = ()) -> Clashes:
    """Look for clashes; those ``known`` from a part of the stack need not be found again.

    Most stacks have none: then one question settles it.
    """
    search = _Search(bench, layers)
    search.recall(known)
    return search.over([path for path in layers.paths if present(path)])


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

    def recall(self, known: Iterable[Clash]) -> None:
        """Take over clashes whose assertions this stack has too; more layers undo none of them."""
        own = {_key(one): one for one in self.layers.said.every if one.text}
        for clash in known:
            core = tuple(own[_key(one)] for one in clash.core if _key(one) in own)
            if len(core) == len(clash.core):
                self._note(clash.paths, core)

    def over(self, paths: Sequence[Path]) -> Clashes:
        """Search the whole, then elements, the outer before the inner."""
        if not self._all_there(self._rest(paths)) and self._whole():
            for depth in range(1, max(map(len, paths), default=0) + 1):
                self._sift([path for path in self._rest(paths) if len(path) == depth])
        found = (Clash(tuple(paths), core) for core, paths in self.dead.items())
        return Clashes((*self.whole, *found), self.alive, tuple(self.undecided))

    def _rest(self, paths: Sequence[Path]) -> list[Path]:
        gone = {path for paths in self.dead.values() for path in paths}
        return [path for path in paths if not _within(path, gone)]

    def _all_there(self, paths: Sequence[Path]) -> bool:
        """Say whether one item has it all."""
        verdict = self.bench.satisfiable([*self._docs(), all_present(paths)])
        self.alive = verdict.witness if verdict.answer == "holds" else self.alive
        return verdict.answer == "holds"

    def _note(self, paths: tuple[Path, ...], core: Core) -> None:
        """Write a clash down; one over the whole is taken out, to see what else there is."""
        if paths == ((),):
            self.whole.append(Clash(paths, core))
            chosen = (one for one in reversed(core) if one.keyword != "required")
            self.out.add(id(next(chosen, core[-1])))
            return
        known = next((known for known in self.dead if set(known) <= set(core)), core)
        self.dead.setdefault(known, []).extend(paths)

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
            self._note(((),), core)
        doubt = replace(verdict, reason=verdict.reason or "budget")
        self.undecided.append(((), doubt))
        return False

    def _sift(self, paths: Sequence[Path]) -> None:
        """Find the dead among elements, halving those of which not all can stand together."""
        if not paths:
            return
        if len(paths) > 1:
            if not self._all_there(paths):
                self._sift(paths[: len(paths) // 2])
                self._sift(paths[len(paths) // 2 :])
            return
        verdict = self.bench.satisfiable([*self._docs(), present(paths[0]) or {}])
        core = self._core(paths[0]) if verdict.answer == "fails" else ()
        if core:
            self._note((paths[0],), core)
        elif verdict.answer != "holds":
            self.undecided.append((paths[0], verdict))

    def _docs(self) -> Iterator[Doc]:
        """Give every layer whole, or by its assertions where some are taken out."""
        for layer in (*self.layers.layers, self.layers.union):
            if self.out.isdisjoint(id(one) for one in layer.assertions):
                yield layer.doc
            else:
                yield from (one.schema for one in layer.assertions if id(one) not in self.out)

    def _core(self, path: Path) -> Core:
        """Find a smallest set of assertions that clash over an element; none where no proof does it."""
        every = [one for one in self.layers.said.every if id(one) not in self.out]
        near = (
            [one for one in every if one.path[:1] in ((), path[:1])] if path else _musts(every)
        )
        given = [present(path) or {}]
        pools = (pool for pool in (near, every) if self._clash(given, pool))
        core = smallest(next(pools, ()), lambda part: self._clash(given, part))
        return tuple(one for one in every if one in core)

    def _clash(self, given: Iterable[Doc], assertions: Iterable[Assertion]) -> bool:
        docs = (one.schema for one in assertions)
        return self.bench.satisfiable([*given, *docs]).answer == "fails"


def _within(path: Path, gone: set[Path]) -> bool:
    return any(path[:length] in gone for length in range(1, len(path) + 1))


def _key(one: Assertion) -> tuple[str, str, str]:
    return one.standard.id, str(one.at), one.text


def _musts(every: Sequence[Assertion]) -> list[Assertion]:
    """Keep what is about elements that must be there."""
    demanded = {one.path[:1] for one in every if one.keyword == "required"}
    return [one for one in every if one.path[:1] in demanded or not one.path]
