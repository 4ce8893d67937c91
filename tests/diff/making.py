"""What tests of changes are made of: texts become documents, sides and changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from catalog_std.diff import changes_between
from catalog_std.diff.gauge import Gauge, gauge_of
from catalog_std.diff.kind import Change
from catalog_std.document import Document, documents_of
from catalog_std.run.diff import DiffOutcome, run_diff
from catalog_std.run.sides import Side
from catalog_std.run.sources import Texts
from catalog_std.source import Span
from catalog_std.standard.profiles import Profiles
from tests.conftest import shelf

DAY = date(2026, 11, 1)
_MARKED = re.compile("«(.*?)»")
_PARTED = re.compile(r"^=== (\S+)\n", re.MULTILINE)


@cache
def profiles() -> Profiles:
    """Give the shipped standards on the day of the tests."""
    return Profiles(shelf(), DAY)


@cache
def gauge() -> Gauge:
    """Give the gauge of the national standards."""
    return gauge_of(profiles().of({}))


def document(text: str) -> Document:
    """Read one item, marks taken out."""
    return documents_of("items/a.yaml", _MARKED.sub(r"\1", text).encode())[0]


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Compare two items."""
    return changes_between(document(before), document(after), gauge(), DAY)


def told(found: tuple[Change, ...]) -> list[str]:
    """Name changes and what they weigh."""
    return sorted(f"{change.kind.name} {change.weight}" for change in found)


def marks(text: str) -> list[Span]:
    """Find what «» stand round, as if they were not there."""
    return [
        Span(line, mark.start() + 1, line, mark.start() + 1 + len(mark[1]))
        for line, words in enumerate(text.split("\n"), start=1)
        for mark in _MARKED.finditer(words)
    ]


def side(files: Mapping[str, str | bytes], label: str = "side") -> Side:
    """Make a side of texts in memory."""
    held = {name: t.encode() if isinstance(t, str) else t for name, t in files.items()}
    return Side(label, Texts(Path("/nowhere"), tuple(sorted(held)), held))


def files_of(text: str) -> dict[str, str]:
    """Part a text into files at its ``=== name`` lines."""
    _, *rest = _PARTED.split(text)
    return dict(zip(rest[::2], rest[1::2], strict=True))


def compared(before: str, after: str) -> DiffOutcome:
    """Compare two catalogs written as texts with ``=== name`` lines."""
    sides = side(files_of(before), "before"), side(files_of(after), "after")
    return run_diff(*sides, profiles())
