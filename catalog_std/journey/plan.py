"""A life event at one place: the order, the days along the longest way, each paper once, visits combined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from catalog_std.graph.need import Need, Needs
from catalog_std.journey.event import Event, Stage, circle_of

_WEEK, _WORKING = 7, 5


@dataclass(frozen=True, slots=True)
class Stop:
    """An item as a journey sees it. ``days`` are calendar days; None where none are stated."""

    id: str
    name: str
    agency: str
    days: float | None
    visits: int | None
    graph: Needs


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a journey: the items of which one is needed, and its place in the order."""

    stage: Stage
    stops: tuple[Stop, ...]
    rank: int
    begins: float
    ends: float

    @property
    def chosen(self) -> Stop:
        """Give the quickest of the items."""
        return min(self.stops, key=lambda stop: stop.days or 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper of a journey, and the steps that ask for it."""

    paper: str
    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """A life event laid out. Only steps that everybody takes count; visits are those before and after."""

    event: Event
    legs: tuple[Leg, ...]
    days: float
    days_apart: float
    visits: int
    visits_apart: int
    agencies: tuple[str, ...]
    bring: tuple[Asked, ...]
    made: tuple[Asked, ...]
    fetched: tuple[Asked, ...]
    forms: tuple[Asked, ...]


def calendar_days(days: float | None, unit: str) -> float | None:
    """Put days of either kind into calendar days: five working days are a week."""
    return ceil(days * _WEEK / _WORKING) if days and unit == "working" else days


def journey_of(event: Event, find: Callable[[str], Stop | None]) -> Journey | None:
    """Lay out an event where ``find`` gives the item of a basic code; None where it cannot be gone there.

    It can where every step that everybody takes has an item, and no steps wait for each other.
    """
    stops = {stage.id: _stops(stage, find) for stage in event.stages}
    stages = tuple(stage for stage in event.stages if stops[stage.id])
    waits = {
        stage.id: frozenset(id for group in stage.after for id in group) for stage in stages
    }
    missing = any(not stops[stage.id] and stage.when is None for stage in event.stages)
    if missing or not stages or circle_of(waits):
        return None
    legs = tuple(
        sorted(_legs(stages, stops), key=lambda leg: (leg.rank, event.stages.index(leg.stage)))
    )
    return _summed(event, legs)


def _stops(stage: Stage, find: Callable[[str], Stop | None]) -> tuple[Stop, ...]:
    return tuple(stop for code in stage.items if (stop := find(code)) is not None)


def _legs(stages: tuple[Stage, ...], stops: Mapping[str, tuple[Stop, ...]]) -> Iterator[Leg]:
    """Place each step behind those it waits for; of alternatives, behind the one done first."""
    placed: dict[str, Leg] = {}
    left = list(stages)
    known = {stage.id for stage in stages}
    while left:
        for stage in tuple(left):
            groups = [[id for id in group if id in known] for group in stage.after]
            groups = [group for group in groups if group]
            if all(any(id in placed for id in group) for group in groups):
                before = [min((placed[i] for i in g if i in placed), key=_free) for g in groups]
                begins = max((_free(leg) for leg in before), default=0)
                rank = max((leg.rank + 1 for leg in before), default=0)
                days = min(stop.days or 0 for stop in stops[stage.id])
                placed[stage.id] = Leg(stage, stops[stage.id], rank, begins, begins + days)
                left.remove(stage)
    yield from placed.values()


def _free(leg: Leg) -> float:
    """Say when the next step may begin: a step that only some people take holds up nobody else."""
    return leg.ends if leg.stage.when is None else leg.begins


def _summed(event: Event, legs: tuple[Leg, ...]) -> Journey:
    sure = [leg for leg in legs if leg.stage.when is None]
    visits = [(leg.rank, leg.chosen.visits or 0) for leg in sure]
    ranks = {rank for rank, _ in visits}
    asked = tuple(_asked(sure))
    made = {gift.paper for leg in sure for gift in leg.chosen.graph.gifts}
    plain = [(need, one) for need, one in asked if not need.form]
    return Journey(
        event,
        legs,
        days=max((leg.ends for leg in sure), default=0),
        days_apart=sum(leg.chosen.days or 0 for leg in sure),
        visits=sum(max(count for at, count in visits if at == rank) for rank in ranks),
        visits_apart=sum(count for _, count in visits),
        agencies=tuple(dict.fromkeys(leg.chosen.agency for leg in sure if leg.chosen.agency)),
        bring=tuple(one for need, one in plain if not need.held and need.paper not in made),
        made=tuple(one for need, one in plain if not need.held and need.paper in made),
        fetched=tuple(one for need, one in plain if need.held),
        forms=tuple(one for need, one in asked if need.form),
    )


def _asked(legs: Iterable[Leg]) -> Iterator[tuple[Need, Asked]]:
    """List each paper once, with the steps that ask for it."""
    found: dict[str, tuple[Need, list[str]]] = {}
    for leg in legs:
        for need in leg.chosen.graph.needs:
            found.setdefault(need.paper, (need, []))[1].append(leg.chosen.name)
    for need, steps in found.values():
        yield need, Asked(need.paper, need.name, tuple(dict.fromkeys(steps)))
