"""A tape: a file of which every text is a strip, found again by its name."""

from __future__ import annotations

import atexit
import gzip
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_PIECE = 1 << 20
_FREE = 1 << 30  # bytes that may come of anything; beyond them, of what grows at a natural rate
_GROWTH = 300  # NDJSON of one county grows by 20, of a hundred like it by 100; a bomb by 1,000
_SCRATCH = ExitStack()
atexit.register(_SCRATCH.close)


class Strip(NamedTuple):
    """A text: its name, where it lies, and for lines the file they are reported under and the first's number."""

    name: str
    offset: int
    size: int
    file: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class Tape:
    """The texts of one file; reading one opens the file anew, so any process may, at any time."""

    path: str
    names: Sequence[str]
    places: Mapping[str, tuple[int, int]]
    lines: Mapping[
        str, tuple[list[int], list[str]]
    ]  # by file: numbers of first lines, and names

    @classmethod
    def of(cls, path: Path, strips: Iterable[Strip]) -> Tape:
        """Make a tape of what was found on a file. Of two texts of one name the later counts, as in a tar."""
        places: dict[str, tuple[int, int]] = {}
        lines: dict[str, tuple[list[int], list[str]]] = {}
        for strip in strips:
            places[strip.name] = strip.offset, strip.size
            if strip.file:
                firsts, names = lines.setdefault(strip.file, ([], []))
                firsts.append(strip.first)
                names.append(strip.name)
        return cls(str(path), tuple(places), places, lines)

    def only(self, names: Iterable[str]) -> Tape:
        """Give some of the texts, and no others."""
        kept = tuple(names)
        places = {name: self.places[name] for name in kept}
        lines = {file: held for file, held in self.lines.items() if held[1][0] in places}
        return Tape(self.path, kept, places, lines)

    def below(self, folder: str) -> Tape:
        """Give the texts below a folder (``x.tar/``), called as seen from there."""
        cut = len(folder)
        within = [name for name in self.names if name.startswith(folder)]
        lines = {
            file[cut:]: (firsts, [name[cut:] for name in names])
            for file, (firsts, names) in self.lines.items()
            if file.startswith(folder)
        }
        places = {name[cut:]: self.places[name] for name in within}
        return Tape(self.path, tuple(places), places, lines)

    def holds(self, name: str) -> bool:
        """Say whether a text, or a file of lines, is on it."""
        return name in self.places or name in self.lines

    def raw(self, name: str) -> bytes:
        """Read a text; all lines of a file, too."""
        if name in self.lines:
            return b"".join(self.raw(part) for part in self.lines[name][1])
        offset, size = self.places[name]
        try:
            with Path(self.path).open("rb") as file:
                file.seek(offset)
                return file.read(size)
        except OSError as error:
            raise unreadable(name, error) from error

    def holder(self, file: str, number: int) -> str:
        """Name the text that an item is in: its file, or the stretch of lines."""
        if file not in self.lines:
            return file
        firsts, names = self.lines[file]
        return names[max(0, bisect_right(firsts, number + 1) - 1)]


def unrolled(path: Path, name: str) -> Path:
    """Give a file that can be read anywhere: itself, or what its gzip inflates to."""
    try:
        with path.open("rb") as file:
            zipped = file.read(2) == b"\x1f\x8b"
        return _inflated(path, name) if zipped else path
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(name, error) from error


def laid(content: bytes, name: str) -> Path:
    """Lay bytes into a file that is gone with the process."""
    return _written(iter([content]), name)


def laid_out(files: Iterable[tuple[str, bytes]]) -> Path:
    """Lay files out below a folder that is gone with the process; their names must be safe."""
    folder = _scratch()
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def unreadable(name: str, error: Exception) -> CatalogError:
    """Say that a file makes no sense, and why."""
    reason = getattr(error, "strerror", None) or error
    return CatalogError(Text(f"{name}: 无法读取：{reason}", f"{name}: {reason}"))


def _inflated(path: Path, name: str) -> Path:
    with gzip.open(path) as file:
        return _written(_bounded(file, path.stat().st_size, name), name)


def _bounded(file: BinaryIO | gzip.GzipFile, size: int, name: str) -> Iterator[bytes]:
    """Give the pieces of a file that is being inflated, as long as it does not grow out of all reason."""
    total = 0
    while piece := file.read(_PIECE):
        total += len(piece)
        if total > max(_FREE, _GROWTH * size):
            raise CatalogError(
                Text(
                    f"{name}: 解压后大得离谱（{size} 字节解出 {total} 字节以上），未读",
                    f"{name}: inflates out of all reason ({size} bytes to more than {total}); not read",
                )
            )
        yield piece


def _written(pieces: Iterator[bytes], name: str) -> Path:
    path = _scratch() / Path(name).name
    with path.open("wb") as file:
        file.writelines(pieces)
    return path


def _scratch() -> Path:
    made = TemporaryDirectory(prefix="catalog-std-", ignore_cleanup_errors=True)
    return Path(_SCRATCH.enter_context(made))
