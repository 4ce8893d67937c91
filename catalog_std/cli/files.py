"""Files that commands write: new ones only, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from catalog_std.text import Text
from catalog_std.trouble import CatalogError


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet; raises CatalogError where it does or cannot be."""
    if path.exists():
        raise CatalogError(Text(f"{path} 已存在，未改动", f"{path} exists; left alone"))
    write_whole(path, text)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all; raises CatalogError where it cannot."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法写入：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
