"""English words after a number agree with it."""

from __future__ import annotations

import pytest

from catalog_std.text import Text, counted, uncounted


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, "working days", "working day"),
        (1.0, "calendar days", "calendar day"),
        ("1", "agencies", "agency"),
        (1, "passes", "pass"),
        (1, "branches", "branch"),
        (1, "boxes", "box"),
        (1, "places", "place"),
        (1, "business", "business"),
        (1, "工作日", "工作日"),
        (1, "", ""),
        (0, "days", "days"),
        (2, "days", "days"),
        (0.5, "days", "days"),
        (11, "days", "days"),
    ],
)
def test_one_of_a_thing_is_no_plural(number: object, words: str, said: str) -> None:
    assert counted(number, words) == said


@pytest.mark.parametrize(
    ("pattern", "n", "said"),
    [
        ("{n:guides}", 1, "1 guide"),
        ("{n:guides}", 3, "3 guides"),
        ("about {n:working days}: {sure:.0%}", "1", "about 1 working day: 50%"),
        ("{n:>3}|{n:d}", 1, "  1|1"),
        ("{n} guides", 1, "1 guides"),
    ],
)
def test_a_pattern_may_name_what_it_counts(pattern: str, n: object, said: str) -> None:
    text = Text(pattern, pattern)
    assert text.into("en", n=n, sure=0.5) == said
    assert text.blanks("en") >= {"n"}


def test_for_those_who_only_fill_blanks_most_numbers_count() -> None:
    assert uncounted("{n:guides}: {sure:.0%}").format(n=2, sure=0.5) == "2 guides: 50%"
