"""NDJSON is cut into stretches of lines: large enough to be worth reading, small enough to be lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from catalog_std.bundle.tape import Strip, unreadable
from catalog_std.document.decode import LARGEST
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_MANY = 32  # lines
_MUCH = 1 << 20  # bytes: a stretch ends with the line that goes beyond
_PIECE = 1 << 16


def lines_on(
    path: Path, name: str, offset: int = 0, size: int | None = None
) -> Iterator[Strip]:
    """Cut a file, or a part of it, into stretches; one without any lines is one empty stretch."""
    begun = offset, 1
    at, number = begun
    try:
        for at, number in _ends(path, name, offset, size):
            if number - begun[1] >= _MANY or at - begun[0] >= _MUCH:
                yield _strip(name, begun, (at, number))
                begun = at, number
    except OSError as error:
        raise unreadable(name, error) from error
    if begun != (at, number) or number == 1:
        yield _strip(name, begun, (at, max(number, 2)))


def _strip(name: str, begun: tuple[int, int], ended: tuple[int, int]) -> Strip:
    first, last = begun[1], ended[1] - 1
    return Strip(f"{name}/{first}-{last}", begun[0], ended[0] - begun[0], name, first)


def _ends(path: Path, name: str, offset: int, size: int | None) -> Iterator[tuple[int, int]]:
    """Say where each line ends, and which number the next would have."""
    with path.open("rb") as file:
        file.seek(offset)
        at, number, begun, whole = offset, 1, offset, True
        last = None if size is None else offset + size
        for piece in iter(partial(file.readline, _PIECE), b""):
            at = at + len(piece) if last is None else min(at + len(piece), last)
            whole = piece.endswith(b"\n") or at == last
            if at - begun > LARGEST:
                raise _overlong(name, number)
            if whole:
                number, begun = number + 1, at
                yield at, number
            if at == last:
                return
        if not whole:
            yield at, number + 1


def _overlong(name: str, number: int) -> CatalogError:
    return CatalogError(
        Text(
            f"{name}:{number}: 这一行超过 {LARGEST} 字节，不是一个事项",
            f"{name}:{number}: the line is longer than {LARGEST} bytes: that is no item",
        )
    )
