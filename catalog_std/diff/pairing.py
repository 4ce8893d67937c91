"""Which item of one catalog is which of another: by code, by former code, by what else identifies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_std.document import Document
from catalog_std.same import written

Data = dict[str, Any]
View = Callable[[Document, Data], Hashable]


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents taken for the same item, by what, and how sure that is."""

    before: Document
    after: Document
    by: str
    sure: float


@dataclass(frozen=True, slots=True)
class Parting:
    """Items that were one, and items that are: one on the one side, several on the other."""

    before: tuple[Document, ...]
    after: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every item of two sides, once: matched, parted, or on one side alone."""

    matches: tuple[Match, ...]
    partings: tuple[Parting, ...]
    dropped: tuple[Document, ...]
    added: tuple[Document, ...]


def paired(before: Sequence[Document], after: Sequence[Document]) -> Pairing:
    """Pair items, the surest ways first; what identifies two items of a side pairs neither."""
    pool = _Pool(list(before), list(after))
    pool.match("code", 1.0, lambda document, data: (document.source.name, code_of(data)))
    pool.match("code", 1.0, lambda _, data: code_of(data))
    partings = tuple(_former(pool))
    pool.match("agency", 0.85, _by_agency, unique=True)
    pool.match("place", 0.7, _by_place, unique=True)
    pool.match("name", 0.6, _by_name, unique=True)
    return Pairing(tuple(pool.matches), partings, tuple(pool.before), tuple(pool.after))


def code_of(data: Data) -> str | None:
    """Give the code an item is known by: its handling, implementing or basic code."""
    codes = (data.get(key) for key in ("handling_code", "code"))
    own = next((code for code in codes if isinstance(code, str) and code), None)
    basic = data.get("basic_code")
    return own or (basic if isinstance(basic, str) and "jurisdiction" not in data else None)


def former_codes(data: Data) -> tuple[str, ...]:
    """Give the codes an item was known by."""
    codes = data.get("previous_codes")
    return tuple(c for c in codes if isinstance(c, str)) if isinstance(codes, list) else ()


@dataclass(slots=True)
class _Pool:
    before: list[Document]
    after: list[Document]
    matches: list[Match] = field(default_factory=list)

    def match(self, by: str, sure: float, view: View, *, unique: bool = False) -> None:
        """Pair what looks the same through a view, in order; or only where nothing else does."""
        ones, others = (_groups(side, view) for side in (self.before, self.after))
        for key, here in ones.items():
            there = others.get(key, [])
            if not unique or len(here) == len(there) == 1:
                pairs = zip(here, there, strict=False)
                self.matches += (Match(one, other, by, sure) for one, other in pairs)
        self.forget([d for m in self.matches for d in (m.before, m.after)])

    def forget(self, documents: Iterable[Document]) -> None:
        gone = {id(document) for document in documents}
        self.before = [d for d in self.before if id(d) not in gone]
        self.after = [d for d in self.after if id(d) not in gone]


def _groups(documents: Iterable[Document], view: View) -> dict[Hashable, list[Document]]:
    groups: dict[Hashable, list[Document]] = defaultdict(list)
    for document in documents:
        seen = view(document, document.data)
        if seen is not None and not (isinstance(seen, tuple) and None in seen):
            groups[seen].append(document)
    return groups


def _former(pool: _Pool) -> Iterable[Parting]:
    """Pair by former codes what was merely recoded; give what was split or merged."""
    for olds, news in _families(pool):
        pool.forget((*olds, *news))
        if len(olds) == len(news) == 1:
            pool.matches.append(Match(olds[0], news[0], "previous_codes", 0.95))
        else:
            yield Parting(tuple(olds), tuple(news))


def _families(pool: _Pool) -> Iterable[tuple[list[Document], list[Document]]]:
    """Gather the items that name each other's codes, those that stayed among them."""
    sides = (
        [*pool.before, *(m.before for m in pool.matches)],
        [*pool.after, *(m.after for m in pool.matches)],
    )
    alone = {id(d) for d in (*pool.before, *pool.after)}
    linked = [pair for pair in _links(*sides) if alone & {id(d) for d in pair}]
    kin: dict[int, set[int]] = defaultdict(set)
    touched = {id(d) for pair in linked for d in pair}
    stayed = [(m.before, m.after) for m in pool.matches]
    for one, other in (*linked, *(p for p in stayed if touched & {id(d) for d in p})):
        kin[id(one)].add(id(other))
        kin[id(other)].add(id(one))
    seen: set[int] = set()
    for start in list(kin):
        family = _reached(start, kin, seen)
        if family:
            olds, news = ([d for d in side if id(d) in family] for side in sides)
            yield olds, news


def _reached(start: int, kin: dict[int, set[int]], seen: set[int]) -> set[int]:
    """Walk all that hangs together with a start, unless it was walked before."""
    family, ahead = set[int](), [start]
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            family.add(here)
            ahead += kin[here]
    return family


def _links(olds: list[Document], news: list[Document]) -> list[tuple[Document, Document]]:
    """List pairs of an earlier and a later item of which one names the other's code."""
    by_old = {code_of(document.data): document for document in olds}
    by_new = {code_of(document.data): document for document in news}
    found = [
        (by_old[code], new) for new in news for code in former_codes(new.data) if code in by_old
    ]
    found += (
        (old, by_new[code]) for old in olds for code in former_codes(old.data) if code in by_new
    )
    return found


def _by_agency(_: Document, data: Data) -> Hashable:
    agency = data.get("agency")
    name = agency.get("code") or agency.get("name") if isinstance(agency, dict) else None
    return data.get("basic_code"), _word(name), _word(data.get("jurisdiction"))


def _by_place(_: Document, data: Data) -> Hashable:
    return _word(data.get("basic_code")), _word(data.get("jurisdiction"))


def _by_name(_: Document, data: Data) -> Hashable:
    place = data.get("jurisdiction")
    return _word(data.get("name")), "" if place is None else _word(place)


def _word(value: object) -> str | None:
    return written(value) if isinstance(value, str) else None
