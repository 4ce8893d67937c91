"""The graph of papers: who asks for each, who gives it, and which the government could fetch itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog_std.graph.need import Need, Needs


@dataclass(frozen=True, slots=True)
class Node:
    """One item in the graph; ``applications`` are those of a year, where somebody has counted."""

    id: str
    basic_code: str
    name: str
    sector: str
    is_basic: bool
    graph: Needs
    applications: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: the items that ask for it, those that give it, and how often people still bring it.

    ``asked`` and ``brought`` count guides: all that ask, and those where it is not fetched; ``spared`` are
    the applications of the latter. ``known``: the government issued it, so it could fetch it.
    """

    id: str
    name: str
    needed_by: tuple[str, ...]
    given_by: tuple[str, ...]
    issuers: tuple[str, ...]
    asked: int
    brought: int
    known: bool
    spared: int = 0

    @property
    def is_opportunity(self) -> bool:
        """Say whether people bring what the government could fetch."""
        return self.known and self.brought > 0


@dataclass(frozen=True, slots=True)
class Web:
    """All papers by id, and how many guides of one sector ask for papers that another gives."""

    papers: Mapping[str, Paper]
    between: Mapping[tuple[str, str], int]

    @property
    def opportunities(self) -> tuple[Paper, ...]:
        """List what could be fetched: what spares most applications first, then what most guides ask for."""
        found = (paper for paper in self.papers.values() if paper.is_opportunity)
        return tuple(sorted(found, key=lambda p: (-p.spared, -p.brought, p.id)))


def web_of(nodes: Iterable[Node], asking: Iterable[str] | None = None) -> Web:
    """Weave the graph of a catalog; ``asking`` are the items whose needs count, else all.

    Items are named by their basic codes; forms are nobody's to give.
    """
    items = tuple(nodes)
    gifts: dict[str, dict[str, None]] = defaultdict(dict)
    for node in items:
        for gift in node.graph.gifts:
            gifts[gift.paper][node.basic_code] = None
    sector = {node.basic_code: node.sector for node in items}
    wanted = None if asking is None else frozenset(asking)
    gathered = _gathered(node for node in items if wanted is None or node.id in wanted)
    papers = {id: one.paper(id, gifts) for id, one in sorted(gathered.items())}
    between = Counter[tuple[str, str]]()
    for paper in papers.values():
        for giver in {sector[code] for code in paper.given_by if code in sector}:
            for code, guides in gathered[paper.id].guides.items():
                between[giver, sector[code]] += guides
    return Web(papers, dict(sorted(between.items())))


@dataclass(slots=True)
class _Gathering:
    """What is said of one paper, here and there."""

    names: Counter[str]
    issuers: dict[str, None]
    issued_by: dict[str, None]
    guides: Counter[str]
    needed: dict[str, None]
    brought: int = 0
    known: bool = False
    spared: int = 0

    def gather(self, node: Node, need: Need) -> None:
        """Add what one item says."""
        self.names[need.name] += 1
        self.needed[node.basic_code] = None
        self.known |= need.source == "government"
        if need.issuer:
            self.issuers[need.issuer] = None
        if need.issued_by:
            self.issued_by[need.issued_by] = None
        if not node.is_basic:
            self.guides[node.basic_code] += 1
            self.brought += not need.held
            self.spared += 0 if need.held else node.applications

    def paper(self, id: str, gifts: Mapping[str, Mapping[str, None]]) -> Paper:
        name = min(self.names, key=lambda one: (-self.names[one], one))
        given = tuple(dict.fromkeys((*gifts.get(id, ()), *self.issued_by)))
        asked = sum(self.guides.values())
        return Paper(
            id,
            name,
            tuple(sorted(self.needed)),
            tuple(sorted(given)),
            tuple(self.issuers),
            asked,
            self.brought,
            self.known or bool(given),
            self.spared,
        )


def _gathered(nodes: Iterable[Node]) -> Mapping[str, _Gathering]:
    found: dict[str, _Gathering] = {}
    for node in nodes:
        for need in node.graph.needs:
            if need.form:
                continue
            one = found.get(need.paper)
            if one is None:  # no setdefault: its second argument would be made for every need
                one = found[need.paper] = _Gathering(Counter(), {}, {}, Counter(), {})
            one.gather(node, need)
    return found
