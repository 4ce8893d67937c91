"""A catalog's texts: read when asked for, basic items first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from catalog_std.document import Document, documents_of
from catalog_std.effective import basic_code_of, is_implementation
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_CODE = re.compile(rb"""^["']?(?:code|jurisdiction)["']?[ \t]*:""", re.MULTILINE)
_PIECE = 1 << 16
Signature = tuple[int, int, int]


@dataclass(slots=True)
class Texts:
    """The files of a catalog below a root, or texts in memory that stand in for them."""

    root: Path
    names: tuple[str, ...]
    held: dict[str, bytes] = field(default_factory=dict)

    def raw(self, name: str) -> bytes:
        """Read a file's bytes; raises CatalogError where it cannot be read."""
        if name in self.held:
            return self.held[name]
        try:
            return _bytes_of(f"{self.root}/{name}")
        except OSError as error:
            raise CatalogError(
                Text(f"{name}: 无法读取：{error.strerror}", f"{name}: {error.strerror}")
            ) from error

    def documents(self, name: str) -> tuple[Document, ...]:
        """Read a file's documents."""
        return documents_of(name, self.raw(name))

    def signature(self, name: str) -> Signature | None:
        """Give size, time of change and number of a file; None for a text in memory."""
        if name in self.held:
            return None
        try:
            found = os.stat(f"{self.root}/{name}")  # noqa: PTH116 - a third of the price of Path.stat
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino

    def basics(self) -> dict[str, Document]:
        """Read the basic items, by code; where a code stands twice the first file's wins."""
        found: dict[str, Document] = {}
        for name in self.names:
            for code, document in basics_in(name, self.raw(name)):
                found.setdefault(code, document)
        return found


def digest_of(raw: bytes) -> str:
    """Give what equal bytes have in common, and no others."""
    return sha256(raw).hexdigest()


def basics_in(name: str, raw: bytes) -> Iterator[tuple[str, Document]]:
    """Give the basic items in a file, by code."""
    if _may_hold_basics(raw):
        for document in documents_of(name, raw):
            code = basic_code_of(document)
            if code and not is_implementation(document):
                yield code, document


@dataclass(frozen=True, slots=True)
class Basics(Mapping[str, Document]):
    """Basic items by code, of which it is known in which file each stands; read when asked for."""

    texts: Texts
    files: Mapping[str, str]
    read: dict[str, Document] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Document:
        if code not in self.read:
            name = self.files[code]
            self.read[code] = dict(reversed(list(basics_in(name, self.texts.raw(name)))))[code]
        return self.read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def files_of(basics: Mapping[str, Document]) -> Mapping[str, str]:
    """Say in which file each basic item stands, by code; none is read for it."""
    if isinstance(basics, Basics):
        return basics.files
    return {code: document.source.name for code, document in basics.items()}


def _bytes_of(path: str) -> bytes:
    """Read a small file with three calls to the system: a third of what ``read_bytes`` costs."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        pieces = [os.read(file, _PIECE)]
        while len(pieces[-1]) == _PIECE:
            pieces.append(os.read(file, _PIECE))
    finally:
        os.close(file)
    return b"".join(pieces)


def _may_hold_basics(raw: bytes) -> bool:
    """Tell by a glance whether a file may hold a basic item: it need not be read whole if not.

    An implementation item has ``code`` or ``jurisdiction`` at the start of a line. A file of
    several documents, or one in flow style, is read to be sure.
    """
    return _CODE.search(raw) is None or b"\n---" in raw or raw.startswith(b"---")
