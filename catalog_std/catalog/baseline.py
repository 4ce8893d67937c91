"""The baseline: old findings, each in a line of its own, so that two branches can be merged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from catalog_std.source import Span
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_HEAD = '{"version": 1, "entries": ['
_FOOT = "null]}"
_MARK = re.compile(r'"fingerprint"\s*:\s*"([0-9a-f]{16})"')
Key = tuple[str, str]


class Strict(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Strict):
    """Findings of one fingerprint, while the element they point at stays as it was (``touch``)."""

    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    rule: str
    file: str
    touch: str = Field(pattern="^[0-9a-f]{8}$")
    count: int = Field(default=1, ge=1)
    note: str = ""

    @property
    def key(self) -> Key:
        """Give what a finding must share with it."""
        return self.fingerprint, self.touch

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Sort key: entries of one file stand together."""
        return self.file, self.rule, self.fingerprint, self.touch


class BaselineFile(Strict):
    """The file: entries, and a null behind them so that every entry's line ends alike."""

    version: Literal[1]
    entries: tuple[Entry | None, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Entries by key, and the text they were read from."""

    name: str
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    text: str = ""

    @property
    def notes(self) -> dict[str, str]:
        """Give the notes by fingerprint: they outlive a change of the element."""
        return {entry.fingerprint: entry.note for entry in self.entries.values() if entry.note}

    def spans(self) -> dict[str, Span]:
        """Find where the first entry of each fingerprint stands: its line, but for the comma behind it."""
        found: dict[str, Span] = {}
        for number, line in enumerate(self.text.split("\n"), start=1):
            width = len(line.rstrip().removesuffix(","))
            for mark in _MARK.findall(line):
                found.setdefault(mark, Span(number, 1, number, width + 1))
        return found


def open_baseline(root: Path, name: str) -> Baseline:
    """Read a catalog's baseline; none yet is an empty one. Raises CatalogError where it is broken."""
    try:
        raw = (root / name).read_bytes()
    except FileNotFoundError:
        return Baseline(name)
    except OSError as error:
        raise CatalogError(
            Text(f"{name}: 无法读取：{error.strerror}", f"{name}: {error.strerror}")
        ) from error
    return baseline_of(name, raw)


def baseline_of(name: str, raw: bytes) -> Baseline:
    """Read a baseline's text. What a merge left twice counts once, as the lower of both counts."""
    try:
        text = raw.decode("utf-8")
        read = BaselineFile.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        where = f"{name}:{error.lineno}:{error.colno}"
        raise CatalogError(
            Text(f"{where}: 不是 JSON：{error.msg}", f"{where}: no JSON: {error.msg}")
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogError(Text(f"{name}: 不是 UTF-8", f"{name}: no UTF-8")) from error
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(step) for step in first["loc"])
        saying = f"{name}: {path}: {first['msg']}"
        raise CatalogError(Text(saying, saying)) from error
    entries: dict[Key, Entry] = {}
    for entry in filter(None, read.entries):
        known = entries.get(entry.key)
        entries[entry.key] = _joined(known, entry) if known else entry
    return Baseline(name, entries, text)


def baseline_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Write a baseline: sorted, one entry a line."""
    yield _HEAD
    for entry in sorted(entries, key=lambda entry: entry.order):
        yield json.dumps(entry.model_dump(), ensure_ascii=False) + ","
    yield _FOOT


def _joined(one: Entry, other: Entry) -> Entry:
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    lower = min(one.count, other.count)
    return one.model_copy(update={"count": lower, "note": "；".join(notes)})
