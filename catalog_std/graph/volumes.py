"""How many people apply: figures that an agency keeps, by the codes of its items."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from catalog_std.text import Text
from catalog_std.trouble import CatalogError

CODE, COUNT = "code", "applications"


def read_volumes(path: Path) -> Mapping[str, int]:
    """Read a CSV file with the columns ``code`` and ``applications``; raises CatalogError for another.

    A code that stands twice has the sum of both.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(
            path, "无法读取，应为 UTF-8 的 CSV", "cannot be read as UTF-8 CSV"
        ) from error
    volumes: dict[str, int] = {}
    for code, count in _rows(path, lines):
        volumes[code] = volumes.get(code, 0) + count
    return volumes


def _rows(path: Path, lines: list[str]) -> Iterator[tuple[str, int]]:
    rows = csv.DictReader(lines)
    if not {CODE, COUNT} <= set(rows.fieldnames or ()):
        raise _refused(path, f"要有列 {CODE} 和 {COUNT}", f"needs the columns {CODE}, {COUNT}")
    for number, row in enumerate(rows, start=2):
        count = (row[COUNT] or "").strip()
        if not (count.isascii() and count.isdigit() and len(count) < 16):  # noqa: PLR2004 - no country has more
            raise _refused(
                path,
                f"第 {number} 行：{COUNT} 应为整数",
                f"line {number}: {COUNT} is no whole number",
            )
        yield (row[CODE] or "").strip(), int(count)


def _refused(path: Path, zh: str, en: str) -> CatalogError:
    return CatalogError(Text(f"{path}: {zh}", f"{path}: {en}"))
