"""Which of two values is lighter for the applicant, as far as the standards can tell."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from catalog_std.codes.workday import always_late
from catalog_std.standard.freedom import Freedom


class Weight(StrEnum):
    """What a value is to the applicant, held against another."""

    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"


_OTHER = {
    Weight.LIGHTER: Weight.HEAVIER,
    Weight.HEAVIER: Weight.LIGHTER,
    Weight.SAME: Weight.SAME,
}


def weigh(freedom: Freedom, one: Any, other: Any) -> Weight | None:  # noqa: ANN401 - plain data
    """Weigh ``other`` against ``one``; None where no standard says which way is lighter.

    Numbers and yes-or-no go by ``lighter``, values by their ``order``, lists by what is in one and not in
    the other: where each has something the other has not, nobody can tell.
    """
    if one == other and type(one) is type(other):
        return Weight.SAME
    groups = {token: rank for rank, group in enumerate(freedom.order) for token in group}
    match one, other:
        case str(), str() if one in groups and other in groups:
            return _against(groups[one], groups[other])
        case (int() | float(), int() | float()) if freedom.lighter:
            return _directed(freedom, _against(one, other))
        case list(), list() if freedom.lighter:
            return _directed(freedom, _sets(one, other))
    return None


def weigh_days(one: tuple[float, str], other: tuple[float, str], on: date) -> Weight | None:
    """Weigh one time limit, (days, unit), against another; across units by the calendar of holidays."""
    if one[1] == other[1]:
        return _against(one[0], other[0])
    if always_late(other, one, on):
        return Weight.HEAVIER
    return Weight.LIGHTER if always_late(one, other, on) else None


def _directed(freedom: Freedom, weight: Weight | None) -> Weight | None:
    return _OTHER[weight] if weight and freedom.lighter == "more" else weight


def _against(one: float, other: float) -> Weight:
    if one == other:
        return Weight.SAME
    return Weight.HEAVIER if other > one else Weight.LIGHTER


def _sets(one: list[Any], other: list[Any]) -> Weight | None:
    more = any(entry not in one for entry in other)
    fewer = any(entry not in other for entry in one)
    if more and fewer:
        return None
    return _against(int(fewer), int(more))
