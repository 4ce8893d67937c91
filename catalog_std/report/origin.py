"""Where a value comes from: stated in its own file, or inherited from the basic item."""

from __future__ import annotations

import json

from catalog_std.document import Document, Place
from catalog_std.source import Pointer
from catalog_std.text import Lang, Text

_VALUE = Text("值：{value}（{where}）", "value: {value} ({where})")
_INHERITED = Text(
    "值：{value}（承自基本目录 {where}）", "value: {value} (inherited from {where})"
)
_ABSENT = Text("值：没有写", "value: not stated")


def value_at(data: object, pointer: Pointer) -> object:
    """Give the value at a pointer; None where there is none."""
    for step in pointer:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def origin_line(document: Document, pointer: Pointer, lang: Lang) -> str:
    """Say what the effective value at a pointer is, and whose it is."""
    value = value_at(document.data, pointer)
    if value is None:
        return _ABSENT.said(lang)
    place = Place(document, pointer)
    own = place.source is document.source
    return (_VALUE if own else _INHERITED).into(
        lang,
        value=json.dumps(value, ensure_ascii=False),
        where=f"{place.source.name}:{place.span.line}",
    )
