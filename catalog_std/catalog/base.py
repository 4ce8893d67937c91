"""The fact base: fact tables in an embedded database, to be asked SQL texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from catalog_std.catalog.facts import TABLES, Row
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

Ask = Callable[[str], list[Row]]
_LINE = 40_000  # characters; a row of bounded facts is shorter
_BUFFER = 4 << 20  # bytes that a thread reads at once
_LARGE = 32 << 20  # bytes of facts: some 30,000 items
_LARGEST = 256 << 20  # more is asked by all threads
_LEAST = 48 << 20


@dataclass(frozen=True, slots=True)
class Room:
    """A folder for a base that may grow large, and how much memory it may take; what does not fit waits there.

    Each thread holds on to memory of its own, so a base that is not very large is asked by one.
    """

    folder: Path
    memory: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder in which fact rows wait, a CSV file for each table: they take no memory there."""

    folder: Path

    def write(self, texts: Mapping[str, str]) -> None:
        """Append the rows of one chunk."""
        for table, text in texts.items():
            with self.page(table).open(
                "a", encoding="utf-8", errors="replace", newline=""
            ) as file:
                file.write(text)

    def clear(self) -> None:
        """Throw away what waits."""
        for table in TABLES:
            self.page(table).unlink(missing_ok=True)

    def page(self, table: str) -> Path:
        """Name the file of one table."""
        return self.folder / f"{table}.csv"

    def room(self, bound: str | None = None) -> Room | None:
        """Say where the facts that wait would lie as a base; None for so few that memory will do, and nobody bounds."""
        pages = (self.page(table) for table in TABLES)
        size = sum(page.stat().st_size for page in pages if page.exists())
        if bound is None and size < _LARGE:
            return None
        memory = bound or f"{max(_LEAST, size // 2) >> 20}MB"
        return Room(self.folder, memory, size < _LARGEST)


@dataclass(frozen=True, slots=True)
class Base:
    """An open database with the fact tables in it."""

    connection: Any

    def ask(self, text: str) -> list[Row]:
        """Give the rows that answer a query."""
        answer = self.connection.execute(text)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def load(self, spool: Spool) -> None:
        """Take in what a spool holds; raises CatalogError where there is no room for it."""
        for table, columns in TABLES.items():
            if spool.page(table).exists():
                text = _LOAD.format(table=table, line=_LINE, buffer=_BUFFER, columns=columns)
                try:
                    self._try(text, [str(spool.page(table))])
                except OSError as error:
                    raise _narrow(error) from error

    def save(self, folder: Path) -> None:
        """Lay by the facts of all items, a Parquet file for each table; raises OSError where that fails."""
        folder.mkdir()
        for table in _OF_ITEMS:
            self._try(_SAVE.format(table=table), [str(folder / f"{table}.parquet")])

    def read(self, folder: Path, dead: list[str]) -> None:
        """Take in facts that were laid by, but for some files'; raises OSError where that fails."""
        for table in _OF_ITEMS:
            path = str(folder / f"{table}.parquet")
            living = " WHERE file NOT IN (SELECT unnest(?))" if dead else ""
            self._try(_READ.format(table=table) + living, [path, dead] if dead else [path])

    def _try(self, text: str, values: list[Any]) -> None:
        import duckdb  # noqa: PLC0415 - who has a base has imported it

        try:
            self.connection.execute(text, values)
        except duckdb.Error as error:
            raise OSError(str(error)) from error

    def forget(self, files: list[str]) -> None:
        """Drop the rows of some files."""
        for table in TABLES:
            self.connection.execute(_FORGET.format(table=table), [files])

    def tidy(self) -> None:
        """Give back the room of rows that were dropped."""
        for table in TABLES:
            self.connection.execute(_TIDY.format(table=table))


_OF_SNAPSHOTS = ("documents", "forms")
_OF_ITEMS = [table for table in TABLES if table not in {"power", *_OF_SNAPSHOTS}]
_SAVE = "COPY {table} TO ? (FORMAT parquet, COMPRESSION zstd)"
_READ = "INSERT INTO {table} SELECT * FROM read_parquet(?)"

_TIDY = "CREATE OR REPLACE TABLE {table} AS SELECT * FROM {table}"
_FORGET = "DELETE FROM {table} WHERE file IN (SELECT unnest(?))"
_LOAD = (
    "INSERT INTO {table} SELECT * FROM read_csv(?, header = false, auto_detect = false, delim = ',',"
    " new_line = '\\r\\n',"
    " quote = '\"', escape = '\"', max_line_size = {line}, buffer_size = {buffer}, columns = {columns})"
)


def _narrow(error: OSError) -> CatalogError:
    reason = str(error).splitlines()[0]
    return CatalogError(
        Text(
            f"全目录的规则没有足够的内存或磁盘：{reason}；可在 catalog.yaml 中写大 memory",
            f"no room for the rules over the whole catalog: {reason}; "
            "write a larger memory in catalog.yaml",
        )
    )


@contextmanager
def open_spool() -> Iterator[Spool]:
    """Open a spool that is gone afterwards; raises CatalogError where there is no room for it."""
    try:
        folder = TemporaryDirectory(prefix="catalog-std-", ignore_cleanup_errors=True)
    except OSError as error:
        raise CatalogError(
            Text(f"没有可写的临时目录：{error}", f"no temporary folder to write to: {error}")
        ) from error
    with folder as name:
        yield Spool(Path(name))


def ready() -> None:
    """Have at hand what a base is opened with: whoever must wait has the time for it."""
    import duckdb  # noqa: F401, PLC0415 - 60 ms that only catalog-wide rules need


@contextmanager
def open_base(room: Room | None = None) -> Iterator[Base]:
    """Open a base with empty tables: in memory, or on the disk where it has a room; there it is gone with the folder."""
    import duckdb  # noqa: PLC0415 - as above

    # What fits into memory is asked by one thread: more cost a third of the time again, and spare none.
    place, config = ":memory:", dict[str, str | bool | int | float | list[str]](threads=1)
    if room:
        place = str(room.folder / "base.duckdb")
        config = config if room.alone else {}
        config |= {"memory_limit": room.memory, "temp_directory": str(room.folder / "spill")}
    with duckdb.connect(place, config=config) as connection:
        connection.execute("SET enable_progress_bar = false")
        for table, columns in TABLES.items():
            written = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            connection.execute(f"CREATE TABLE {table} ({written})")
        yield Base(connection)
