"""Working days on China's calendar: public holidays, and the weekends worked in their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from math import ceil

from catalog_std.text import Text

_CALENDAR: str | None = "chinese_calendar" if find_spec("chinese_calendar") else None
_NAME = Text("国务院办公厅放假安排的日历", "the calendar of public holidays")
_YEAR = 366

Limit = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Late:
    """One day on which a promise begins, the day it ends, and the day the law would have it end."""

    calendar: Text
    start: date
    end: date
    due: date


@lru_cache(maxsize=4096)
def always_late(promise: Limit, law: Limit, on: date) -> Late | None:
    """Show that a promise breaks the law's limit on whatever day of a past year it begins.

    Limits are (days, ``working`` or ``calendar``), counted from the day after the start. None where
    some start is in time, where the calendar does not reach, or where it is not installed.
    """
    first = on - timedelta(days=3 * _YEAR)
    worked = _worked(first, 3 * _YEAR)
    if worked is None:
        return None
    shown = None
    for start in range(_YEAR):
        end, due = (_end(worked, start, limit) for limit in (promise, law))
        if end is None or due is None or end <= due:
            return None
        days = (first + timedelta(days=n) for n in (start, end, due))
        shown = shown or Late(_NAME, *days)
    return shown


def _end(worked: tuple[int, ...], start: int, limit: Limit) -> int | None:
    """Count a limit from the day after a start; None past the end of the calendar."""
    days, unit = ceil(limit[0]), limit[1]
    if unit == "calendar":
        return start + days if start + days < len(worked) else None
    wanted = worked[start] + days
    return next((n for n in range(start + days, len(worked)) if worked[n] == wanted), None)


@lru_cache(maxsize=8)
def _worked(first: date, days: int) -> tuple[int, ...] | None:
    """Count the working days up to each day; None where the calendar does not reach."""
    if _CALENDAR is None:
        return None
    is_workday = import_module(_CALENDAR).is_workday
    try:
        return tuple(accumulate(is_workday(first + timedelta(days=n)) for n in range(days)))
    except NotImplementedError:
        return None
