"""``stats``: the numbers of reform."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import Home
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_whole
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.metrics.numbers import Past, Stats, faults_of, numbers_of
from catalog_std.metrics.tally import Tally
from catalog_std.report.numbers import csv_numbers, json_numbers, text_numbers
from catalog_std.run.base import Then, job_at
from catalog_std.run.job import job_of
from catalog_std.run.lint import run_lint
from catalog_std.run.measure import measured
from catalog_std.run.revision import revision_of
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_Printer = Callable[[Stats, Lang], Iterator[str]]
_PRINTERS: Mapping[str, _Printer] = {
    "text": text_numbers,
    "json": json_numbers,
    "csv": csv_numbers,
}


@click.command(
    "stats",
    help=both(
        "统计 PATH 所在的目录：网上可办、跑动次数、时限压缩、材料、完整率、覆盖、检查发现。\n\n\b\n"
        "例：\n  catalog-std stats\n  catalog-std stats --output json:snapshots/2026-11.json\n"
        "  catalog-std stats --since HEAD~20 --since HEAD~10",
        "Count the catalog that contains PATH: online, visits, days, papers, completeness, coverage, findings.\n\n\b\n"
        "Examples:\n  catalog-std stats\n  catalog-std stats --output json:snapshots/2026-11.json\n"
        "  catalog-std stats --since HEAD~20 --since HEAD~10",
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
@click.option(
    "--since",
    "refs",
    multiple=True,
    metavar="REF",
    help=both(
        "同时统计 git 中的这个版本，看走势；可以写多次",
        "count this git commit too, to see how the numbers move; may be repeated",
    ),
)
@day_option
@click.pass_obj
def command(
    speech: Speech,
    *,
    path: Path,
    output: str,
    refs: tuple[str, ...],
    as_of: datetime | None,
) -> None:
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
        past = tuple(_past(home, ref, as_of) for ref in refs)
    lang = speech.within(home.settings.output.lang)
    stats = Stats(numbers_of(row for _, row in rows), faults, day, past)
    lines = _PRINTERS[name](stats, lang)
    if file:
        write_whole(Path(file), "".join(f"{line}\n" for line in lines))
    else:
        click.echo("\n".join(lines))


def _past(home: Home, ref: str, as_of: datetime | None) -> Past:
    """Count the catalog as a commit has it, by the settings and on the day of then."""
    job = job_at(home, revision_of(home.root, ref), Then((), partial(day_of, as_of)))
    if job is None:
        return Past(ref, Tally(0, {}), 0)
    rows = [row for _, row in measured(job)]
    return Past(ref, numbers_of(rows).whole, len(run_lint(job).findings))
