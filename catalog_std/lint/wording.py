"""Every text an item says, for rules that look at words; looked at together first, because most hold no fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeAlias

from catalog_std.document import Document, Place
from catalog_std.item import Item
from catalog_std.lint.rule import Case
from catalog_std.source import Pointer
from catalog_std.standard.profile import validator_of

HAN = "一-鿿"
Path: TypeAlias = tuple[str | int, ...]
_NO_WORDS = ("url", "blank_form", "sample", "code", "phone", "id", "proven_by")


@dataclass(frozen=True)
class Sign:
    """What shows that a text is at fault. Compiled when first looked for (hence no slots)."""

    text: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Give the pattern."""
        return re.compile(self.text)


_ROUGH: dict[Sign, str] = {}


def sign(pattern: str, rough: str = "") -> Sign:
    """Make a sign; ``rough`` is in every text in which the sign is, and need not be one.

    A validator looks for all of them in all texts of an item at once, for most hold none. So they do not look
    back or ahead, nor for the bounds of words, which in Chinese it finds twenty times as slowly.
    """
    made = Sign(pattern)
    _ROUGH[made] = rough or pattern
    return made


def with_a_sign(case: Case) -> object:
    """Need a text with any rough sign: nine rules are let off by one look."""
    return _suspects(case.document)


def texts_with(item: Item, *signs: Sign) -> Iterator[tuple[Place, str]]:
    """Give the texts that an item states itself in which a sign is; addresses and codes left out."""
    document = item.at.document
    known = all(one in _ROUGH for one in signs)
    for path, text in _suspects(document) if known else _texts((), _stated(document)):
        if any(one.pattern.search(text) for one in signs):
            yield Place(document, Pointer(path)), text


@dataclass(slots=True)
class _Memory:
    """The document judged last, and its texts with a rough sign: one rule after the other asks for the same."""

    document: Document | None = None
    suspects: tuple[tuple[Path, str], ...] = ()


_MEMORY = _Memory()


def _suspects(document: Document) -> tuple[tuple[Path, str], ...]:
    """Give the texts with any rough sign, each with its path."""
    if _MEMORY.document is not document:
        free, stated = _free_of_signs(), _stated(document)
        found = () if free(stated) else [one for one in _texts((), stated) if not free(one[1])]
        _MEMORY.document, _MEMORY.suspects = document, (*found,)
    return _MEMORY.suspects


@cache
def _free_of_signs() -> Callable[[object], bool]:
    """Tell of any data that no text in it has a rough sign. Known signs are those of the rules, all declared by now."""
    inside = {"$ref": "#"}
    rough = {"type": "string", "pattern": "|".join(_ROUGH.values())}
    return validator_of(
        {
            "properties": dict.fromkeys(_NO_WORDS, True),
            "additionalProperties": inside,
            "items": inside,
            "not": rough,
        }
    ).is_valid


def _stated(document: Document) -> Any:  # noqa: ANN401 - plain data
    return document.data if document.own is None else document.own


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
