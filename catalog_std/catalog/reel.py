"""The texts of a snapshot, read from Parquet a row group at a time; who reads on finds the next text at hand."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from catalog_std.bundle import in_order
from catalog_std.catalog.manifest import BESIDE, TEXTS, Manifest, Member, broken, check
from catalog_std.text import Text

GROUP = 2048  # texts read at once: 10 MB, 10 ms
_HELD = 3  # groups
_MOST = 8  # snapshots
_NAMES = "SELECT name FROM read_parquet(?)"
_GROUP = (
    "SELECT name, coalesce(raw, encode(text)) FROM read_parquet(?, file_row_number = true)"
    " WHERE file_row_number >= ? AND file_row_number < ?"
)
_AMONG = " AND name IN (SELECT unnest(?))"
_FEW = 4  # that share of a group is read alone for less than the whole
Order = tuple[str, int]
Key = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Reel:
    """A snapshot's texts as a bundle. Any process may read; each opens the database for itself.

    ``sought`` are texts that will be asked for, where it is known: no others are read with them.
    """

    folder: str
    parts: tuple[tuple[str, Member], ...] = field(repr=False)
    beside: frozenset[str] = field(repr=False)
    sought: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    @classmethod
    def of(cls, folder: Path, manifest: Manifest, sought: frozenset[str] = frozenset()) -> Reel:
        """Give the texts that a manifest names."""
        parts = tuple((name, manifest.files[name]) for name in manifest.below(TEXTS))
        beside = frozenset(name.removeprefix(BESIDE) for name in manifest.below(BESIDE))
        return cls(str(folder.resolve()), parts, beside, sought)

    @property
    def names(self) -> Sequence[str]:
        """Name all texts, in order."""
        return self._opened().names

    def holds(self, name: str) -> bool:
        """Say whether a text is an item's: those beside the items are named by the manifest."""
        return name not in self.beside

    def raw(self, name: str) -> bytes:
        """Read a text; all lines of a file, too."""
        opened = self._opened()
        held = opened.group_of(name, self.sought)
        if name in held:
            return held[name]
        return b"".join(self.raw(part) for part in opened.parts_of(name))

    def holder(self, file: str, number: int) -> str:
        """Name the text that an item is in."""
        return self._opened().last_from((file, number + 1))

    def _opened(self) -> Opened:
        opened = _OPEN.get(self)
        if opened is None:
            while len(_OPEN) >= _MOST:
                _OPEN.popitem(last=False)
            opened = _OPEN[self] = _open(self.folder, self.parts)
        return opened


class Group(NamedTuple):
    """A row group: its number and whether it is read in part, its file, its first row, where the next begins."""

    key: Key
    path: str
    first: int
    next: int
    few: tuple[str, ...]


@dataclass(slots=True)
class Opened:
    """An open snapshot: its files, where each begins, all names, and the groups last read."""

    connection: Any
    paths: list[str]
    starts: list[int]
    names: tuple[str, ...]
    groups: OrderedDict[Key, dict[str, bytes]] = field(default_factory=OrderedDict)
    coming: dict[Key, Any] = field(default_factory=dict)  # as futures
    reader: Any = None

    def group_of(self, name: str, sought: frozenset[str]) -> dict[str, bytes]:
        """Give the texts among which one is, if it is any."""
        for held in reversed(self.groups.values()):
            if name in held:
                return held
        at = min(bisect_left(self.names, in_order(name), key=in_order), len(self.names) - 1)
        return self._read(at, sought if name in sought else frozenset())

    def parts_of(self, file: str) -> list[str]:
        """Name the stretches of a file of lines."""
        at = bisect_left(self.names, (file, 1), key=in_order)
        end = bisect_left(self.names, (file, 1 << 62), key=in_order)
        return list(self.names[at:end])

    def last_from(self, order: Order) -> str:
        """Find the last text that begins no later."""
        at = bisect_left(self.names, (order[0], order[1] + 1), key=in_order)
        found = self.names[at - 1] if at else order[0]
        return found if in_order(found)[0] == order[0] else order[0]

    def _read(self, at: int, sought: frozenset[str]) -> dict[str, bytes]:
        """Read the group that a text is in, by its number among all; where few are sought, the next is begun."""
        group = self._group(at, sought)
        if group.key not in self.groups:
            coming = self.coming.pop(group.key, None)
            self.groups[group.key] = coming.result() if coming else self._rows(group)
            if len(self.groups) > _HELD:
                self.groups.popitem(last=False)
            if group.few and group.next < len(self.names):
                self._begin(self._group(group.next, sought))
        return self.groups[group.key]

    def _begin(self, group: Group) -> None:
        """Let another thread read a group of which few texts are sought, while we think."""
        if group.few and group.key not in self.groups:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - 10 ms that few need

            self.reader = self.reader or ThreadPoolExecutor(1, "reel")
            self.coming = {group.key: self.reader.submit(self._rows, group)}

    def _group(self, at: int, sought: frozenset[str]) -> Group:
        """Say where the group lies that a text is in, and which of its texts are read: few, or all."""
        part = bisect_right(self.starts, at) - 1
        first = (at - self.starts[part]) // GROUP * GROUP
        begun = self.starts[part] + first
        end = min([begun + GROUP, *self.starts[part + 1 : part + 2]])
        few = tuple(name for name in self.names[begun:end] if name in sought)
        alone = few if len(few) < GROUP // _FEW else ()
        return Group((begun, bool(alone)), self.paths[part], first, end, alone)

    def _rows(self, group: Group) -> dict[str, bytes]:
        """Read a group, in whichever thread."""
        text, values = _GROUP, [group.path, group.first, group.first + GROUP]
        if group.few:
            text, values = _GROUP + _AMONG, [*values, list(group.few)]
        self.connection = self.connection or connected()
        return dict(_asked(self.connection.cursor(), text, values))


_OPEN: OrderedDict[Reel, Opened] = OrderedDict()
_LEFT: list[dict[Reel, Opened]] = []


def _leave() -> None:
    """Keep what a parent opened, untouched: its database dies of being closed where its threads are not.

    Which texts there are, and that they are whole, is known already.
    """
    _LEFT.append(dict(_OPEN))
    for reel, opened in _LEFT[-1].items():
        _OPEN[reel] = Opened(None, opened.paths, opened.starts, opened.names)


getattr(os, "register_at_fork", lambda **_: None)(after_in_child=_leave)  # not on Windows


def _open(folder: str, parts: tuple[tuple[str, Member], ...]) -> Opened:
    """Open a snapshot's texts; raises CatalogError where they are not what they were."""
    connection = connected()
    paths, starts, names = list[str](), list[int](), list[str]()
    for name, member in parts:
        paths.append(str(check(Path(folder), name, member)))
        starts.append(len(names))
        names += (row[0] for row in _asked(connection, _NAMES, [paths[-1]]))
    return Opened(connection, paths, starts, tuple(names))


def connected() -> Any:  # noqa: ANN401 - DuckDB's types are its own
    """Open a database of one thread: it can be left behind in a fork."""
    import duckdb  # noqa: PLC0415 - 60 ms that only snapshots and catalog-wide rules need

    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute("SET enable_progress_bar = false")
    return connection


def _asked(connection: Any, text: str, values: list[object]) -> list[tuple[Any, ...]]:  # noqa: ANN401 - likewise
    import duckdb  # noqa: PLC0415 - who has a connection has imported it

    try:
        found: list[tuple[Any, ...]] = connection.execute(text, values).fetchall()
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise broken(Path(str(values[0])), Text(said, said)) from error
    return found
