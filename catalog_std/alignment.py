"""Which entry of one list is which entry of another: by what identifies them, never by index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from catalog_std.same import agree, canonical, likeness, written

ALIKE = 0.6  # the least likeness of names that pairs two entries nothing else pairs
_HINT = 0.3  # the least likeness that makes an equal id more than chance
_GLANCES = 64  # pairs of entries held against each other before anything is made of them
_MOST = 10_000  # pairs of names worth weighing; beyond, a list was rewritten
_NAMES = ("id", "code", "name", "title", "text")
_SAME_PAPER = ("licence_type", "issued_by")

Entries = Sequence[Any]
View = Callable[[Any], Hashable]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries taken for the same: where they stand, what they agree on, how sure that is."""

    before: int
    after: int
    by: str
    sure: float


def aligned(before: Entries, after: Entries, keys: Sequence[str] = ()) -> tuple[Pair, ...]:
    """Pair the entries of two lists, in the order of the first; who is left over is in no pair.

    ``keys`` name what identifies an entry (``x-burden.key``), the strongest first; without any,
    what usually names things. The way back pairs as the way there.
    """
    work = _Work((before, after), tuple(keys) or _NAMES)
    for pair in chain(_untouched(work), _tiers(work)):
        work.take(pair)
    return tuple(sorted(work.pairs, key=lambda pair: pair.before))


def name_of(entry: Any, keys: Sequence[str] = ()) -> str:  # noqa: ANN401 - plain data
    """Say what people call an entry."""
    if not isinstance(entry, dict):
        return str(entry)
    words = ("name", *keys, *_NAMES)
    return next((entry[word] for word in words if isinstance(entry.get(word), str)), "")


@dataclass(slots=True)
class _Work:
    lists: tuple[Entries, Entries]
    keys: tuple[str, ...]
    pairs: list[Pair] = field(default_factory=list)
    taken: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    def take(self, pair: Pair) -> None:
        self.taken[0].add(pair.before)
        self.taken[1].add(pair.after)
        self.pairs.append(pair)

    def left(self) -> tuple[list[int], list[int]]:
        one, other = (
            [n for n in range(len(entries)) if n not in taken]
            for entries, taken in zip(self.lists, self.taken, strict=True)
        )
        return one, other

    @property
    def spent(self) -> bool:
        """Say whether one side has nothing left."""
        return any(
            len(taken) == len(entries)
            for taken, entries in zip(self.taken, self.lists, strict=True)
        )

    def alike(self, pair: Pair) -> float:
        one, other = self.lists[0][pair.before], self.lists[1][pair.after]
        return likeness(name_of(one, self.keys), name_of(other, self.keys))


def _untouched(work: _Work) -> list[Pair]:
    """Pair the very same entries in their places, where no name stands twice: as the first tier would, without a look."""
    for entries in work.lists:
        names = [written(name_of(entry)) for entry in entries if isinstance(entry, dict)]
        if len({*names}) < len(names) or "" in names:
            return []
    return [
        Pair(number, number, "=", 1.0)
        for number, (one, other) in enumerate(zip(*work.lists, strict=False))
        if one is other and isinstance(one, dict)
    ]


def _tiers(work: _Work) -> Iterator[Pair]:
    """Pair what agrees most first; each tier sees what those before it left, until nothing is."""
    for tier in _ranked(work, tuple(key for key in work.keys if key != "id")):
        if work.spent:
            return
        yield from tier


def _ranked(work: _Work, named: tuple[str, ...]) -> Iterator[Iterator[Pair]]:
    if _some_agree(work):
        yield _agreeing(work, "=", 1.0, canonical)
    yield _agreeing(work, "+".join(named), 1.0, lambda e: _all(e, named))
    for number, key in enumerate(named):
        yield _agreeing(work, key, 0.95, _view(key), named[:number])
    for key in _SAME_PAPER:
        yield _agreeing(work, key, 0.8, _view(key), named[:1])
    if "id" in work.keys:
        yield _agreeing(work, "id", 0.7, _view("id"), named[:1] if len(named) > 1 else ())
    yield _weighed(work, named[:1])


def _some_agree(work: _Work) -> bool:
    """Say whether any entries may agree: of a few left, a look at what differs first tells it sooner than all they say."""
    ones, others = (
        [entries[number] for number in numbers]
        for numbers, entries in zip(work.left(), work.lists, strict=True)
    )
    many = len(ones) * len(others) > _GLANCES
    return many or any(agree(one, other) for one in ones for other in others)


def _agreeing(
    work: _Work, by: str, sure: float, view: View, stronger: Sequence[str] = ()
) -> Iterator[Pair]:
    """Pair the entries that look the same through a view and contradict no stronger key."""
    groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, numbers in enumerate(work.left()):
        for number in numbers:
            seen = view(work.lists[side][number])
            if seen is not None:
                groups[seen][side].append(number)
    for ones, others in groups.values():
        choice = [
            Pair(one, other, by, sure)
            for one, other in _choice(ones, others)
            if not _contradict(work.lists[0][one], work.lists[1][other], stronger)
        ]
        if len(ones) + len(others) > 2:  # noqa: PLR2004 - more than one of either
            choice.sort(key=lambda pair: (-work.alike(pair), pair.before + pair.after))
        yield from _unused(choice)


def _choice(ones: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
    """Give every pair of two groups that agree; of groups beyond all reason, one each."""
    if len(ones) * len(others) > _MOST:
        yield from zip(ones, others, strict=False)
    else:
        yield from ((one, other) for one in ones for other in others)


def _weighed(work: _Work, strongest: Sequence[str]) -> Iterator[Pair]:
    """Pair what is left by how alike the names are; an equal id makes up for much."""
    ones, others = (
        [n for n in numbers if isinstance(entries[n], dict)]
        for numbers, entries in zip(work.left(), work.lists, strict=True)
    )
    if len(ones) * len(others) > _MOST:
        return
    weighed = (_likeness(work, one, other) for one in ones for other in others)
    found = [
        pair
        for pair in weighed
        if pair.sure >= (_HINT if pair.by == "id" else ALIKE)
        and not _contradict(work.lists[0][pair.before], work.lists[1][pair.after], strongest)
    ]
    found.sort(key=lambda pair: (-pair.sure, pair.before + pair.after))
    yield from _unused(found)


def _likeness(work: _Work, one: int, other: int) -> Pair:
    named = _view("id")
    id, other_id = named(work.lists[0][one]), named(work.lists[1][other])
    pair = Pair(one, other, "id" if id is not None and id == other_id else "likeness", 0.0)
    return replace(pair, sure=round(work.alike(pair), 2))


def _unused(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Keep the pairs whose entries no pair before them has."""
    ones, others = set[int](), set[int]()
    for pair in pairs:
        if pair.before not in ones and pair.after not in others:
            ones.add(pair.before)
            others.add(pair.after)
            yield pair


def _view(key: str) -> View:
    return lambda entry: canonical(entry.get(key)) if isinstance(entry, dict) else None


def _all(entry: Any, keys: Sequence[str]) -> Hashable:  # noqa: ANN401 - plain data
    """Give all of an entry's identity, None where a part of it is missing."""
    said = tuple(_view(key)(entry) for key in keys)
    return None if None in said else said


def _contradict(before: Any, after: Any, keys: Sequence[str]) -> bool:  # noqa: ANN401 - plain data
    """Say whether two entries state a key and mean different things by it."""
    for key in keys:
        one, other = before.get(key), after.get(key)
        if isinstance(one, str) and isinstance(other, str) and likeness(one, other) < _HINT:
            return True
    return False
