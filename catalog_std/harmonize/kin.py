"""Which items are one item in different places: by basic code, by a person's word, by name and law."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog_std.harmonize.pairs import Pairs
from catalog_std.same import likeness, written

_NAME, _LAW = 0.6, 0.4  # how much name and legal basis weigh
_ALIKE = 0.6  # the least likeness of names
_SURE = 0.7  # the least that joins two items
_COMMON = 500  # a pair of characters in more names than this tells nothing
_NEAREST = 20


@dataclass(frozen=True, slots=True)
class Sighting:
    """One item seen in passing: where it stands, and what tells which item it is."""

    file: str
    number: int
    basic: bool
    basic_code: str
    codes: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]
    jurisdiction: str
    laws: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kin:
    """A sighting as a member of a family, and why it is one."""

    sighting: Sighting
    how: str = "basic_code"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Family:
    """One item: its basic item, where there is one, and the items of places, in their order."""

    key: str
    basic: Sighting | None
    members: tuple[Kin, ...]

    @property
    def names(self) -> set[str]:
        """Give every code and name by which people may ask for it."""
        seen = [kin.sighting for kin in self.members] + ([self.basic] if self.basic else [])
        words = ((s.basic_code, *s.codes, s.name, *s.aliases) for s in seen)
        return {word for group in words for word in group if word}


def families_of(sightings: Iterable[Sighting], pairs: Pairs) -> list[Family]:
    """Group sightings into families.

    Items share a family by their basic code. Those whose code no basic item has are orphans, and may
    join another family that people confirm, or whose name and legal basis are much like theirs.
    """
    families = dict(_by_code(sightings))
    index = _Index(families)
    for key in [key for key, family in families.items() if not family.basic]:
        kin = index.nearest(key, pairs)
        if kin:
            host, how, confidence = kin
            joined = (replace(m, how=how, confidence=confidence) for m in families[key].members)
            members = sorted((*families[host].members, *joined), key=_place)
            families[host] = replace(families[host], members=tuple(members))
            del families[key]
    return list(families.values())


def _by_code(sightings: Iterable[Sighting]) -> Iterator[tuple[str, Family]]:
    basics: dict[str, Sighting] = {}
    members = defaultdict[str, list[Kin]](list)
    for seen in sightings:
        key = seen.basic_code or f"{seen.file}#{seen.number}"
        if seen.basic:
            basics.setdefault(key, seen)
        else:
            members[key].append(Kin(seen))
    for key in sorted({*basics, *members}):
        yield key, Family(key, basics.get(key), tuple(sorted(members[key], key=_place)))


def _place(kin: Kin) -> tuple[str, tuple[str, ...], str, int]:
    seen = kin.sighting
    return seen.jurisdiction, seen.codes, seen.file, seen.number


class _Index:
    """Families by the pairs of characters in their names: few are worth a closer look."""

    def __init__(self, families: Mapping[str, Family]) -> None:
        self.families = families
        self.by_pair = defaultdict[str, list[str]](list)
        for key, family in families.items():
            for pair in {pair for seen in _seen(family) for pair in _pairs(seen.name)}:
                self.by_pair[pair].append(key)

    def nearest(self, key: str, pairs: Pairs) -> tuple[str, str, float] | None:
        """Find the family an orphan belongs to: its key, the evidence, how sure it is."""
        own = self.families[key]
        confirmed = (k for k, other in self.families.items() if _confirmed(own, other, pairs))
        host = next((k for k in confirmed if k != key), None) if pairs.items else None
        if host:
            return host, "confirmed", 1.0
        scored = [
            (score, bool(family.basic), other)
            for other in self._near(own)
            if other != key and (family := self.families.get(other))
            for score in [_score(own, family)]
            if score >= _SURE and not _denied(own, family, pairs)
        ]
        if not scored:
            return None
        score, _, other = max(
            scored, key=lambda one: (one[0], one[1], [-ord(c) for c in one[2]])
        )
        return other, "likeness", score

    def _near(self, family: Family) -> list[str]:
        shared = Counter[str]()
        for pair in {pair for seen in _seen(family) for pair in _pairs(seen.name)}:
            if len(self.by_pair[pair]) <= _COMMON:
                shared.update(self.by_pair[pair])
        return [key for key, _ in shared.most_common(_NEAREST)]


def _score(own: Family, other: Family) -> float:
    """Say how sure it is that two families are one; 0 where a place would stand in it twice."""
    places = [{kin.sighting.jurisdiction for kin in f.members} for f in (own, other)]
    if places[0] & places[1]:
        return 0.0
    name = max(likeness(a.name, b.name) for a in _seen(own) for b in _seen(other))
    if name < _ALIKE:
        return 0.0
    law = max(_overlap(a.laws, b.laws) for a in _seen(own) for b in _seen(other))
    return round(_NAME * name + _LAW * law, 2)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _confirmed(own: Family, other: Family, pairs: Pairs) -> bool:
    return any(word is True for word in _words(own, other, pairs))


def _denied(own: Family, other: Family, pairs: Pairs) -> bool:
    return any(word is False for word in _words(own, other, pairs))


def _words(own: Family, other: Family, pairs: Pairs) -> Iterator[bool | None]:
    for a in _codes(own):
        for b in _codes(other):
            yield pairs.item(a, b)


def _codes(family: Family) -> Sequence[str]:
    return sorted({code for s in _seen(family) for code in (s.basic_code, *s.codes) if code})


def _seen(family: Family) -> list[Sighting]:
    return [kin.sighting for kin in family.members] + ([family.basic] if family.basic else [])


def _pairs(name: str) -> set[str]:
    text = written(name)
    return {text[at : at + 2] for at in range(len(text) - 1)}
