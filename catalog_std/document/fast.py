"""The fast reader: may only ever say "clean", and is asked only where no two readers could differ.

A Rust parser reads a plain item ten times as fast as libyaml, but knows no places and has its own
mind about much that is not plain. Of any other text, and at any complaint, the exact reader is asked, whose word is
final. Without the parser (it is an extra) all is read exactly.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

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
