"""A chunk as bytes, JSON in UTF-8: what comes from other machines and what lies in files. No pickles."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO

from catalog_std.run.rows import row_of, value_of
from catalog_std.run.sheet import Chunk


def packed(chunk: Chunk) -> bytes:
    """Write a chunk as bytes, halves of surrogate pairs and all."""
    return _bytes([[*map(row_of, chunk.sheets)], dict(chunk.facts), chunk.silent])


def unpacked(raw: bytes) -> Chunk:
    """Read a chunk back."""
    rows, facts, (files, items) = json.loads(raw)
    return Chunk((*map(value_of, rows),), facts, (files, items))


def rows_in(chunk: Chunk) -> Iterator[bytes]:
    """Give each sheet and each fact row of a chunk as bytes."""
    yield from map(_bytes, map(row_of, chunk.sheets))
    for table, text in chunk.facts.items():
        for row in csv.reader(StringIO(text, newline="")):
            yield _bytes([table, *row])


def _bytes(row: object) -> bytes:
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
