"""A PDF is tagged, says its language and title, fits two pages, has the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from catalog_std.paper.fonts import fontset_of
from catalog_std.paper.manuscript import Bit, Fact, Manuscript, Para, Points, Rows, Table
from catalog_std.paper.pdf import Setter
from catalog_std.publish.guides import qr_svg
from catalog_std.publish.press import LANGS
from catalog_std.text import Lang
from catalog_std.trouble import CatalogError
from tests.paper.sheets import RICH, manuscript, pdf_of, pdf_text, setter
from tests.publish.test_security import BAD

RARE = "\U0010fffd"  # a private character that no font has


def system_fonts() -> Path:
    """Find the file of the font in use, to lie in a folder of its own."""
    fonts = setter().fonts
    files = [f.path for f in fonts.loaded.fonts() if f.family == fonts.families[0] and f.path]
    return Path(files[0])


@pytest.mark.parametrize("lang", LANGS)
def test_a_pdf_says_what_it_is(lang: Lang) -> None:
    read = PdfReader(BytesIO(pdf_of(manuscript(lang=lang)).content))
    root: Any = read.root_object
    assert root["/Lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata
    assert read.metadata.title == "食品经营许可"
    assert read.metadata.author == "天河区市场监督管理局"
    assert read.metadata.creation_date is None
    assert "开饭店办证" in str(read.metadata.get("/Keywords"))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read.xmp_metadata.stream.get_data()  # type: ignore[union-attr]


def kinds(element: Any) -> Iterator[str]:  # noqa: ANN401 - an object of the PDF
    """Walk the structure of a tagged PDF."""
    found = element.get_object()
    if isinstance(found, list):
        for one in found:
            yield from kinds(one)
    elif isinstance(found, dict):
        if "/S" in found:
            yield str(found["/S"])
        if "/K" in found:
            yield from kinds(found["/K"])


def test_headings_tables_lists_and_pictures_are_tagged() -> None:
    m = replace(manuscript(), url="https://example.cn/x/")
    made = setter().printed(m, qr_svg(m.url).decode())
    root: Any = PdfReader(BytesIO(made.content)).root_object
    tags = set(kinds(root["/StructTreeRoot"]["/K"]))
    assert {"/H1", "/P", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= tags
    assert "手机查看本指南" in pdf_text(made.content)


def test_the_same_manuscript_gives_the_same_bytes_whatever_was_set_before() -> None:
    first = pdf_of(manuscript()).content
    pdf_of(manuscript("name: 别的\n", under=""))
    assert pdf_of(manuscript()).content == first
    assert Setter(fontset_of(())).printed(manuscript()).content == first


@pytest.mark.parametrize("lang", LANGS)
def test_a_usual_guide_has_two_pages_at_most(lang: Lang) -> None:
    made = pdf_of(manuscript(lang=lang)).content
    assert len(PdfReader(BytesIO(made)).pages) <= 2
    assert {"zh": "第1页，共", "en": "Page1of"}[lang] in pdf_text(made)


ATTACKS = [
    BAD,
    '#eval("1+1") $x$ *b* @ref <label> // c',
    "\\u{41} \\ #import",
    "a\nb\tc",
    '"quoted"',
    "= h",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_an_item_says_is_code(attack: str) -> None:
    quoted = json.dumps(attack)
    text = f"name: {quoted}\nagency: {{name: {quoted}}}\nsteps: [{{name: {quoted}}}]\nfaq: [{{question: {quoted}, answer: x}}]\n"
    shown = pdf_text(pdf_of(manuscript(text, under="")).content)
    assert shown.count("".join(attack.split())) >= 3


def test_only_safe_addresses_are_links() -> None:
    text = RICH.replace("https://example.cn/x", "javascript:alert(1)") + "code: x\n"
    read = PdfReader(BytesIO(pdf_of(manuscript(text)).content))
    links = [a.get_object() for page in read.pages for a in page.get("/Annots", [])]
    uris = [link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]]
    assert uris == ["tel:02012345"]


def test_a_character_that_no_font_has_is_named_and_the_rest_is_set() -> None:
    other = "\U0010fff0"
    made = pdf_of(manuscript(RICH.replace("大厅", f"大{RARE}厅魑魅{other}")))
    assert made.missing == (other, RARE)
    assert "大〓厅魑魅〓" in pdf_text(made.content)


def test_where_even_the_mark_is_missing_another_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog_std.paper.pdf.GAP", RARE)
    made = pdf_of(manuscript(RICH.replace("大厅", f"大{RARE}厅")))
    assert "大?厅" in pdf_text(made.content)


def test_trouble_that_no_font_is_to_blame_for_is_not_hidden() -> None:
    broken = replace(manuscript(), notes=((1, (Bit("x"),)), (1, (Bit("y", "mark"),))))
    with pytest.raises(typst.TypstError):
        pdf_of(broken)


def test_a_folder_of_fonts_comes_first(tmp_path: Path) -> None:
    file = system_fonts()
    (tmp_path / file.name).write_bytes(file.read_bytes())
    fonts = fontset_of([tmp_path], system=False)
    assert fonts.families[0] in setter().fonts.loaded.families()
    assert "食品经营许可" in pdf_text(Setter(fonts).printed(manuscript()).content)
    assert Setter(fonts).edition != Setter(replace(fonts, edition="other")).edition


def test_a_folder_without_fonts_and_a_system_without_chinese_are_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no fonts in it"):
        fontset_of([tmp_path])
    with pytest.raises(CatalogError, match="apt-get install fonts-noto-cjk"):
        fontset_of([], system=False)


def test_what_fonts_have_is_asked_of_typst_itself() -> None:
    fonts = setter().fonts
    assert fonts.prints("政务")
    assert not fonts.prints(f"政{RARE}务")


def test_every_kind_of_block_is_set() -> None:
    line = (
        Bit("一"),
        Bit("二", "strong"),
        Bit("三", "quiet"),
        Bit("（四）", "tag"),
        Bit("五", "code"),
    )
    own = (Bit("六", own=True), Bit("七", url="https://example.cn/"))
    blocks = (
        Para(line),
        Para(line, "ask"),
        Para(line, "gap"),
        Para(line, "quote"),
        Para(line, "quiet"),
        Points(((Para(own), Para(own)), (Points(((Para(own),),), numbered=True),))),
        Rows((((Bit("八"), Bit("：")), (Para(own), Rows((((Bit("九"), Bit("：")), ()),)))),)),
        Table("表", ("甲", "乙"), (1, 2), (((line, own), ()),)),
    )
    part = replace(manuscript().parts[0], blocks=blocks)
    m: Manuscript = replace(manuscript(), parts=(part,), facts=(), lang="en")
    assert "一二三（四）五" in pdf_text(pdf_of(m).content)
    facts = (Fact((Bit("十"),), (), ()),)
    assert "十" in pdf_text(pdf_of(replace(m, facts=facts)).content)


def test_a_guide_with_next_to_nothing_is_set() -> None:
    assert pdf_of(manuscript("name: 甲\n", under="")).content.startswith(b"%PDF")
