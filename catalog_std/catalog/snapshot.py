"""Writing a snapshot's tables: Parquet by way of the fact base, partitioned by province.

Texts alone are not: they stand in the order of their names, so that whoever reads on reads row groups whole.
"""

from __future__ import annotations

import csv
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from catalog_std.catalog.base import Base
from catalog_std.catalog.manifest import TEXTS
from catalog_std.catalog.reel import GROUP, connected
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_PART = 8 * GROUP  # texts in a file
_LARGEST = 64 << 20
_KEPT = ("documents", "items", "papers", "results")
FINDINGS = {
    "file": "VARCHAR",
    "number": "INTEGER",
    "line": "INTEGER",
    "col": "INTEGER",
    "end_line": "INTEGER",
    "end_col": "INTEGER",
    "pointer": "VARCHAR",
    "rule": "VARCHAR",
    "severity": "VARCHAR",
    "code": "VARCHAR",
    "name": "VARCHAR",
    "fingerprint": "VARCHAR",
    "facts": "VARCHAR",
}
_PARQUET = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP * 24})"
_IN_GROUPS = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
_SPOOLED = (
    "read_csv(?, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
    " max_line_size = {line}, buffer_size = {buffer}, columns = {columns})"
)
_TEXTS = """
COPY (
  SELECT name, text, CASE WHEN text IS NULL THEN bytes END AS raw, sha256(bytes) AS sha256
  FROM (SELECT name, bytes, try(decode(bytes)) AS text
        FROM (SELECT name, from_base64(coalesce(said, '')) AS bytes FROM {spooled}))
) TO ? {how}
"""
_PLACES = """
CREATE OR REPLACE TEMP TABLE places AS
SELECT file, number, CASE WHEN regexp_matches(jurisdiction, '^[0-9][0-9]') THEN left(jurisdiction, 2)
                          ELSE '00' END AS province
FROM {items}
"""
_NOBODY = "SELECT '' AS file, 0 AS number, '' AS jurisdiction WHERE false"
_PROVINCES = """
SELECT DISTINCT coalesce(province, '00') AS province
FROM {table} LEFT JOIN places USING (file, number) ORDER BY province
"""
_TABLE = """
COPY (
  SELECT {table}.* FROM {table} LEFT JOIN places USING (file, number)
  WHERE coalesce(province, '00') = ? ORDER BY {table}.file, {table}.number
) TO ? {how}
"""


def write_texts(
    folder: Path, texts: Iterable[tuple[str, bytes]], scratch: Path
) -> Iterator[tuple[str, int]]:
    """Write texts to files of some thousand; give each file's name and how many it has."""
    connection, rows = connected(), iter(texts)
    (folder / TEXTS).mkdir()
    number = 0
    while some := list(islice(rows, _PART)):
        name = f"{TEXTS}part-{number:05}.parquet"
        longest = _written(scratch, map(_safe, some))
        columns = {"name": "VARCHAR", "said": "VARCHAR"}
        text = _TEXTS.format(spooled=_reading(columns, longest), how=_IN_GROUPS)
        connection.execute(text, [str(scratch), str(folder / name)])
        yield name, len(some)
        number += 1
    connection.close()
    scratch.unlink(missing_ok=True)


def write_tables(base: Base, folder: Path) -> Iterator[tuple[str, int]]:
    """Write the facts of items, a folder for each table and in it one for each province; give names and rows."""
    base.connection.execute(_PLACES.format(items="items"))
    for table in _KEPT:
        yield from _partitioned(base.connection, folder, table)


def write_findings(
    folder: Path, rows: Iterable[Iterable[object]], scratch: Path
) -> Iterator[tuple[str, int]]:
    """Write findings as a table of their own, once the facts of items are there."""
    connection, longest = connected(), _written(scratch, rows)
    written = ", ".join(f"{name} {kind}" for name, kind in FINDINGS.items())
    connection.execute(f"CREATE TABLE findings ({written})")
    text = f"INSERT INTO findings SELECT * FROM {_reading(FINDINGS, longest)}"  # noqa: S608 - our own tables
    connection.execute(text, [str(scratch)])
    items = sorted(str(path) for path in folder.glob("items/*/*.parquet"))
    source = f"read_parquet({items})" if items else f"({_NOBODY})"
    connection.execute(_PLACES.format(items=source))
    yield from _partitioned(connection, folder, "findings")
    connection.close()
    scratch.unlink()


def forms_of(base: Base) -> list[str]:
    """Name the files that items name."""
    found = base.connection.execute("SELECT DISTINCT path FROM forms ORDER BY path").fetchall()
    return [path for (path,) in found]


def _partitioned(connection: Any, folder: Path, table: str) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - DuckDB's
    for (province,) in connection.execute(_PROVINCES.format(table=table)).fetchall():
        name = f"{table}/province={province}/part-0.parquet"
        (folder / name).parent.mkdir(parents=True)
        text = _TABLE.format(table=table, how=_PARQUET)
        done = connection.execute(text, [province, str(folder / name)]).fetchall()
        yield name, done[0][0]


def _reading(columns: dict[str, str], longest: int) -> str:
    line = 4 * longest + 64  # bytes; a character has up to four
    return _SPOOLED.format(columns=columns, line=line, buffer=2 * line)


def _safe(text: tuple[str, bytes]) -> tuple[str, str]:
    """Write a text so that no letter of it can mean anything to the database; raises CatalogError for odd ones."""
    name, raw = text
    if len(raw) > _LARGEST:
        raise CatalogError(
            Text(
                f"{name}: 超过 {_LARGEST} 字节，不能放进快照",
                f"{name}: larger than {_LARGEST} bytes: no snapshot can hold it",
            )
        )
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        shown = name.encode("utf-8", "backslashreplace").decode()
        raise CatalogError(
            Text(
                f"{shown}: 文件名不是 UTF-8，不能放进快照",
                f"{shown}: the file's name is no UTF-8: no snapshot can hold it",
            )
        )
    return name, b64encode(raw).decode("ascii")


def _written(path: Path, rows: Iterable[Iterable[object]]) -> int:
    """Write rows for the database to read; give the length of the longest."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        return max((writer.writerow(row) for row in rows), default=0)
