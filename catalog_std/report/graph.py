"""The graph of papers as text, as JSON, and for Graphviz: sector by sector, or round one paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog_std.graph.web import Paper, Web
from catalog_std.report.frame import line_of
from catalog_std.report.frame import width as width_of
from catalog_std.text import Lang, Text

_MOST = 30
_SIDE = 12
_TITLE = Text(
    "{papers} 种材料，{asked} 处要求，其中 {brought} 处由申请人自己带",
    "{papers} papers asked for {asked} times; people bring them {brought} times",
)
_ONCE = Text(
    "可以不再让人交的材料：由政府核发，仍要申请人带（列出 {n} 种，共 {all} 种）",
    "Papers nobody need bring: the government issued them, people still do ({n} of {all} shown)",
)
_GUIDES = Text("{n} 份指南要带", "brought in {n} guides")
_SPARED = Text("每年 {n} 件", "{n} applications a year")
_BETWEEN = Text("谁核发，谁要（按行业，指南数）", "Who issues, who asks (by sector, in guides)")
_GIVEN = Text("核发它的事项", "Given by")
_ISSUED = Text("核发机关", "Issued by")
_NEEDED = Text("要它的事项", "Asked for by")
_MORE = Text("…… 另有 {n} 个", "… and {n} more")


@dataclass(frozen=True, slots=True)
class Picture:
    """A web with the names of its items and sectors; ``counted``: with applications; ``paper`` the one asked about."""

    web: Web
    names: Mapping[str, str]
    sectors: Mapping[str, Text]
    counted: bool = False
    paper: Paper | None = None

    def sector(self, token: str, lang: Lang) -> str:
        """Name a sector; one that no list has by its token."""
        return self.sectors[token].said(lang) if token in self.sectors else token or "—"

    def item(self, code: str) -> str:
        """Name an item."""
        return self.names.get(code, code)


def text_graph(picture: Picture, lang: Lang) -> Iterator[str]:
    """Print what could be fetched, and which sectors ask which; or who asks for one paper."""
    if picture.paper:
        yield from _paper_text(picture, picture.paper, lang)
        return
    papers = picture.web.papers.values()
    asked, brought = sum(p.asked for p in papers), sum(p.brought for p in papers)
    yield _TITLE.into(lang, papers=len(papers), asked=asked, brought=brought)
    yield from _once(picture, lang)
    if picture.web.between:
        yield ""
        yield _BETWEEN.said(lang)
        for (giver, needer), count in _heaviest(picture.web):
            pair = f"{picture.sector(giver, lang)} → {picture.sector(needer, lang)}"
            yield f"  {count:>6}  {line_of(pair)}"


def json_graph(picture: Picture, lang: Lang) -> Iterator[str]:
    """Write all papers with who asks, who gives and what could be spared."""
    del lang
    papers = [picture.paper] if picture.paper else picture.web.papers.values()
    data = {
        "version": 1,
        "papers": [_paper_data(picture, paper) for paper in papers],
        "opportunities": [paper.id for paper in picture.web.opportunities],
        "between": [
            {"from": giver, "to": needer, "guides": count}
            for (giver, needer), count in picture.web.between.items()
        ],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def dot_graph(picture: Picture, lang: Lang) -> Iterator[str]:
    """Write the graph for Graphviz: sectors as nodes, or one paper with its items."""
    yield "digraph papers {"
    yield "  rankdir=LR;"
    yield '  node [shape=box, fontname="sans-serif"];'
    yield from (
        _paper_dot(picture, picture.paper, lang) if picture.paper else _dot(picture, lang)
    )
    yield "}"


def _once(picture: Picture, lang: Lang) -> Iterator[str]:
    chances = picture.web.opportunities
    shown = chances[:_MOST]
    if not shown:
        return
    yield ""
    yield _ONCE.into(lang, n=len(shown), all=len(chances))
    wide = max(width_of(line_of(paper.name)) for paper in shown)
    for paper in shown:
        name = line_of(paper.name)
        told = [_GUIDES.into(lang, n=paper.brought)]
        told += [_SPARED.into(lang, n=paper.spared)] if picture.counted else []
        told += [line_of(paper.issuers[0])] if paper.issuers else []
        yield f"  {name}{' ' * (wide - width_of(name))}  {paper.id:<24} {' · '.join(told)}"


def _heaviest(web: Web) -> list[tuple[tuple[str, str], int]]:
    return sorted(web.between.items(), key=lambda one: (-one[1], one[0]))[:_MOST]


def _paper_text(picture: Picture, paper: Paper, lang: Lang) -> Iterator[str]:
    told = [_GUIDES.into(lang, n=paper.brought)]
    told += [_SPARED.into(lang, n=paper.spared)] if picture.counted else []
    yield f"{line_of(paper.name)} ({paper.id}) · {' · '.join(told)}"
    for head, names in (
        (_ISSUED, paper.issuers),
        (_GIVEN, tuple(map(picture.item, paper.given_by))),
        (_NEEDED, tuple(map(picture.item, paper.needed_by))),
    ):
        if names:
            yield ""
            yield f"{head.said(lang)} ({len(names)})"
            yield from (f"  {line_of(name)}" for name in names)


def _paper_data(picture: Picture, paper: Paper) -> dict[str, object]:
    return {
        "id": paper.id,
        "name": paper.name,
        "asked": paper.asked,
        "brought": paper.brought,
        "applications": paper.spared if picture.counted else None,
        "could_be_fetched": paper.is_opportunity,
        "issuers": list(paper.issuers),
        "given_by": [_item(picture, code) for code in paper.given_by],
        "needed_by": [_item(picture, code) for code in paper.needed_by],
    }


def _item(picture: Picture, code: str) -> dict[str, str]:
    return {"basic_code": code, "name": picture.item(code)}


def _dot(picture: Picture, lang: Lang) -> Iterator[str]:
    most = max(picture.web.between.values(), default=1)
    for (giver, needer), count in _heaviest(picture.web):
        ends = (picture.sector(giver, lang), picture.sector(needer, lang))
        thick = 1 + 7 * count / most
        yield f'  {_quoted(ends[0])} -> {_quoted(ends[1])} [label="{count}", penwidth={thick:.1f}];'


def _paper_dot(picture: Picture, paper: Paper, lang: Lang) -> Iterator[str]:
    centre = _quoted(paper.name)
    yield f"  {centre} [shape=note, style=bold];"
    for name in _some(picture, paper.given_by, lang):
        yield f"  {_quoted(name)} -> {centre};"
    for name in _some(picture, paper.needed_by, lang):
        yield f"  {centre} -> {_quoted(name)};"


def _some(picture: Picture, codes: Iterable[str], lang: Lang) -> Iterator[str]:
    """Name a dozen items, and count the rest."""
    names = list(dict.fromkeys(map(picture.item, codes)))
    yield from names[:_SIDE]
    if len(names) > _SIDE:
        yield _MORE.into(lang, n=len(names) - _SIDE)


def _quoted(text: str) -> str:
    """Write a text as Graphviz reads it: nothing in it ends it."""
    return '"' + line_of(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
