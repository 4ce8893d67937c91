"""Files that appear whole or not at all, however many write them at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@contextmanager
def appearing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write: beside its place, brought to the disk, then put there.

    Raises CatalogError where that fails. The name beside is nobody else's, on whatever machine.
    """
    partial = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法写入：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
