"""What other pages need to know of an item: kept from build to build by the file's content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog_std.document import Document
from catalog_std.graph.need import Gift, Need, Needs, needs_of
from catalog_std.item import Item, item_of
from catalog_std.journey.plan import calendar_days
from catalog_std.metrics.measured import Counts, Measurer
from catalog_std.publish.compose import id_of


@dataclass(frozen=True, slots=True)
class Card:
    """One item in short. ``digest`` tells the text it was made of, the basic item's with it."""

    file: str
    number: int
    digest: str
    id: str
    basic_code: str
    is_basic: bool
    name: str
    aliases: tuple[str, ...]
    type: str
    sector: str
    levels: tuple[str, ...]
    jurisdiction: str
    agency: str
    agency_code: str
    in_use: bool
    days: float | None
    visits: int | None
    previous: tuple[str, ...]
    files: tuple[str, ...]
    graph: Needs
    counts: Counts


_TEXTS = tuple(map(Card.__slots__.index, ("aliases", "levels", "previous", "files")))


def card_of(document: Document, digest: str, measurer: Measurer) -> Card:
    """Make the card of one effective item."""
    item = item_of(document)
    return Card(
        file=document.source.name,
        number=document.number,
        digest=digest,
        id=id_of(item),
        basic_code=item.basic_code,
        is_basic=item.is_basic,
        name=item.name,
        aliases=item.aliases,
        type=item.type,
        sector=item.sector,
        levels=item.level,
        jurisdiction=item.jurisdiction,
        agency=item.agency.name,
        agency_code=item.agency.code,
        in_use=item.status in ("", "active"),
        days=_days(item),
        visits=item.visits,
        previous=_previous(document),
        files=_files(item),
        graph=needs_of(item),
        counts=measurer.counts(item),
    )


def written(card: Card) -> list[Any]:
    """Write a card as plain lists for a JSON file."""
    return [getattr(card, name) for name in Card.__slots__]


def read_card(row: list[Any]) -> Card:
    """Read a card back. Raises ValueError or TypeError where the row is not one."""
    *fields, (needs, gifts), counts = row
    for number in _TEXTS:
        fields[number] = tuple(fields[number])
    graph = Needs(tuple([Need(*one) for one in needs]), tuple([Gift(*one) for one in gifts]))
    return Card(*(*fields, graph, tuple(map(tuple, counts))))


def _days(item: Item) -> float | None:
    """Give the calendar days an item takes: as promised, else as the law allows, 0 if done at once."""
    limit = item.promised if item.promised.days is not None else item.statutory
    return 0 if item.handling == "instant" else calendar_days(limit.days, limit.unit)


def _previous(document: Document) -> tuple[str, ...]:
    codes = (document.data or {}).get("previous_codes")
    return tuple(_texts(codes if isinstance(codes, list) else ()))


def _files(item: Item) -> tuple[str, ...]:
    materials = (name for m in item.materials for name in (m.blank_form, m.sample))
    results = (result.sample for result in item.results)
    return tuple(dict.fromkeys(_texts(name for name in (*materials, *results) if name)))


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (value for value in values if isinstance(value, str))
