"""Every text an item says, for rules that look at words; looked at together first, because most hold no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeAlias

from catalog_std.document import Document, Place
from catalog_std.item import Item
from catalog_std.lint.rule import Case
from catalog_std.source import Pointer

HAN = "一-鿿"
Path: TypeAlias = tuple[str | int, ...]
_NO_WORDS = {"url", "blank_form", "sample", "code", "phone", "id", "proven_by"}
# What texts mostly consist of. A line of nothing else, but for short numbers, holds no ``sign``.
_USUAL = "一-\u67cf\u67d1-鿿，。；：、（）《》“”！？A-WYZa-wyz_"


@dataclass(frozen=True)
class Sign:
    """What shows that a text is at fault: a pattern for one text, and for many with a text a line.

    ``anywhere`` says that the many must be searched whole, else only lines with something unusual in them.
    Compiled when first looked for (hence no slots): a run in which nothing changed looks for none.
    """

    one_text: str
    many_texts: str
    anywhere: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Give the pattern for one text."""
        return re.compile(self.one_text)

    @cached_property
    def many(self) -> re.Pattern[str]:
        """Give the pattern for many."""
        return re.compile(self.many_texts, re.MULTILINE)


_UNUSUAL_SIGNS: list[Sign] = []


def sign(pattern: str) -> Sign:
    """Make a sign of which something is unusual: blanks, brackets, points, letters x, 某, long numbers."""
    made = Sign(pattern, pattern, anywhere=False)
    _UNUSUAL_SIGNS.append(made)
    return made


def opening(pattern: str) -> Sign:
    """Make a sign with which a text begins. Looked for behind a line break: a fifth of the price of ``^``."""
    return Sign(f"^{pattern}", f"\n{pattern}", anywhere=True)


def word(pattern: str) -> Sign:
    """Make a sign of which nothing is known."""
    return Sign(pattern, pattern, anywhere=True)


# Of numbers those of eleven digits and of seventeen or more: phones and citizens have them, codes of items do not.
_ANYTHING = rf"[^{_USUAL}\n](?:(?<![0-9])|(?<![0-9].)[0-9]{{10}}(?:(?![0-9])|[0-9]{{6}}))"
_UNUSUAL = Sign(_ANYTHING, _ANYTHING, anywhere=False)


def with_a_sign(case: Case) -> object:
    """Need a text with any of the signs of which something is unusual: eight rules are let off by one look."""
    return _said(case.item.at.document).signed


@cache
def _any_sign() -> re.Pattern[str]:
    return re.compile("|".join(one.many_texts for one in _UNUSUAL_SIGNS), re.MULTILINE)


def texts_with(item: Item, *signs: Sign) -> Iterator[tuple[Place, str]]:
    """Give the texts that an item states itself in which a sign is; addresses and codes left out."""
    document = item.at.document
    said = _said(document)
    for one in signs:  # no generator: nine rules ask this of every item, and mostly in vain
        if one.many.search(said.all if one.anywhere else said.unusual):
            break
    else:
        return
    for path, text in _texts((), _stated(document)):
        if any(one.pattern.search(text) for one in signs):
            yield Place(document, Pointer(path)), text


@dataclass(frozen=True, slots=True)
class _Said:
    """The texts of a document, each behind a line break, and those lines that hold something unusual."""

    document: Document
    all: str
    unusual: str
    signed: bool  # whether any sign is in what is unusual


@dataclass(slots=True)
class _Memory:
    """What the item judged last says."""

    last: _Said | None = None


_MEMORY = _Memory()


def _said(document: Document) -> _Said:
    """Put an item's texts together; remembered, because one rule after the other asks for the same."""
    last = _MEMORY.last
    if last is None or last.document is not document:
        text = "\n".join(_words(_stated(document)))
        unusual = "\n".join(_unusual(text))
        signed = _any_sign().search(unusual) is not None
        last = _MEMORY.last = _Said(document, text, unusual, signed)
    return last


def _stated(document: Document) -> Any:  # noqa: ANN401 - plain data
    return document.data if document.own is None else document.own


def _words(value: Any) -> list[str]:  # noqa: ANN401 - plain data
    """Gather the texts in a value behind an empty one, in no order: a sixth of the price of going by their paths."""
    found = [""]
    rest = [value]
    for one in rest:  # grows as it is walked
        if type(one) is dict:
            for key, inner in one.items():
                if key not in _NO_WORDS:
                    (found if type(inner) is str else rest).append(inner)
        elif type(one) is list:
            rest += one
        elif type(one) is str:
            found.append(one)
    return found


def _unusual(text: str) -> Iterator[str]:
    """Give the lines in which something unusual stands."""
    end = 0
    search = _UNUSUAL.pattern.search
    while found := search(text, end):
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield text[text.rfind("\n", 0, found.start()) + 1 : end]


def _texts(path: Path, value: Any) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 - plain data
    """Give the texts in a value in their order, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_WORDS:
                yield from _texts((*path, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts((*path, index), inner)
