"""Facts kept warm: the rows of changed files are replaced, and only the rules they concern are asked again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from catalog_std.catalog.base import Base, open_spool
from catalog_std.catalog.facts import TABLES, Row
from catalog_std.lint.rule import Rule
from catalog_std.run.catalog_phase import rows_of
from catalog_std.run.sheet import Crash

Facts = Mapping[str, str]
_WORD = re.compile(r"\w+")
_TIDY_AFTER = 200  # replacements; a deleted row keeps its room until then


@dataclass(slots=True)
class Warm:
    """The facts of each file as CSV text by table, a base that holds them, and each rule's last rows."""

    base: Base
    rules: Sequence[Rule]
    texts: dict[str, Facts] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    crashes: dict[str, Crash] = field(default_factory=dict)
    due: set[str] = field(init=False)
    _stale: set[str] = field(default_factory=set)
    _replaced: int = 0

    def __post_init__(self) -> None:
        self.due = {rule.name for rule in self.rules}

    def put(self, file: str, facts: Facts) -> None:
        """Replace the facts of a file; what they concern is due to be asked."""
        changes = list(_changes(self.texts.get(file, {}), facts))
        if changes:
            self._stale.add(file)
            self.due |= {rule.name for rule in self.rules if _concerned(rule, changes)}
        self.texts[file] = facts
        if not facts:
            del self.texts[file]

    def ask(self) -> Iterator[str]:
        """Ask the rules that are due, one at a time; give the name of each."""
        self._load()
        for rule in self.rules:
            if rule.name in self.due:
                self._load()
                crashes: list[Crash] = []
                self.rows[rule.name] = rows_of(rule, self.base, crashes)
                self.due.discard(rule.name)
                self.crashes |= {crash.rule: crash for crash in crashes}
                yield rule.name

    def _load(self) -> None:
        if not self._stale:
            return
        self.base.forget(sorted(self._stale))
        with open_spool() as spool:
            spool.write(_joined(self.texts[file] for file in self._stale if file in self.texts))
            self.base.load(spool)
        self._replaced += 1
        self._stale.clear()
        if self._replaced % _TIDY_AFTER == 0:
            self.base.tidy()


def _joined(facts: Iterable[Facts]) -> dict[str, str]:
    """Put the rows of several files together, by table."""
    pages: dict[str, list[str]] = {}
    for texts in facts:
        for table, text in texts.items():
            pages.setdefault(table, []).append(text)
    return {table: "".join(parts) for table, parts in pages.items()}


def _changes(old: Facts, new: Facts) -> Iterator[tuple[str, frozenset[str]]]:
    """Say which columns of which tables differ; all of a table's where it has more or fewer rows."""
    for table, columns in TABLES.items():
        before, after = old.get(table, ""), new.get(table, "")
        if before != after:
            pairs = list(csv.reader(StringIO(before))), list(csv.reader(StringIO(after)))
            if len(pairs[0]) != len(pairs[1]):
                yield table, frozenset(columns)
                continue
            turned = zip(
                columns, zip(*pairs[0], strict=True), zip(*pairs[1], strict=True), strict=True
            )
            yield table, frozenset(name for name, was, now in turned if was != now)


def _concerned(rule: Rule, changes: Iterable[tuple[str, frozenset[str]]]) -> bool:
    """Say whether a query names a table and a column that changed. A bare ``*`` names them all."""
    query = rule.query or ""
    words = set(_WORD.findall(query))
    every = "*" in re.sub(r"count\(\*\)", "", query, flags=re.IGNORECASE)
    return any(table in words and (every or words & columns) for table, columns in changes)
