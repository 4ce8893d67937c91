"""What places are called on a page."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from catalog_std.codes.division import full_name

_NO_NAME = ("市市辖区", "市县")  # the table's words where a county has no city above it


@lru_cache(maxsize=8192)
def place_name(code: str, on: date) -> str:
    """Name a place in full, the province first; a code nobody knows stands for itself."""
    name = full_name(code, on)
    for words in _NO_NAME:
        head, found, tail = name.partition(words)
        if found and tail:
            name = f"{head}市{tail}"
    return name or code
