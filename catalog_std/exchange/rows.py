"""Rows of foreign files: JSON lines, JSON, CSV, TSV, XLSX; a bad row is told and the rest goes on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from catalog_std.text import Text
from catalog_std.trouble import CatalogError

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: its number, counted from 1, and why."""

    number: int
    reason: Text


def open_rows(path: Path) -> Iterator[tuple[int, Row | BadRow]]:
    """Yield numbered rows by the file's ending; raises CatalogError for what cannot be opened."""
    readers = {
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
        ".json": _json,
        ".csv": lambda file: _table(file, ","),
        ".tsv": lambda file: _table(file, "\t"),
        ".xlsx": _sheet,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        known = "、".join(readers)
        raise CatalogError(
            Text(
                f"{path}: 不认识的格式（可用：{known}）",
                f"{path}: unknown format (known: {known})",
            )
        )
    if not path.is_file():
        raise CatalogError(Text(f"没有这个文件：{path}", f"no such file: {path}"))
    try:
        yield from enumerate(reader(path), start=1)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogError(Text(f"{path}: 无法读取：{error}", f"{path}: {error}")) from error


def _json_lines(path: Path) -> Iterator[Row | BadRow]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _object(line, number)


def _object(line: str, number: int) -> Row | BadRow:
    try:
        row = json.loads(line)
    except ValueError as error:
        return BadRow(number, Text(f"不是 JSON：{error}", f"not JSON: {error}"))
    if not isinstance(row, dict):
        return BadRow(number, Text("不是对象", "not an object"))
    return row


def _json(path: Path) -> Iterator[Row | BadRow]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise CatalogError(
            Text(f"{path}: 不是 JSON：{error}", f"{path}: not JSON: {error}")
        ) from error
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        yield (
            row if isinstance(row, dict) else BadRow(number, Text("不是对象", "not an object"))
        )


def _table(path: Path, delimiter: str) -> Iterator[Row | BadRow]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter=delimiter), start=1):
            if None in row:
                yield BadRow(number, Text("比表头多出几列", "more columns than the head has"))
            else:
                yield row


def _sheet(path: Path) -> Iterator[Row | BadRow]:
    if find_spec("openpyxl") is None:
        raise CatalogError(
            Text(
                "读 XLSX 需要 openpyxl：pip install 'catalog-std[xlsx]'",
                "XLSX needs openpyxl: pip install 'catalog-std[xlsx]'",
            )
        )
    try:
        book = import_module("openpyxl").load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise CatalogError(
            Text(f"{path}: 不是 XLSX：{error}", f"{path}: not XLSX: {error}")
        ) from error
    rows = book.worksheets[0].iter_rows(values_only=True)
    head = [str(cell) for cell in next(rows, ()) if cell is not None]
    for cells in rows:
        if any(cell is not None for cell in cells):
            yield dict(zip(head, cells, strict=False))
    book.close()
