"""The pages that lead to guides: home, all items, each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.guide import Words
from catalog_std.publish.page import Link
from catalog_std.publish.press import Sheet
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_PROVINCE = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Some links under a heading."""

    words: Words
    links: tuple[Link, ...]
    anchor: str = ""


def home(
    atlas: Atlas, title: Text, sectors: Mapping[str, Text], events: tuple[Link, ...]
) -> Sheet:
    """Give the home page."""
    facts = {
        "items": len(atlas.guides),
        "places": len(atlas.by_place),
        "basics": len(atlas.basics),
    }
    groups = [
        Group(WORDS["events"], events),
        Group(WORDS["by_place"], tuple(_places(atlas))),
        Group(WORDS["by_sector"], tuple(_sectors(atlas, sectors))),
    ]
    shown = tuple(group for group in groups if group.links)
    values = {"lede": filled("home_lede", **facts), "groups": shown}
    return Sheet("index.html", "home.html", title, values["lede"], "", values)  # type: ignore[arg-type]


def listings(atlas: Atlas, sectors: Mapping[str, Text]) -> Iterator[Sheet]:
    """Give the lists of items and of places, and one list for each place."""
    yield _listing(
        "items/index.html", WORDS["items"], _by_sector(atlas, sectors), "items/index.html"
    )
    yield _listing("areas/index.html", WORDS["areas"], _by_province(atlas), "areas/index.html")
    for code, cards in atlas.by_place.items():
        title = filled("items_in", place=atlas.place(code))
        linked = (
            (card.sector, Link(atlas.link(card).href, card.name, card.agency)) for card in cards
        )
        groups = sorted_out(linked, sectors)
        yield _listing(
            f"areas/{code}/index.html", title, groups, "areas/index.html", WORDS["areas"]
        )


def filled(name: str, **facts: object) -> Text:
    """Give words of ours with facts filled in, in both tongues."""
    return Text(WORDS[name].into("zh", **facts), WORDS[name].into("en", **facts))


def sorted_out(
    linked: Iterable[tuple[str, Link]], sectors: Mapping[str, Text]
) -> Iterator[Group]:
    """Give links, each with its sector, sector by sector."""
    by_sector: dict[str, list[Link]] = defaultdict(list)
    for sector, link in linked:
        by_sector[sector].append(link)
    for sector in sorted(by_sector):
        yield Group(sectors.get(sector, sector or WORDS["items"]), tuple(by_sector[sector]))


def _listing(
    path: str, title: Words, groups: Iterable[Group], active: str, above: Words = ""
) -> Sheet:
    way = (Link(active, above),) if above else ()
    values = {"way": (*way, Link("", title)), "lede": "", "groups": tuple(groups)}
    return Sheet(path, "listing.html", title, title, active, values)


def _places(atlas: Atlas) -> Iterator[Link]:
    for code, cards in atlas.by_place.items():
        link = atlas.place_link(code)
        yield Link(link.href, link.words, filled("count_guides", n=len(cards)))


def _by_province(atlas: Atlas) -> Iterator[Group]:
    provinces: dict[str, list[Link]] = defaultdict(list)
    for code, link in zip(atlas.by_place, _places(atlas), strict=True):
        provinces[code[:_PROVINCE]].append(link)
    for digits, links in provinces.items():
        yield Group(atlas.place(f"{digits}0000"), tuple(links))


def _sectors(atlas: Atlas, sectors: Mapping[str, Text]) -> Iterator[Link]:
    for sector, cards in atlas.by_sector.items():
        words = sectors.get(sector, sector)
        yield Link(
            f"items/index.html#{_anchor(sector)}", words, filled("count_items", n=len(cards))
        )


def _by_sector(atlas: Atlas, sectors: Mapping[str, Text]) -> Iterator[Group]:
    for sector, cards in atlas.by_sector.items():
        links = tuple(_counted(atlas, card) for card in cards)
        yield Group(sectors.get(sector, sector or WORDS["items"]), links, _anchor(sector))


def _counted(atlas: Atlas, card: Card) -> Link:
    link, n = atlas.link(card), len(atlas.by_basic.get(card.basic_code, ()))
    return Link(
        link.href,
        link.words,
        filled("count_places", n=n) if card.is_basic else atlas.place(card.jurisdiction),
    )


def _anchor(sector: str) -> str:
    return f"s-{sector.replace('_', '-') or 'none'}"
