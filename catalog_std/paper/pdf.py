"""A manuscript as PDF, set by typst: tagged (PDF/UA-1), and the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import typst

from catalog_std.paper.fonts import Fontset
from catalog_std.paper.manuscript import Block, Line, Manuscript, Para, Points, Rows
from catalog_std.paper.printer import Printed
from catalog_std.publish.output import key_of
from catalog_std.publish.words import WORDS

TEMPLATE = Path(__file__).with_name("guide.typ")
GAP = "〓"  # what printers put where they have no type for a character
_PLAINER = "?"


@dataclass(slots=True)
class Setter:
    """Sets manuscripts with one compiler; what fonts are known to have is asked once."""

    fonts: Fontset
    compiler: typst.Compiler = field(init=False)
    had: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.compiler = typst.Compiler(TEMPLATE, font_paths=self.fonts.loaded)

    @property
    def edition(self) -> str:
        """Tell what a PDF depends on beside its manuscript: typst, our template, the fonts."""
        return key_of(version("typst"), TEMPLATE.read_bytes(), self.fonts.edition)

    def printed(self, manuscript: Manuscript, qr: str = "") -> Printed:
        """Set a guide; ``qr`` is the SVG of its QR code. A mark stands for what no font has."""
        data = json.dumps(self._data(manuscript, qr), ensure_ascii=False)
        try:
            return Printed(self._set(data))
        except typst.TypstError:
            missing = tuple(sorted(self._missing(set(data) - self.had)))
            if not missing:
                raise
        mark = GAP if GAP not in missing else _PLAINER
        marked = data.translate(dict.fromkeys(map(ord, missing), mark))
        return Printed(self._set(marked), missing)

    def _set(self, data: str) -> bytes:
        made = self.compiler.compile(
            format="pdf", pdf_standards="ua-1", sys_inputs={"manuscript": data}
        )
        self.had.update(data)
        return cast("bytes", made)

    def _missing(self, characters: Iterable[str]) -> set[str]:
        """Find the characters that no font has, by halves."""
        asked = sorted(characters)
        if not asked or self.fonts.prints("".join(asked)):
            return set()
        if len(asked) == 1:
            return set(asked)
        middle = len(asked) // 2
        return self._missing(asked[:middle]) | self._missing(asked[middle:])

    def _data(self, m: Manuscript, qr: str) -> dict[str, Any]:
        drawn = {"qr": qr, "scan": WORDS["scan"].said(m.lang)} if qr else {}
        return {
            "fonts": self.fonts.families,
            "lang": m.lang,
            "title": m.title,
            "about": ", ".join(filter(None, (m.title, m.place, m.agency))),
            "agency": m.agency,
            "keywords": m.keywords,
            "place": m.place,
            "code": m.code,
            "page": WORDS["page_of"].said(m.lang),
            "heading": _line(m.heading),
            "top": _blocks(m.top),
            "facts": [[_line(f.label), _line(f.value), _line(f.remark)] for f in m.facts],
            "parts": [[_line(part.title), _blocks(part.blocks)] for part in m.parts],
            "notes_title": m.notes_title,
            "notes_about": m.notes_about,
            "notes": [[str(number), _line(line)] for number, line in m.notes],
            "last": [_line(line) for line in m.last],
            **drawn,
        }


def _line(line: Line) -> list[Any]:
    return [[bit.text, bit.style, bit.url, bit.own] for bit in line]


def _blocks(blocks: Iterable[Block]) -> list[Any]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> list[Any]:
    match block:
        case Para(line, manner):
            return ["para", _line(line), manner]
        case Points(entries, numbered):
            return ["points", [_blocks(entry) for entry in entries], numbered]
        case Rows(rows):
            return ["rows", [[_line(label), _blocks(value)] for label, value in rows]]
    cells = [[[_line(line) for line in cell] for cell in row] for row in block.rows]
    return ["table", block.head, block.widths, cells]
