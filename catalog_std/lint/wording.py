"""Every text an item says, for rules that look at words; looked at together first, because most hold no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from catalog_std.document import Document, Place
from catalog_std.item import Item
from catalog_std.source import Pointer

HAN = "一-鿿"
Path: TypeAlias = tuple[str | int, ...]
_NO_WORDS = {"url", "blank_form", "sample", "code", "phone", "id", "proven_by"}


def texts_like(item: Item, pattern: re.Pattern[str]) -> Iterator[tuple[Place, str]]:
    """Give the texts that an item states itself in which a pattern is found; addresses and codes left out."""
    document = item.at.document
    if _by_line(pattern).search(_together(document)):
        for path, text in _texts((), _stated(document)):
            if pattern.search(text):
                yield Place(document, Pointer(path)), text


def _together(document: Document) -> str:
    """Put an item's texts together; remembered, because one rule after the other asks for the same."""
    last = _MEMORY.last
    if last is None or last[0] is not document:
        last = _MEMORY.last = document, "\n".join(_words(_stated(document)))
    return last[1]


def _stated(document: Document) -> Any:  # noqa: ANN401 - plain data
    return document.data if document.own is None else document.own


def _words(value: Any) -> list[str]:  # noqa: ANN401 - plain data
    """Gather the texts in a value, in no order: 11 microseconds an item, 65 by ``isinstance`` and with paths."""
    found: list[str] = []
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


@dataclass(slots=True)
class _Memory:
    """The texts of the item judged last."""

    last: tuple[Document, str] | None = None


_MEMORY = _Memory()


@cache
def _by_line(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Let a pattern's ends match at each text of many, a text a line."""
    return re.compile(pattern.pattern, pattern.flags | re.MULTILINE)
