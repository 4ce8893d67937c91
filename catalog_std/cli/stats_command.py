"""``stats``: the numbers of reform."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_whole
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.metrics.numbers import Faults, Numbers, faults_of, numbers_of
from catalog_std.report.numbers import csv_numbers, json_numbers, text_numbers
from catalog_std.run.job import job_of
from catalog_std.run.lint import run_lint
from catalog_std.run.measure import measured
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_Printer = Callable[[Numbers, Faults, date, Lang], Iterator[str]]
_PRINTERS: Mapping[str, _Printer] = {
    "text": text_numbers,
    "json": json_numbers,
    "csv": csv_numbers,
}


@click.command(
    "stats",
    help=both(
        "统计 PATH 所在的目录：网上可办、跑动次数、时限压缩、材料、完整率、覆盖、检查发现。\n\n\b\n"
        "例：\n  catalog-std stats\n  catalog-std stats --output json:snapshots/2026-11.json",
        "Count the catalog that contains PATH: online, visits, days, papers, completeness, coverage, findings.\n\n\b\n"
        "Examples:\n  catalog-std stats\n  catalog-std stats --output json:snapshots/2026-11.json",
    ),
)
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@click.option(
    "--output",
    "output",
    default="text",
    metavar="FORMAT[:FILE]",
    help=both(
        "输出格式（text、json、csv），可写入文件",
        "a format (text, json, csv), optionally into a file",
    ),
)
@day_option
@click.pass_obj
def command(speech: Speech, *, path: Path, output: str, as_of: datetime | None) -> None:
    """Count, and print."""
    name, _, file = output.partition(":")
    if name not in _PRINTERS:
        raise CatalogError(
            Text(
                f"没有输出格式 {name}；可用：text、json、csv",
                f"no format {name}; known: text, json, csv",
            )
        )
    home = catalog_at(path)
    day = day_of(as_of, home.settings)
    job = job_of(home, day)
    with progress_on_stderr(speech.lang) as progress:
        rows = tuple(measured(job, progress))
        faults = faults_of(run_lint(job, progress).findings, dict(rows))
    lang = speech.within(home.settings.output.lang)
    lines = _PRINTERS[name](numbers_of(row for _, row in rows), faults, day, lang)
    if file:
        write_whole(Path(file), "".join(f"{line}\n" for line in lines))
    else:
        click.echo("\n".join(lines))
