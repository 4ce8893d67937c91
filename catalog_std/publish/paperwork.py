"""The pages of papers: which there are, which the government could fetch, and who asks for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from catalog_std.graph.web import Node, Paper, Web, web_of
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.atoms import escaped
from catalog_std.publish.charts import text, width_of
from catalog_std.publish.guide import Figure
from catalog_std.publish.listings import Group, filled
from catalog_std.publish.page import Link
from catalog_std.publish.press import Sheet
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_ACTIVE = "papers/index.html"
_MOST = 50
_SIDE = 12
_ROW = 30
_WIDE = 820


def paper_sheets(atlas: Atlas, sectors: Mapping[str, Text]) -> Iterator[Sheet]:
    """Give the list of papers, and a page for each."""
    web = web_of_cards(atlas)
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
        "picture": Text(_paper_svg(paper.name, *named), _paper_svg(paper.name, *named)),
    }
    about = filled("paper_about", paper=paper.name)
    return Sheet(f"papers/{paper.id}.html", "paper.html", paper.name, about, _ACTIVE, values)


def _item_link(atlas: Atlas, code: str) -> Link:
    basic = atlas.basics.get(code)
    if basic:
        return atlas.link(basic)
    guides = atlas.by_basic.get(code, ())
    return atlas.link(guides[0]) if guides else Link("", code)


def _paper_svg(name: str, givers: Sequence[str], needers: Sequence[str]) -> str:
    """Draw a paper between those who give it and those who ask for it; the lists below name them all."""
    left, right = _side(givers), _side(needers)
    high = max(len(left), len(right), 1) * _ROW + 10
    middle = high / 2
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{escaped(name)}">'
    ]
    for words, x, anchor, edge, out in (
        *((w, 222, "end", 230, 330) for w in left),
        *((w, 598, "start", 590, 490) for w in right),
    ):
        row = (left if anchor == "end" else right).index(words)
        count = len(left if anchor == "end" else right)
        y = middle + (row - (count - 1) / 2) * _ROW
        bend = (edge + out) / 2
        parts.append(
            f'<path class="edge" d="M{edge} {y:.1f}C{bend} {y:.1f} {bend} {middle:.1f} {out} {middle:.1f}"/>'
        )
        parts.append(text(x, y + 5, _fit(words, 222), anchor))
    parts.append(
        f'<rect class="node" x="330" y="{middle - 17:.1f}" width="160" height="34" rx="4"/>'
    )
    parts.append(text(410, middle + 5, _fit(name, 148), "middle", "strong"))
    return "".join((*parts, "</svg>"))


def _side(names: Sequence[str]) -> list[str]:
    shown = list(dict.fromkeys(names))
    more = len(shown) - _SIDE
    return [*shown[:_SIDE], f"… +{more}"] if more > 0 else shown


def _fit(words: str, room: int) -> str:
    while width_of(words) > room:
        words = words.rstrip("…")[:-1] + "…"
    return words


def _sectors_picture(web: Web, sectors: Mapping[str, Text]) -> Text:
    return Text(_sectors_svg(web, sectors, 0), _sectors_svg(web, sectors, 1))


def _sectors_svg(web: Web, sectors: Mapping[str, Text], lang: int) -> str:
    """Draw which sectors' papers which sectors ask for: a line a pair, as thick as there are guides."""
    givers = _ranked(web, 0)
    needers = _ranked(web, 1)
    high = max(len(givers), len(needers)) * _ROW + 10
    most = max(web.between.values())
    label = WORDS["papers_picture"][lang]
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{escaped(label)}">'
    ]
    for (giver, needer), count in web.between.items():
        y, z = (
            20 + _ROW * side.index(one) for side, one in ((givers, giver), (needers, needer))
        )
        thick = 1 + 9 * count / most
        parts.append(
            f'<path class="arc" stroke-width="{thick:.1f}" d="M260 {y}C410 {y} 410 {z} 560 {z}"/>'
        )
    for x, anchor, side in ((250, "end", givers), (570, "start", needers)):
        for row, token in enumerate(side):
            parts.append(
                text(x, 25 + _ROW * row, _fit(_sector(sectors, token)[lang], 240), anchor)
            )
    return "".join((*parts, "</svg>"))


def _ranked(web: Web, side: int) -> list[str]:
    """List the sectors of one side, the busiest first."""
    sums: dict[str, int] = defaultdict(int)
    for pair, count in web.between.items():
        sums[pair[side]] += count
    return sorted(sums, key=lambda token: (-sums[token], token))
