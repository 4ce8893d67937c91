"""Every text an item says, for rules that look at words; files that cannot hold a fault are not walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from catalog_std.document import Place
from catalog_std.item import Item
from catalog_std.source import Source

HAN = "一-鿿"
_NO_WORDS = {"url", "blank_form", "sample", "code", "phone", "id", "proven_by"}


def texts_like(item: Item, pattern: re.Pattern[str]) -> Iterator[tuple[Place, str]]:
    """Give the texts of an item in which a pattern is found, addresses and codes left out."""
    document = item.at.document
    if _anywhere(pattern, document.source):
        yield from (
            (place, text)
            for place, text in texts(item.at, document.data)
            if pattern.search(text)
        )


def texts(place: Place, value: Any) -> Iterator[tuple[Place, str]]:  # noqa: ANN401 - plain data
    """Give every text below a place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_WORDS:
                yield from texts(place / key, inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(place / index, inner)


@lru_cache(maxsize=64)
def _anywhere(pattern: re.Pattern[str], source: Source) -> bool:
    """Look through a file once a pattern, however many items it holds."""
    return pattern.search(source.text) is not None
