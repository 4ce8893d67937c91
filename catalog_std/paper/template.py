"""A manuscript set into a DOCX of the user's own, by docxtpl: the values are text, whatever is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

from catalog_std.paper.manuscript import (
    Block,
    Line,
    Manuscript,
    Para,
    Points,
    Rows,
    Table,
    plain,
)
from catalog_std.paper.word import saved
from catalog_std.publish.output import digest_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_NO_DOCX = Text("{file}：不是 DOCX", "{file}: no DOCX")
_BROKEN = Text("{file}：模板：{error}", "{file}: template: {error}")
_FAILURES = (TemplateError, LxmlError, ArithmeticError, TypeError, ValueError, LookupError)
_PAPER = ("number", "about", "originals", "copies", "medium", "source")
_STEP = ("number", "name", "actor", "limit", "checked", "gives")


@dataclass(frozen=True, slots=True)
class Template:
    """A DOCX with blanks to fill in; it runs in a sandbox, and is read once."""

    name: str
    content: bytes

    @property
    def edition(self) -> str:
        """Tell one template from another."""
        return digest_of(self.content)

    def filled(self, manuscript: Manuscript) -> bytes:
        """Fill a guide in; raises CatalogError where the template breaks down."""
        document = DocxTemplate(BytesIO(self.content))
        environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        try:
            document.render(dict(context_of(manuscript)), environment, autoescape=True)
        except _FAILURES as error:
            facts = {"file": self.name, "error": f"{type(error).__name__}: {error}"}
            raise CatalogError(
                Text(_BROKEN.into("zh", **facts), _BROKEN.into("en", **facts))
            ) from error
        return saved(document.docx, manuscript)


def template_of(path: Path) -> Template:
    """Read a template; raises CatalogError where it is no DOCX."""
    try:
        content = path.read_bytes()
        DocxTemplate(BytesIO(content)).init_docx()
    except OSError as error:
        saying = Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        raise CatalogError(saying) from error
    except (BadZipFile, OpcError, LxmlError, LookupError, ValueError) as error:
        saying = Text(_NO_DOCX.into("zh", file=path), _NO_DOCX.into("en", file=path))
        raise CatalogError(saying) from error
    return Template(path.name, content)


def context_of(m: Manuscript) -> Iterator[tuple[str, Any]]:
    """Give the values a template may use, as docs/publish.md lists them; all of them are text."""
    yield "lang", m.lang
    yield "title", m.title
    yield "code", m.code
    yield "agency", m.agency
    yield "place", m.place
    yield "aliases", list(m.keywords)
    yield "url", m.url
    yield "top", list(_said(m.top))
    yield "facts", [_fact(plain(f.label), plain(f.value), plain(f.remark)) for f in m.facts]
    yield (
        "parts",
        [
            {"id": p.id, "title": plain(p.title), "lines": list(_said(p.blocks))}
            for p in m.parts
        ],
    )
    yield "papers", list(_rows(m, "materials", _PAPER))
    yield "steps", list(_rows(m, "steps", _STEP))
    yield "notes", [{"number": str(number), "text": plain(line)} for number, line in m.notes]
    yield "last", [plain(line) for line in m.last]


def _fact(label: str, value: str, remark: str) -> Mapping[str, str]:
    return {"label": label, "value": value, "remark": remark}


def _rows(m: Manuscript, id: str, names: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a section's table: a text a column, and all lines of what is said ``about`` a paper."""
    tables = (
        b for part in m.parts if part.id == id for b in part.blocks if isinstance(b, Table)
    )
    for table in tables:
        for row in table.rows:
            cells = dict(
                zip(names, ([plain(line) for line in cell] for cell in row), strict=True)
            )
            about = cells.get("about", [])
            named = {"name": row[1][0][0].text, "about": about[1:]} if about else {}
            yield {name: "；".join(cell) for name, cell in cells.items()} | named


def _said(blocks: Iterable[Block], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Give blocks line by line: a label, a text, how deep it stands."""
    for block in blocks:
        match block:
            case Para(line):
                yield _line((), line, depth)
            case Points(entries):
                for entry in entries:
                    yield from _said(entry, depth)
            case Rows(rows):
                for label, value in rows:
                    yield from _row(label, value, depth)
            case _:  # a table: told by papers and steps
                continue


def _row(label: Line, value: tuple[Block, ...], depth: int) -> Iterator[Mapping[str, Any]]:
    first = value[0] if value else None
    beside = isinstance(first, Para)
    yield _line(label, first.line if isinstance(first, Para) else (), depth)
    yield from _said(value[1:] if beside else value, depth + 1)


def _line(label: Line, line: Line, depth: int) -> Mapping[str, Any]:
    return {"label": plain(label), "text": plain(line), "depth": depth}
