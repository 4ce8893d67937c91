"""Bring foreign rows in: texts to write, each under a name of its own, and what was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from catalog_std.exchange.convert import Lists, Loss, item_of_row
from catalog_std.exchange.mapping import Mapping
from catalog_std.exchange.rows import BadRow, Row
from catalog_std.exchange.write import yaml_of
from catalog_std.text import Text

_UNSAFE = re.compile(r'[\x00-\x1f<>:"\\|?*\x7f]|^\.+|[. ]+$')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Brought:
    """One item brought in: the row it came from, where it goes, its text."""

    row: int
    path: str
    text: str


@dataclass(slots=True)
class Bringing:
    """An import under way: what was lost, which rows were bad, which names were taken."""

    mapping: Mapping
    lists: Lists
    loss: Loss = field(default_factory=Loss)
    bad: list[BadRow] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)

    def bring(self, rows: Iterable[tuple[int, Row | BadRow]]) -> Iterator[Brought]:
        """Turn rows into texts, one by one; bad rows are kept apart."""
        for number, row in rows:
            if isinstance(row, BadRow):
                self.bad.append(row)
                continue
            item = item_of_row(self.mapping, row, self.lists, self.loss)
            if not item:
                self.bad.append(
                    BadRow(number, Text("没有可用的内容", "nothing in it could be used"))
                )
                continue
            yield Brought(number, self._name(item, number), yaml_of(item))

    def _name(self, item: dict[str, Any], number: int) -> str:
        """Name an item's file by the mapping; a name that is taken gets a number behind it."""
        wanted = re.sub(
            r"\{([^}]+)\}", lambda blank: _filled(item, blank[1]), self.mapping.file
        )
        parts = [safe(part) for part in wanted.split("/")]
        name = "/".join(part for part in parts if part) or str(number)
        self.taken[name] = self.taken.get(name, 0) + 1
        if self.taken[name] > 1:
            self.repeated.append(name)
            name = f"{name}-{self.taken[name]}"
        return f"{name}.yaml"


def safe(name: str) -> str:
    """Make a name that is a file's name everywhere: no separators, dots, devices or control characters."""
    kept = _UNSAFE.sub("_", name.strip())[:_LONGEST]
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def _filled(item: dict[str, Any], names: str) -> str:
    """Fill a blank ``{a|b.c}`` with the first element that says something."""
    for path in names.split("|"):
        value: Any = item
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value:
            return str(value).replace("/", "_")
    return "_"
