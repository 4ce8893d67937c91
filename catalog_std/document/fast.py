"""The fast readers: may only ever say "clean", and are asked only where no two readers could differ.

A Rust parser reads a plain item ten times as fast as libyaml, another a line of JSON four times as fast as Python.
They know no places, and one has its own mind about much that is not plain. Of any other text, and at any complaint, the
exact reader is asked, whose word is final. Without the parsers (they are an extra) all is read exactly.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from catalog_std.document.exact import DEEPEST
from catalog_std.document.plain import is_plain

_PARSER: Any = import_module("turboyaml") if find_spec("turboyaml") else None


def read_fast(text: str) -> Any:  # noqa: ANN401 - plain YAML data of any shape
    """Give the data of a text that holds one clean item; None where the exact reader must look."""
    if _PARSER is None or not is_plain(text):
        return None
    try:
        data = _PARSER.load(text, strict=True)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def read_line_fast(line: bytes, text: str) -> Any:  # noqa: ANN401 - plain JSON data of any shape
    """Give the data of a line of JSON; None where the exact reader must look.

    What is read is written again. Only if that gives the very line, but for spaces, there were no keys twice, no numbers
    that two readers take differently, no odd escapes. ``text`` is what the bytes say.
    """
    parser = _json()
    shallow = line.count(b"{") + line.count(b"[") <= DEEPEST
    if parser is None or not shallow or not text.isprintable():
        return None
    try:
        data = parser.loads(line)
    except ValueError:
        return None
    again = parser.dumps(data)
    same = again == line or again.translate(None, b" ") == line.translate(None, b" ")
    return data if same and isinstance(data, dict) else None


@cache
def _json() -> Any:  # noqa: ANN401 - a module that may not be there
    """Give the parser of lines: catalogs of loose files need none, and it takes 4 MB."""
    return import_module("orjson") if find_spec("orjson") else None
