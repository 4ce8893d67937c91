"""All numbers of a catalog: as a whole, by place and by agency; what each place offers; what was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from catalog_std.codes.division import level_of
from catalog_std.finding import Finding, Severity
from catalog_std.metrics.measured import Counts
from catalog_std.metrics.tally import Tally, tallies_of, tally_of

_DIGITS = 6
Counted = TypeVar("Counted", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the numbers see it."""

    place: str
    agency: str
    agency_name: str
    basic_code: str
    is_basic: bool
    levels: tuple[str, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a place offers, of what the basic catalogue expects at its level, and of what its peers offer."""

    offered: int
    expected: int
    met: int
    peers: int
    shared: int

    @property
    def of_basics(self) -> float | None:
        """Give the share of the basic items of its level that the place offers."""
        return self.met / self.expected if self.expected else None

    @property
    def of_peers(self) -> float | None:
        """Give the share of what places of its level offer anywhere that it offers too."""
        return self.shared / self.peers if self.peers else None


@dataclass(frozen=True, slots=True)
class Faults:
    """Findings counted: by rule and severity, by place, by agency."""

    by_rule: Mapping[tuple[str, Severity], int]
    by_place: Mapping[str, int]
    by_agency: Mapping[str, int]

    @property
    def count(self) -> int:
        """Count all findings."""
        return sum(self.by_rule.values())


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a catalog. Agencies go by their codes; ``names`` tells what they are called."""

    whole: Tally
    by_place: Mapping[str, Tally]
    by_agency: Mapping[str, Tally]
    coverage: Mapping[str, Coverage]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """What the catalog was at some commit: its numbers, and how much was found in it."""

    name: str
    tally: Tally
    findings: int


@dataclass(frozen=True, slots=True)
class Stats:
    """All that is told of a catalog on a day, and of what it was before, the earliest first."""

    numbers: Numbers
    faults: Faults
    day: date
    past: tuple[Past, ...] = ()


def numbers_of(rows: Iterable[Row]) -> Numbers:
    """Count a catalog's items."""
    items = tuple(rows)
    guides = [row for row in items if not row.is_basic]
    return Numbers(
        tally_of(row.counts for row in guides),
        tallies_of((row.place, row.counts) for row in guides if row.place),
        tallies_of((row.agency, row.counts) for row in guides if row.agency),
        dict(_coverage(items, guides)),
        {row.agency: row.agency_name for row in guides if row.agency},
    )


def faults_of(findings: Iterable[Finding], items: Mapping[tuple[str, int], Row]) -> Faults:
    """Count findings, the most frequent first; one in a basic item belongs to no place."""
    by_rule, by_place, by_agency = (
        Counter[tuple[str, Severity]](),
        Counter[str](),
        Counter[str](),
    )
    for finding in findings:
        by_rule[finding.rule, finding.severity] += 1
        row = items.get((finding.where.file, finding.number))
        if row and not row.is_basic:
            by_place[row.place] += 1
            by_agency[row.agency] += 1
    return Faults(_falling(by_rule), _falling(by_place), _falling(by_agency))


def _falling(counter: Counter[Counted]) -> Mapping[Counted, int]:
    return dict(sorted(counter.items(), key=lambda pair: (-pair[1], str(pair[0]))))


def _coverage(items: Iterable[Row], guides: Iterable[Row]) -> Iterator[tuple[str, Coverage]]:
    expected: dict[str, set[str]] = defaultdict(set)
    for row in items:
        for level in row.levels if row.is_basic else ():
            expected[level].add(row.basic_code)
    offered: dict[str, set[str]] = defaultdict(set)
    for row in guides:
        if len(row.place) == _DIGITS:
            offered[row.place].add(row.basic_code)
    peers: dict[str, set[str]] = defaultdict(set)
    for place, codes in offered.items():
        peers[level_of(place)] |= codes
    for place in sorted(offered):
        codes, level = offered[place], level_of(place)
        met = len(codes & expected[level])
        yield (
            place,
            Coverage(len(codes), len(expected[level]), met, len(peers[level]), len(codes)),
        )
