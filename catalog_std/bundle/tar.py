"""A tar is gone through in order and nothing is unpacked; what would be dangerous to unpack is refused whole."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

from catalog_std.bundle.lines import lines_on
from catalog_std.bundle.tape import Strip, unreadable
from catalog_std.document.decode import LARGEST
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_LINES = (".ndjson", ".jsonl")
_ITEMS = (".yaml", ".yml", *_LINES)


def members_on(path: Path, name: str) -> Iterator[Strip]:
    """Find the files in a tar, called by the tar's name and their own."""
    try:
        size = path.stat().st_size
        with tarfile.open(path, "r:", encoding="utf-8", errors="surrogateescape") as tar:
            for member in tar:
                if member.isreg() or member.name.endswith(_ITEMS):
                    yield from _strips(path, name, member, size)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise unreadable(name, error) from error


def _strips(path: Path, name: str, member: tarfile.TarInfo, size: int) -> Iterator[Strip]:
    inner = member.name.removeprefix("./")
    if fault := _fault(inner, member, size):
        shown = inner.encode("utf-8", "backslashreplace").decode()
        raise CatalogError(
            Text(*(f"{name}: {shown!r}{words}" for words in (f"：{fault.zh}", f": {fault.en}")))
        )
    whole = f"{name}/{inner}"
    if inner.endswith(_LINES):
        yield from lines_on(path, whole, member.offset_data, member.size)
    else:
        yield Strip(whole, member.offset_data, member.size)


def _fault(inner: str, member: tarfile.TarInfo, size: int) -> Text | None:
    """Say why a member must not be read, if so."""
    parts = inner.split("/")
    odd = any(ord(letter) < ord(" ") or "\ud800" <= letter <= "\udfff" for letter in inner)
    if odd or "\\" in inner or not inner or any(part in ("", ".", "..") for part in parts):
        return Text("成员名不安全，整个包未读", "no safe name; nothing of the archive was read")
    if not member.isreg() or member.issparse():
        return Text(
            "不是普通文件（链接、设备等），整个包未读",
            "no plain file (a link, a device); nothing of the archive was read",
        )
    if member.offset_data + member.size > size:
        return Text("包不完整，未读", "the archive is cut short; nothing of it was read")
    if member.size > LARGEST and not inner.endswith(_LINES):
        return Text(f"超过 {LARGEST} 字节", f"larger than {LARGEST} bytes")
    return None
