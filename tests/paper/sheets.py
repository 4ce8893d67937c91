"""Manuscripts for tests, what must stand in them, and what stands in documents made of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from catalog_std.catalog.settings import home_of
from catalog_std.paper.compose import Surroundings, manuscript_of
from catalog_std.paper.fonts import fontset_of
from catalog_std.paper.manuscript import Manuscript, printable
from catalog_std.paper.pdf import Setter
from catalog_std.paper.printer import Printed
from catalog_std.publish.guide import Guide, Said, Words
from catalog_std.publish.site import Earlier, Plan, plan_of
from catalog_std.run.job import job_of
from catalog_std.text import Lang
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, ROOT
from tests.publish.sites import BASIC, LOCAL, guide_of

NOWHERE = Surroundings(lambda name: (name, ""), lambda _code: ("", ""))
RICH = LOCAL + (
    "faq: [{question: 要多久？, answer: 五天。}]\n"
    "remedies: {review: {body: 区政府, address: 天府路1号}}\n"
)


def manuscript(text: str = RICH, lang: Lang = "zh", under: str = BASIC) -> Manuscript:
    """Write out the guide of an item."""
    return manuscript_of(guide_of(text, under), lang, NOWHERE)


@cache
def setter() -> Setter:
    """Get ready to set PDF; skips loudly where there are no Chinese fonts."""
    try:
        return Setter(fontset_of(()))
    except CatalogError as error:
        pytest.skip(f"{error.saying.zh} · {error.saying.en}")


def pdf_of(m: Manuscript) -> Printed:
    """Set a PDF without a QR code."""
    return setter().printed(m, "")


@cache
def sample_plan() -> Plan:
    """Go through our own sample catalog."""
    home = home_of(ROOT)
    plan = plan_of(job_of(home, DAY), home, Earlier())
    site = replace(plan.press.site, base_url="https://example.cn/guides")
    return replace(plan, press=replace(plan.press, site=site))


def pdf_text(content: bytes) -> str:
    """Extract the text of a PDF, as a reader would copy it."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def docx_text(content: bytes) -> str:
    """Extract the text of a DOCX, tables and links with it."""
    body = Document(BytesIO(content)).element.body
    return squeezed("".join(one.text or "" for one in body.iter() if one.tag.endswith("}t")))


def squeezed(text: str) -> str:
    """Take out all room between characters: lines break where they must."""
    return re.sub(r"\s", "", text)


def values_of(guide: Guide, lang: Lang) -> set[str]:
    """List everything that a guide says, in one language; ids within an item are not for people."""
    texts = {_in(words, lang) for words in _words(guide)}
    return {squeezed(printable(text)) for text in texts} - {""}


def _in(words: Words, lang: Lang) -> str:
    return words if isinstance(words, str) else words.said(lang)


def _words(guide: Guide) -> Iterator[Words]:
    head = guide.head
    yield from (head.id, head.name, *head.aliases, head.agency, head.type, head.handling)
    for section in guide.sections:
        yield section.title
        yield from _said(section.said)
    for paper in guide.papers:
        yield from (paper.name, paper.when, paper.medium, paper.issuer or paper.source)
        yield from (words for _, words in paper.remarks)
        yield from (str(n) for n in (paper.originals, paper.copies) if n)
        yield from (one.words for one in paper.files)
    for step in guide.steps:
        yield from (step.name, step.actor, step.standard, step.result)
        yield f"{step.days:g}" if step.days else ""
    for figure in guide.figures:
        yield from (figure.number, figure.unit, figure.remark)
    yield from (note.origin for note in guide.notes)


def _said(said: Iterable[Said]) -> Iterator[Words]:
    for one in said:
        shown = (p for p in one.phrases if one.name not in _INSIDE and p.kind != "file")
        yield from (phrase.words for phrase in shown)
        for entry in one.entries:
            yield from _said(entry)


_INSIDE = frozenset({"id", "proven_by"})


def program(name: str, package: str) -> str:
    """Find a program; skips loudly where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"没有 {name} · no {name}: apt-get install {package}")
    return found
