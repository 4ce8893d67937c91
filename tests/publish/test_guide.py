"""A guide says what an item says: section by section, with labels, origins and gaps."""

from __future__ import annotations

import pytest

from catalog_std.document import documents_of
from catalog_std.effective import effective_of
from catalog_std.publish.compose import Composer
from catalog_std.publish.guide import Guide, Phrase, Said
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Text
from tests.conftest import DAY, shelf_under
from tests.publish.sites import BASIC, CODE, LOCAL, guide_of


def said(guide: Guide, section: str) -> dict[str, Said]:
    """Give what stands in a section, by name."""
    found = guide.section(section)
    assert found
    return {one.name: one for one in found.said}


def words(one: Said) -> list[str]:
    """Give the Chinese of an element's phrases."""
    return [p.words if isinstance(p.words, str) else p.words.zh for p in one.phrases]


def test_sections_stand_in_the_order_of_the_annotations_and_none_is_empty() -> None:
    guide = guide_of(LOCAL, BASIC)
    ids = [section.id for section in guide.sections]
    assert ids == [
        "conditions", "materials", "steps", "limits", "fees", "results", "channels",
        "contact", "legal", "remedies", "facts", "codes", "versions",
    ]  # fmt: skip
    assert all(section.said or section.gaps for section in guide.sections)
    assert guide.section("faq") is None


def test_what_the_basic_item_supplied_carries_its_origin() -> None:
    guide = guide_of(LOCAL, BASIC)
    note = {one.number: one for one in guide.notes}[said(guide, "fees")["fees"].note]
    assert note.item == "000131901000"
    assert "items/basic.yaml:16" in note.origin.zh
    assert "食品经营许可" in note.origin.en
    assert said(guide, "versions")["status"].note == 0
    assert [one.note for one in guide.top if one.name == "name"] == [1]


def test_a_mapping_half_inherited_is_noted_where_it_is() -> None:
    limits = said(guide_of(LOCAL, BASIC), "limits")["limits"]
    inside = {one.name: one for one in limits.entries[0]}
    assert limits.note == 0
    assert inside["statutory"].note
    assert inside["promised"].note == 0
    assert inside["promised"].entries[0][0].phrases == (
        Phrase(Text("5 个工作日", "5 working days")),
    )


def test_an_item_of_its_own_has_no_origins() -> None:
    assert not guide_of(BASIC).notes
    assert guide_of(BASIC).head.is_basic


def test_a_standard_may_supply_a_value() -> None:
    schema = "properties: {quota: {default: 不限, x-guide: {section: q, order: 1}}}"
    guide = guide_of("name: 甲", standards=shelf_under(schema))
    assert words(said(guide, "q")["quota"]) == ["不限"]
    assert guide.notes[0].origin == Text(
        "示例标准（example-1）的缺省规定", "the default of example standard (example-1)"
    )


def test_a_standard_may_add_to_what_the_basic_item_says() -> None:
    schema = (
        "properties: {part: {x-guide: {section: q, order: 1}, properties: {a: {}, b: {default: 乙}}},"
        " flat: {x-guide: {section: q, order: 2}, properties: {a: {}}}}"
    )
    composer = Composer(Profiles(shelf_under(schema), DAY))
    under = documents_of("b.yaml", 'basic_code: "1"\npart: {a: 甲}\nflat: {a: 丙}\n'.encode())[
        0
    ]
    flat = []
    for code in (2, 3):
        local = documents_of("a.yaml", f'basic_code: "1"\ncode: "{code}"'.encode())[0]
        guide = composer.guide(effective_of(local, {"1": under}))
        (entry,) = said(guide, "q")["part"].entries
        assert [words(one) for one in entry] == [["甲"], ["乙"]]
        assert [note.label.zh for note in guide.notes] == ["part", "b", "flat"]
        flat.append(said(guide, "q")["flat"].entries)
    assert flat[0] is flat[1]


def test_a_section_that_the_annotations_do_not_name_comes_last_under_its_first_element() -> (
    None
):
    schema = """
        x-sections: [{id: one, zh: 一, en: One}]
        properties:
          b: {x-label: {zh: 乙, en: b}, x-guide: {section: two, order: 1}}
          a: {x-label: {zh: 甲, en: a}}
    """
    guide = guide_of("{a: x, b: y}", standards=shelf_under(schema))
    assert [(s.id, s.title.zh) for s in guide.sections] == [("one", "一"), ("two", "乙")]


def test_without_annotations_everything_stands_in_the_head() -> None:
    guide = guide_of("{a: x}", standards=shelf_under("properties: {a: {}}"))
    assert [one.name for one in guide.top] == ["a"]
    assert guide.sections == ()


def test_what_a_standard_asks_for_and_is_missing_is_flagged() -> None:
    guide = guide_of(LOCAL.replace("status: active\n", ""))
    missing = {(gap.section, gap.label.zh) for gap in guide.gaps}
    assert ("versions", "事项状态") in missing
    assert ("facts", "事项类型") in missing
    section = guide.section("remedies")
    assert section is None or section.gaps
    assert all("GB/T" in gap.clause.en for gap in guide.gaps if gap.section == "versions")


def test_a_gap_is_told_once_and_names_its_clause() -> None:
    schema = """
        x-clause: {clause: "5.1", basis: {zh: 要有名, en: needs a name}, sure: text}
        x-sections: [{id: s, zh: 节, en: S}]
        required: [name]
        properties:
          name: {x-guide: {section: s, order: 1}}
          list: {x-guide: {section: s, order: 2}, items: {required: [id], properties: {id: {}}}}
    """
    guide = guide_of("{list: [{x: 1}, {y: 2}]}", standards=shelf_under(schema))
    assert [gap.clause.zh for gap in guide.gaps].count("示例标准 5.1：要有名") == len(
        guide.gaps
    )
    assert [gap.label.zh for gap in guide.gaps] == ["name", "id"]


def test_facts_come_first() -> None:
    figures = {f.name: f for f in guide_of(LOCAL, BASIC).figures}
    assert figures["promised"].number == "5"
    assert figures["promised"].remark == Text("法定 10 个工作日", "by law 10 working days")
    assert figures["visits"].remark == Text("不用跑", "no need to come")
    assert figures["papers"].remark == Text("其中 1 份免提交", "1 of them fetched for you")
    assert figures["fee"].unit == Text("不收费", "free of charge")
    assert figures["result"].unit == "食品经营许可证"


@pytest.mark.parametrize(
    ("text", "name", "number", "unit"),
    [
        ("limits: {statutory: {days: 20, unit: calendar}}", "promised", "20", "个自然日"),
        ("limits: {promised: {days: 3, unit: moons}}", "promised", "3", "个moons"),
        ("fees: {charged: true}", "fee", "", "收费"),
        ("fees: {charged: true, items: [{name: 工本费, amount: 40}]}", "fee", "40", "元"),
        (
            "fees: {charged: true, items: [{amount: 120, currency: CNY, per: 本}]}",
            "fee",
            "120",
            "人民币元/本",
        ),
        ("fees: {charged: true, items: [{amount: 1}, {amount: 2}]}", "fee", "", "收费"),
        ("visits: {count: 1, reason: 采集指纹}", "visits", "1", "次"),
    ],
)
def test_a_fact_says_what_there_is(text: str, name: str, number: str, unit: str) -> None:
    figure = {f.name: f for f in guide_of(f"{{name: 甲, {text}}}").figures}[name]
    unit_zh = figure.unit if isinstance(figure.unit, str) else figure.unit.zh
    assert (figure.number, unit_zh) == (number, unit)


def test_a_fee_is_told_where_no_standard_knows_of_fees() -> None:
    text = "{fees: {charged: true, items: [{amount: 5, currency: XYZ}]}}"
    guide = guide_of(text, standards=shelf_under("properties: {name: {}}"))
    figure = next(one for one in guide.figures if one.name == "fee")
    assert (figure.number, figure.unit) == ("5", Text("XYZ", "XYZ"))


def test_nothing_said_is_nothing_shown() -> None:
    guide = guide_of("name: 甲", standards=shelf_under("properties: {name: {}}"))
    assert guide.figures == ()
    assert guide.papers == ()
    assert guide.ruler is None
    assert (
        guide_of("limits: {promised: {days: 5, unit: working}}", standards=shelf_under(""))
        .figures[0]
        .number
        == "5"
    )
    assert guide_of("materials: [{name: 甲}]", standards=shelf_under("")).papers == ()


def test_papers_tell_situations_files_and_all_that_standards_know_of() -> None:
    guide = guide_of(
        """
        materials:
          - {id: a, name: 委托书, necessity: conditional, when: 委托他人的, originals: 1, blank_form: f.pdf, sample: s.pdf}
          - {id: b, name: 证明, necessity: deferrable, when: 十日内, copies: 2, instructions: 盖章, signed: true}
          - {name: 又一份, necessity: conditional, when: 委托他人的, medium: paper, kind: proof}
          - {id: d}
        """
    )
    first, second, third = guide.papers
    assert guide.situations == ("委托他人的",)
    assert [p.situation for p in guide.papers] == [1, 0, 1]
    assert [f.target for f in first.files] == ["f.pdf", "s.pdf"]
    assert (second.sheets, second.deferrable, second.signed) == (2, True, True)
    assert second.remarks == ((Text("填报须知", "instructions"), "盖章"),)
    assert third.medium == Text("纸质", "paper")


def test_the_ruler_needs_steps_that_fit_the_promise() -> None:
    ruler = guide_of(LOCAL, BASIC).ruler
    assert ruler
    assert ruler.parts == (("受理", 1),)
    assert ruler.statutory
    assert ruler.statutory.days == 10
    assert guide_of(LOCAL.replace("days: 5", "days: 0.5"), BASIC).ruler is None
    other = guide_of(
        LOCAL.replace(
            "promised: {days: 5, unit: working", "promised: {days: 5, unit: calendar"
        ),
        BASIC,
    )
    assert other.ruler
    assert other.ruler.statutory is None


def test_ill_typed_values_say_nothing() -> None:
    guide = guide_of(
        """
        name: 甲
        visits: {count: many}
        limits: {promised: {days: soon, unit: working}, statutory: {unit: working}}
        fees: {charged: true, items: [{name: 甲, amount: dear, per: 件}, {amount: 5, currency: CNY, per: 件}, {amount: 1}]}
        quota: "  "
        conditions: [[], {}]
        scope: {range: national, regions: ["440106", "999999"]}
        not_offered: [no]
        """
    )
    items = said(guide, "fees")["fees"].entries[0][1]
    assert [[words(one) for one in entry] for entry in items.entries] == [
        [["甲"]], [["5 人民币元/件"]], [["1 元"]],
    ]  # fmt: skip
    scope = said(guide, "facts")["scope"].entries[0]
    assert words(scope[1]) == ["广东省广州市天河区", "999999"]
    conditions = guide.section("conditions")
    assert conditions
    assert not conditions.said
    limits = said(guide, "limits")["limits"].entries[0]
    assert [words(one.entries[0][0]) for one in limits if one.name == "statutory"] == [
        ["工作日"]
    ]


def test_the_head_tells_who_where_and_whether_it_is_in_use() -> None:
    head = guide_of(
        LOCAL.replace("status: active", "status: suspended\nnot_offered: 系统升级"), BASIC
    ).head
    assert (head.id, head.place, head.agency) == (
        CODE,
        "广东省广州市天河区",
        "天河区市场监督管理局",
    )
    assert head.type == Text("行政许可", "administrative licence")
    assert (head.in_use, head.remark) == (False, "系统升级")
    assert guide_of("jurisdiction: '310115'").head.place == "上海市浦东新区"
    assert guide_of("name: 甲", standards=shelf_under("")).head.type == ""


def test_an_empty_document_is_an_empty_guide() -> None:
    assert guide_of("[]").sections == ()
