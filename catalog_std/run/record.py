"""What a snapshot notes of each item, so that two can be compared without reading what is the same on both."""

from __future__ import annotations

import json
from collections.abc import Iterator

from catalog_std.diff.load import MEASURES, load_of
from catalog_std.diff.pairing import code_of
from catalog_std.document import Document
from catalog_std.effective import basic_code_of, is_implementation
from catalog_std.run.sources import Texts, digest_of


def record_of(document: Document, texts: Texts, sha256: str) -> Iterator[object]:
    """Give a row of the table ``documents``: place, text, codes, a digest of what the item itself says, its load.

    ``sha256`` is that of the text it stands in. What cannot be read has its place only; an empty file is nothing that could not be read.
    """
    file, number = document.source.name, document.number
    yield from (file, number, texts.holder(file, number), sha256)
    if not isinstance(document.data, dict):
        yield "empty" if document.faults[0].kind == "empty" else "unread"
        yield from (None for _ in ("code", "basic_code", "digest", *MEASURES))
        return
    own = document.data if document.under is None else document.own
    load = load_of(document)
    yield "implementation" if is_implementation(document) else "basic"
    yield from (code_of(own), basic_code_of(document), digest_of_data(own))
    yield from (load.get(measure) for measure in MEASURES)


def digest_of_data(data: object) -> str:
    """Give what equal data have in common, however they are laid out and in whatever order their keys stand."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return digest_of(text.encode("utf-8", "surrogatepass"))[:32]
