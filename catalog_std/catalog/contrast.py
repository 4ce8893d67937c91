"""Two snapshots held against each other in SQL: which texts differ, and what all others ask in sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog_std.catalog.facts import LOADS, TABLES
from catalog_std.catalog.manifest import Manifest, check, read_manifest
from catalog_std.catalog.reel import connected

_DOCUMENTS = "documents/"
_CHANGED = """
CREATE TABLE changed AS
SELECT DISTINCT name FROM documents_0 FULL JOIN documents_1 USING (name, number)
WHERE documents_0.sha256 IS DISTINCT FROM documents_1.sha256
"""
# Of two basic items of one code the first text's counts, as it does when items are read.
_BASICS = """
CREATE TABLE basics_{side} AS
SELECT basic_code, min_by(name, (name, number)) AS name, min_by(digest, (name, number)) AS digest
FROM documents_{side} WHERE kind = 'basic' AND basic_code <> '' GROUP BY basic_code
"""
_ALTERED = """
CREATE TABLE altered AS
SELECT basic_code FROM basics_0 FULL JOIN basics_1 USING (basic_code)
WHERE basics_0.digest IS DISTINCT FROM basics_1.digest
"""
_TELLING = """
CREATE TABLE telling AS
SELECT DISTINCT name FROM documents_1
WHERE kind = 'unread' OR (kind = 'implementation' AND basic_code IN (FROM altered))
UNION SELECT name FROM changed
"""
_THERE = "SELECT name FROM telling SEMI JOIN documents_{side} USING (name)"
_WHERE = "SELECT basic_code, name FROM basics_{side}"
_SUMS = """
SELECT kind, count(*), {sums} FROM documents_1
WHERE kind IN ('basic', 'implementation') AND name NOT IN (FROM telling) GROUP BY kind
"""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What tells two snapshots apart.

    ``telling`` are the texts of each side that must be read: those that differ, those that nobody can read, and those
    that rest on a basic item that differs. ``loads`` has for each kind of item how many of the others there
    are and what they ask in all; ``basics`` where the basic items of each side stand, ``altered`` which differ.
    """

    telling: tuple[list[str], ...]
    loads: Mapping[str, tuple[int, dict[str, float]]]
    basics: tuple[dict[str, str], ...]
    altered: frozenset[str]


def contrast_of(before: Path, after: Path) -> Contrast:
    """Hold two snapshots against each other; raises CatalogError where one is not whole."""
    connection = connected()
    for side, folder in enumerate((before, after)):
        _view(connection, f"documents_{side}", _paths(folder, read_manifest(folder)))
    connection.execute(_CHANGED)
    for side in range(2):
        connection.execute(_BASICS.format(side=side))
    for text in (_ALTERED, _TELLING):
        connection.execute(text)
    telling, basics = (list(_both(connection, text)) for text in (_THERE, _WHERE))
    altered = frozenset(code for (code,) in connection.execute("FROM altered").fetchall())
    sums = ", ".join(f"coalesce(sum({load}), 0)" for load in LOADS)
    rows = connection.execute(_SUMS.format(sums=sums)).fetchall()
    connection.close()
    loads = {row[0]: (row[1], dict(zip(LOADS, row[2:], strict=True))) for row in rows}
    names = tuple([name for (name,) in side] for side in telling)
    return Contrast(names, loads, tuple(map(dict, basics)), altered)


def _both(connection: Any, text: str) -> Iterator[list[tuple[Any, ...]]]:  # noqa: ANN401 - DuckDB's
    return (connection.execute(text.format(side=side)).fetchall() for side in range(2))


def _paths(folder: Path, manifest: Manifest) -> list[str]:
    names = manifest.below(_DOCUMENTS)
    return [str(check(folder, name, manifest.files[name])) for name in names]


def _view(connection: Any, name: str, paths: list[str]) -> None:  # noqa: ANN401 - DuckDB's
    """Name the rows of some files; none are no rows."""
    columns = ", ".join(f"{column} {kind}" for column, kind in TABLES["documents"].items())
    connection.execute(
        f"CREATE VIEW {name} AS FROM read_parquet({paths})"
        if paths
        else f"CREATE TABLE {name} ({columns})"
    )
