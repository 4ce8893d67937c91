"""Code lists of a lower standard: what they add, repeat, or say otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from catalog_std.document import Place
from catalog_std.finding import Clause, Where
from catalog_std.source import Pointer
from catalog_std.standard.check.case import Case
from catalog_std.standard.check.judgement import Call, Ground, Judgement
from catalog_std.standard.check.way import Listed
from catalog_std.standard.codelist import CodeList, merged
from catalog_std.standard.freedom import STRICTEST_FIRST
from catalog_std.standard.manifest import ListFile
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class _Listing:
    """One list file of one standard."""

    standard: Standard
    index: int

    @property
    def file(self) -> ListFile:
        return self.standard.lists[self.index]

    @property
    def name(self) -> str:
        return self.file.extends or self.file.id

    def ground(self, keyword: str, value: object, tokens: Collection[str]) -> Ground:
        """Point at the first of some entries, else at the whole list."""
        rows = (n for n, entry in enumerate(self.file.entries) if entry.token in tokens)
        at = next((Pointer(("entries", row, "token")) for row in rows), Pointer(("id",)))
        return Ground(self._clause(at), keyword, value, (Listed(self.name),), (), self.name)

    def _clause(self, at: Pointer) -> Clause:
        manifest, file = self.standard.manifest, self.file
        texts = self.standard.texts
        place = Place(texts[self.index + 1], at) if texts else None
        where = Where(place.source.name, place.span) if place else None
        words = Text(file.title.zh, file.title.en)
        number = manifest.number or manifest.title.zh
        return Clause(manifest.id, manifest.layer, number, None, words, file.source.sure, where)


def list_judgements(case: Case) -> Iterator[Judgement]:
    """Judge each code list that lies over one from above."""
    above = [one for layer in case.above.layers for one in _listings(layer.standard)]
    for own in _listings(case.own.standard):
        under = [one for one in above if one.name == own.name]
        if under or own.file.extends:
            yield _judged(case, own, under)


def _listings(standard: Standard) -> list[_Listing]:
    return [_Listing(standard, index) for index in range(len(standard.lists))]


def _judged(case: Case, own: _Listing, under: Sequence[_Listing]) -> Judgement:
    path = (Listed(own.name),)
    if not under:
        lower = (own.ground("entries", [], ()),)
        return case.judged(Call.UNDECIDED, path, lower=lower, why="no-list", about=own.name)
    upper = merged(one.file for one in under)[own.name]
    latitude = _latitude(under)
    call, why, tokens = _called(own.file, upper, latitude)
    lower = (own.ground("entries", tokens, tokens),)
    there = (under[0].ground("x-latitude", latitude, tokens),)
    return case.judged(call, path, lower=lower, upper=there, why=why, about=own.name)


def _latitude(under: Sequence[_Listing]) -> str:
    said = {one.file.latitude for one in under}
    return next(word for word in STRICTEST_FIRST["standard"] if word in said)


def _called(own: ListFile, upper: CodeList, latitude: str) -> tuple[Call, str, list[str]]:
    """Call a list by the first name that fits, with the tokens in question."""
    added = [entry.token for entry in own.entries if entry.token not in upper.entries]
    twice = _twice(own, upper)
    names: tuple[tuple[bool, Call, str, list[str]], ...] = (
        (latitude == "closed", Call.LATITUDE, "list-closed", []),
        (latitude == "narrow" and bool(added), Call.LATITUDE, "list-added", added),
        (bool(twice), Call.CONTRADICTION, "code-twice", twice),
        (_repeats(own, upper), Call.REDUNDANCY, "", []),
        (True, Call.COMPATIBLE, "", added),
    )
    return next((call, why, tokens) for fits, call, why, tokens in names if fits)


def _twice(own: ListFile, upper: CodeList) -> list[str]:
    """Find entries whose official code another entry has too, once the lists lie over each other."""
    entries = {} if own.complete else dict(upper.entries)
    entries |= {entry.token: entry for entry in own.entries}
    counts = Counter(entry.code for entry in entries.values() if entry.code)
    return [entry.token for entry in own.entries if entry.code and counts[entry.code] > 1]


def _repeats(own: ListFile, upper: CodeList) -> bool:
    """Say whether a list says nothing new: the same entries, and no code of those above undone."""
    said = {entry.token: (entry.code, entry.zh) for entry in own.entries}
    there = {entry.token: (entry.code, entry.zh) for entry in upper.entries.values()}
    undone = own.complete and any(
        e.code and e.token not in said for e in upper.entries.values()
    )
    return not undone and said.items() <= there.items()
