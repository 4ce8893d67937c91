"""What is demanded of an object, gathered: bounds, names, values by name and by region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from catalog_std.proof.demands import MANY, Region
from catalog_std.proof.formula import Fact
from catalog_std.proof.nodes import Goal, Signed


class Matcher(Protocol):
    """Who matches names against patterns."""

    def matches(self, pattern: str, word: str) -> bool | None:
        """Say whether a pattern matches in a word; None where it cannot be read."""
        ...


class Want(NamedTuple):
    """A property there must be: in a region, with a value, with a name of a kind."""

    region: Region | None
    value: Signed | None
    name: Signed | None


@dataclass(slots=True)
class Shape:
    """All demands on one object."""

    low: int = 0
    high: int = MANY
    required: dict[str, None] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    properties: dict[str, set[Signed]] = field(default_factory=dict)
    regions: list[tuple[Region, Signed]] = field(default_factory=list)
    names: set[Signed] = field(default_factory=set)
    wants: list[Want] = field(default_factory=list)

    @property
    def clashes(self) -> bool:
        """Whether bounds and names alone contradict each other."""
        crowded = max(self.low, len(self.required)) > self.high
        return crowded or not self.absent.isdisjoint(self.required)

    def known(self) -> list[str]:
        """List the names any demand speaks of, the required first."""
        regions = [region for region, _ in self.regions]
        regions += [want.region for want in self.wants if want.region]
        spoken = (name for region in regions for name in region.names)
        return list(
            dict.fromkeys((*self.required, *self.properties, *spoken, *sorted(self.absent)))
        )

    def patterns(self) -> list[str]:
        """List the patterns any demand speaks of."""
        regions = [region for region, _ in self.regions]
        regions += [want.region for want in self.wants if want.region]
        return list(
            dict.fromkeys(pattern for region in regions for pattern in _patterns(region))
        )

    def value_of(self, name: str, words: Matcher) -> Goal:
        """Say what the value under a name must satisfy, as far as patterns can be read."""
        own = self.properties.get(name, set())
        return frozenset(own) | {
            of for region, of in self.regions if inside(region, name, words) is True
        }


def shape_of(facts: Iterable[Fact]) -> Shape:
    """Gather facts about an object."""
    shape = Shape()
    for fact in facts:
        _gather(shape, fact)
    return shape


def inside(region: Region, name: str, words: Matcher) -> bool | None:
    """Say whether a name is in a region; None where a pattern cannot be read."""
    if region.inside is not None:
        return words.matches(region.inside, name)
    if name in region.names:
        return False
    told = [words.matches(pattern, name) for pattern in region.patterns]
    return False if True in told else None if None in told else True


def _gather(shape: Shape, fact: Fact) -> None:
    at: Any = fact.at
    of: Any = fact.of
    match fact.kind:
        case "low":
            shape.low = max(shape.low, at)
        case "high":
            shape.high = min(shape.high, at)
        case "required":
            shape.required[at] = None
        case "absent":
            shape.absent.add(at)
        case "property":
            shape.properties.setdefault(at, set()).add(of)
        case "region":
            shape.regions.append((at, of))
        case "names":
            shape.names.add(of)
        case "some":
            shape.wants.append(Want(at, of, None))
        case "some-name":
            shape.wants.append(Want(None, None, of))


def _patterns(region: Region) -> tuple[str, ...]:
    return region.patterns if region.inside is None else (region.inside,)
