"""An empty DOCX in our look: A4, our styles and fonts, a footer with page numbers."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from catalog_std.publish.output import key_of
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang

TONGUES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
_HERE = Path(__file__).parent
_NEEDLESS = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")


@lru_cache(maxsize=2)
def blank(lang: Lang) -> bytes:
    """Make an empty document; python-docx's own carries 800 KB of styles that no guide needs."""
    paper = Document()
    _lighten(paper)
    paper.part._styles_part._element = _ours("styles.xml", lang)  # noqa: SLF001 - no public way to change them all
    paper.part.numbering_part._element = _ours("numbering.xml", lang)  # noqa: SLF001 - likewise
    _page(paper)
    _foot(paper, lang)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def edition() -> str:
    """Tell what documents in our look depend on beside what stands in them."""
    looks = [(_HERE / name).read_bytes() for name in ("styles.xml", "numbering.xml")]
    return key_of(version("python-docx"), *looks)


def element(tag: str, *children: Any, **attributes: str) -> Any:  # noqa: ANN401 - lxml's elements
    """Make an element of WordprocessingML."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def _ours(name: str, lang: Lang) -> Any:  # noqa: ANN401 - an lxml element
    text = (_HERE / name).read_text(encoding="utf-8")
    return parse_xml(text.replace('"LANG"', f'"{TONGUES[lang]}"'))


def _lighten(paper: Paper) -> None:
    for part in (paper.part, paper.part.package):
        for id, relation in list(part.rels.items()):
            if any(name in relation.reltype for name in _NEEDLESS):
                del part.rels[id]


def _page(paper: Paper) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(17)


def _foot(paper: Paper, lang: Lang) -> None:
    """Put page numbers into the footer, as fields that the word processor fills in."""
    line = paper.sections[0].footer.paragraphs[0]
    line.style = paper.styles["footer"]
    before, rest = WORDS["page_of"].said(lang).split("{n}")
    between, after = rest.split("{all}")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        line.add_run(words)
        if field:
            shown = element("r", element("t"))
            line._p.append(element("fldSimple", shown, instr=field))  # noqa: SLF001 - python-docx has no fields
