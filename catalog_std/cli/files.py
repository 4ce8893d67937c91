"""Files that commands write: whole or not at all, and never over what somebody else just wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from catalog_std.text import Text
from catalog_std.trouble import CatalogError


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet; raises CatalogError where it does or cannot be."""
    if path.exists():
        raise CatalogError(Text(f"{path} 已存在，未改动", f"{path} exists; left alone"))
    write_whole(path, text)


def write_whole(path: Path, text: str) -> None:
    """Write a text so that it appears whole or not at all; raises CatalogError where it cannot."""
    write_bytes(path, text.encode())


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines as they come, so that the file appears whole or not at all; raises CatalogError where it cannot."""
    _write(path, (f"{line}\n".encode() for line in lines))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes so that they appear whole or not at all; raises CatalogError where they cannot."""
    _write(path, [content])


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write what comes as one file.

    They are written beside the file, brought to the disk and then put in its place: a power cut
    leaves the old file or the new one. A link stays a link, the file keeps its permissions, and what is
    no file (a device, a pipe) is written to as it is.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:
                file.writelines(parts)
        else:
            _put(target, parts)
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法写入：{error.strerror}", f"{path}: {error.strerror}")
        ) from error


def replace_bytes(path: Path, before: bytes, after: bytes) -> None:
    """Write a file anew that still holds what was read; raises CatalogError where it does not."""
    try:
        held = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
    if held != before:
        raise CatalogError(
            Text(
                f"{path}: 检查期间已被别的程序改动，未写入",
                f"{path}: changed by another program meanwhile; left alone",
            )
        )
    write_bytes(path, after)


def _put(target: Path, parts: Iterable[bytes]) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write_through(partial, parts, target)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write_through(partial: Path, parts: Iterable[bytes], like: Path) -> None:
    with partial.open("wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    if like.exists():
        partial.chmod(like.stat().st_mode & 0o7777)
