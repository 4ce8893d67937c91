"""Two catalogs: who is who, what comes from the basic item, what rests on it, what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_std.diff.catalogs import Resting
from catalog_std.diff.pairing import code_of
from catalog_std.run.diff import DiffOutcome, run_diff
from catalog_std.run.sides import Side
from catalog_std.run.sources import Texts
from tests.diff.making import compared, files_of, profiles, side, told

BASIC = """\
=== items/basic.yaml
basic_code: "000709901000"
name: 身份证
materials: [{name: 申请表, copies: 1}]
visits: {count: 1}
"""
LOCAL = """\
=== items/{n}.yaml
basic_code: "000709901000"
code: "{n}"
jurisdiction: "44010{n}"
agency: {{name: 甲{n}局}}
{more}
"""


def local(n: int, more: str = "") -> str:
    return LOCAL.format(n=n, more=more)


def kinds(outcome: DiffOutcome) -> list[str]:
    return told(outcome.changes)


def ways(outcome: DiffOutcome) -> list[str]:
    return [f"{item.by} {item.sure}" for item in outcome.items]


def test_a_catalog_against_itself_is_empty() -> None:
    text = BASIC + local(1) + local(2, "visits: {count: 2}")
    outcome = compared(text, text)
    assert (
        outcome.changes,
        outcome.items,
        outcome.upstream,
        outcome.unread,
        outcome.moved,
    ) == ((), (), (), (), 0)
    assert outcome.totals.before.items == outcome.totals.after.items == 2
    assert outcome.totals.after.load["visits"] == 3


ITEM = "=== items/{file}.yaml\nbasic_code: '{basic}'\nname: {name}\n{more}"
ONE = "basic_code: '000700000001'\nname: 甲\n"


@pytest.mark.parametrize(
    ("before", "after", "expected", "way"),
    [
        pytest.param(
            "code: A\nvisits: {count: 1}",
            "code: A\nvisits: {count: 2}",
            "visits/more heavier",
            "code 1.0",
            id="by code",
        ),
        pytest.param(
            "code: A",
            "code: B\nprevious_codes: [A]",
            "item/recoded neither",
            "previous_codes 0.95",
            id="by former code",
        ),
        pytest.param(
            "code: B\nprevious_codes: [A]",
            "code: A",
            "item/recoded neither",
            "previous_codes 0.95",
            id="by former code, the way back",
        ),
        pytest.param(
            "code: A\nbasic_code: X\njurisdiction: '44'\nagency: {name: 甲, code: U}",
            "code: B\nbasic_code: X\njurisdiction: '44'\nagency: {name: 乙, code: U}",
            "agency/replaced neither, item/recoded neither",
            "agency 0.85",
            id="by basic code and agency",
        ),
        pytest.param(
            "code: A\nbasic_code: X\njurisdiction: '44'\nagency: {name: 甲}",
            "code: B\nbasic_code: X\njurisdiction: '44'\nagency: {name: 乙}",
            "agency/replaced neither, item/recoded neither",
            "place 0.7",
            id="by basic code and place, after a reform",
        ),
        pytest.param(
            "name: 甲\nbasic_code: X",
            "name: 甲\nbasic_code: Y",
            "item/recoded neither",
            "name 0.6",
            id="by name",
        ),
        pytest.param(
            "name: 甲\nbasic_code: X",
            "name: 乙\nbasic_code: Y",
            "item/added unknown, item/dropped unknown",
            " 1.0",
            id="not at all",
        ),
        pytest.param(
            "agency: 甲",
            "agency: 乙\npets: 1",
            "item/added unknown, item/dropped unknown",
            " 1.0",
            id="nothing to go by",
        ),
    ],
)
def test_who_is_who(before: str, after: str, expected: str, way: str) -> None:
    outcome = compared(f"=== items/a.yaml\n{before}\n", f"=== items/b.yaml\n{after}\n")
    assert kinds(outcome) == expected.split(", ")
    assert ways(outcome)[0] == way


def test_what_identifies_two_identifies_neither() -> None:
    two = (
        "=== items/a.yaml\nbasic_code: X\nname: 甲\n=== items/b.yaml\nbasic_code: Y\nname: 甲\n"
    )
    other = "=== items/c.yaml\nbasic_code: Z\nname: 甲\n"
    assert kinds(compared(two, other)) == [
        "item/added unknown",
        "item/dropped unknown",
        "item/dropped unknown",
    ]


def test_the_same_code_twice_is_paired_file_by_file() -> None:
    text = "=== items/a.yaml\ncode: A\nquota: 1\n=== items/b.yaml\ncode: A\nquota: 5\n"
    outcome = compared(
        text, text.replace("quota: 5", "quota: 6").replace("quota: 1", "quota: 1\nname: 甲")
    )
    assert kinds(outcome) == ["item/named neither", "item/quota-raised lighter"]


def test_an_item_that_moved_to_another_file_is_the_same() -> None:
    outcome = compared(BASIC, BASIC.replace("basic.yaml", "elsewhere/x.yaml"))
    assert (outcome.changes, outcome.moved) == ((), 1)


def test_a_split_may_leave_the_old_item_standing() -> None:
    old = f"=== items/a.yaml\n{ONE}"
    new = f"{old}visits: {{count: 1}}\n=== items/b.yaml\nbasic_code: '000700000002'\nname: 乙\nprevious_codes: ['000700000001']\n"
    outcome = compared(old, new)
    assert kinds(outcome) == ["item/split unknown", "visits/stated unknown"]
    split = next(change for change in outcome.changes if change.kind.name == "item/split")
    assert split.facts["after"] == "“乙”、“甲”"
    assert kinds(compared(new, old)) == ["item/merged unknown", "visits/unstated unknown"]


def test_a_former_code_of_two_that_both_stay_is_history() -> None:
    text = "=== items/a.yaml\nbasic_code: X\nname: 甲\nquota: 1\n=== items/b.yaml\nbasic_code: Y\nname: 乙\nprevious_codes: [X]\n"
    assert kinds(compared(text, text.replace("quota: 1", "quota: 2"))) == [
        "item/quota-raised lighter"
    ]


def test_the_load_of_a_split_counts_all_its_parts() -> None:
    old = "=== items/a.yaml\ncode: A\nname: 甲\nvisits: {count: 1}\n"
    new = "".join(
        f"=== items/{n}.yaml\ncode: '{n}'\nprevious_codes: [A]\nname: 甲\nvisits: {{count: 1}}\n"
        for n in (1, 2)
    )
    totals = compared(old, new).totals
    assert (totals.before.load["visits"], totals.after.load["visits"]) == (1, 2)


def test_a_basic_change_is_told_once_and_reaches_who_rests_on_it() -> None:
    after = BASIC.replace("copies: 1", "copies: 2")
    own = "materials: [{name: 申请表, copies: 0}]"
    text = local(1) + local(2, own) + local(3, "materials: [{name: 照片}]")
    outcome = compared(BASIC + text, after + text)
    assert kinds(outcome) == ["materials/more-copies heavier"]
    (upstream,) = outcome.upstream
    assert [stance(r) for r in upstream.resting] == [
        "items/1.yaml None",
        "items/2.yaml 0",
        "items/3.yaml [{'name': '照片'}]",
    ]
    assert outcome.totals.after.load["copies"] - outcome.totals.before.load["copies"] == 1


def stance(resting: Resting) -> str:
    return f"{resting.file} {resting.own.value if resting.own else None}"


def test_a_change_of_both_is_told_at_each() -> None:
    before = BASIC + local(1, "visits: {count: 0}") + local(2, "visits: {reason: 甲}")
    after = (
        BASIC.replace("count: 1", "count: 2")
        + local(1, "name: 身份证\nvisits: {count: 3}")
        + local(2, "visits: {reason: 乙}")
    )
    outcome = compared(before, after)
    found = {item.subject.code: told(item.changes) for item in outcome.items}
    assert found == {
        "000709901000": ["visits/more heavier"],
        "1": ["visits/more heavier"],
        "2": ["visits/more heavier"],
    }
    assert [stance(r) for r in outcome.upstream[0].resting] == [
        "items/1.yaml 3",
        "items/2.yaml None",
    ]


def test_a_value_taken_back_from_the_local_item_is_its_change() -> None:
    outcome = compared(BASIC + local(1, "visits: {count: 0}"), BASIC + local(1))
    assert kinds(outcome) == ["visits/more heavier"]
    assert outcome.changes[0].after.at.source.name == "items/basic.yaml"
    assert compared(BASIC + local(1, "visits: {count: 1}"), BASIC + local(1)).changes == ()


def test_a_basic_item_that_goes_leaves_its_heirs_to_be_told_once() -> None:
    outcome = compared(BASIC + local(1), local(1))
    assert kinds(outcome) == ["item/dropped unknown"]
    assert [stance(r) for r in outcome.upstream[0].resting] == ["items/1.yaml None"]


def test_basic_items_alone_are_what_is_counted() -> None:
    outcome = compared(BASIC, BASIC.replace("count: 1", "count: 3"))
    assert outcome.totals.after.load["visits"] == 3
    assert outcome.items[0].before == {"papers": 1, "copies": 1, "visits": 1}


@pytest.mark.parametrize(
    "bad", ["name: [", "- list\n", "a: 1\x00\n"], ids=["broken", "no mapping", "control"]
)
def test_what_cannot_be_read_is_listed_and_the_rest_compared(bad: str) -> None:
    before = files_of(BASIC + local(1) + local(2))
    after = before | {
        "items/1.yaml": bad,
        "items/2.yaml": before["items/2.yaml"] + "visits: {count: 5}\n",
    }
    outcome = run_diff(side(before, "before"), side(after, "after"), profiles())
    assert kinds(outcome) == ["visits/more heavier"]
    assert [(u.side, u.where.file) for u in outcome.unread] == [("after", "items/1.yaml")]
    back = run_diff(side(after, "after"), side(before, "before"), profiles())
    assert (kinds(back), len(back.unread)) == (["visits/fewer lighter"], 1)


def test_an_emptied_file_is_an_item_less() -> None:
    before = files_of(BASIC + local(1))
    outcome = run_diff(side(before), side(before | {"items/1.yaml": "# 空\n"}), profiles())
    assert (kinds(outcome), outcome.unread) == (["item/dropped unknown"], ())


def test_a_file_that_may_not_be_opened_is_listed() -> None:
    before = files_of(BASIC + local(1))
    gone = Side(
        "after",
        Texts(
            Path("/nowhere"),
            tuple(before),
            {"items/basic.yaml": before["items/basic.yaml"].encode()},
        ),
    )
    outcome = run_diff(side(before), gone, profiles())
    assert [u.where.file for u in outcome.unread] == ["items/1.yaml"]
    assert outcome.changes == ()
    assert run_diff(gone, gone, profiles()).changes == ()


def test_progress_counts_the_files_of_both_sides() -> None:
    seen: list[tuple[int, int]] = []
    note: Callable[[int, int], None] = lambda done, total: seen.append((done, total))  # noqa: E731 - one line says it
    run_diff(side(files_of(BASIC)), side(files_of(local(1))), profiles(), note)
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"handling_code": "H", "code": "C", "basic_code": "B"}, "H"),
        ({"handling_code": "", "code": "C"}, "C"),
        ({"basic_code": "B"}, "B"),
        ({"basic_code": "B", "jurisdiction": "44"}, None),
        ({"basic_code": 7}, None),
    ],
)
def test_the_code_an_item_is_known_by(data: dict[str, object], code: str | None) -> None:
    assert code_of(data) == code
