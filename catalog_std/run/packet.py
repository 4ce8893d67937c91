"""A chunk as bytes, JSON in UTF-8: what comes from other machines and what lies in files. No pickles."""

from __future__ import annotations

import json

from catalog_std.run.pool import chunk_of, plain
from catalog_std.run.sheet import Chunk


def packed(chunk: Chunk) -> bytes:
    """Write a chunk as bytes, halves of surrogate pairs and all."""
    text = json.dumps(plain(chunk), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpacked(raw: bytes) -> Chunk:
    """Read a chunk back."""
    return chunk_of(json.loads(raw))
