"""Entries of lists in different places, laid beside each other: the same paper, the same condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_std.harmonize.likeness import alike
from catalog_std.harmonize.matrix import Alignment, Match
from catalog_std.harmonize.pairs import Pairs
from catalog_std.standard.freedom import Freedom, Path
from catalog_std.standard.pairing import names_of, paired

Entry = dict[str, Any]
Lists = Sequence[Sequence[Any]]
BASIC = -1
_SURE = {"confirmed": 1.0, "name": 1.0, "standard_name": 0.95}
_BY_KEY = 0.9
_TRAITS = ("licence_type", "issued_by")
_BY_TRAIT = 0.8
_LIKELY = 0.6
_LIKENESS_AT_MOST = 0.75


@dataclass(slots=True)
class _Cluster:
    """Entries taken to be one, by column; the basic item's is in column -1."""

    members: dict[int, tuple[int, Entry]]
    evidence: dict[int, tuple[str, float]] = field(default_factory=dict)


def aligned(
    path: Path, freedom: Freedom, basic: Sequence[Any], lists: Lists, pairs: Pairs
) -> tuple[Alignment, ...]:
    """Align the lists of all columns, beginning with the basic item's.

    Entries that the standard's own keys tell to be the same are paired as lint pairs them; what is left
    goes by confirmed pairs, other keys, licence types, issuing items and likeness of text, best first.
    """
    clusters = [_Cluster({BASIC: (n, entry)}) for n, entry in _records(basic)]
    for column, entries in enumerate(lists):
        left = dict(_records(entries))
        _by_keys(freedom, [c for c in clusters if BASIC in c.members], column, left)
        _by_keys(freedom, [c for c in clusters if BASIC not in c.members], column, left)
        _by_evidence(freedom, clusters, column, left, pairs)
        clusters += [_Cluster({column: (n, entry)}) for n, entry in left.items()]
    return tuple(_alignments(path, freedom, clusters, len(lists)))


def is_sure(match: Match) -> bool:
    """Say whether an entry is surely the same: by key or by a person, not by traits or likeness."""
    return match.how not in (*_TRAITS, "likeness")


def _by_keys(
    freedom: Freedom, clusters: list[_Cluster], column: int, left: dict[int, Entry]
) -> None:
    heads = [next(iter(cluster.members.values()))[1] for cluster in clusters]
    entries = list(left.items())
    for (index, entry), same in zip(
        entries, paired(freedom, heads, [entry for _, entry in entries]), strict=True
    ):
        if same is not None:
            how = next(k for k in _by_strength(freedom) if _agree(k, heads[same], entry))
            _join(clusters[same], column, index, left, (how, _SURE.get(how, _BY_KEY)))


def _by_evidence(
    freedom: Freedom,
    clusters: list[_Cluster],
    column: int,
    left: dict[int, Entry],
    pairs: Pairs,
) -> None:
    """Give each entry that is left to the cluster with the best evidence; strongest evidence first."""
    found = [
        (score, -number, -index, how)
        for number, cluster in enumerate(clusters)
        if column not in cluster.members
        for index, entry in left.items()
        for how, score in [_evidence(freedom, cluster, entry, pairs)]
        if score
    ]
    for score, number, index, how in sorted(found, reverse=True):
        cluster = clusters[-number]
        if -index in left and column not in cluster.members:
            _join(cluster, column, -index, left, (how, score))


def _join(
    cluster: _Cluster,
    column: int,
    index: int,
    left: dict[int, Entry],
    evidence: tuple[str, float],
) -> None:
    cluster.members[column] = (index, left.pop(index))
    cluster.evidence[column] = evidence


def _evidence(
    freedom: Freedom, cluster: _Cluster, entry: Entry, pairs: Pairs
) -> tuple[str, float]:
    """Find the best evidence that an entry belongs to a cluster; 0 where a person says no."""
    best = ("", 0.0)
    for _, member in cluster.members.values():
        said = _confirmed(freedom, member, entry, pairs)
        if said is not None:
            return ("confirmed", 1.0) if said else ("", 0.0)
        best = max(best, *_clues(freedom, member, entry), key=lambda clue: clue[1])
    return best


def _confirmed(freedom: Freedom, one: Entry, other: Entry, pairs: Pairs) -> bool | None:
    said = (
        pairs.entry(name, another)
        for name in names_of(freedom, one)
        for another in names_of(freedom, other)
        if name != another
    )
    return next((word for word in said if word is not None), None)


def _clues(freedom: Freedom, one: Entry, other: Entry) -> Iterator[tuple[str, float]]:
    yield "", 0.0
    for key in freedom.alone:
        if _agree(key, one, other):
            yield key, _SURE.get(key, _BY_KEY)
    for trait in _TRAITS:
        if _agree(trait, one, other):
            yield trait, _BY_TRAIT
    likeness = max(
        (
            alike(name, another)
            for name in names_of(freedom, one)
            for another in names_of(freedom, other)
        ),
        default=0.0,
    )
    if likeness >= _LIKELY:
        yield "likeness", round(likeness * _LIKENESS_AT_MOST, 2)


def _by_strength(freedom: Freedom) -> list[str]:
    """Order the keys of a list so that the strongest evidence is named."""
    return sorted(freedom.key, key=lambda key: -_SURE.get(key, _BY_KEY))


def _agree(key: str, one: Entry, other: Entry) -> bool:
    return bool(one.get(key)) and one.get(key) == other.get(key)


def _alignments(
    path: Path, freedom: Freedom, clusters: list[_Cluster], width: int
) -> Iterator[Alignment]:
    """Write the clusters down, each under a name of its own."""
    seen: dict[str, int] = {}
    for cluster in clusters:
        name = _name(freedom, next(iter(cluster.members.values()))[1])
        seen[name] = seen.get(name, 0) + 1
        entry = name if seen[name] == 1 else f"{name}（{seen[name]}）"
        yield Alignment(
            f"{'.'.join(path)}[{entry}]",
            path,
            entry,
            _match(freedom, cluster, BASIC),
            tuple(_match(freedom, cluster, column) for column in range(width)),
        )


def _match(freedom: Freedom, cluster: _Cluster, column: int) -> Match | None:
    if column not in cluster.members:
        return None
    index, entry = cluster.members[column]
    how, confidence = cluster.evidence.get(column, ("first", 1.0))
    return Match(index, _name(freedom, entry), how, confidence)


def _name(freedom: Freedom, entry: Entry) -> str:
    """Give the name people call an entry by; where it takes several keys to tell, with those."""
    alone = [str(entry[key]) for key in freedom.alone if entry.get(key)]
    others = [
        str(entry[key]) for key in freedom.key if key not in freedom.alone and entry.get(key)
    ]
    return " ".join([*alone[-1:], *others]) or "—"


def _records(entries: Sequence[Any]) -> Iterator[tuple[int, Entry]]:
    return ((n, entry) for n, entry in enumerate(entries) if isinstance(entry, dict))
