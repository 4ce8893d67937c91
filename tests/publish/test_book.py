"""The book tells rules, standards, elements and code lists, each leading to the others."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from catalog_std.lint import RULES
from catalog_std.publish.book.contents import Contents, anchor_of, page_of, shown
from catalog_std.publish.links import Links
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, shelf
from tests.publish.sites import Run, catalog, sample_site

SCHEMA = {
    "type": "object",
    "x-sections": [{"id": "papers", "zh": "材料", "en": "Papers"}],
    "x-clause": {"clause": "4", "basis": {"zh": "总则", "en": "in general"}, "sure": "text"},
    "required": ["name"],
    "properties": {
        "name": {
            "type": "string",
            "minLength": 2,
            "default": "无名",
            "x-guide": {"section": "head", "order": 1},
        },
        "depth": {
            "type": ["string", "null"],
            "x-codes": "depth",
            "x-label": {"zh": "深度", "en": "depth"},
            "x-guide": {"section": "papers", "order": 1},
            "x-latitude": {"standard": "narrow", "item": "lighter"},
            "x-burden": {"order": [["full"], ["half", "none"]]},
            "x-exchange": {"field": ["A", "B"], "cpsv": "dct:type"},
            "x-clause": {
                "basis": {"zh": "写明深度", "en": "the depth is stated"},
                "sure": "memory",
                "force": "recommended",
                "source": "附录 A",
            },
        },
        "tags": {
            "type": "array",
            "items": {"x-codes": "depth"},
            "x-burden": {"lighter": "fewer", "key": ["id"]},
        },
        "days": {
            "x-burden": {"measure": "days", "lighter": "less"},
            "minimum": 0,
            "x-guide": {"section": "gone", "order": 1},
        },
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {}, "<b>": {"type": "integer", "maximum": 9}},
            },
        },
        "Odd name": {"type": "boolean", "x-exchange": {"cpsv": "dct:title"}},
    },
    "patternProperties": {"^x": {"type": "string"}},
}
MANIFEST = """\
id: ours
number: "DB99/T 1"
title: {zh: 本地标准, en: our standard}
layer: local
jurisdiction: "44"
force: recommended
sectors: [market_regulation, unheard]
item_types: [licence]
issued: "2020-01-01"
effective: "2030-01-01"
replaces: [before, nowhere]
issuer: {zh: 本局, en: our bureau}
source: {document: 文本, sure: memory, note: {zh: 待核, en: to be confirmed}}
schema: item.schema.json
codes: [depth.yaml, depth-more.yaml]
mandatory_rules: [limits/promise-beyond-law]
exceptions: [{call: redundancy, element: name, why: {zh: 已知, en: known}}]
"""
BEFORE = """\
id: before
title: {zh: 旧标准, en: the standard before}
layer: national
abolished: "2020-01-01"
effective: "2010-01-01"
source: {document: 文本, sure: text}
"""
LIST = """\
id: depth
title: {zh: 深度, en: depth}
ordered: true
source: {document: 表, sure: practice, note: {zh: 表注, en: a note}}
entries: [{token: full, code: "1", zh: 全程, en: full}, {token: half, zh: 半程, aliases: [一半, 部分]}]
"""
MORE = """\
id: depth-here
extends: depth
title: {zh: 本地深度, en: depth here}
complete: true
latitude: extend
source: {document: 表, sure: practice}
entries: [{token: none, zh: 不办, since: "2020-01-01", until: "2021-01-01"}, {token: half, zh: 半程, since: "2021-01-01"}]
"""


@pytest.fixture
def ours(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the book of two standards of our own."""
    settings = "version: 1\nas_of: 2026-11-01\nstandards: {path: [own], use: [ours, before]}\n"
    files = {
        "own/ours/standard.yaml": MANIFEST,
        "own/ours/item.schema.json": json.dumps(SCHEMA),
        "own/ours/depth.yaml": LIST,
        "own/ours/depth-more.yaml": MORE,
        "own/before/standard.yaml": BEFORE,
    }
    home = catalog(tmp_path / "catalog", files)
    (home / "catalog.yaml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(home)
    assert run("render", "book", "--to", tmp_path / "book").code == 0
    return tmp_path / "book"


def words(path: Path) -> str:
    """Read what a page says, tags taken out."""
    text = re.sub(r"<(style|script).*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def test_every_rule_standard_element_and_list_has_a_page_in_both_tongues() -> None:
    contents = Contents(Profiles(shelf(), DAY), "book/")
    for prefix in ("", "en/"):
        book = sample_site() / prefix / "book"
        assert {p.stem for p in (book / "rules").iterdir()} == {"index", *(r.id for r in RULES)}
        for path in contents.elements:
            page = (book / "elements" / f"{page_of(path[0])}.html").read_text("utf-8")
            assert len(path) == 1 or f'id="{anchor_of(path)}"' in page
        standards = {p.stem for p in (book / "standards").iterdir()}
        assert {"index", "gbt-39554.2-2020", "gd-item-practice"} <= standards
        assert (book / "codes" / "item-type.html").exists()


def test_a_rule_tells_why_on_whose_word_and_shows_what_is_meant() -> None:
    page = sample_site() / "book" / "rules" / "LIM001.html"
    said = words(page)
    assert "承诺办结时限不得超过法定办结时限" in said
    assert "依据 国家平台数据交换表" in said
    assert "据通行做法" in said
    assert "<mark>40</mark>" in page.read_text("utf-8")
    assert 'href="../rules/LIM002.html"' in page.read_text("utf-8").replace(
        "../../book/", "../"
    )
    fixed = words(sample_site() / "en" / "book" / "rules" / "LIM001.html")
    assert "Promise longer than the law allows" in fixed


def test_a_rule_that_looks_at_the_whole_catalog_or_at_silence_says_so() -> None:
    rules = sample_site() / "book" / "rules"
    scopes = {
        words(rules / f"{rule.id}.html").split("检查范围 ")[1].split()[0] for rule in RULES
    }
    assert scopes == {"单个事项", "整个目录", "豁免和基线"}


def test_an_element_tells_who_asks_what_in_which_clause() -> None:
    said = words(sample_site() / "book" / "elements" / "materials.html")
    assert "原件份数 materials[].originals" in said
    assert "类型 整数" in said
    assert "交换字段" in said
    assert "cpsv:hasInput" in said
    assert "每一项是键值组" in said


def test_the_book_stands_alone(ours: Path) -> None:
    pages = [p.relative_to(ours).as_posix() for p in ours.rglob("*.html")]
    assert not list(Links(ours).broken(pages))
    first = words(ours / "index.html")
    assert "2 项标准" in first
    assert "首页 /" not in first
    assert words(ours / "en" / "rules" / "LIM001.html").count("DB99/T 1") == 1


def test_a_standard_tells_when_and_where_it_binds(ours: Path) -> None:
    said = words(ours / "standards" / "ours.html")
    for told in (
        "尚未施行",
        "DB99/T 1",
        "广东省",
        "适用部门 market_regulation、unheard",
        "适用事项类型 licence",
        "发布 2020-01-01",
        "代替 nowhere 旧标准",
        "本局",
        "待核",
        "凭记忆，待核 · 附录 A · 推荐",
        "name 已知",
        "第 4 条：总则",
    ):
        assert told in said, told
    assert "limits/promise-beyond-law" in said
    old = words(ours / "standards" / "before.html")
    assert "已废止" in old
    assert "被代替 DB99/T 1" in old
    assert "只有代码表" in old
    table = words(ours / "en" / "standards" / "index.html")
    assert "no longer in force" in table
    assert "the whole country" in table


def test_an_element_tells_its_default_its_codes_and_what_weighs(ours: Path) -> None:
    assert '缺省值 "无名"' in words(ours / "elements" / "name.html")
    depth = words(ours / "elements" / "depth.html")
    assert "类型 文字或空值" in depth
    assert "由轻到重：full → half/none" in depth
    assert "交换字段 A、B" in depth
    assert "指南章节 材料" in depth
    assert "按值计，少者为轻" in words(ours / "elements" / "tags.html")
    assert "各项以此区分 id" in words(ours / "elements" / "tags.html")
    days = words(ours / "elements" / "days.html")
    assert "按天数计，少者为轻" in days
    assert "指南章节 其他" in days
    assert "类型" not in days
    rows = (ours / "elements" / "rows.html").read_text("utf-8")
    assert "<b>" not in rows
    assert "rows[].&lt;b&gt;" in rows
    odd = ours / "elements" / f"{page_of('Odd name')}.html"
    assert "CPSV-AP dct:title" in words(odd)


def test_a_list_tells_what_each_standard_brings(ours: Path) -> None:
    said = words(ours / "codes" / "depth.html")
    for told in (
        "全程 full 1",
        "半程 half — 一半、部分",
        "有先后",
        "取代上层的代码",
        "2020-01-01 起 2021-01-01 止",
        "下层标准可以增补",
        "表注",
        "用到它的要素 2",
    ):
        assert told in said, told


def test_two_books_are_alike_and_a_stale_one_is_told(tmp_path: Path, run: Run) -> None:
    for name in ("one", "two"):
        assert run("render", "book", "--to", tmp_path / name).code == 0
    one, two = (
        {
            p.relative_to(tmp_path / name): p.read_bytes()
            for p in sorted((tmp_path / name).rglob("*"))
            if p.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
    assert run("render", "book", "--to", tmp_path / "one", "--check").code == 0
    (tmp_path / "one" / "index.html").write_text("x", encoding="utf-8")
    told = run("render", "book", "--to", tmp_path / "one", "--check")
    assert told.code == 1
    assert "index.html: stale" in told.out


def test_a_site_leads_to_its_book() -> None:
    assert 'href="book/index.html"' in (sample_site() / "index.html").read_text("utf-8")
    assert 'href="../index.html"' in (sample_site() / "book" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["Name", "a b", "..", "<i>", "", "x" * 80])
def test_a_name_that_cannot_be_an_address_becomes_a_digest(name: str) -> None:
    assert re.fullmatch("x-[0-9a-f]{12}", page_of(name))


def test_a_path_is_written_as_officers_write_it() -> None:
    assert shown(("materials", "[]", "originals")) == "materials[].originals"
