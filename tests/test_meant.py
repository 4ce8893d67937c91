"""What people write is taken for a value only where it plainly means one."""

from __future__ import annotations

import pytest

from catalog_std.lint.meant import day_meant, value_meant


@pytest.mark.parametrize(
    ("written", "expected", "meant"),
    [
        ("20", "integer", 20),
        ("0", "number", 0),
        ("007", "integer", None),
        ("二十", "integer", None),
        (True, "integer", None),
        (440106, "string", "440106"),
        (True, "string", None),
        (1.5, "string", None),
        ("是", "boolean", True),
        ("No", "boolean", False),
        ("也许", "boolean", None),
        (1, "boolean", None),
        ("20", "string | integer", 20),
        (20, "integer | string", "20"),
        ("x", "array", None),
    ],
)
def test_a_plain_value_is_what_it_means(written: object, expected: str, meant: object) -> None:
    found = value_meant(written, expected)
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026年1月2日", "2026-01-02"),
        ("2026.1.2", "2026-01-02"),
        ("20260102", "2026-01-02"),
        ("2026-02-30", None),
        ("2026", None),
        (20260102, None),
    ],
)
def test_a_day_is_written_in_full(written: object, day: str | None) -> None:
    assert day_meant(written) == day
