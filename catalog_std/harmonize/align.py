"""Entries of lists in different places, laid beside each other: the same paper, the same condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_std.alignment import aligned, name_of
from catalog_std.harmonize.matrix import Alignment, Match
from catalog_std.harmonize.pairs import Pairs
from catalog_std.standard.freedom import Freedom, Path, is_known

BASIC = -1
_FIRST = ("first", 1.0)
_CONFIRMED = ("confirmed", 1.0)
Entry = dict[str, Any]


@dataclass(slots=True)
class _Cluster:
    """Entries taken to be one, by column: index, entry and evidence; the basic item's in column -1."""

    members: dict[int, tuple[int, Entry, tuple[str, float]]] = field(default_factory=dict)

    @property
    def head(self) -> Entry:
        return next(iter(self.members.values()))[1]


@dataclass(slots=True)
class _Work:
    """The clusters so far, and the entries of one column that are in none yet."""

    freedom: Freedom
    pairs: Pairs
    clusters: list[_Cluster]
    column: int = BASIC
    left: dict[int, Entry] = field(default_factory=dict)

    def join(self, cluster: _Cluster, index: int, evidence: tuple[str, float]) -> None:
        cluster.members[self.column] = (index, self.left.pop(index), evidence)

    def free(self, *, basic: bool | None = None) -> list[_Cluster]:
        """List the clusters that have nothing of this column yet."""
        return [
            cluster
            for cluster in self.clusters
            if self.column not in cluster.members and basic in (None, BASIC in cluster.members)
        ]


def alignments_of(
    path: Path,
    freedom: Freedom,
    basic: Sequence[Any],
    lists: Sequence[Sequence[Any]],
    pairs: Pairs,
) -> tuple[Alignment, ...]:
    """Align the lists of all columns, beginning with the basic item's.

    What people have confirmed goes first; then entries known by the standard's own keys, as lint knows
    them; then licence types, issuing items and likeness of names, which are good guesses only.
    """
    work = _Work(freedom, pairs, [])
    for column, entries in enumerate([basic, *lists], start=BASIC):
        work.column, work.left = column, dict(_records(entries))
        _confirmed(work)
        _paired(work, work.free(basic=True), guess=False)
        _paired(work, work.free(basic=False), guess=False)
        _paired(work, work.free(), guess=True)
        for index in list(work.left):
            work.clusters.append(_Cluster())
            work.join(work.clusters[-1], index, _FIRST)
    return tuple(_alignments(path, work, len(lists)))


def is_sure(freedom: Freedom, match: Match) -> bool:
    """Say whether an entry is surely the same: by the standard's keys or by a person."""
    return match.how in ("first", "confirmed") or is_known(freedom, match.how, match.confidence)


def _confirmed(work: _Work) -> None:
    for cluster in work.free():
        said = (n for n, entry in work.left.items() if _word(work, cluster, entry))
        index = next(said, None)
        if index is not None:
            work.join(cluster, index, _CONFIRMED)


def _paired(work: _Work, clusters: list[_Cluster], *, guess: bool) -> None:
    """Give entries that are left to the clusters they agree with most."""
    if not clusters or not work.left:
        return  # two times in three: the first pass leaves nothing
    numbers = list(work.left)
    heads = [cluster.head for cluster in clusters]
    entries = [work.left[number] for number in numbers]
    for pair in aligned(heads, entries, work.freedom.key):
        cluster, number = clusters[pair.before], numbers[pair.after]
        known = is_known(work.freedom, pair.by, pair.sure)
        if (known or guess) and _word(work, cluster, work.left[number]) is not False:
            work.join(cluster, number, (_evidence(work.freedom, pair.by), pair.sure))


def _evidence(freedom: Freedom, by: str) -> str:
    """Name the strongest key that agrees."""
    return freedom.key[-1] if by == "=" or "+" in by else by


def _word(work: _Work, cluster: _Cluster, entry: Entry) -> bool | None:
    """Say what people have said of an entry and a cluster; None where nobody has."""
    if not work.pairs.entries:  # nobody has said anything: half of the time of an alignment
        return None
    said = (
        work.pairs.entry(one, other)
        for _, member, _ in cluster.members.values()
        for one in _names(work.freedom, member)
        for other in _names(work.freedom, entry)
    )
    return next((word for word in said if word is not None), None)


def _names(freedom: Freedom, entry: Entry) -> list[str]:
    named = (entry.get(key) for key in freedom.key if key != "id")
    return [name for name in named if isinstance(name, str)]


def _alignments(path: Path, work: _Work, width: int) -> Iterator[Alignment]:
    """Write the clusters down, each under a name of its own."""
    seen: dict[str, int] = {}
    for cluster in work.clusters:
        name = _title(work.freedom, cluster.head)
        seen[name] = seen.get(name, 0) + 1
        entry = name if seen[name] == 1 else f"{name}（{seen[name]}）"
        matches = tuple(_match(work.freedom, cluster, column) for column in range(width))
        basic = _match(work.freedom, cluster, BASIC)
        yield Alignment(f"{'.'.join(path)}[{entry}]", path, entry, basic, matches)


def _match(freedom: Freedom, cluster: _Cluster, column: int) -> Match | None:
    if column not in cluster.members:
        return None
    index, entry, (how, confidence) = cluster.members[column]
    return Match(index, _title(freedom, entry), how, confidence)


def _title(freedom: Freedom, entry: Entry) -> str:
    """Give the name people call an entry by; of a law, with its article."""
    name = name_of(entry, [key for key in freedom.key if key not in ("id", "standard_name")])
    article = entry.get("article")
    return f"{name} {article}" if isinstance(article, str) else name


def _records(entries: Sequence[Any]) -> Iterator[tuple[int, Entry]]:
    return ((n, entry) for n, entry in enumerate(entries) if isinstance(entry, dict))
