"""Facts: rows per item and per power-list entry, for rules over the whole catalog.

Rows leave Python as CSV text, a third of the price of JSON to write and to load; so the file phase hands
on text only, and memory grows by the facts alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from operator import attrgetter, itemgetter
from typing import Any

from catalog_std.document import Document
from catalog_std.item import Item, Material
from catalog_std.journey.event import Event

Row = dict[str, Any]
_PLACE = {"file": "VARCHAR", "number": "INTEGER"}

LOADS = (
    *("papers", "originals", "copies", "working_days", "calendar_days"),
    *("money", "visits", "steps"),
)
TABLES: dict[str, dict[str, str]] = {
    "items": _PLACE
    | dict.fromkeys(
        ("kind", "basic_code", "code", "handling_code", "local_basic_code", "name", "type"),
        "VARCHAR",
    )
    | dict.fromkeys(
        ("status", "level", "jurisdiction", "sector", "agency", "agency_code"), "VARCHAR"
    )
    | dict.fromkeys(("list_code", "list_name", "scope", "handling"), "VARCHAR")
    | {"statutory_days": "DOUBLE", "statutory_unit": "VARCHAR"}
    | {"promised_days": "DOUBLE", "promised_unit": "VARCHAR"}
    | {"visits": "BIGINT", "charged": "BOOLEAN", "materials": "INTEGER"},
    "papers": _PLACE
    | {"pos": "INTEGER"}
    | dict.fromkeys(("basic_code", "name", "standard_name"), "VARCHAR")
    | dict.fromkeys(("licence_type", "issued_by", "source", "necessity", "kind"), "VARCHAR"),
    "results": _PLACE
    | dict.fromkeys(("basic_code", "item", "name", "licence_type"), "VARCHAR"),
    "events": _PLACE | dict.fromkeys(("id", "name"), "VARCHAR"),
    "event_items": _PLACE
    | {"pos": "INTEGER", "step": "VARCHAR", "item": "VARCHAR"}
    | {"optional": "BOOLEAN", "pointer": "VARCHAR"},
    "event_waits": _PLACE | dict.fromkeys(("step", "after", "pointer"), "VARCHAR"),
    "event_shared": _PLACE | {"paper": "VARCHAR"},
    "documents": _PLACE
    | dict.fromkeys(("name", "sha256", "kind", "code", "basic_code", "digest"), "VARCHAR")
    | dict.fromkeys(LOADS, "DOUBLE"),
    "forms": {"file": "VARCHAR", "path": "VARCHAR"},
    "power": _PLACE
    | {"pos": "INTEGER"}
    | dict.fromkeys(("jurisdiction", "list_code", "name", "agency", "agency_code"), "VARCHAR"),
}

_END = "\r\n"  # the writer puts in quotes what holds either character, and a lone \r must be
_COMMAS = len(TABLES["papers"]) - 1
_LONGEST = 1000  # characters of a fact; a longer text is told apart by its digest
_MOST = 2**53
_CODES = attrgetter(
    "basic_code", "code", "handling_code", "local_basic_code", "name", "type", "status"
)
_PLACING = attrgetter("jurisdiction", "sector", "agency.name", "agency.code")
_POWER = attrgetter("list_code", "list_name", "scope", "handling")
_PAPER = itemgetter(
    *map(
        Material._fields.index,
        ("name", "standard_name", "licence_type", "issued_by", "source", "necessity", "kind"),
    )
)
_ENTRY = ("list_code", "name", "agency", "agency_code")


@dataclass(slots=True)
class Facts:
    """Fact rows as CSV text, by table. An empty field is NULL: an empty text is as good as absent."""

    pages: dict[str, StringIO] = field(
        default_factory=lambda: {name: StringIO(newline="") for name in TABLES}
    )
    writers: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.writers = {
            name: csv.writer(page, lineterminator=_END) for name, page in self.pages.items()
        }

    def add(self, table: str, *rows: Iterable[object]) -> None:
        """Add rows, the values of each in the order of the table's columns."""
        page, writer = self.pages[table], self.writers[table]
        begun = page.tell()
        longest = max(map(writer.writerow, rows), default=0)
        if longest > _LONGEST:  # rows are measured, not each value
            page.seek(begun)
            page.truncate()
            writer.writerows([_bounded(value) for value in row] for row in rows)

    def add_item(self, item: Item) -> None:
        """Add what catalog-wide rules may ask about one effective item."""
        document = item.at.document
        place, own = (document.source.name, document.number), document.own
        self.add("items", (*place, *_item_row(item)))
        if own is None or "materials" in own:
            self._add_papers(place, item)
        if own is None or "results" in own:
            whose = *place, item.basic_code, item.name
            self.add("results", *[(*whose, r.name, r.licence_type) for r in item.results])

    def _add_papers(self, place: tuple[str, int], item: Item) -> None:
        """Add the papers of an item: half of all facts, so lines without anything to quote are joined here."""
        papers = [*map(_PAPER, item.materials)]
        head, code = f"{place[0]},{place[1]}", item.basic_code
        lines = [
            f"{head},{pos},{code},{','.join(cells)}{_END}" for pos, cells in enumerate(papers)
        ]
        text = "".join(lines)
        ends = text.count("\r") == text.count("\n") == len(lines)
        plain = ends and '"' not in text and text.count(",") == len(lines) * _COMMAS
        if plain and max(map(len, lines), default=0) <= _LONGEST:
            self.pages["papers"].write(text)
        else:
            rows = [(*place, pos, code, *cells) for pos, cells in enumerate(papers)]
            self.add("papers", *rows)

    def add_power_list(self, document: Document) -> None:
        """Add the entries of one power list; what has the wrong shape is passed over."""
        data = document.data if isinstance(document.data, dict) else {}
        entries = data.get("entries")
        jurisdiction = _word(data.get("jurisdiction"))
        for pos, entry in enumerate(entries if isinstance(entries, list) else []):
            if isinstance(entry, dict):
                code, *rest = (_word(entry.get(key)) for key in _ENTRY)
                place = document.source.name, document.number, pos
                self.add("power", (*place, jurisdiction, code, *rest))

    def add_event(self, event: Event) -> None:
        """Add what rules may ask about one life event."""
        place = event.at.document.source.name, event.at.document.number
        self.add("events", (*place, event.id, event.name.zh))
        for pos, stage in enumerate(event.stages):
            step, optional = stage.id or str(pos), stage.when is not None
            for item, pointer in stage.named:
                self.add("event_items", (*place, pos, step, item, optional, pointer))
            for after, pointer in stage.awaited:
                self.add("event_waits", (*place, step, after, pointer))
        for paper in event.shared:
            self.add("event_shared", (*place, paper))

    def texts(self) -> Mapping[str, str]:
        """Give the CSV text of each table that has rows."""
        said = ((name, page.getvalue()) for name, page in self.pages.items())
        return {name: text.replace("\0", "\ufffd") for name, text in said if text}


def _item_row(item: Item) -> tuple[object, ...]:
    return (
        "basic" if item.is_basic else "implementation",
        *_CODES(item),
        item.level[0] if len(item.level) == 1 else None,
        *_PLACING(item),
        *_POWER(item),
        _counted(item.statutory.days),
        item.statutory.unit,
        _counted(item.promised.days),
        item.promised.unit,
        _counted(item.visits),
        item.charged,
        len(item.materials),
    )


def _bounded(value: object) -> object:
    """Cut a text without end; its digest tells it from others that begin alike."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…{sha256(value.encode('utf-8', 'replace')).hexdigest()}"
    return value


def _counted(value: float | None) -> float | None:
    """Keep a number that a column can hold."""
    return value if value is not None and -_MOST < value < _MOST else None


def _word(value: object) -> object:
    return value if isinstance(value, str) else None
