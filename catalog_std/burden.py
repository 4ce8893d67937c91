"""What an item asks of the applicant, counted: papers, sheets, days, money, visits, steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalog_std.item import Item


@dataclass(frozen=True, slots=True)
class Burden:
    """The load of one item; None where the item does not state it.

    Papers that the government fetches itself are not asked of the applicant and do not count. Days are
    those promised, else those of the law, in ``unit``: days of different units are never added.
    """

    papers: int | None
    originals: int | None
    copies: int | None
    days: float | None
    unit: str
    money: float | None
    visits: int | None
    steps: int | None


def burden_of(item: Item) -> Burden:
    """Count what an item, seen whole, asks of the applicant."""
    asked = [paper for paper in item.materials if paper.source != "government"]
    limit = item.promised if item.promised.days is not None else item.statutory
    return Burden(
        papers=len(asked) if item.materials else None,
        originals=_sum(paper.originals for paper in asked),
        copies=_sum(paper.copies for paper in asked),
        days=limit.days,
        unit=limit.unit,
        money=_money(item),
        visits=item.visits,
        steps=len(item.steps) or None,
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    """Add up what is stated; None where nothing is."""
    stated = [count for count in counts if count is not None]
    return sum(stated) if stated else None


def _money(item: Item) -> float | None:
    """Add up the fees; nothing is asked where the item says it is free."""
    if item.charged is False:
        return 0
    amounts = [fee.amount for fee in item.fees if fee.amount is not None]
    return sum(amounts) if amounts else None
