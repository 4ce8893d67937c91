"""Bundles: files that hold the texts of many items, each text with a name and read when asked for.

``x.ndjson`` holds stretches of lines (``x.ndjson/1-32``), ``x.tar`` its members (``x.tar/a.yaml``); either may be
gzipped. Nothing is unpacked: what is gzipped is inflated once, into a file that is gone with the process.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from catalog_std.bundle.lines import lines_on
from catalog_std.bundle.tape import Tape, laid, laid_out, unrolled
from catalog_std.bundle.tar import members_on
from catalog_std.document import lines_named

__all__ = [
    "Bundle",
    "bundle_in",
    "bundled",
    "file_of",
    "in_order",
    "is_bundle",
    "is_tar",
    "laid_out",
    "open_bundle",
]

_ANY = re.compile(r".+\.(?:(?:ndjson|jsonl|tar)(?:\.gz)?|tgz)", re.IGNORECASE)
_TAR = re.compile(r".+\.(?:tar(?:\.gz)?|tgz)", re.IGNORECASE)
_INSIDE = re.compile(r"(.+?\.(?:(?:ndjson|jsonl|tar)(?:\.gz)?|tgz))/", re.IGNORECASE)


class Bundle(Protocol):
    """Texts that lie together: all ``names``, in order; the text of each; which of them an item is in."""

    @property
    def names(self) -> Sequence[str]:
        """Name the texts, in order."""

    def holds(self, name: str) -> bool:
        """Say whether a text, or a file that items are reported under, is in it."""

    def raw(self, name: str) -> bytes:
        """Read a text; raises CatalogError where it cannot be read."""

    def holder(self, file: str, number: int) -> str:
        """Name the text that an item is in, by the file it is reported under and its number there."""


def is_bundle(name: str) -> bool:
    """Tell by its name whether a file holds many texts."""
    return _ANY.fullmatch(name) is not None


def is_tar(name: str) -> bool:
    """Tell by its name whether a file is an archive."""
    return _TAR.fullmatch(name) is not None


def file_of(name: str) -> str:
    """Name the file that the items of a text are reported under: for a stretch of lines, all of them."""
    named = lines_named(name)
    return named[0] if named else name


def in_order(name: str) -> tuple[str, int]:
    """Give the place of a text among others: by its file, then by its first line."""
    return lines_named(name) or (name, 0)


def bundled(name: str) -> str:
    """Name the bundle that a text's name, or an item's file, belongs to; an empty text for a file of its own."""
    found = _INSIDE.match(name)
    if found:
        return found[1]
    return name if is_bundle(name) else ""


def open_bundle(path: Path, name: str) -> Tape:
    """Open a bundle of the disk, that is called so; raises CatalogError where it makes no sense."""
    return _on(unrolled(path, name), name)


def bundle_in(content: bytes, name: str) -> Tape:
    """Open a bundle whose bytes are at hand."""
    return _on(unrolled(laid(content, name), name), name)


def _on(path: Path, name: str) -> Tape:
    strips = members_on(path, name) if is_tar(name) else lines_on(path, name)
    return Tape.of(path, strips)
