"""A service item as every later room sees it: total, every record with its place."""

from __future__ import annotations

from catalog_std.item.records import (
    Agency,
    Condition,
    Contact,
    Counter,
    Fee,
    Item,
    LegalBasis,
    Limit,
    Material,
    Online,
    Question,
    Result,
    Special,
    Step,
)
from catalog_std.item.view import item_of

__all__ = [
    "Agency",
    "Condition",
    "Contact",
    "Counter",
    "Fee",
    "Item",
    "LegalBasis",
    "Limit",
    "Material",
    "Online",
    "Question",
    "Result",
    "Special",
    "Step",
    "item_of",
]
