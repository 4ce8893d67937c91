"""A manuscript as DOCX: headings, lists and tables of the word processor's own, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from catalog_std.paper.blank import TONGUES, blank, element
from catalog_std.paper.manuscript import (
    Bit,
    Block,
    Fact,
    Line,
    Manuscript,
    Para,
    Points,
    Rows,
    Table,
)
from catalog_std.paper.zipped import steady

_WIDTH = 9864  # of the text, in twentieths of a point: A4 less its margins
_STEP = 284
_DEEPEST = 3
_LETTERS = {
    "strong": "GuideStrong",
    "label": "GuideLabel",
    "quiet": "GuideQuiet",
    "tag": "GuideTag",
    "mark": "GuideMark",
}
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {"ask": "GuideAsk", "gap": "GuideGap", "quote": "GuideQuote", "quiet": "GuideAside"}


def docx(manuscript: Manuscript) -> bytes:
    """Set a manuscript as a DOCX file."""
    paper = Document(BytesIO(blank(manuscript.lang)))
    end = paper.element.body.sectPr
    for one in Writer(paper).all(manuscript):
        end.addprevious(one)
    return saved(paper, manuscript)


def saved(paper: Paper, m: Manuscript) -> bytes:
    """Give a document's bytes: what it is in its properties, no dates in it."""
    about = paper.core_properties
    about.title, about.author, about.language = m.title[:255], m.agency[:255], TONGUES[m.lang]
    about.subject, about.keywords = m.place[:255], ", ".join((m.code, *m.keywords))[:255]
    about.comments = about.last_modified_by = ""
    for name in ("dcterms:created", "dcterms:modified"):
        for dated in about._element.findall(qn(name)):  # noqa: SLF001 - python-docx can set a date, not take it out
            about._element.remove(dated)  # noqa: SLF001 - likewise
    made = BytesIO()
    paper.save(made)
    return steady(made.getvalue())


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the elements of one document's body."""

    paper: Paper

    def all(self, m: Manuscript) -> Iterator[Any]:
        """Make them all, in reading order."""
        yield self.para(m.heading, "Title")
        yield from self.blocks(m.top)
        if m.facts:
            yield from self._facts(m.facts)
        for part in m.parts:
            yield self.para(part.title, "Heading1")
            yield from self.blocks(part.blocks)
        if m.notes:
            yield self.para((Bit(m.notes_title),), "Heading1")
            yield self.para((Bit(m.notes_about),), "GuideSmall")
            for number, line in m.notes:
                yield self.para((Bit(f"{number}. "), *line), "GuideSmall")
        for line in m.last:
            yield self.para(line, "GuideSmall")

    def blocks(self, blocks: Iterable[Block], level: int = 0) -> Iterator[Any]:
        """Make blocks, so many steps from the margin."""
        for block in blocks:
            match block:
                case Para(line, manner):
                    yield self.para(line, _STYLES.get(manner, "Normal"), level)
                case Points(entries, numbered):
                    for number, entry in enumerate(entries, start=1):
                        yield from self._entry(entry, number if numbered else 0, level)
                case Rows(rows):
                    for label, value in rows:
                        yield from self._row(label, value, level)
                case _:
                    yield from self._table(block)

    def para(self, line: Line, style: str = "Normal", level: int = 0, **ind: str) -> Any:  # noqa: ANN401 - an element
        """Make a paragraph."""
        looks = element("pPr", element("pStyle", val=style))
        if level or ind:
            looks.append(element("ind", **{"left": str(level * _STEP), **ind}))
        return element("p", looks, *map(self._bit, line))

    def _entry(self, entry: tuple[Block, ...], number: int, level: int) -> Iterator[Any]:
        """Make an entry of a list: its mark before the first paragraph, the rest under it."""
        head, rest = _headed(entry)
        if number:
            marked = (Bit(f"{number}. "), *head)
            yield self.para(marked, level=level + 1, hanging=str(_STEP))
        else:
            yield self._bullet(head, level)
        yield from self.blocks(rest, level + 1)

    def _bullet(self, line: Line, level: int) -> Any:  # noqa: ANN401 - an element
        made = self.para(line, "ListBullet")
        depth = element("ilvl", val=str(min(level, _DEEPEST)))
        made.pPr.append(element("numPr", depth, element("numId", val="1")))
        return made

    def _row(self, label: Line, value: tuple[Block, ...], level: int) -> Iterator[Any]:
        """Make a label and its value: in one paragraph, what more there is under it."""
        head, rest = _headed(value)
        made = self.para((), level=level + 1, hanging=str(_STEP))
        for bit in label:
            made.append(self._bit(bit, bit.style or "label"))
        made.extend(map(self._bit, head))
        yield made
        yield from self.blocks(rest, level + 1)

    def _table(self, table: Table) -> Iterator[Any]:
        widths = [_WIDTH * part // sum(table.widths) for part in table.widths]
        made = _framed(table.name, widths)
        head = (((Bit(title),),) for title in table.head)
        made.append(self._cells(head, widths, ("GuideHead",), head=True))
        for row in table.rows:
            made.append(self._cells(row, widths, ("GuideCell",)))
        yield made
        yield self.para((), "GuideSmall")  # two tables must not run together

    def _facts(self, facts: tuple[Fact, ...]) -> Iterator[Any]:
        widths = [_WIDTH // len(facts)] * len(facts)
        made = _framed("", widths)
        rows = ((fact.label,) for fact in facts)
        made.append(self._cells(rows, widths, ("GuideHead",), head=True))
        values = tuple(
            (fact.value, fact.remark) if fact.remark else (fact.value,) for fact in facts
        )
        made.append(self._cells(values, widths, ("GuideFigure", "GuideCell")))
        yield made

    def _cells(
        self,
        cells: Iterable[tuple[Line, ...]],
        widths: list[int],
        styles: tuple[str, ...],
        *,
        head: bool = False,
    ) -> Any:  # noqa: ANN401 - an element
        """Make a row; the first line of a cell has the first style, the others the last."""
        looks = element("trPr", element("cantSplit"))
        if head:
            looks.append(element("tblHeader"))
        row = element("tr", looks)
        for lines, width in zip(cells, widths, strict=True):
            paras = (
                self.para(line, styles[0 if n == 0 else -1]) for n, line in enumerate(lines)
            )
            row.append(element("tc", element("tcPr", _sized("tcW", width)), *paras))
        return row

    def _bit(self, bit: Bit, style: str = "") -> Any:  # noqa: ANN401 - an element
        style = "Hyperlink" if bit.url else _LETTERS.get(style or bit.style, "")
        made = element("r")
        if style:
            made.append(element("rPr", element("rStyle", val=style)))
        text = element("t")
        text.text = bit.text
        text.set(_PRESERVED, "preserve")
        made.append(text)
        return self._linked(made, bit.url) if bit.url else made

    def _linked(self, run: Any, url: str) -> Any:  # noqa: ANN401 - elements
        id = self.paper.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("hyperlink", run)
        made.set(qn("r:id"), id)
        return made


def _headed(blocks: tuple[Block, ...]) -> tuple[Line, tuple[Block, ...]]:
    """Tell a first plain paragraph from the rest."""
    first = blocks[0] if blocks else None
    if isinstance(first, Para) and not first.manner:
        return first.line, blocks[1:]
    return (), blocks


def _framed(name: str, widths: list[int]) -> Any:  # noqa: ANN401 - an element
    """Begin a table of fixed columns."""
    sides = {"val": "single", "sz": "4", "space": "0", "color": "B9B9B9"}
    lines = (element(side, **sides) for side in ("top", "bottom", "insideH"))
    looks = element(
        "tblPr",
        _sized("tblW", sum(widths)),
        element("tblBorders", *lines),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", noVBand="1"),
    )
    if name:
        looks.append(element("tblCaption", val=name))
    return element(
        "tbl", looks, element("tblGrid", *(element("gridCol", w=str(w)) for w in widths))
    )


def _sized(tag: str, width: int) -> Any:  # noqa: ANN401 - an element
    return element(tag, w=str(width), type="dxa")
