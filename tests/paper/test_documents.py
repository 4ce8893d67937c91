"""Documents lie beside each guide, are linked when they are there, and are made again when they must be."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from docx import Document

from catalog_std.publish.links import Links
from catalog_std.publish.press import LANGS
from tests.conftest import untraced
from tests.paper.sheets import docx_text, pdf_text, setter
from tests.publish.sites import BASIC, CODE, LOCAL, OTHER, Run, catalog
from tests.publish.test_site import FILES, pages

RARE = "\U0010fffd"
ALL = "pdf,docx,markdown"
KINDS = ("pdf", "docx", "md")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a small catalog with an address."""
    setter()
    settings = 'publish: {base_url: "https://example.cn/g", notice: {zh: 样例, en: a sample}}\n'
    return catalog(tmp_path / "catalog", FILES, settings)


def test_documents_lie_beside_each_guide_in_both_languages(home: Path, run: Run) -> None:
    site = home / "site"
    assert run("render", "site", home, "--to", site, "--with", ALL).code == 0
    for lang in ("", "en/"):
        for id in (CODE, "000131901000"):
            folder = site / f"{lang}items/{id}"
            page = (folder / "index.html").read_text("utf-8")
            for kind in KINDS:
                assert f'href="guide.{kind}"' in page
                assert (folder / f"guide.{kind}").stat().st_size > 1000
    html = [path for path in pages(site) if path.endswith(".html")]
    assert not list(Links(site).broken(html))
    place = site / f"items/{CODE}"
    assert "天府路1号" in pdf_text((place / "guide.pdf").read_bytes())
    assert "天府路1号" in docx_text((place / "guide.docx").read_bytes())
    text = (place / "guide.md").read_text("utf-8")
    assert "永久链接 [https\\://example.cn/g/items/" in text
    assert "（文件缺失）" in text
    assert "样例" in text


def test_links_of_markdown_lead_to_files_of_the_site(home: Path, run: Run) -> None:
    lone = LOCAL.replace(CODE, OTHER).replace("440106", "330106") + (
        'materials: [{name: 证, issued_by: "000131901000"}, {name: 书, issued_by: "000131999000"}]\n'
    )
    (home / "items/other.yaml").write_text(lone, "utf-8")
    site = home / "site"
    run("render", "site", home, "--to", site, "--with", "markdown")
    found = 0
    for path, content in pages(site).items():
        for link in (
            re.findall(r"\]\(<([^>]+)>\)", content.decode()) if path.endswith(".md") else ()
        ):
            if "://" not in link and not link.startswith("tel:"):
                found += 1
                assert (site / normpath(join(dirname(path), unquote(link)))).is_file(), (
                    path,
                    link,
                )
    assert found >= 4


@untraced
def test_files_in_pdf_and_docx_have_whole_addresses_or_none(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site, "--with", "docx")
    rels = Document(str(site / f"items/{CODE}/guide.docx")).part.rels.values()
    targets = {one.target_ref for one in rels if one.is_external}
    assert any(
        re.fullmatch(r"https://example\.cn/g/files/[0-9a-f]{16}\.txt", t) for t in targets
    )
    assert "https://example.cn/f.doc" in targets
    (home / "catalog.yaml").write_text(
        (home / "catalog.yaml").read_text("utf-8").split("publish:")[0], "utf-8"
    )
    run("render", "site", home, "--to", site, "--with", "docx")
    rels = Document(str(site / f"items/{CODE}/guide.docx")).part.rels.values()
    assert not [one.target_ref for one in rels if one.is_external and "files" in one.target_ref]


@untraced
def test_what_has_not_changed_is_not_made_again(home: Path, run: Run) -> None:
    site = home / "site"
    command = ("render", "site", home, "--to", site, "--with", ALL)
    run(*command)
    before = pages(site)
    assert "0 files written" in run(*command).out
    assert run(*command, "--check").code == 0
    (home / "items/local.yaml").write_text(
        FILES["items/local.yaml"].replace("days: 5", "days: 4"), "utf-8"
    )
    assert f"items/{CODE}/guide.pdf: stale" in run(*command, "--check").out
    run(*command)
    after = pages(site)
    changed = {path for path in after if after[path] != before[path] and "guide." in path}
    assert changed == {
        f"{lang}items/{CODE}/guide.{kind}" for lang in ("", "en/") for kind in KINDS
    }


@untraced
def test_two_builds_are_alike_to_the_byte(home: Path, run: Run) -> None:
    for name in ("one", "two"):
        run("render", "site", home, "--to", home / name, "--with", ALL)
    assert pages(home / "one") == pages(home / "two")


@untraced
def test_documents_no_longer_asked_for_are_taken_away(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site, "--with", "docx,markdown", "--with", "docx")
    run("render", "site", home, "--to", site, "--with", "markdown")
    place = site / f"items/{CODE}"
    assert not (place / "guide.docx").exists()
    assert "guide.docx" not in (place / "index.html").read_text("utf-8")
    assert (place / "guide.md").exists()


def test_a_character_without_a_font_is_told_every_time_and_the_rest_goes_on(
    home: Path, run: Run
) -> None:
    (home / "items/local.yaml").write_text(LOCAL.replace("大厅", f"大{RARE}厅"), "utf-8")
    site = home / "site"
    command = ("render", "site", home, "--to", site, "--with", "pdf")
    for extra in ((), (), ("--check",)):
        told = run(*command, *extra)
        assert told.code == 1
        line = f"items/local.yaml: 食品经营许可: no font has “{RARE}” (U+10FFFD); items/{CODE}/guide.pdf has 〓"
        assert line in told.err
    assert "0 files written" in run(*command).out
    assert "大〓厅" in pdf_text((site / f"items/{CODE}/guide.pdf").read_bytes())
    assert (site / "items/000131901000/guide.pdf").exists()
    (home / "items/local.yaml").write_text(LOCAL, "utf-8")
    assert run(*command).code == 0


@pytest.mark.parametrize("lang", LANGS)
def test_one_guide_as_a_document(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.chdir(home)
    outputs = [
        word
        for kind in ("pdf", "docx", "markdown")
        for word in ("--output", f"{kind}:out/g.{kind}")
    ]
    told = run("render", "guide", CODE, *outputs, "--output", "markdown", "--lang", lang)
    assert told.code == 0
    assert told.out.encode() == (home / "out/g.markdown").read_bytes()
    assert {"zh": "## 受理条件", "en": "## Who can apply"}[lang] in told.out
    assert "天府路1号" in pdf_text((home / "out/g.pdf").read_bytes())
    assert "天府路1号" in docx_text((home / "out/g.docx").read_bytes())
    assert not (home / "guide").exists()


def test_a_guide_with_a_character_without_a_font_is_told(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "items/local.yaml").write_text(LOCAL.replace("大厅", f"大{RARE}厅"), "utf-8")
    monkeypatch.chdir(home)
    told = run("render", "guide", CODE, "--output", "pdf:g.pdf")
    assert told.code == 1
    assert "PDF has 〓 instead" in told.err
    assert "大〓厅" in pdf_text((home / "g.pdf").read_bytes())


def test_a_template_is_filled_in_for_each_guide(home: Path, run: Run) -> None:
    paper = Document()
    paper.add_paragraph("{{ title }}·{{ lang }}")
    paper.save(str(home / "t.docx"))
    command = ("render", "site", home, "--to", home / "site", "--with", "docx")
    run(*command)
    assert run(*command, "--template", home / "t.docx").code == 0
    made = (home / f"site/en/items/{CODE}/guide.docx").read_bytes()
    assert docx_text(made) == "食品经营许可·en"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--with", "pfd"),
            "no document format pfd; did you mean pdf?; known: pdf, docx, markdown",
        ),
        (("--with", ""), "no document format ; known: "),
        (("--with", "docx", "--template", "catalog.yaml"), "catalog.yaml: no DOCX"),
        (("--with", "docx", "--template", "none.docx"), "none.docx"),
        (("--with", "pdf", "--font-path", "items"), "items: no fonts in it"),
        (("--with", "pdf", "--font-path", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(home)
    said = run("render", "site", ".", *arguments)
    assert said.code == 2
    assert told in said.err
    assert said.err.count("\n") == 1
    assert not (home / "site").exists()


def test_a_document_that_is_no_text_goes_into_a_file(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    told = run("render", "guide", CODE, "--output", "pdf")
    assert (told.code, "pdf goes into a file: --output pdf:FILE" in told.err) == (2, True)
    assert run("render", "guide", "nothing", "--output", "markdown").code == 2


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [("pdf", "typst", "pdf"), ("docx", "docx", "docx"), ("docx", "docxtpl", "docx")],
)
def test_a_missing_extra_is_named(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, kind: str, module: str, extra: str
) -> None:
    for name in [one for one in sys.modules if one.startswith("catalog_std.paper.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    template = ("--template", home / "catalog.yaml") if module == "docxtpl" else ()
    said = run("render", "site", home, "--to", home / "site", "--with", kind, *template)
    assert said.code == 2
    assert f"first: pip install 'catalog-std[{extra}]'" in said.err
    assert not (home / "site").exists()


def test_a_system_without_chinese_fonts_is_told(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog_std.paper.fonts._PROBE", RARE)
    said = run("render", "site", home, "--to", home / "site", "--with", "pdf")
    assert (said.code, "apt-get install fonts-noto-cjk" in said.err) == (2, True)


def test_where_nothing_can_be_written_it_is_told(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    under = "items/local.yaml/g.md"
    said = run("render", "guide", CODE, "--output", f"markdown:{under}")
    assert (said.code, under in said.err) == (2, True)
    said = run("render", "site", ".", "--to", "items/local.yaml/site", "--with", "markdown")
    assert (said.code, "local.yaml" in said.err) == (2, True)


def test_an_item_without_a_place_or_papers_has_documents_too(tmp_path: Path, run: Run) -> None:
    home = catalog(
        tmp_path, {"items/a.yaml": f'code: "{OTHER}"\nname: 甲\n', "items/b.yaml": BASIC}
    )
    assert (
        run("render", "site", home, "--to", home / "site", "--with", "markdown,docx").code == 0
    )
    manifest = json.loads((home / "site/.build.json").read_bytes())
    assert f"en/items/{OTHER}/guide.docx" in manifest["outputs"]
