"""What says the same, however it is written; and which entry is which, wherever it stands."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.alignment import aligned, name_of
from catalog_std.same import agree, canonical, identical, likeness, sharing, written

PAPER = ("standard_name", "name")
LAW = ("title", "article")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"a": 1, "b": 2}, {"b": 2.0, "a": 1}, id="key order and whole floats"),
        pytest.param("受理（一）：１4Ａ", "受理(一):14A", id="width"),
        pytest.param("一\n  二 三", "一二三", id="white space between Chinese characters"),
        pytest.param("in  the\nhall", "in the hall", id="white space between words"),
        pytest.param("　甲　", "甲", id="an ideographic space"),
        pytest.param({"a": None, "b": [], "c": {}, "d": 1}, {"d": 1}, id="nothing said"),
        pytest.param([{"a": None}], [None], id="an entry that says nothing"),
        pytest.param("http://a.cn/zh/x", "http://a.cn/en/x", id="another language of a page"),
        pytest.param(
            "http://a.cn/zh-CN/x?lang=zh_CN&b=1", "http://A.cn/x/?b=1", id="language asked"
        ),
        pytest.param("http://a.cn:80/%E5%8A%9E", "http://a.cn/办", id="escapes and port"),
        pytest.param(
            "https://xn--fiq228c.cn/a#%E4%B8%80", "https://中文.cn/a#一", id="punycode"
        ),
        pytest.param(" https://a.cn/ b ", "https://a.cn/b", id="a space in a URL"),
    ],
)
def test_what_says_the_same(one: object, other: object) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(True, 1, id="a flag is no number"),
        pytest.param("1", 1, id="a text is no number"),
        pytest.param("10²", "102", id="a power is no digit"),
        pytest.param("a b", "ab", id="words"),
        pytest.param(
            "http://a.cn/zhang", "http://a.cn/", id="a path that only begins like a language"
        ),
        pytest.param("http://a.cn:8080/", "http://a.cn/", id="another port"),
        pytest.param("https://[bad", "https://[bad/", id="no URL at all"),
        pytest.param("https://xn--a.cn", "https://a.cn", id="punycode that is none"),
        pytest.param([1, 2], [2, 1], id="order"),
        pytest.param(False, None, id="said and not said"),
    ],
)
def test_what_does_not(one: object, other: object) -> None:
    assert canonical(one) != canonical(other)


def test_what_yaml_never_gives_is_compared_by_its_words() -> None:
    assert canonical({1}) == "{1}"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.floats(0, 2) | st.text("a ", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner),
    max_leaves=8,
)


@given(PLAIN, PLAIN)
def test_what_is_the_same_to_the_letter_says_the_same(one: object, other: object) -> None:
    if identical(one, other):
        assert repr(one) == repr(other)
        assert canonical(one) == canonical(other)


@given(PLAIN | st.dictionaries(st.integers(0, 1) | st.text("01"), PLAIN), PLAIN)
def test_values_agree_whose_canonical_forms_are_equal(one: object, other: object) -> None:
    assert agree(one, other) is (canonical(one) == canonical(other))
    assert agree([one, other], [one, other])
    assert agree({"a": one}, {"a": other, "b": None}) is agree(one, other)
    assert agree({1: one}, {"1": one})


@given(PLAIN, PLAIN)
def test_what_shares_the_parts_of_another_is_what_it_was(one: object, other: object) -> None:
    shared = sharing(one, other)
    assert repr(shared) == repr(other)
    assert (shared is one) is (identical(one, other) or one is other)


def test_the_same_parts_are_held_once() -> None:
    one: dict[str, Any] = {"a": [{"b": 1}, 2], "c": {"d": "x"}}
    shared = sharing(one, {"a": [{"b": 1}, True, 3], "c": {"d": "x"}, "e": [1]})
    assert shared == {"a": [{"b": 1}, True, 3], "c": {"d": "x"}, "e": [1]}
    assert shared["c"] is one["c"]
    assert shared["a"][0] is one["a"][0]
    assert shared["a"][1] is True


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("居民身份证", "居民身份证（原件及复印件）", 1, 1),
        ("身份证", "居民身份证", 0.6, 0.9),
        ("照片", "身份证", 0, 0),
        ("中华人民共和国行政许可法", "中华人民共和国建筑法", 0, 0.3),
        ("《消防法》", "中华人民共和国消防法", 1, 1),
        ("", "", 0, 0),
        ("甲", "乙", 0, 0),
    ],
)
def test_how_alike_two_names_are(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) == likeness(other, one) <= most


def paper(name: str, **more: object) -> dict[str, object]:
    return {"name": name} | more


ID = paper("身份证", standard_name="居民身份证")
PHOTO = paper("照片")


@pytest.mark.parametrize(
    ("before", "after", "keys", "pairs"),
    [
        pytest.param([ID, PHOTO], [PHOTO, ID], PAPER, "0-1 = 1-0 =", id="another order"),
        pytest.param(
            [ID], [ID | {"copies": 2}], PAPER, "0-0 standard_name+name", id="all keys"
        ),
        pytest.param([ID], [ID | {"name": "证件"}], PAPER, "0-0 standard_name", id="renamed"),
        pytest.param([PHOTO], [PHOTO | {"copies": 1}], PAPER, "0-0 name", id="by name"),
        pytest.param(
            [ID], [paper("身份证", standard_name="护照")], PAPER, "", id="another paper"
        ),
        pytest.param(
            [paper("二代证", licence_type="id_card")],
            [paper("身份证明", licence_type="id_card")],
            PAPER,
            "0-0 licence_type",
            id="the same licence",
        ),
        pytest.param(
            [paper("身份证")], [paper("居民身份证")], PAPER, "0-0 likeness", id="alike"
        ),
        pytest.param([PHOTO], [paper("营业执照")], PAPER, "", id="nothing alike"),
        pytest.param(
            [paper("单位介绍信", id="m1")],
            [paper("单位的介绍", id="m1")],
            PAPER,
            "0-0 id",
            id="an id that is a hint",
        ),
        pytest.param(
            [paper("照片", id="m1")], [paper("护照", id="m1")], PAPER, "", id="an id alone"
        ),
        pytest.param(
            [
                paper("申请人身份证", standard_name="居民身份证"),
                paper("代理人身份证", standard_name="居民身份证"),
            ],
            [
                paper("代理人的身份证", standard_name="居民身份证"),
                paper("申请人的身份证", standard_name="居民身份证"),
            ],
            PAPER,
            "0-1 standard_name 1-0 standard_name",
            id="two papers of one standard name",
        ),
        pytest.param(
            [{"title": "行政许可法", "article": "第三条"}],
            [{"title": "建筑法", "article": "第三条"}],
            LAW,
            "",
            id="the same article of another law",
        ),
        pytest.param(
            [{"title": "消防法", "article": "第三条"}],
            [{"title": "中华人民共和国消防法", "article": "第五条"}],
            LAW,
            "0-0 likeness",
            id="an article that moved",
        ),
        pytest.param(
            [{"id": "c1", "text": "甲方"}, {"id": "c2", "text": "乙方"}],
            [{"id": "c1", "text": "乙方"}, {"id": "c2", "text": "丙"}],
            ("id", "text"),
            "1-0 text",
            id="ids that were dealt anew",
        ),
        pytest.param(
            [{"title": "甲", "id": "1", "at": "x"}],
            [{"title": "乙", "id": "1", "at": "y"}],
            ("id", "title", "at"),
            "",
            id="a declared id against a contradiction",
        ),
        pytest.param(["a", "a", 1], ["a", True], (), "0-0 =", id="plain values, each once"),
        pytest.param([["x"], None], [["x"], None], (), "0-0 =", id="lists and nothing"),
        pytest.param(
            [{"id": "x", "a": 1}], [{"id": "x", "a": 2}], (), "0-0 id", id="no keys told"
        ),
    ],
)
def test_which_is_which(
    before: list[Any], after: list[Any], keys: tuple[str, ...], pairs: str
) -> None:
    found = aligned(before, after, keys)
    assert " ".join(f"{p.before}-{p.after} {p.by}" for p in found) == pairs
    assert all(0 < p.sure <= 1 for p in found)


entry = st.fixed_dictionaries(
    {},
    optional={
        key: st.text("甲乙丙丁子丑", min_size=1, max_size=4)
        for key in ("id", "name", "standard_name", "licence_type")
    },
)


@given(st.lists(entry, max_size=5), st.lists(entry, max_size=5))
def test_the_way_back_pairs_as_the_way_there(before: list[Any], after: list[Any]) -> None:
    there = {(p.before, p.after, p.by, p.sure) for p in aligned(before, after, PAPER)}
    back = {(p.after, p.before, p.by, p.sure) for p in aligned(after, before, PAPER)}
    assert there == back


ODD = entry | st.sampled_from([None, "甲", {"name": "甲　"}, {"name": "甲", "id": None}, {}])


@given(st.lists(ODD, max_size=5), st.lists(st.integers(0, 4), max_size=5))
def test_entries_that_are_the_very_same_pair_as_equal_ones_do(
    before: list[Any], picked: list[int]
) -> None:
    after = [before[number] if number < len(before) else {"name": "子"} for number in picked]
    assert aligned(before, after, PAPER) == aligned(before, deepcopy(after), PAPER)


def test_lists_beyond_reason_are_paired_in_time() -> None:
    before = [paper(f"甲{n}", standard_name="同") for n in range(300)]
    after = [paper(f"乙{n}", standard_name="同") for n in range(300)]
    assert len(aligned(before, after, PAPER)) == 300
    assert (
        aligned([paper(f"甲{n}") for n in range(300)], [paper(f"乙{n}") for n in range(300)])
        == ()
    )


def test_what_people_call_an_entry() -> None:
    assert name_of({"title": "法", "id": "x"}, ("title",)) == "法"
    assert name_of({"size": 1}) == ""
    assert name_of(5) == "5"
    assert written("Ａ") == "A"
