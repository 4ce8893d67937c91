"""How a measure is declared: what it counts, over what, on whose word, and the target where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from catalog_std.item import Item
from catalog_std.text import Text

Data = Mapping[str, Any]
Count = Callable[[Item, Data], float | None]


@dataclass(frozen=True, slots=True)
class Target:
    """What a document asks for, at which levels (empty: all), and how sure we are of it."""

    value: float
    levels: tuple[str, ...]
    document: Text
    sure: Literal["text", "practice", "memory"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number: the sum of ``part`` over the sum of ``whole``, item by item.

    An item for which either is None does not count. ``shown`` says how to read the quotient: a share,
    a mean, or a reduction (one minus the share).
    """

    key: str
    title: Text
    formula: Text
    source: Text
    part: Count
    whole: Count
    shown: Literal["share", "mean", "cut"] = "share"
    lighter: Literal["more", "less"] = "more"
    targets: tuple[Target, ...] = ()

    def written(self, value: float | None) -> str:
        """Write a number as it is read: a share in per cent, a mean with one decimal."""
        if value is None:
            return "—"
        return f"{value:.1f}" if self.shown == "mean" else f"{value:.1%}"

    def value(self, part: float, whole: float) -> float | None:
        """Give the number; None where nothing counts."""
        if not whole:
            return None
        return 1 - part / whole if self.shown == "cut" else part / whole
