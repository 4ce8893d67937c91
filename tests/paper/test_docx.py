"""A DOCX is what word processors make themselves: styles, headings, tables, links, properties; never raw text as XML."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn

from catalog_std.paper.manuscript import Bit, Manuscript, Para, Points, Rows, Table
from catalog_std.paper.template import context_of, template_of
from catalog_std.paper.word import docx
from catalog_std.publish.press import LANGS
from catalog_std.text import Lang
from catalog_std.trouble import CatalogError
from tests.paper.sheets import RICH, docx_text, manuscript, pdf_text, program
from tests.publish.test_security import BAD


def opened(m: Manuscript) -> Paper:
    """Set a manuscript and open it again."""
    return Document(BytesIO(docx(m)))


def styled(paper: Paper) -> list[tuple[str, str]]:
    """List paragraphs with the names of their styles."""
    return [(one.style.name or "" if one.style else "", one.text) for one in paper.paragraphs]


@pytest.mark.parametrize("lang", LANGS)
def test_a_docx_says_what_it_is(lang: Lang) -> None:
    about = opened(manuscript(lang=lang)).core_properties
    assert about.title == "食品经营许可"
    assert about.author == "天河区市场监督管理局"
    assert about.language == {"zh": "zh-CN", "en": "en-US"}[lang]
    assert "开饭店办证" in about.keywords
    assert about.created is None
    assert about.modified is None
    assert not about.comments


@pytest.mark.parametrize("lang", LANGS)
def test_fonts_and_languages_are_named_for_chinese(lang: Lang) -> None:
    with ZipFile(BytesIO(docx(manuscript(lang=lang)))) as parts:
        styles = parts.read("word/styles.xml").decode()
        assert 'w:eastAsia="Microsoft YaHei"' in styles
        assert (
            f'<w:lang w:val="{ {"zh": "zh-CN", "en": "en-US"}[lang] }" w:eastAsia="zh-CN"'
            in styles
        )
        assert not [
            n
            for n in parts.namelist()
            if "thumbnail" in n or "customXml" in n or "Effects" in n
        ]
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_manuscript_gives_the_same_bytes() -> None:
    assert docx(manuscript()) == docx(manuscript())
    assert docx(manuscript()) != docx(manuscript(lang="en"))


def test_sections_are_headings_in_the_order_of_the_guide() -> None:
    m = manuscript()
    found = styled(opened(m))
    assert found[0] == ("Title", "食品经营许可1")
    titles = [text for style, text in found if style == "Heading 1"]
    assert [t.rstrip("0123456789") for t in titles] == [
        *("".join(b.text for b in part.title if b.style != "mark") for part in m.parts),
        "各项内容的来源",
    ]
    assert ("Guide Question", "要多久？") in found


def test_tables_repeat_their_head_and_keep_their_widths() -> None:
    tables = opened(manuscript()).tables
    assert [cell.text for cell in tables[1].rows[0].cells] == [
        "序号", "材料", "原件", "复印件", "形式", "来源",
    ]  # fmt: skip
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None  # noqa: SLF001 - what a reader of the file sees
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)  # noqa: SLF001 - likewise
        assert table.autofit is False
        widths = [column.width for column in table.columns]
        assert [cell.width for cell in first.cells] == widths
    captions = [t._tbl.tblPr.find(qn("w:tblCaption")) for t in tables]  # noqa: SLF001 - likewise
    assert [c.get(qn("w:val")) for c in captions if c is not None] == [
        "申请材料清单",
        "办理流程",
    ]


def test_pages_are_numbered_by_fields() -> None:
    footer = opened(manuscript(lang="en")).sections[0].footer.paragraphs[0]
    fields = [f.get(qn("w:instr")) for f in footer._p.iter(qn("w:fldSimple"))]  # noqa: SLF001 - python-docx has no fields
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.text == "Page  of "


def test_links_lead_where_they_may() -> None:
    def targets(text: str) -> set[str]:
        rels = opened(manuscript(text)).part.rels.values()
        return {one.target_ref for one in rels if one.is_external}

    assert targets(RICH) == {"https://example.cn/x", "tel:02012345"}
    assert targets(RICH.replace("https://example.cn/x", "javascript:alert(1)")) == {
        "tel:02012345"
    }


ATTACKS = [BAD, "<w:br/>&amp;<", "a\x00b\ud800", "]]>", "{{ 7*7 }}{% raw %}", "\u202egnp.exe"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_an_item_says_is_markup(attack: str) -> None:
    quoted = json.dumps(attack)
    text = f"name: {quoted}\nagency: {{name: {quoted}}}\nsteps: [{{name: {quoted}}}]\nfaq: [{{question: {quoted}, answer: x}}]\n"
    m = manuscript(text, under="")
    shown = docx_text(docx(m))
    assert shown.count("".join(m.title.split())) >= 3
    assert "w:br" not in {element.tag for element in opened(m).element.iter()}


def test_lists_and_labels_nest() -> None:
    line = (Bit("一"),)
    rows = Rows((((Bit("甲"), Bit("：")), (Para(line), Points(((Para(line),),)))),))
    blocks = (
        Points(((Para(line), Points(((rows,), ()))),)),
        Points(((Para(line),),), numbered=True),
    )
    part = replace(manuscript().parts[0], blocks=(*blocks, Table("", ("a",), (1,), ((),))))
    table = Table("", ("a",), (1,), (((line, line),),))
    m = replace(
        manuscript(), parts=(replace(part, blocks=(*blocks, table)),), facts=(), notes=()
    )
    found = styled(opened(m))
    bullets = [text for style, text in found if style == "List Bullet"]
    assert bullets == ["一", "", "一", ""]
    assert ("Normal", "甲：一") in found
    assert ("Normal", "1. 一") in found


@pytest.mark.parametrize("lang", LANGS)
def test_libreoffice_opens_it_with_the_same_words(lang: Lang, tmp_path: Path) -> None:
    office = program("soffice", "libreoffice-writer-nogui")
    file = tmp_path / "guide.docx"
    file.write_bytes(docx(manuscript(lang=lang)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    text = pdf_text((tmp_path / "guide.pdf").read_bytes())
    for words in (
        "食品经营许可证",
        "天府路1号",
        "国家对食品生产经营实行许可制度。",
        "020-12345",
    ):
        assert words in text
    assert {"zh": "第1页，共", "en": "Page1of"}[lang] in text


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Make a template that uses every value there is."""
    paper = Document()
    for text in (
        "{{ title }}|{{ code }}|{{ agency }}|{{ place }}|{{ lang }}|{{ url }}",
        "{% for a in aliases %}{{ a }};{% endfor %}",
        "{% for t in top %}{{ t.text }};{% endfor %}",
        "{% for f in facts %}{{ f.label }}={{ f.value }}({{ f.remark }});{% endfor %}",
        "{%p for part in parts %}",
        "# {{ part.title }} {{ part.id }}",
        "{%p for one in part.lines %}",
        "{{ one.depth }} {{ one.label }}{{ one.text }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{% for s in steps %}{{ s.number }}.{{ s.name }} {{ s.actor }} {{ s.limit }} {{ s.checked }} {{ s.gives }};{% endfor %}",
        "{% for n in notes %}{{ n.number }}:{{ n.text }};{% endfor %}",
        "{% for one in last %}{{ one }}{% endfor %}",
    ):
        paper.add_paragraph(text)
    table = paper.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for p in papers %}"
    table.cell(
        1, 0
    ).text = "{{ p.number }}. {{ p.name }} {% for a in p.about %}[{{ a }}]{% endfor %}"
    table.cell(1, 1).text = "{{ p.originals }}/{{ p.copies }} {{ p.medium }} {{ p.source }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    path = tmp_path / "form.docx"
    paper.save(str(path))
    return path


def test_a_template_of_the_users_own_is_filled_in(form: Path) -> None:
    text = docx_text(template_of(form).filled(manuscript()))
    assert "食品经营许可|11440106MB9903310Y4000131901000|天河区市场监督管理局|" in text
    assert "开饭店办证;" in text
    assert "承诺办结=5个工作日(法定10个工作日);" in text
    assert "#受理条件conditions0有营业执照" in text
    assert "0020-12345" in text
    assert "1.受理窗口1个工作日材料齐全受理单;2.发证当场;" in text
    assert "1.申请书1/—纸质或电子申请人自备2.营业执照—/—电子化市场监督管理部门" in text
    assert "1:事项名称：承自基本目录" in text
    assert "{" not in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_filled_in_is_text(form: Path, attack: str) -> None:
    quoted = json.dumps(attack)
    m = manuscript(
        f"name: {quoted}\nfaq: [{{question: {quoted}, answer: {quoted}}}]\n", under=""
    )
    made = template_of(form).filled(m)
    assert docx_text(made).count("".join(m.title.split())) >= 3
    assert Document(BytesIO(made)).core_properties.title == m.title


def test_a_template_gives_the_same_bytes(form: Path) -> None:
    template = template_of(form)
    assert template.filled(manuscript()) == template.filled(manuscript())
    assert template.edition == template_of(form).edition


def written(path: Path, text: str) -> Path:
    """Write a template of one paragraph."""
    paper = Document()
    paper.add_paragraph(text)
    paper.save(str(path))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ title",
        "{{ 1 // 0 }}",
        "{{ ''.__class__.__mro__ }}",
        "{% for x in title.nothing %}{% endfor %}",
        "{{ range(10000000) }}",
        "{{ aliases.append('x') }}",
    ],
)
def test_a_template_that_breaks_down_is_told(tmp_path: Path, text: str) -> None:
    template = template_of(written(tmp_path / "t.docx", text))
    with pytest.raises(CatalogError, match=r"t\.docx: template: "):
        template.filled(manuscript())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", None])
def test_what_is_no_docx_is_no_template(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "t.docx"
    if content is None:
        with ZipFile(path, "w") as zipped:
            zipped.writestr("a.txt", "x")
    else:
        path.write_bytes(content)
    with pytest.raises(CatalogError, match=r"t\.docx: no DOCX"):
        template_of(path)
    with pytest.raises(CatalogError):
        template_of(tmp_path / "none.docx")
    shutil.rmtree(tmp_path)


def test_the_context_is_what_the_manual_lists() -> None:
    names = [name for name, _ in context_of(manuscript())]
    assert names == [
        "lang", "title", "code", "agency", "place", "aliases", "url", "top", "facts", "parts",
        "papers", "steps", "notes", "last",
    ]  # fmt: skip


def test_a_templates_lines_tell_lists_and_labels() -> None:
    line = (Bit("一"),)
    rows = Rows(
        (
            ((Bit("甲"), Bit("：")), (Points(((Para(line),),)),)),
            ((Bit("乙"), Bit("：")), (Para(line), Para(line))),
        )
    )
    part = replace(manuscript().parts[0], blocks=(rows,))
    told = dict(context_of(replace(manuscript(), parts=(part,))))["parts"][0]["lines"]
    assert [(one["depth"], one["label"], one["text"]) for one in told] == [
        (0, "甲：", ""),
        (1, "", "一"),
        (0, "乙：", "一"),
        (1, "", "一"),
    ]
