"""Working days on the calendar of holidays: what is late whichever day it begins."""

from __future__ import annotations

from datetime import date

import pytest

from catalog_std.codes import workday
from catalog_std.codes.workday import Limit, always_late

DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("promise", "law", "late"),
    [
        ((20, "working"), (20, "calendar"), True),
        ((15, "working"), (20, "calendar"), False),
        ((20, "calendar"), (20, "working"), False),
        ((30, "calendar"), (20, "working"), False),
        ((60, "calendar"), (20, "working"), True),
        ((0.5, "working"), (1, "calendar"), False),
        ((900, "working"), (20, "calendar"), False),
        ((900, "calendar"), (20, "working"), False),
    ],
)
def test_only_what_is_late_from_every_day_of_a_year_is_late(
    promise: Limit, law: Limit, *, late: bool
) -> None:
    shown = always_late(promise, law, DAY)
    assert bool(shown) == late
    assert shown is None or shown.start < shown.due < shown.end


def test_a_year_the_calendar_does_not_know_is_not_compared() -> None:
    assert always_late((60, "calendar"), (20, "working"), date(2090, 1, 1)) is None


def test_without_a_calendar_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workday, "_CALENDAR", None)
    workday._worked.cache_clear()  # noqa: SLF001 - what was counted before must not be remembered
    assert always_late((61, "calendar"), (20, "working"), DAY) is None
    workday._worked.cache_clear()  # noqa: SLF001 - nor what was not
