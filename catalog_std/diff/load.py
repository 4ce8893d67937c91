"""What catalogs ask of people in all: the loads of their items, added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog_std.burden import Burden, burden_of
from catalog_std.catalog.facts import LOADS
from catalog_std.document import Document
from catalog_std.item import item_of

MEASURES = LOADS
Load = Mapping[str, float]


def load_of(document: Document) -> Load:
    """Count what an effective item asks: each measure it states, days by their unit."""
    burden = burden_of(item_of(document))
    counted = {
        name: getattr(burden, name)
        for name in ("papers", "originals", "copies", "money", "visits", "steps")
    }
    stated = {name: value for name, value in counted.items() if value is not None}
    return stated | _days(burden)


def _days(burden: Burden) -> dict[str, float]:
    known = burden.days is not None and burden.unit in ("working", "calendar")
    return {f"{burden.unit}_days": burden.days} if known and burden.days is not None else {}


@dataclass(slots=True)
class Total:
    """A sum of loads, and over how many items."""

    items: int = 0
    load: dict[str, float] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))

    def add(self, load: Load) -> None:
        """Add the load of one item; a measure it does not state adds nothing."""
        self.items += 1
        for name, value in load.items():
            self.load[name] += value
