"""What is remembered between runs: a folder with one SQLite file, and Parquet files of facts.

Nothing here is believed beyond its digest; whatever goes wrong, the caller can do without.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from catalog_std.run.sources import Signature

MISHAPS = (sqlite3.Error, OSError, ValueError, LookupError, TypeError)
FOLDER = ".catalog_std_cache"
_KEPT = 4  # environments: more than a day of work leaves behind
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n# catalog-std: may be deleted at any time.\n"
)
WAIT = 10.0  # seconds for another run to finish writing
_TABLES = """
CREATE TABLE IF NOT EXISTS leans (id INTEGER PRIMARY KEY, said TEXT UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS stats (
  name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, inode INTEGER, digest TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sheets (
  name TEXT, digest TEXT, segment TEXT, items INTEGER, basics TEXT, leans INTEGER, row TEXT,
  PRIMARY KEY (name, digest, segment)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (facts TEXT, rows TEXT);
"""
_READ_STATS = "SELECT name, size, changed, inode, digest FROM stats"
_READ = """
SELECT sheets.name, sheets.digest, segment, items, basics, said, row, size, changed, inode
FROM sheets JOIN leans ON leans.id = sheets.leans
LEFT JOIN stats ON stats.name = sheets.name AND stats.digest = sheets.digest
"""
_LEAN = "INSERT OR IGNORE INTO leans (said) VALUES (?)"
_STAT = "INSERT OR REPLACE INTO stats VALUES (?, ?, ?, ?, ?)"
_SHEET = (
    "INSERT OR REPLACE INTO sheets VALUES"
    " (?, ?, ?, ?, ?, (SELECT id FROM leans WHERE said = ?), ?)"
)
_READ_ANSWERS = "SELECT rows FROM answers WHERE facts = ?"
_ANSWERS = "INSERT INTO answers VALUES (?, ?)"


class Kept(NamedTuple):
    """One remembered sheet: a row of the table, what it leans on written out, and the signature its file had when last seen."""

    name: str
    digest: str
    segment: str
    items: int
    basics: str
    leans: str
    row: str | None
    size: int | None = None
    changed: int | None = None
    inode: int | None = None


SIGNED = Kept._fields.index("size")  # from there on the signature


@dataclass(frozen=True, slots=True)
class Store:
    """An open store of one environment."""

    folder: Path
    base: sqlite3.Connection = field(repr=False)

    def stats(self) -> dict[str, tuple[Signature, str]]:
        """Read the signature and the digest of each file as it was last seen."""
        rows = self.base.execute(_READ_STATS)
        return {name: ((size, at, inode), digest) for name, size, at, inode, digest in rows}

    def sheets(self) -> Iterator[Kept]:
        """Read all sheets, those of files that have changed since among them."""
        return map(tuple.__new__, repeat(Kept), self.base.execute(_READ))

    def answers(self, facts: str) -> str | None:
        """Read what the rules over the whole catalog answered last, if it was by these facts."""
        found = self.base.execute(_READ_ANSWERS, (facts,)).fetchone()
        return None if found is None else str(found[0])

    def answer(self, facts: str, rows: str) -> None:
        """Put an answer in place of the last."""
        with self.base:
            self.base.execute("DELETE FROM answers")
            self.base.execute(_ANSWERS, (facts, rows))

    def write(
        self, stats: Iterable[tuple[str, Signature, str]], sheets: Iterable[Kept], *, anew: bool
    ) -> None:
        """Add signatures and sheets, or put them in place of all there were, in one step."""
        sheets = list(sheets)
        with self.base:
            if anew:
                self.base.execute("DELETE FROM sheets")
                self.base.execute("DELETE FROM leans")
            self.base.executemany(_LEAN, {(sheet.leans,) for sheet in sheets})
            self.base.executemany(_SHEET, (sheet[:SIGNED] for sheet in sheets))
            self.base.executemany(
                _STAT, ((name, *sign, digest) for name, sign, digest in stats)
            )
        if anew:
            kept = {sheet.segment for sheet in sheets}
            for other in self.folder.glob("facts-*"):
                if other.name not in kept:
                    shutil.rmtree(other, ignore_errors=True)


@contextmanager
def open_store(root: Path, environment: str) -> Iterator[Store]:
    """Open the store of an environment below a catalog's root, and let the oldest others go."""
    folder = root / FOLDER / environment
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (root / FOLDER / "CACHEDIR.TAG").write_text(_TAG, encoding="ascii")
        (root / FOLDER / ".gitignore").write_text("*\n", encoding="ascii")
        _prune(root / FOLDER, folder)
    with closing(sqlite3.connect(folder / "sheets.sqlite", timeout=WAIT)) as base:
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            base.executescript(_TABLES)
        yield Store(folder, base)


def discard(root: Path, environment: str, error: Exception) -> None:
    """Throw an environment's store away after a mishap; one that is only locked may be good."""
    if not isinstance(error, sqlite3.OperationalError):
        shutil.rmtree(root / FOLDER / environment, ignore_errors=True)


def remove_store(root: Path) -> bool:
    """Remove all that is remembered of a catalog; say whether there was anything."""
    there = (root / FOLDER).exists()
    if there:
        shutil.rmtree(root / FOLDER)
    return there


def row_text(row: object) -> str:
    """Write a row as text."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _prune(home: Path, newest: Path) -> None:
    others = [path for path in home.iterdir() if path.is_dir() and path != newest]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
