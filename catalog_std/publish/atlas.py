"""All items of a catalog in short, and how to get from one to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from catalog_std.codes.division import chain_of
from catalog_std.publish.address import is_slug
from catalog_std.publish.cards import Card
from catalog_std.publish.page import Link
from catalog_std.publish.places import place_name
from catalog_std.text import Text

_NEAR = 4


@dataclass(frozen=True, slots=True)
class Unpublished:
    """An item that cannot have a page, and why."""

    file: str
    why: Text


@dataclass(frozen=True)
class Atlas:
    """The cards of a catalog by everything they are looked up by, in a steady order."""

    cards: tuple[Card, ...]
    unpublished: tuple[Unpublished, ...]
    on: date
    names: Mapping[str, str] = field(default_factory=dict)
    _links: dict[str, Link] = field(default_factory=dict, repr=False, compare=False)
    _peers: dict[str, Link] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, Card]:
        """Find a card by the code it is published under."""
        return {card.id: card for card in self.cards}

    @cached_property
    def guides(self) -> tuple[Card, ...]:
        """List the implementation items."""
        return tuple(card for card in self.cards if not card.is_basic)

    @cached_property
    def basics(self) -> Mapping[str, Card]:
        """Find a basic item by its code."""
        return {card.basic_code: card for card in self.cards if card.is_basic}

    @cached_property
    def by_basic(self) -> Mapping[str, tuple[Card, ...]]:
        """List the guides of each basic item, neighbours side by side."""
        return _grouped((card.basic_code, card) for card in self.guides)

    @cached_property
    def by_place(self) -> Mapping[str, tuple[Card, ...]]:
        """List the guides of each jurisdiction."""
        return _grouped(
            (card.jurisdiction, card) for card in self.guides if is_slug(card.jurisdiction)
        )

    @cached_property
    def by_agency(self) -> Mapping[str, tuple[Card, ...]]:
        """List the guides of each agency that has a code."""
        return _grouped(
            (card.agency_code, card) for card in self.guides if is_slug(card.agency_code)
        )

    @cached_property
    def by_sector(self) -> Mapping[str, tuple[Card, ...]]:
        """List the basic items of each sector; those that are nobody's basic item stand for themselves."""
        lone = (card for card in self.guides if card.basic_code not in self.basics)
        return _grouped((card.sector, card) for card in (*self.basics.values(), *lone))

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {card.id: n for cards in self.by_basic.values() for n, card in enumerate(cards)}

    def place(self, code: str) -> str:
        """Name a jurisdiction in full."""
        return place_name(code, self.on)

    def link(self, card: Card) -> Link:
        """Lead to an item."""
        if card.id not in self._links:
            self._links[card.id] = Link(f"items/{card.id}/index.html", card.name)
        return self._links[card.id]

    def peer_link(self, card: Card) -> Link:
        """Lead to an item by the name of its place."""
        if card.id not in self._peers:
            self._peers[card.id] = Link(self.link(card).href, self.place(card.jurisdiction))
        return self._peers[card.id]

    def place_link(self, code: str) -> Link:
        """Lead to the guides of a jurisdiction."""
        return Link(f"areas/{code}/index.html", self.place(code))

    def near(self, card: Card) -> tuple[Card, ...]:
        """List the same item's guides in the places nearest by code."""
        found = self.by_basic.get(card.basic_code, ())
        at = self._rank[card.id]
        return (*found[max(0, at - _NEAR) : at], *found[at + 1 : at + 1 + _NEAR])

    def issuer(self, code: str, jurisdiction: str) -> Link | None:
        """Find the item that issues a paper: the one nearest at hand, else the basic item."""
        above = (*reversed(chain_of(jurisdiction)),) if jurisdiction else ()
        for place in dict.fromkeys(above):
            if found := self.at_hand.get((code, place)):
                return self.link(found)
        basic = self.basics.get(code)
        return self.link(basic) if basic else None

    @cached_property
    def at_hand(self) -> Mapping[tuple[str, str], Card]:
        """Find the guide of a basic item at a place."""
        return {(card.basic_code, card.jurisdiction): card for card in reversed(self.guides)}


def atlas_of(cards: Iterable[Card], on: date) -> Atlas:
    """Put cards in order; one without a code that can be an address, or whose code is taken, is left out."""
    ordered = sorted(
        cards,
        key=lambda card: (card.is_basic, card.jurisdiction, card.id, card.file, card.number),
    )
    kept: dict[str, Card] = {}
    left: list[Unpublished] = []
    for card in ordered:
        if why := _refused(card, kept):
            left.append(Unpublished(card.file, why))
        else:
            kept[card.id] = card
    return Atlas(tuple(kept.values()), tuple(left), on)


def _refused(card: Card, kept: Mapping[str, Card]) -> Text | None:
    if not is_slug(card.id):
        return Text("没有可用作网址的编码", "no code that can be an address")
    if card.id in kept:
        return Text(
            f"编码 {card.id} 已被 {kept[card.id].file} 使用",
            f"{kept[card.id].file} has the code {card.id} already",
        )
    return None if card.name else Text("没有名称", "no name")


def _grouped(pairs: Iterable[tuple[str, Card]]) -> Mapping[str, tuple[Card, ...]]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for key, card in pairs:
        groups[key].append(card)
    return {key: tuple(groups[key]) for key in sorted(groups)}


def redirects_of(atlas: Atlas) -> Iterator[tuple[str, Card]]:
    """List the codes that items had before, each with the item that has it now; none that is in use."""
    seen: set[str] = set()
    for card in atlas.cards:
        for code in card.previous:
            if is_slug(code) and code not in atlas.by_id and code not in seen:
                seen.add(code)
                yield code, card
