"""A manuscript says what the guide says, in one language, in text that can be printed."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.paper.compose import Surroundings, manuscript_of
from catalog_std.paper.manuscript import (
    Bit,
    Line,
    Manuscript,
    Para,
    Points,
    Rows,
    Style,
    Table,
    plain,
    printable,
)
from catalog_std.paper.voice import noted
from catalog_std.publish.guide import Guide
from catalog_std.text import Text
from tests.conftest import shelf_under
from tests.paper.sheets import NOWHERE, RICH, manuscript
from tests.publish.sites import BASIC, CODE, guide_of


def part(m: Manuscript, id: str) -> list[str]:
    """Give the paragraphs of a section, and the cells of its tables, as text."""
    found = next(part for part in m.parts if part.id == id)
    told = (b for b in found.blocks if not (isinstance(b, Para) and b.manner == "gap"))
    return [text for block in told for text in texts(block)]


def texts(block: object) -> list[str]:
    """Give the texts of a block, its labels before its values."""
    match block:
        case Para(line):
            return [plain(line)]
        case Points(entries):
            return [text for entry in entries for one in entry for text in texts(one)]
        case Rows(rows):
            return [
                plain(label) + "|".join(text for one in value for text in texts(one))
                for label, value in rows
            ]
        case Table(_, _, _, rows):
            return ["|".join(" ".join(map(plain, cell)) for cell in row) for row in rows]
    raise AssertionError(block)


@given(st.text())
def test_printable_text_is_one_line_that_xml_and_utf8_can_hold(text: str) -> None:
    shown = printable(text)
    assert shown == " ".join(shown.split())
    assert shown.isprintable() or all(not char.isspace() for char in shown if char != " ")
    shown.encode()
    assert printable(shown) == shown


def test_what_cannot_be_seen_is_left_out() -> None:
    assert printable("a\u202eb\u200b\x00\ud800\n c\ufeff\ufffe") == "ab? c?"


def test_sections_stand_in_the_order_of_the_guide() -> None:
    ids = [section.id for section in guide_of(RICH, BASIC).sections]
    assert [part.id for part in manuscript().parts] == ids


def test_papers_and_steps_are_tables() -> None:
    zh, en = manuscript(), manuscript(lang="en")
    assert part(zh, "materials") == [
        "1|申请书|1|—|纸质或电子|申请人自备",
        "2|营业执照（免提交）|—|—|电子化|市场监督管理部门",
    ]
    assert part(zh, "steps") == [
        "1|受理|窗口|1 个工作日|材料齐全|受理单",
        "2|发证||当场||",
    ]
    assert part(en, "steps")[1] == "2|发证||on the spot||"
    assert part(zh, "conditions") == ["有营业执照  证明材料：营业执照、nothing"]
    assert part(zh, "faq") == ["要多久？", "五天。"]
    assert part(zh, "legal") == [
        "中华人民共和国食品安全法 第三十五条",
        "国家对食品生产经营实行许可制度。",
    ]


PAPERS = """\
basic_code: "000131909000"
name: 甲
materials:
  - {name: 表, kind: form, originals: 1, blank_form: a.txt, sample: "https://example.cn/b.txt", signed: true,
     necessity: deferrable, source: applicant, instructions: 用黑笔}
  - {name: 证, necessity: conditional, when: 有车的, issued_by: "000131903000", source: government, licence_type: id_card}
"""


def test_a_paper_tells_when_how_and_where_from() -> None:
    around = Surroundings(
        lambda name: (f"{name} (TXT)", "https://example.cn/f"),
        lambda _code: ("营业执照", "https://example.cn/i"),
    )
    made = manuscript_of(guide_of(PAPERS), "zh", around)
    first, second = part(made, "materials")
    assert "表（须签字盖章）（可容缺后补）" in first
    assert "下载：空白表格：a.txt (TXT)；填写样例：https://example.cn/b.txt (TXT)" in first
    assert "情形：有车的" in second
    assert "怎样取得：营业执照" in second
    urls = [bit.url for line in lines(made) for bit in line if bit.url]
    assert urls == ["https://example.cn/f", "https://example.cn/f", "https://example.cn/i"]


def lines(m: Manuscript) -> list[Line]:
    """Give the lines of all tables."""
    tables = [b for part in m.parts for b in part.blocks if isinstance(b, Table)]
    return [line for table in tables for row in table.rows for cell in row for line in cell]


def test_the_publishers_own_words_are_marked_on_an_english_page() -> None:
    own = [bit.text for line in lines(manuscript(lang="en")) for bit in line if bit.own]
    assert "申请书" in own
    assert not [bit for line in lines(manuscript()) for bit in line if bit.own]


def test_what_was_inherited_carries_a_mark_and_its_origin() -> None:
    made = manuscript()
    assert made.heading == (Bit("食品经营许可"), Bit("1", "mark"))
    fees = next(part for part in made.parts if part.id == "fees")
    mark = next(bit.text for bit in fees.title if bit.style == "mark")
    told = {str(number): plain(line) for number, line in made.notes}
    assert told[mark].startswith("收费：承自基本目录")


def test_what_is_missing_is_flagged() -> None:
    gaps = [block for part in manuscript("name: 甲\n", under="").parts for block in part.blocks]
    assert any(isinstance(b, Para) and b.manner == "gap" for b in gaps)


def test_an_item_that_is_not_offered_says_so() -> None:
    remark = manuscript(RICH + "not_offered: 系统改造\n")
    assert "暂不开展：系统改造" in [text for block in remark.top for text in texts(block)]
    status = manuscript(RICH.replace("active", "suspended"))
    assert any("目前的状态" in text for block in status.top for text in texts(block))


def test_a_name_that_cannot_be_seen_gives_way_to_the_code() -> None:
    made = manuscript(RICH + 'name: "\\u200b"\n')
    assert made.title == CODE
    assert plain(made.heading) == CODE


def test_the_last_words_tell_where_the_guide_is() -> None:
    around = replace(NOWHERE, url="https://example.cn/x/", notice=Text("样例", "a sample"))
    made = manuscript_of(guide_of(RICH, BASIC), "en", around)
    assert [plain(line) for line in made.last][:3] == [
        CODE,
        "Permanent link https://example.cn/x/",
        "a sample",
    ]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (Para((Bit("一"),)), ["一²"]),
        (Points(((Para((Bit("一"),)),),)), ["²", "一"]),
    ],
)
def test_a_mark_stands_behind_a_paragraph_or_before_a_list(
    block: Para | Points, told: list[str]
) -> None:
    shown = [
        "".join(bit.text.replace("2", "²") for bit in one.line)
        if isinstance(one, Para)
        else texts(one)[0]
        for one in noted([block], 2)
    ]
    assert shown == told
    assert list(noted([block, block], 0)) == [block, block]


SECTIONS = """
    x-sections: [{id: conditions, zh: 条件, en: Who}, {id: legal, zh: 依据, en: Law}, {id: faq, zh: 问, en: FAQ},
      {id: materials, zh: 材料, en: Papers}, {id: steps, zh: 流程, en: Steps}]
    properties:
      conditions: {x-label: {zh: 条件, en: who}, x-guide: {section: conditions, order: 1}}
      note: {x-label: {zh: 说明, en: note}, x-guide: {section: %s, order: 2}}
      legal_basis: {x-label: {zh: 依据, en: law}, x-guide: {section: legal, order: 1},
        items: {properties: {title: {}, parts: {items: {properties: {a: {}, b: {}}}}}}}
      faq: {x-label: {zh: 问, en: faq}, x-guide: {section: faq, order: 1}, items: {properties: {question: {}, answer: {}}}}
      materials: {x-label: {zh: 材料, en: papers}, x-guide: {section: materials, order: 1}}
      steps: {x-label: {zh: 流程, en: steps}, x-guide: {section: steps, order: 1}}
"""


@pytest.mark.parametrize("section", ["conditions", "legal", "faq", "materials", "steps"])
def test_what_stands_beside_the_main_element_keeps_its_label(section: str) -> None:
    text = "{name: 甲, note: 乙, legal_basis: [{title: 法, parts: [{a: x, b: y}]}]}"
    guide: Guide = guide_of(text, standards=shelf_under(SECTIONS % section))
    made = manuscript_of(guide, "zh", NOWHERE)
    assert "说明：乙" in part(made, section)
    law = part(made, "legal")
    assert law[0] == "法"
    assert "Parts：A：x；B：y" in law[1]


def test_styles_are_few() -> None:
    assert set(get_args(Style)) == {"", "strong", "quiet", "code", "tag", "mark"}
    assert replace(Bit("x"), style="tag") == Bit("x", "tag")


def test_several_entries_are_a_list_and_entries_with_parts_keep_their_labels() -> None:
    text = RICH.replace("places: [{", "hall: true, places: [{name: 分厅, address: 二路}, {")
    assert part(manuscript(text), "channels")[0] == (
        "窗口：办理地点：名称：分厅；地址：二路|名称：大厅；地址：天府路1号|是否进驻政务大厅：是"
    )


def test_what_a_standard_supplied_at_the_top_is_named_with_its_mark() -> None:
    schema = "properties: {quota: {default: 不限, x-label: {zh: 限额, en: quota}, x-guide: {section: head, order: 1}}}"
    made = manuscript_of(guide_of("name: 甲", standards=shelf_under(schema)), "zh", NOWHERE)
    last = made.top[-1]
    assert isinstance(last, Para)
    assert last.line == (Bit("限额"), Bit("1", "mark"))
