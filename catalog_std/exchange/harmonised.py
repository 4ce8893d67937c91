"""The effective catalog written down: YAML with origins as comments, JSON, CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from pydantic import BaseModel, ConfigDict, JsonValue

from catalog_std.exchange.write import yaml_of
from catalog_std.run.harmonised import Whole
from catalog_std.source import Pointer
from catalog_std.text import Lang, Text

_OWN = Text("本地 {at}", "own {at}")
_BASIC = Text("基本目录 {at}", "basic item {at}")
_HEAD = Text(
    "实际生效的事项：基本目录加本地，每行注明出处；由工具生成，请改原文件",
    "the effective item: basic and local, each line with its origin; generated, edit the originals",
)
_COLUMNS = (
    "jurisdiction",
    "code",
    "basic_code",
    "name",
    "element",
    "value",
    "origin",
    "file",
    "line",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(Published):
    """Where a value comes from: the place's ``own`` item or the ``basic`` one; file and line."""

    origin: str
    file: str
    line: int


class EffectiveItem(Published):
    """One item whole; ``origins`` go by JSON Pointer."""

    file: str
    item: dict[str, JsonValue]
    origins: dict[str, Origin]


class EffectiveCatalog(Published):
    """The items of a jurisdiction tree, as they are in force there."""

    version: int = 1
    as_of: str
    items: list[EffectiveItem]


def yaml_text(whole: Whole, lang: Lang) -> str:
    """Write one item as YAML, each line with its origin."""

    def note(at: Pointer) -> str:
        own, file, line = whole.origin(at)
        return (_OWN if own else _BASIC).into(lang, at=f"{file}:{line}")

    return yaml_of(whole.data, _HEAD.said(lang), note)


def json_text(wholes: Iterable[Whole], as_of: str) -> str:
    """Write items as one JSON document."""
    return EffectiveCatalog(as_of=as_of, items=[_item(w) for w in wholes]).model_dump_json(
        indent=2
    )


def csv_lines(wholes: Iterable[Whole]) -> Iterator[str]:
    """Write items as CSV, a line a value."""
    yield _line(_COLUMNS)
    for whole in wholes:
        head = [str(whole.data.get(key, "")) for key in _COLUMNS[:4]]
        for at, value in whole.leaves():
            origin = _origin(whole, at)
            said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield _line([*head, str(at), said, origin.origin, origin.file, str(origin.line)])


def _item(whole: Whole) -> EffectiveItem:
    origins = {str(at): _origin(whole, at) for at, _ in whole.leaves()}
    return EffectiveItem(file=whole.file, item=whole.data, origins=origins)


def _origin(whole: Whole, at: Pointer) -> Origin:
    own, file, line = whole.origin(at)
    return Origin(origin="own" if own else "basic", file=file, line=line)


def _line(cells: Sequence[str]) -> str:
    """Write one line; what a spreadsheet would run as a formula is made text."""
    out = StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(out, lineterminator="").writerow(safe)
    return out.getvalue()
