"""One file of the site: where it goes, what it depends on, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple


class Output(NamedTuple):
    """A file to publish. Two outputs with the same path and key have the same bytes."""

    path: str
    key: str
    make: Callable[[], bytes]


def key_of(*parts: object) -> str:
    """Give the digest of what an output depends on; parts are told apart by their reprs."""
    return blake2b(
        "\x1f".join(map(repr, parts)).encode("utf-8", "backslashreplace"), digest_size=12
    ).hexdigest()


def digest_of(content: bytes) -> str:
    """Give the digest of bytes."""
    return blake2b(content, digest_size=12).hexdigest()
