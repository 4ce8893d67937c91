"""Two items and what became of them: pairs made by hand, traps for a naive comparison, and what is no change at all."""

from __future__ import annotations

import pytest

from catalog_std.burden import burden_of
from catalog_std.diff.gauge import gauge_of
from catalog_std.item import item_of
from catalog_std.standard.freedom import Freedom
from catalog_std.standard.profile import profile_of
from catalog_std.standard.weight import Weight as Held
from catalog_std.standard.weight import weigh, weigh_days
from tests.conftest import standard_of
from tests.diff.making import DAY, changes, document, told

ID = "{id: m1, name: 身份证, standard_name: 居民身份证, originals: 1, copies: 0}"
PHOTO = "{id: m2, name: 照片, originals: 2}"
FORM = "{id: m3, name: 申请表}"
CASES = [
    (
        "one more paper",
        f"materials: [{ID}]",
        f"materials: [{ID}, {PHOTO}]",
        "materials/added heavier",
    ),
    (
        "one paper less",
        f"materials: [{ID}, {PHOTO}]",
        f"materials: [{ID}]",
        "materials/dropped lighter",
    ),
    (
        "no papers at all",
        f"materials: [{ID}, {PHOTO}]",
        "materials: []",
        "materials/dropped lighter, materials/dropped lighter",
    ),
    (
        "another paper",
        f"materials: [{PHOTO}]",
        "materials: [{name: 营业执照}]",
        "materials/added heavier, materials/dropped lighter",
    ),
    (
        "more sheets",
        "materials: [{name: 照片, originals: 2}]",
        "materials: [{name: 照片, originals: 4}]",
        "materials/more-originals heavier",
    ),
    (
        "a copy more, an original less",
        "materials: [{name: 甲, originals: 1, copies: 0}]",
        "materials: [{name: 甲, originals: 0, copies: 1}]",
        "materials/fewer-originals lighter, materials/more-copies heavier",
    ),
    (
        "no copies, said and not said",
        "materials: [{name: 甲}]",
        "materials: [{name: 甲, copies: 0}]",
        "materials/copies-stated neither",
    ),
    (
        "copies, not said and said",
        "materials: [{name: 甲, copies: 2}]",
        "materials: [{name: 甲}]",
        "materials/copies-unstated lighter",
    ),
    (
        "paper accepted no longer",
        "materials: [{name: 甲, medium: paper}]",
        "materials: [{name: 甲, medium: electronic}]",
        "materials/medium-eased lighter",
    ),
    (
        "as good a medium",
        "materials: [{name: 甲, medium: either}]",
        "materials: [{name: 甲, medium: electronic}]",
        "materials/medium neither",
    ),
    (
        "a token no list knows",
        "materials: [{name: 甲, medium: paper}]",
        "materials: [{name: 甲, medium: 光盘}]",
        "materials/medium unknown",
    ),
    (
        "asked only sometimes",
        "materials: [{name: 甲, necessity: required}]",
        "materials: [{name: 甲, necessity: conditional, when: 委托的}]",
        "materials/not-always-required lighter",
    ),
    (
        "fetched by the government",
        "materials: [{name: 甲, source: applicant}]",
        "materials: [{name: 甲, source: government}]",
        "materials/fetched lighter",
    ),
    (
        "made by an intermediary",
        "materials: [{name: 甲, source: applicant}]",
        "materials: [{name: 甲, source: intermediary}]",
        "materials/asked-of-applicant heavier",
    ),
    (
        "must be signed",
        "materials: [{name: 甲}]",
        "materials: [{name: 甲, signed: true}]",
        "materials/signature-asked heavier",
    ),
    (
        "need not be signed, said and not said",
        "materials: [{name: 甲}]",
        "materials: [{name: 甲, signed: false}]",
        "element/stated neither",
    ),
    (
        "a condition more",
        "conditions: [{id: c1, text: 年满十八}]",
        "conditions: [{id: c1, text: 年满十八}, {id: c2, text: 有住房}]",
        "conditions/added heavier",
    ),
    (
        "a condition in other words",
        "conditions: [{id: c1, text: 年满十八}]",
        "conditions: [{id: c1, text: 成年}]",
        "conditions/text unknown",
    ),
    (
        "another condition",
        "conditions: [{text: 年满十八周岁}]",
        "conditions: [{text: 拥有固定场所}]",
        "conditions/added heavier, conditions/dropped lighter",
    ),
    (
        "open to more",
        "applicants: [natural_person]",
        "applicants: [natural_person, enterprise]",
        "applicants/added lighter",
    ),
    (
        "a longer promise",
        "limits: {promised: {days: 5, unit: working}}",
        "limits: {promised: {days: 8, unit: working}}",
        "limits/longer heavier",
    ),
    (
        "a promise where none was",
        "limits: {statutory: {days: 20, unit: working}}",
        "limits: {statutory: {days: 20, unit: working}, promised: {days: 8, unit: working}}",
        "limits/given lighter",
    ),
    (
        "the law grants longer",
        "limits: {statutory: {days: 20, unit: working}}",
        "limits: {statutory: {days: 30, unit: working}}",
        "limits/longer heavier",
    ),
    (
        "at once",
        "limits: {handling: promised}",
        "limits: {handling: instant}",
        "limits/at-once lighter",
    ),
    (
        "a step more",
        "steps: [{name: 受理}]",
        "steps: [{name: 受理}, {name: 审查}]",
        "steps/added heavier",
    ),
    (
        "a step's standard in other words",
        "steps: [{name: 受理, standard: 齐全}]",
        "steps: [{name: 受理, standard: 齐全且真实}]",
        "steps/described unknown",
    ),
    (
        "a dearer licence",
        "fees: {charged: true, items: [{name: 工本费, amount: 10}]}",
        "fees: {charged: true, items: [{name: 工本费, amount: 12.5}]}",
        "fees/raised heavier",
    ),
    (
        "free at last",
        "fees: {charged: true, items: [{name: 工本费, amount: 10}]}",
        "fees: {charged: false}",
        "fees/free lighter",
    ),
    (
        "another currency",
        "fees: {charged: true, items: [{name: 甲, amount: 10, currency: CNY}]}",
        "fees: {charged: true, items: [{name: 甲, amount: 10, currency: HKD}]}",
        "fees/terms unknown",
    ),
    (
        "online as well",
        "channels: {window: {places: [{address: 一号}]}}",
        "channels: {window: {places: [{address: 一号}]}, online: {url: https://a.cn}}",
        "channels/opened lighter",
    ),
    (
        "no post any more",
        "channels: {post: true}",
        "channels: {post: false}",
        "channels/withdrawn heavier",
    ),
    (
        "by post, said in full",
        "channels: {post: true}",
        "channels: {post: {address: 一号}}",
        "channels/offered-otherwise neither",
    ),
    (
        "less deep",
        "channels: {online: {url: https://a.cn, depth: handle}}",
        "channels: {online: {url: https://a.cn, depth: receive}}",
        "channels/shallower heavier",
    ),
    (
        "other hours",
        "channels: {window: {places: [{name: 厅, address: 一号, hours: 上午}]}}",
        "channels: {window: {places: [{name: 厅, address: 一号, hours: 下午}]}}",
        "channels/place unknown",
    ),
    (
        "one visit more",
        "visits: {count: 1, reason: 甲}",
        "visits: {count: 2, reason: 乙}",
        "visits/more heavier",
    ),
    (
        "no visit, said at last",
        "name: 甲",
        "{name: 甲, visits: {count: 0}}",
        "visits/stated neither",
    ),
    (
        "all over the country",
        "scope: {range: cross_city}",
        "scope: {range: national}",
        "scope/wider lighter",
    ),
    (
        "a shorter validity",
        "results: [{name: 证, validity: 五年}]",
        "results: [{name: 证, validity: 三年}]",
        "results/described unknown",
    ),
    (
        "by post too",
        "results: [{name: 证, delivery: [window]}]",
        "results: [{name: 证, delivery: [post, window]}]",
        "results/delivery-added lighter",
    ),
    (
        "another theme",
        "themes: {person: [证件办理]}",
        "themes: {person: [生育收养]}",
        "notices/theme-added neither, notices/theme-dropped neither",
    ),
    (
        "another phone",
        "contact: {consult: {phone: '1'}}",
        "contact: {consult: {phone: '2', hours: 上午}}",
        "notices/contact neither",
    ),
    (
        "another law",
        "legal_basis: [{title: 消防法, article: 一}]",
        "legal_basis: [{title: 建筑法, article: 一}]",
        "legal/added neither, legal/dropped neither",
    ),
    ("suspended", "status: active", "status: suspended", "item/stopped unknown"),
    (
        "not offered here",
        "name: 甲",
        "{name: 甲, not_offered: 无此机构}",
        "item/not-offered heavier",
    ),
    ("a quota raised", "quota: 10", "quota: 20", "item/quota-raised lighter"),
    ("a quota in words", "quota: 10", "quota: 每区十个", "item/quota-text unknown"),
    ("no such element", "name: 甲", "{name: 甲, pets: {cat: 1}}", "element/added unknown"),
    (
        "a list for a mapping",
        "{name: 甲, pets: {cat: 1}}",
        "{name: 甲, pets: [cat]}",
        "element/added unknown, element/dropped unknown",
    ),
    (
        "a text for a mapping",
        "{name: 甲, limits: {handling: instant}}",
        "{name: 甲, limits: 当场}",
        "element/changed unknown",
    ),
    (
        "a new post-approval body",
        "post_approval: {body: 甲, means: 抽查}",
        "post_approval: {body: 乙, means: 检查}",
        "notices/contact neither",
    ),
    (
        "a second level",
        "level: county",
        "level: [county, municipal]",
        "item/class-added unknown",
    ),
]
TRAPS = [
    (
        "papers in another order",
        f"materials: [{ID}, {PHOTO}, {FORM}]",
        f"materials: [{FORM}, {ID}, {PHOTO}]",
        "",
    ),
    (
        "a renamed paper",
        f"materials: [{ID}]",
        f"materials: [{ID.replace('name: 身份证', 'name: 二代证')}]",
        "materials/renamed neither",
    ),
    (
        "a paper renamed without a standard name",
        "materials: [{name: 营业执照}]",
        "materials: [{name: 营业执照复印件, copies: 1}]",
        "materials/copies-stated heavier, materials/renamed neither",
    ),
    (
        "ids dealt anew, what refers to them follows",
        "{materials: [{id: a, name: 甲证}], conditions: [{id: c, text: 已婚, proven_by: [a]}], channels: {online: {url: https://a.cn, materials: [a]}}}",
        "{materials: [{id: b, name: 甲证}], conditions: [{id: c, text: 已婚, proven_by: [b]}], channels: {online: {url: https://a.cn, materials: [b]}}}",
        "conditions/material-relabelled neither",
    ),
    (
        "conditions that swapped ids",
        "conditions: [{id: c1, text: 年满十八}, {id: c2, text: 有住房}]",
        "conditions: [{id: c1, text: 有住房}, {id: c2, text: 年满十八}]",
        "conditions/relabelled neither, conditions/relabelled neither",
    ),
    (
        "five working days for seven calendar days",
        "limits: {promised: {days: 7, unit: calendar}}",
        "limits: {promised: {days: 5, unit: working}}",
        "limits/unit unknown",
    ),
    (
        "the same number, other days",
        "limits: {promised: {days: 20, unit: calendar}}",
        "limits: {promised: {days: 20, unit: working}}",
        "limits/longer-by-unit heavier",
    ),
    (
        "a unit that nobody knows",
        "limits: {promised: {days: 20, unit: calendar}}",
        "limits: {promised: {days: 20, unit: moons}}",
        "limits/unit unknown",
    ),
    (
        "days that are no number",
        "limits: {promised: {days: 20, unit: calendar}}",
        "limits: {promised: {days: true, unit: working}}",
        "limits/unit unknown",
    ),
    (
        "the same wait in another unit",
        "limits: {promised: {days: 0, unit: calendar}}",
        "limits: {promised: {days: 0, unit: working}}",
        "limits/unit unknown",
    ),
    (
        "an agency recoded by a reform",
        "{code: 11440106MB9903097U4000709901000, agency: {name: 甲分局, code: 11440106MB9903097U}}",
        "{code: 11440106MB99038884000709901000, agency: {name: 乙分局, code: 11440106MB9903888}}",
        "item/recoded neither",
    ),
    (
        "a new code, another name, no new agency",
        "{code: 'A1', agency: {name: 甲}}",
        "{code: 'A2', agency: {name: 乙}}",
        "agency/replaced neither, item/recoded neither",
    ),
    (
        "an amended law",
        "legal_basis: [{title: 消防法, number: 六号, article: 十五条, text: 甲}]",
        "legal_basis: [{title: 中华人民共和国消防法, number: 八十一号, article: 十六条, text: 乙}]",
        "legal/amended neither",
    ),
    (
        "a copy for an original",
        "materials: [{name: 甲, copy_type: original, originals: 1, copies: 0}]",
        "materials: [{name: 甲, copy_type: copy, originals: 0, copies: 1}]",
        "materials/copy-enough lighter",
    ),
    (
        "a copy for an original, and more of them",
        "materials: [{name: 甲, copy_type: original, originals: 1, copies: 0}]",
        "materials: [{name: 甲, copy_type: copy, originals: 0, copies: 3}]",
        "materials/copy-enough lighter, materials/fewer-originals lighter, materials/more-copies heavier",
    ),
    (
        "as good a copy",
        "materials: [{name: 甲, copy_type: copy}]",
        "materials: [{name: 甲, copy_type: either}]",
        "materials/described neither",
    ),
    (
        "charged for at last",
        "fees: {charged: false}",
        "fees: {charged: true, items: [{name: 甲, amount: 1}, {name: 乙, amount: 2}]}",
        "fees/charged heavier",
    ),
    (
        "steps in another order",
        "steps: [{name: 甲}, {name: 乙}, {name: 丙}]",
        "steps: [{name: 丙}, {name: 甲}, {name: 乙}]",
        "steps/reordered neither",
    ),
    (
        "the deepest, for the token that says nothing",
        "channels: {online: {url: https://a.cn, depth: e_licence}}",
        "channels: {online: {url: https://a.cn, depth: other}}",
        "channels/depth unknown",
    ),
    ("true is not one", "quota: 1", "quota: true", "item/quota-text unknown"),
]
SAME = [
    ("key order and quoting", "{name: 甲, status: active}", "status: 'active'\nname: \"甲\"\n"),
    ("comments and white space", "name: 甲", "# 说明\nname:    甲   # 尾注\n\n"),
    (
        "anchors",
        "{aliases: [甲], agency: {joint: [甲]}}",
        "{aliases: &a [甲], agency: {joint: *a}}",
    ),
    ("1 and 1.0", "visits: {count: 1}", "visits: {count: 1.0}"),
    ("width of characters", "name: 备案（变更）：１", "name: '备案(变更):1'"),
    ("white space in a text", "name: |\n  第一 行\n  第二行\n", "name: 第一行第二行"),
    (
        "the language of a URL",
        "contact: {consult: {url: 'https://a.cn/zh/x'}}",
        "contact: {consult: {url: 'https://a.cn/en/x'}}",
    ),
    (
        "nothing, said and not said",
        "{name: 甲, aliases: [], quota: null, themes: {}}",
        "name: 甲",
    ),
    ("one and a list of one", "level: county", "level: [county]"),
    (
        "sets in another order",
        "{aliases: [甲, 乙], applicants: [enterprise, natural_person]}",
        "{aliases: [乙, 甲], applicants: [natural_person, enterprise]}",
    ),
    (
        "an entry that says nothing",
        "materials: [{name: 甲}]",
        "materials: [{name: 甲}, {name: null}]",
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in (*CASES, *TRAPS)],
)
def test_what_changed_and_what_it_weighs(before: str, after: str, expected: str) -> None:
    assert told(changes(before, after)) == [one for one in expected.split(", ") if one]


@pytest.mark.parametrize(
    ("before", "after"), [pytest.param(*case[1:3], id=case[0]) for case in (*CASES, *TRAPS)]
)
def test_the_way_back_mirrors_the_way_there(before: str, after: str) -> None:
    there, back = changes(before, after), changes(after, before)
    mirrored = sorted(f"{c.kind.mirror} {c.weight.mirror}" for c in there)
    assert mirrored == told(back)


@pytest.mark.parametrize(
    ("before", "after"), [pytest.param(*case[1:], id=case[0]) for case in SAME]
)
def test_what_only_looks_different(before: str, after: str) -> None:
    assert changes(before, after) == changes(after, before) == ()


def test_there_are_forty_pairs_and_ten_traps() -> None:
    assert len(CASES) >= 40
    assert len(TRAPS) >= 10


def test_a_fingerprint_knows_the_value_not_its_place() -> None:
    before, after = f"materials: [{ID}]", f"materials: [{PHOTO}, {ID}]"
    one = changes(before, after)[0]
    other = changes("# 说明\n\n" + before, f"materials:\n - {ID}\n - {PHOTO}\n")[0]
    dearer = changes(before, f"materials: [{ID}, {PHOTO.replace('2}', '3}')}]")[0]
    assert one.fingerprint == other.fingerprint != dearer.fingerprint
    assert one.after.at.span != other.after.at.span


def test_a_fingerprint_knows_what_is_said_not_how() -> None:
    one = changes("name: 甲", "{name: 甲, pets: {cats: [1, 甲], dogs: null}}")[0]
    other = changes("name: 甲", "{name: 甲, pets: {cats: [1.0, ' 甲 ']}}")[0]
    assert one.fingerprint == other.fingerprint


def test_a_standard_that_refers_to_itself_has_an_end() -> None:
    schema = '{type: object, properties: {part: {$ref: "#"}}}'
    marks_ = gauge_of(profile_of((standard_of(schema),))).marks
    assert max(path.count("part") for path in marks_) < 12


def test_a_change_knows_the_entry_it_is_in_by_name() -> None:
    (change,) = changes(
        f"materials: [{PHOTO}, {ID}]",
        f"materials: [{ID.replace('copies: 0', 'copies: 1.5')}, {PHOTO}]",
    )
    assert str(change.known) == "/materials/身份证/copies"
    assert (change.before.value, change.after.value) == (0, 1.5)


FREE = Freedom("lighter", "less", (), added=False, label=None)
ORDERED = Freedom(
    "lighter", "", (), added=False, label=None, order=(("copy", "either"), ("original",))
)


@pytest.mark.parametrize(
    ("freedom", "one", "other", "held"),
    [
        pytest.param(FREE, 1, 1, Held.SAME, id="the same"),
        pytest.param(ORDERED, "copy", "either", Held.SAME, id="tokens of one group"),
        pytest.param(ORDERED, "copy", "original", Held.HEAVIER, id="tokens in order"),
        pytest.param(FREE, 3, 2, Held.LIGHTER, id="numbers"),
        pytest.param(FREE, ["a"], ["a", "b"], Held.HEAVIER, id="lists"),
        pytest.param(FREE, ["a"], ["b"], None, id="lists with something of their own each"),
        pytest.param(FREE, "a", "b", None, id="words"),
    ],
)
def test_values_held_against_each_other(
    freedom: Freedom, one: object, other: object, held: Held | None
) -> None:
    assert weigh(freedom, one, other) is held


def test_limits_held_against_each_other() -> None:
    assert weigh_days((5, "working"), (5, "working"), DAY) is Held.SAME
    assert weigh_days((5, "working"), (30, "calendar"), DAY) is Held.HEAVIER
    assert weigh_days((30, "calendar"), (5, "working"), DAY) is Held.LIGHTER


@pytest.mark.parametrize(
    ("fees", "money"),
    [
        ("{charged: false, items: [{amount: 5}]}", 0),
        ("{charged: true, items: [{amount: 5}, {amount: 2.5}, {name: 甲}]}", 7.5),
        ("{charged: true}", None),
    ],
)
def test_money_is_what_is_charged(fees: str, money: float | None) -> None:
    assert burden_of(item_of(document(f"fees: {fees}"))).money == money
