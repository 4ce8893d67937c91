"""The pages of papers: which there are, which the government could fetch, and who asks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog_std.graph.web import Node, Paper, Web, web_of
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.guide import Figure
from catalog_std.publish.listings import Group, filled
from catalog_std.publish.page import Link
from catalog_std.publish.press import Sheet
from catalog_std.publish.weave import paper_svg, sectors_svg
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_ACTIVE = "papers/index.html"
_MOST = 50


def paper_sheets(atlas: Atlas, web: Web, sectors: Mapping[str, Text]) -> Iterator[Sheet]:
    """Give the list of papers, and a page for each."""
    values = {
        "way": (Link("", WORDS["papers"]),),
        "lede": WORDS["papers_lede"],
        "picture": _sectors_picture(web, sectors) if web.between else None,
        "between": tuple(_between(web, sectors)),
        "chances": tuple(_chances(web)),
        "groups": (Group(WORDS["papers_all"], tuple(_links(web)), "all"),),
    }
    yield Sheet(_ACTIVE, "papers.html", WORDS["papers"], WORDS["papers_lede"], _ACTIVE, values)
    for paper in web.papers.values():
        yield _sheet(atlas, paper)


def web_of_cards(atlas: Atlas) -> Web:
    """Weave the graph of a catalog's papers from its cards."""
    return web_of(
        Node(card.id, card.basic_code, card.name, card.sector, card.is_basic, card.graph)
        for card in atlas.cards
    )


def _links(web: Web) -> Iterator[Link]:
    for paper in sorted(web.papers.values(), key=lambda one: (-one.asked, one.id)):
        yield Link(f"papers/{paper.id}.html", paper.name, filled("asked_by", n=paper.asked))


def _chances(web: Web) -> Iterator[tuple[Link, int, int, str]]:
    for paper in web.opportunities[:_MOST]:
        issuer = paper.issuers[0] if paper.issuers else ""
        yield Link(f"papers/{paper.id}.html", paper.name), paper.brought, paper.asked, issuer


def _between(web: Web, sectors: Mapping[str, Text]) -> Iterator[tuple[Text, Text, int]]:
    for (giver, needer), count in sorted(
        web.between.items(), key=lambda one: (-one[1], one[0])
    ):
        yield _sector(sectors, giver), _sector(sectors, needer), count


def _sector(sectors: Mapping[str, Text], token: str) -> Text:
    return sectors.get(token, Text(token, token))


def _sheet(atlas: Atlas, paper: Paper) -> Sheet:
    givers = tuple(_item_link(atlas, code) for code in paper.given_by)
    needers = tuple(_item_link(atlas, code) for code in paper.needed_by)
    figures = (
        Figure("items", WORDS["paper_items"], str(len(paper.needed_by)), WORDS["bodies"]),
        Figure("guides", WORDS["paper_guides"], str(paper.asked), WORDS["pieces"]),
        Figure("brought", WORDS["paper_brought"], str(paper.brought), WORDS["pieces"]),
    )
    chance = filled("paper_chance", n=paper.brought) if paper.is_opportunity else ""
    named = [str(link.words) for link in givers], [str(link.words) for link in needers]
    values = {
        "way": (Link(_ACTIVE, WORDS["papers"]), Link("", paper.name)),
        "figures": figures,
        "chance": chance,
        "issuers": paper.issuers,
        "givers": givers,
        "needers": needers,
        "picture": Text(paper_svg(paper.name, *named), paper_svg(paper.name, *named)),
    }
    about = filled("paper_about", paper=paper.name)
    return Sheet(f"papers/{paper.id}.html", "paper.html", paper.name, about, _ACTIVE, values)


def _item_link(atlas: Atlas, code: str) -> Link:
    basic = atlas.basics.get(code)
    if basic:
        return atlas.link(basic)
    guides = atlas.by_basic.get(code, ())
    return atlas.link(guides[0]) if guides else Link("", code)


def _sectors_picture(web: Web, sectors: Mapping[str, Text]) -> Text:
    return Text(sectors_svg(web, sectors, "zh"), sectors_svg(web, sectors, "en"))
