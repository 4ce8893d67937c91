"""Which of two values is lighter for the applicant, and what an item asks in all."""

from __future__ import annotations

import pytest

from catalog_std.burden import burden_of
from catalog_std.document import documents_of
from catalog_std.item import item_of
from catalog_std.standard.freedom import Freedom, is_known
from catalog_std.standard.weight import Weight, weigh, weigh_days
from tests.conftest import DAY

ORDER = (("instant",), ("soon", "later"), ("never",))
WEIGHED = [
    ("less", 1, 2, "heavier"),
    ("less", 2, 1.5, "lighter"),
    ("less", 1, 1.0, "same"),
    ("more", 1, 2, "lighter"),
    ("less", False, True, "heavier"),
    ("more", False, True, "lighter"),
    ("", 1, 2, None),
    ("less", 1, "2", None),
    ("", "instant", "never", "heavier"),
    ("", "never", "soon", "lighter"),
    ("", "soon", "later", "same"),
    ("", "soon", "someday", None),
    ("", "someday", "soon", None),
    ("fewer", ["a"], ["a", "b"], "heavier"),
    ("fewer", ["a", "b"], ["b"], "lighter"),
    ("fewer", ["a", "b"], ["b", "a"], "same"),
    ("fewer", ["a"], ["b"], None),
    ("more", ["a"], ["b", "a"], "lighter"),
    ("", ["a"], ["a", "b"], None),
    ("less", None, 1, None),
    ("", "x", "x", "same"),
]


@pytest.mark.parametrize(("lighter", "one", "other", "weight"), WEIGHED)
def test_a_value_is_weighed_as_its_standard_says(
    lighter: str, one: object, other: object, weight: str | None
) -> None:
    freedom = Freedom("lighter", lighter, (), added=False, label=None, order=ORDER)
    there, back = weigh(freedom, one, other), weigh(freedom, other, one)
    mirrored = {"heavier": "lighter", "lighter": "heavier"}
    assert there == weight
    assert back == mirrored.get(str(weight), weight)


DAYS = [
    ((5, "working"), (6, "working"), Weight.HEAVIER),
    ((5, "working"), (5, "working"), Weight.SAME),
    ((20, "calendar"), (20, "working"), Weight.HEAVIER),
    ((20, "working"), (20, "calendar"), Weight.LIGHTER),
    ((15, "working"), (22, "calendar"), None),
]


@pytest.mark.parametrize(("one", "other", "weight"), DAYS)
def test_days_of_different_units_are_weighed_by_the_calendar(
    one: tuple[float, str], other: tuple[float, str], weight: Weight | None
) -> None:
    assert weigh_days(one, other, DAY) is weight


def test_entries_are_the_same_by_their_keys_only() -> None:
    papers = Freedom("lighter", "fewer", ("standard_name", "name"), added=False, label=None)
    conditions = Freedom("lighter", "fewer", ("id", "text"), added=False, label=None)
    assert is_known(papers, "name", 0.95)
    assert not is_known(papers, "licence_type", 0.8)
    assert not is_known(papers, "id", 0.7)
    assert is_known(conditions, "id", 0.7)


BURDENS = [
    ("{}", (None, None, None, None, "", None, None, None)),
    (
        (
            "{materials: [{name: a, originals: 1, copies: 2}, {name: b, source: government, copies: 9}], "
            "limits: {statutory: {days: 9, unit: working}}, fees: {charged: false}, visits: {count: 1}, steps: [{name: x}]}"
        ),
        (1, 1, 2, 9, "working", 0, 1, 1),
    ),
    (
        (
            "{materials: [{name: b, source: government}], fees: {charged: true, items: [{name: f, amount: 3}, {name: g}]}, "
            "limits: {promised: {days: 4, unit: calendar}, statutory: {days: 9, unit: working}}}"
        ),
        (0, None, None, 4, "calendar", 3, None, None),
    ),
    ("{fees: {charged: true}}", (None, None, None, None, "", None, None, None)),
]


@pytest.mark.parametrize(("text", "burden"), BURDENS)
def test_an_item_s_burden_is_counted(text: str, burden: tuple[object, ...]) -> None:
    load = burden_of(item_of(documents_of("x", text.encode())[0]))
    found = (load.papers, load.originals, load.copies, load.days, load.unit)
    assert (*found, load.money, load.visits, load.steps) == burden
