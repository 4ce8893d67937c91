"""Formats of comparisons by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from shutil import get_terminal_size

from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import Row
from catalog_std.text import Lang

_WIDE = 120  # columns where no terminal says how many


@dataclass(frozen=True, slots=True)
class Shown:
    """What a printer needs."""

    found: Sequence[tuple[Comparison, Sequence[Row]]]
    unread: tuple[str, ...]
    lang: Lang
    day: str
    named: bool


Paint = Callable[[str, str], str]
Printer = Callable[[Shown, Paint], Iterable[str]]


def _text(shown: Shown, paint: Paint) -> Iterator[str]:
    from catalog_std.report.compare.text import (  # noqa: PLC0415 - each format's own printer
        comparison_lines,
        overview_lines,
    )

    if not shown.named:
        yield from overview_lines((one for one, _ in shown.found), shown.lang, paint)
        return
    columns = get_terminal_size((_WIDE, 0)).columns
    for comparison, rows in shown.found:
        yield from comparison_lines(comparison, rows, shown.lang, paint, columns)


def _json(shown: Shown, _paint: Paint) -> Iterator[str]:
    from importlib.metadata import version  # noqa: PLC0415 - 50 ms that only this format needs

    from catalog_std.report.compare.document import comparisons_of  # noqa: PLC0415 - models

    whole = [(one, one.matrix.rows) for one, _ in shown.found]
    document = comparisons_of(whole, shown.unread, shown.lang, version("catalog-std"))
    yield document.model_dump_json(indent=2)


def _csv(shown: Shown, _paint: Paint) -> Iterator[str]:
    from catalog_std.report.compare.csv import csv_lines  # noqa: PLC0415 - each format's own

    return csv_lines(shown.found, shown.lang)


def _markdown(shown: Shown, _paint: Paint) -> Iterator[str]:
    from catalog_std.report.compare.markdown import markdown_lines  # noqa: PLC0415 - likewise

    for comparison, rows in shown.found:
        yield from markdown_lines(comparison, rows, shown.lang)


def _html(shown: Shown, _paint: Paint) -> Iterator[str]:
    from catalog_std.report.compare.page import page_lines  # noqa: PLC0415 - likewise

    whole = [(one, one.matrix.rows) for one, _ in shown.found]
    return page_lines(whole, shown.lang, shown.day)


PRINTERS: dict[str, Printer] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}
