"""The pages of life events: the journey in general, and at each place where all of it can be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from catalog_std.codes.division import chain_of
from catalog_std.journey.event import Event
from catalog_std.journey.plan import Asked, Journey, Stop, journey_of
from catalog_std.publish.address import is_slug
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.guide import Figure, Words
from catalog_std.publish.listings import Group, filled
from catalog_std.publish.page import Link
from catalog_std.publish.press import Sheet
from catalog_std.publish.said import days_in
from catalog_std.publish.words import WORDS
from catalog_std.text import Text, counted

_ACTIVE = "events/index.html"
_CALENDAR = Text("自然日", "calendar days")


@dataclass(frozen=True, slots=True)
class Step:
    """One step as its page shows it: links to the guides of which one is needed."""

    number: int
    links: tuple[Link, ...]
    agency: str
    days: str
    lasts: Words
    visits: int | None
    after: tuple[str, ...]
    when: Words
    note: Words


def event_sheets(events: tuple[Event, ...], atlas: Atlas) -> Iterator[Sheet]:
    """Give the list of life events, and the pages of each."""
    if not events:
        return
    links = event_links(events)
    title = WORDS["events"]
    values = {
        "way": (Link("", title),),
        "lede": WORDS["events_lede"],
        "groups": (Group(title, links),),
    }
    yield Sheet(_ACTIVE, "listing.html", title, WORDS["events_lede"], _ACTIVE, values)
    for event in events:
        yield from _sheets(event, atlas)


def event_links(events: tuple[Event, ...]) -> tuple[Link, ...]:
    """Lead to each life event."""
    return tuple(
        Link(f"events/{e.id}/index.html", e.name, filled("count_steps", n=len(e.stages)))
        for e in events
    )


def events_by_item(events: tuple[Event, ...]) -> Mapping[str, tuple[Link, ...]]:
    """Lead from each basic item to the life events it is part of."""
    found: dict[str, list[Link]] = defaultdict(list)
    for event, link in zip(events, event_links(events), strict=True):
        for code in dict.fromkeys(code for stage in event.stages for code in stage.items):
            found[code].append(Link(link.href, event.name))
    return {code: tuple(links) for code, links in found.items()}


def usable(events: tuple[Event, ...], atlas: Atlas) -> tuple[Event, ...]:
    """Keep the events that can have a page: with an id of their own, a name, and items that are in use."""
    kept: dict[str, Event] = {}
    for event in events:
        if (
            is_slug(event.id)
            and event.id.islower()
            and event.name.zh
            and _general(event, atlas)
        ):
            kept.setdefault(event.id, event)
    return tuple(kept[id] for id in sorted(kept))


def _sheets(event: Event, atlas: Atlas) -> Iterator[Sheet]:
    places = {
        code: journey
        for code in atlas.by_place
        if (journey := journey_of(event, _found_at(atlas, code)))
    }
    links = tuple(
        Link(f"events/{event.id}/{code}.html", atlas.place(code), _told(journey))
        for code, journey in places.items()
    )
    for general in _general(event, atlas):
        yield _sheet(event, f"events/{event.id}/index.html", event.name, general, links)
    for code, journey in places.items():
        place = atlas.place(code)
        title = Text(f"{event.name.zh} · {place}", f"{event.name.en} · {place}")
        yield _sheet(event, f"events/{event.id}/{code}.html", title, journey, ())


def _general(event: Event, atlas: Atlas) -> list[Journey]:
    """Lay an event out over the basic items, where that can be done."""
    journey = journey_of(event, lambda code: _stop(atlas.basics.get(code)))
    return [journey] if journey else []


def _told(journey: Journey) -> Text:
    return filled("event_short", days=f"{journey.days:g}", visits=journey.visits)


def _found_at(atlas: Atlas, place: str) -> Callable[[str], Stop | None]:
    """Find an item at a place, or at the city or province it lies in."""

    def find(code: str) -> Stop | None:
        above = dict.fromkeys(reversed(chain_of(place)))
        return next((s for at in above if (s := _stop(atlas.at_hand.get((code, at))))), None)

    return find


def _stop(card: Card | None) -> Stop | None:
    if card is None or not card.in_use:
        return None
    return Stop(card.id, card.name, card.agency, card.days, card.visits, card.graph)


def _sheet(
    event: Event, path: str, title: Words, journey: Journey, places: tuple[Link, ...]
) -> Sheet:
    values = {
        "way": (Link(_ACTIVE, WORDS["events"]), Link("", event.name)),
        "event": event.name,
        "lede": event.summary,
        "aliases": event.aliases,
        "figures": tuple(_figures(journey)),
        "steps": tuple(_steps(journey)),
        "papers": tuple(_papers(journey)),
        "forms": journey.forms,
        "overlap": any(len(one.steps) > 1 for one in journey.forms),
        "agencies": journey.agencies,
        "places": places,
    }
    return Sheet(path, "event.html", title, event.summary, _ACTIVE, values)


def _figures(journey: Journey) -> Iterator[Figure]:
    days, apart = f"{journey.days:g}", f"{journey.days_apart:g}"
    saved = filled("event_days_apart", n=apart) if journey.days != journey.days_apart else ""
    unit = WORDS["calendar_days"]
    yield Figure(
        "days", WORDS["event_days"], days, Text(unit.zh, counted(days, unit.en)), saved
    )
    visits = (
        filled("event_visits_apart", n=journey.visits_apart)
        if journey.visits != journey.visits_apart
        else ""
    )
    yield Figure("visits", WORDS["event_visits"], str(journey.visits), WORDS["times"], visits)
    asked = sum(len(one.steps) for one in (*journey.bring, *journey.made, *journey.fetched))
    yield Figure(
        "papers",
        WORDS["event_papers"],
        str(len(journey.bring)),
        WORDS["pieces"],
        filled("event_asked", n=asked),
    )
    forms, kinds = sum(len(one.steps) for one in journey.forms), len(journey.forms)
    merged = filled("event_merged", n=kinds) if kinds < forms else ""
    yield Figure("forms", WORDS["event_forms"], str(forms), WORDS["pieces"], merged)
    yield Figure("agencies", WORDS["agencies"], str(len(journey.agencies)), WORDS["bodies"])


def _steps(journey: Journey) -> Iterator[Step]:
    names = {leg.stage.id: leg.chosen.name for leg in journey.legs}
    for number, leg in enumerate(journey.legs, start=1):
        after = tuple(
            "/".join(names[id] for id in group if id in names) for group in leg.stage.after
        )
        stop = leg.chosen
        yield Step(
            number,
            tuple(Link(f"items/{one.id}/index.html", one.name) for one in leg.stops),
            stop.agency,
            f"{stop.days:g}" if stop.days else "",
            days_in(stop.days or None, _CALENDAR) or "",
            stop.visits,
            tuple(filter(None, after)),
            leg.stage.when or "",
            leg.stage.note or "",
        )


def _papers(journey: Journey) -> Iterator[tuple[Words, tuple[Asked, ...]]]:
    groups = (
        ("event_bring", journey.bring),
        ("event_made", journey.made),
        ("event_fetched", journey.fetched),
    )
    yield from ((WORDS[name], found) for name, found in groups if found)
