"""A manuscript as Markdown: what an item says is shown as it stands, and never parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from catalog_std.paper.manuscript import (
    Bit,
    Block,
    Fact,
    Line,
    Manuscript,
    Para,
    Points,
    Rows,
)

_PARSED = re.compile(r"[\\`*_\[\]{}<>&~|#!$^]|:(?=[/A-Za-z+])|=(?==)|(?<=www)\.", re.IGNORECASE)
_OPENING = re.compile(r"(\d{1,9})(?=[.)])|(?=[-+=])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_END = Bit("")


def markdown(manuscript: Manuscript) -> str:
    """Set a manuscript as Markdown: CommonMark, with tables as GitHub has them."""
    return "\n".join(_lines(manuscript)).rstrip("\n") + "\n"


def shown(text: str) -> str:
    """Write a text so that Markdown shows it: marks, addresses, markup and template braces escaped."""
    return _PARSED.sub(r"\\\g<0>", text)


def _lines(m: Manuscript) -> Iterator[str]:
    yield from (f"# {_text(m.heading)}", "")
    yield from _blocks(m.top)
    if m.facts:
        yield from (*_facts(m.facts), "")
    for part in m.parts:
        yield from (f"## {_text(part.title)}", "")
        yield from _blocks(part.blocks)
    if m.notes:
        yield from (f"## {shown(m.notes_title)}", "", shown(m.notes_about), "")
        yield from (*(f"{number}. {_text(line)}" for number, line in m.notes), "")
    yield from ("---", "")
    for line in m.last:
        yield from (_opened(_text(line)), "")


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Para(line, manner):
            text = _opened(_text(line))
            yield f"> {text}" if manner in ("gap", "quote") else text
        case Points(entries, numbered):
            for number, entry in enumerate(entries, start=1):
                yield from _entry(f"{number}. " if numbered else "- ", entry)
        case Rows(rows):
            for label, value in rows:
                yield from _row(label, value)
        case _:
            yield from _table(map(shown, block.head), block.rows)


def _entry(marker: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Set an entry of a list; what follows its first block stands under it, apart."""
    indent, lead = " " * len(marker), marker
    for number, block in enumerate(blocks):
        if number:
            yield ""
        for text in _block(block):
            yield lead + text if text else ""
            lead = indent


def _row(label: Line, value: tuple[Block, ...]) -> Iterator[str]:
    """Set a label and its value: beside it where that is a paragraph, else under it."""
    *name, colon = label
    head = f"- **{_text(tuple(name))}**{colon.text}"
    rest = value
    if value and isinstance(value[0], Para) and not value[0].manner:
        head += _text(value[0].line)
        rest = value[1:]
    yield head
    for block in rest:
        yield from (f"  {text}" if text else "" for text in _block(block))


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    cells = tuple((fact.value, *((fact.remark,) if fact.remark else ())) for fact in facts)
    yield from _table((_text(fact.label) for fact in facts), (cells,))


def _table(head: Iterable[str], rows: Iterable[tuple[tuple[Line, ...], ...]]) -> Iterator[str]:
    titles = tuple(head)
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows:
        cells = ("<br>".join(text for line in cell if (text := _text(line))) for cell in row)
        yield f"| {' | '.join(cells)} |"


def _text(line: Line) -> str:
    """Set a line. Bold words that end in a sign need room before a letter, or they are not seen as bold."""
    return "".join(_bit(one, after) for one, after in pairwise((*line, _END)))


def _bit(bit: Bit, after: Bit) -> str:
    text = shown(bit.text)
    if bit.style == "mark":
        return text.translate(_RAISED)
    if bit.style == "code" and text and not re.search("[`|]", bit.text):
        text = f"`{bit.text}`"
    if bit.url:
        text = f"[{text}](<{bit.url.replace('&', '&amp;')}>)"
    if bit.style == "strong" and text:
        return f"**{text}** " if after.text[:1].isalnum() else f"**{text}**"
    return text


def _opened(text: str) -> str:
    """Escape what would begin a list, a rule or an underlined heading at the start of a paragraph."""
    return re.sub(rf"\A(?:{_OPENING.pattern})", r"\1\\", text)
