"""Weave the graph of papers: every effective item once, and whose needs are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from catalog_std.effective import effective_of
from catalog_std.graph.need import needs_of
from catalog_std.graph.web import Node, Web, web_of
from catalog_std.item import Item, item_of
from catalog_std.run.job import Job
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the graph: at which place (the digits a division begins with), of which agency, with which volumes."""

    place: str = ""
    agency: str = ""
    volumes: Mapping[str, int] = field(default_factory=dict)

    def covers(self, item: Item) -> bool:
        """Say whether an item's needs are asked about."""
        named = (item.agency.code, item.agency.name)
        here = item.jurisdiction.startswith(self.place)
        return here and (not self.agency or self.agency in named)


@dataclass(frozen=True, slots=True)
class Woven:
    """The web, and what its items are called by their basic codes."""

    web: Web
    names: Mapping[str, str]


def woven(job: Job, asked: Asked, progress: Progress | None = None) -> Woven:
    """Weave; raises CatalogError where nobody at that place or agency asks for anything, or no volume fits."""
    nodes: list[Node] = []
    asking: list[str] = []
    for item in _items(job, progress):
        node = _node(item, asked.volumes)
        nodes.append(node)
        if asked.covers(item):
            asking.append(node.id)
    if nodes and not asking:
        raise CatalogError(Text("没有这样的地方或部门", "no such place or agency"))
    if asked.volumes and not any(node.applications for node in nodes):
        raise CatalogError(
            Text("办件量里没有本目录的编码", "no code of the catalog is in the volumes")
        )
    return Woven(web_of(nodes, asking), {node.basic_code: node.name for node in nodes})


def _items(job: Job, progress: Progress | None) -> Iterator[Item]:
    basics = job.texts.basics()
    for done, name in enumerate(job.texts.names, start=1):
        for document in job.texts.documents(name):
            if document.data:
                yield item_of(effective_of(document, basics))
        if progress:
            progress(done, len(job.texts.names))


def _node(item: Item, volumes: Mapping[str, int]) -> Node:
    codes = (item.handling_code, item.code)
    counted = next((volumes[code] for code in codes if code in volumes), 0)
    id = next((code for code in codes if code), item.basic_code)
    graph = needs_of(item)
    return Node(id, item.basic_code, item.name, item.sector, item.is_basic, graph, counted)
