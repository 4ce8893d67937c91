"""Measures added up over items, as a whole or group by group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from catalog_std.metrics.measure import Measure, Target
from catalog_std.metrics.measured import Counts
from catalog_std.metrics.measures import ALL

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of each measure over some items."""

    items: int
    sums: Mapping[str, tuple[float, float]]

    def value(self, measure: Measure) -> float | None:
        """Give one measure's number; None where nothing counts."""
        return measure.value(*self.sums.get(measure.key, (0.0, 0.0)))

    def values(self) -> Mapping[str, float | None]:
        """Give all numbers by their keys."""
        return {measure.key: self.value(measure) for measure in ALL}


def tally_of(counts: Iterable[Counts]) -> Tally:
    """Add up; items that count for nothing are not counted. What many items count alike is added at once."""
    counting = [one for one in counts if one]
    sums: dict[str, tuple[float, float]] = {}
    for (key, part, whole), times in Counter(chain.from_iterable(counting)).items():
        parts, wholes = sums.get(key, (0.0, 0.0))
        sums[key] = parts + times * part, wholes + times * whole
    return Tally(len(counting), sums)


def tallies_of(counted: Iterable[tuple[Group, Counts]]) -> Mapping[Group, Tally]:
    """Add up group by group; groups in the order of their names."""
    groups: dict[Group, list[Counts]] = defaultdict(list)
    for group, counts in counted:
        groups[group].append(counts)
    added = {group: tally_of(counts) for group, counts in groups.items()}
    return {group: added[group] for group in sorted(added, key=str) if added[group].items}


def target_at(measure: Measure, level: str) -> Target | None:
    """Find the target that a measure has at a level; one for all levels counts everywhere."""
    fitting = (t for t in measure.targets if not t.levels or level in t.levels)
    return next(fitting, None)
