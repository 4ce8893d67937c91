"""Standards before the judge: each against those above it, in every stack it may stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from catalog_std.standard.check.assertion import Assertion
from catalog_std.standard.check.case import Case, case_of
from catalog_std.standard.check.clash import Clash, Clashes, clashes_of
from catalog_std.standard.check.judgement import Call, Judgement
from catalog_std.standard.check.latitude import latitude_breaches
from catalog_std.standard.check.layers import Bench, Layers
from catalog_std.standard.check.lists import list_judgements
from catalog_std.standard.check.loosening import loosenings
from catalog_std.standard.check.redundancy import addition
from catalog_std.standard.check.stacks import stacks_of
from catalog_std.standard.check.way import Path
from catalog_std.standard.shelf import Shelf, Stack, Standard

_CLASHES = (Call.CONTRADICTION, Call.DEAD)
_ADDITIONS = (Call.COMPATIBLE, Call.UNDECIDED, Call.REDUNDANCY)


def judgements_of(
    shelf: Shelf, on: date, only: Iterable[str] = (), bench: Bench | None = None
) -> tuple[Judgement, ...]:
    """Judge the standards of a shelf, or those named; each element of each, the highest first."""
    court, wanted = _Court(shelf, on, bench or Bench()), set(only)
    told: set[object] = set()
    judged: list[Judgement] = []
    for standard in shelf.standards:
        if not wanted or standard.id in wanted:
            judged += (one for one in court.judged(standard) if _news(one, told))
    return tuple(_explained(one, shelf) for one in judged)


def _news(judgement: Judgement, told: set[object]) -> bool:
    """Say whether a clash was not told before: of standards side by side both have it."""
    if judgement.call not in _CLASHES:
        return True
    grounds = (*judgement.lower, *judgement.upper)
    key = frozenset((one.clause.standard, str(one.clause.at), one.keyword) for one in grounds)
    new = key not in told
    told.add(key)
    return new


def _explained(judgement: Judgement, shelf: Shelf) -> Judgement:
    """Add the reason that a manifest of one of the standards at odds gives for it."""
    concerned = {judgement.standard.id}
    concerned |= {one.clause.standard for one in (*judgement.lower, *judgement.upper)}
    known = (e for s in shelf.standards if s.id in concerned for e in s.manifest.exceptions)
    name = judgement.call.value, judgement.element
    why = next((one.why for one in known if (one.call, one.element) == name), None)
    return replace(judgement, explained=why)


@dataclass(slots=True)
class _Court:
    """A shelf on a day; what was found out about a stack serves every standard in it."""

    shelf: Shelf
    on: date
    bench: Bench
    _clashes: dict[tuple[str, ...], Clashes] = field(default_factory=dict)

    def judged(self, standard: Standard) -> Iterator[Judgement]:
        """Judge one standard in all its stacks, and bring the answers together."""
        found: list[Judgement] = []
        for stack in stacks_of(self.shelf, standard, self.on):
            layers = self.bench.layers(stack)
            own = layers.of(standard)
            clashes = self._clashes_of(stack, layers)
            found += _judged(case_of(self.bench, own, layers, clashes))
        yield from _together(found)

    def _clashes_of(self, stack: Stack, layers: Layers) -> Clashes:
        key = tuple(standard.id for standard in stack)
        if key not in self._clashes:
            known = [clash for one in self._clashes.values() for clash in one.found]
            self._clashes[key] = clashes_of(self.bench, layers, known)
        return self._clashes[key]


def _judged(case: Case) -> Iterator[Judgement]:
    """Judge one standard in one stack: first what is at odds, then the elements it is at peace in."""
    yield from _clashes(case)
    if case.above.layers:
        yield from _beneath(case)


def _clashes(case: Case) -> Iterator[Judgement]:
    for clash in case.clashes.found:
        if any(one.standard.id == case.own.standard.id for one in clash.core):
            yield _clash(case, clash)
    for path, verdict in case.clashes.undecided:
        if any(one.path[: len(path)] == path for one in case.own.assertions):
            yield case.judged(Call.UNDECIDED, path, why=verdict.reason, about=verdict.about)


def _beneath(case: Case) -> Iterator[Judgement]:
    """Judge a standard by those above it."""
    clashes = list(_clashes(case))
    settled = {path for clash in clashes for path in (clash.path, *clash.also) if path}
    told = {str(ground.clause.at) for clash in clashes for ground in clash.lower}
    for judgement in (*latitude_breaches(case), *list_judgements(case)):
        if str(judgement.lower[0].clause.at) not in told:
            settled.add(judgement.path)
            yield judgement
    for path, said in case.own.said.by_path.items():
        around = {path[:length] for length in range(1, len(path) + 1)}
        if not around & settled and (asked := _content(case, path, said)):
            yield from tuple(loosenings(case, path, asked)) or (addition(case, path, asked),)


def _clash(case: Case, clash: Clash) -> Judgement:
    """Tell a clash at the innermost element that the clauses are about."""
    own = [one for one in clash.core if one.standard.id == case.own.standard.id]
    others = [one for one in clash.core if one.standard.id != case.own.standard.id]
    about = [one.path for one in clash.core if one.keyword != "required"] or [own[0].path]
    call = Call.DEAD if clash.paths[0] else Call.CONTRADICTION
    return case.judged(
        call,
        clash.paths[0] if len(clash.core) == 1 and clash.paths[0] else max(about, key=len),
        lower=tuple(one.ground for one in own),
        upper=tuple(one.ground for one in others),
        also=clash.paths,
    )


def _content(case: Case, path: Path, said: Sequence[Assertion]) -> Sequence[Assertion]:
    """Leave out the kind of value where it only leads to what the standard says besides."""
    rest = [one for one in said if one.keyword != "type"]
    inner = not path or any(
        len(one.path) > len(path) and one.path[: len(path)] == path
        for one in case.own.said.near(path)
    )
    return rest if rest or inner else said


def _together(found: Sequence[Judgement]) -> Iterator[Judgement]:
    """Bring the answers of all stacks together: a fault counts anywhere, a repetition everywhere."""
    faults = {_fault(one): one for one in reversed(found) if one.call not in _ADDITIONS}
    at_fault = {path for one in faults.values() for path in (one.path, *one.also) if path}
    best: dict[Path, Judgement] = {}
    for one in found:
        if one.call in _ADDITIONS and one.path not in at_fault:
            known = best.setdefault(one.path, one)
            best[one.path] = min(known, one, key=lambda j: _ADDITIONS.index(j.call))
    yield from reversed(faults.values())
    yield from best.values()
    if (
        len(best) > 1
        and not faults
        and {one.call for one in best.values()} == {Call.REDUNDANCY}
    ):
        first = next(iter(best.values()))
        yield replace(first, path=(), label=None, why="all")


def _fault(one: Judgement) -> object:
    places = tuple(str(ground.clause.at) for ground in (*one.lower, *one.upper))
    return one.call, one.path, one.why, places
