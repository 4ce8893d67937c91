"""Divisions by date."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from catalog_std.codes.division import (
    Level,
    Status,
    division_of,
    full_name,
    last_name,
    level_of,
    status_of,
)

NOW = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("440100", NOW, "广州市"),
        ("440106", NOW, "天河区"),
        ("440106", date(1987, 1, 1), "芳村区"),
        ("511602", NOW, "广安区"),
        ("110103", date(2010, 9, 30), "崇文区"),
        ("110103", date(2010, 10, 1), None),
        ("130502", NOW, "襄都区"),
        ("130502", date(2018, 1, 1), "桥东区"),
        ("810000", NOW, "香港特别行政区"),
        ("440106004", NOW, "天河区"),
        ("440106004001", NOW, "天河区"),
        ("999999", NOW, None),
    ],
)
def test_a_code_names_what_it_named_on_the_day(code: str, on: date, name: str | None) -> None:
    division = division_of(code, on)
    assert (division.name if division else None) == name


@pytest.mark.parametrize(
    ("code", "on", "status"),
    [
        ("440106", NOW, Status.CURRENT),
        ("110103", NOW, Status.FORMER),
        ("440113", date(1990, 1, 1), Status.FUTURE),
        ("100000", NOW, Status.UNKNOWN),
    ],
)
def test_a_code_is_current_former_future_or_unknown(
    code: str, on: date, status: Status
) -> None:
    assert status_of(code, on) is status


def test_levels_are_read_off_the_zeros() -> None:
    assert [level_of(c) for c in ("440000", "440100", "440106")] == list(Level)
    found = division_of("440106", NOW)
    assert found
    assert found.level is Level.COUNTY


def test_names_are_given_in_full() -> None:
    assert full_name("440106", NOW) == "广东省广州市天河区"
    assert full_name("110101", NOW) == "北京市市辖区东城区"
    assert last_name("110103") == "崇文区"
    assert last_name("999999") == ""


def test_looking_up_the_first_code_is_quick() -> None:
    probe = (
        "import time; from datetime import date; from catalog_std.codes.division import *\n"
        "t = time.process_time(); division_of('440106', date(2026, 1, 1)); "
        "print(time.process_time() - t)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)
    assert float(done.stdout) < 0.1
