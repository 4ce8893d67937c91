"""The page of an agency: its guides, the papers they ask for, and the papers it issues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from catalog_std.graph.web import Paper, Web
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.guide import Figure
from catalog_std.publish.listings import sorted_out
from catalog_std.publish.page import Link
from catalog_std.publish.press import Sheet
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_ACTIVE = "areas/index.html"


class Row(NamedTuple):
    """A paper on an agency's page: who issues it, how many guides ask for it, how many have people bring it.

    ``fetchable``: the government issued it, and people bring it all the same.
    """

    paper: Link
    issuer: str
    asked: int
    brought: int
    fetchable: bool


def agency_sheets(atlas: Atlas, web: Web, sectors: Mapping[str, Text]) -> Iterator[Sheet]:
    """Give a page for each agency that has a code."""
    given = _given(web)
    for code, cards in atlas.by_agency.items():
        asks = tuple(_asked(cards, web))
        issues = tuple(_issued(cards, web, given))
        name = cards[0].agency
        values = {
            "way": (Link(_ACTIVE, WORDS["areas"]), Link("", name)),
            "figures": tuple(_figures(cards, asks, issues)),
            "groups": tuple(sorted_out(_guides(atlas, cards), sectors)),
            "asks": asks,
            "issues": issues,
        }
        path = f"agencies/{code}/index.html"
        yield Sheet(path, "agency.html", name, name, _ACTIVE, values)


def _given(web: Web) -> Mapping[str, tuple[Paper, ...]]:
    """Find the papers that come of each basic item."""
    given: dict[str, list[Paper]] = defaultdict(list)
    for paper in web.papers.values():
        for code in paper.given_by:
            given[code].append(paper)
    return {code: tuple(papers) for code, papers in given.items()}


def _guides(atlas: Atlas, cards: Iterable[Card]) -> Iterator[tuple[str, Link]]:
    for card in cards:
        place = atlas.place(card.jurisdiction) if card.jurisdiction else ""
        yield card.sector, Link(atlas.link(card).href, card.name, place)


def _figures(
    cards: Iterable[Card], asks: tuple[Row, ...], issues: tuple[Row, ...]
) -> Iterator[Figure]:
    counts = {
        "agency_guides": len(tuple(cards)),
        "agency_asks": len(asks),
        "agency_fetchable": sum(row.fetchable for row in asks),
        "agency_issues": len(issues),
    }
    for name, count in counts.items():
        yield Figure(name, WORDS[name], str(count), "")


def _asked(cards: Iterable[Card], web: Web) -> Iterator[Row]:
    """Give what an agency's guides ask for, what most of them have people bring first; forms aside."""
    asked, brought = Counter[str](), Counter[str]()
    for card in cards:
        for need in card.graph.needs:
            if not need.form:
                asked[need.paper] += 1
                brought[need.paper] += not need.held
    for id in sorted(asked, key=lambda one: (-brought[one], -asked[one], one)):
        paper = web.papers[id]
        fetchable = paper.known and brought[id] > 0
        issuer = paper.issuers[0] if paper.issuers else ""
        yield Row(_link(paper), issuer, asked[id], brought[id], fetchable)


def _issued(
    cards: Iterable[Card], web: Web, given: Mapping[str, tuple[Paper, ...]]
) -> Iterator[Row]:
    """Give what an agency issues, what most guides anywhere have people bring first."""
    cards = tuple(cards)
    results = {gift.paper: gift.name for card in cards for gift in card.graph.gifts}
    wanted = [paper for card in cards for paper in given.get(card.basic_code, ())]
    wanted += [web.papers[id] for id in results if id in web.papers]
    papers = {paper.id: paper for paper in wanted}
    for one in sorted(papers.values(), key=lambda one: (-one.brought, -one.asked, one.id)):
        yield Row(_link(one), "", one.asked, one.brought, one.is_opportunity)
    for id, name in sorted(results.items()):
        if id not in papers:
            yield Row(Link("", name), "", 0, 0, fetchable=False)


def _link(paper: Paper) -> Link:
    return Link(f"papers/{paper.id}.html", paper.name)
