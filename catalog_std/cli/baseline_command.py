"""``baseline``: old findings written down, so that only new ones count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.baseline import Baseline, baseline_lines
from catalog_std.catalog.place import catalog_at
from catalog_std.cli.asked import tell_crashes
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_whole
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.run.job import Job, job_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.tolerance import Record, pruned, recorded
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_STALE = "baseline/stale"
_UNSET = Text(
    "catalog.yaml 没有写 baseline；请加一行：baseline: baseline.json",
    "catalog.yaml names no baseline; add the line: baseline: baseline.json",
)
_SEALED = Text(
    "{path} 只能读，基线写不进去；请在目录的文件夹里写基线，再打包",
    "{path} is only read, and no baseline can be written into it; write it in the catalog's folder, then pack",
)
_WRITTEN = Text(
    "{name}：{entries} 条，容忍 {count} 处发现（+{more} -{fewer} 条）",
    "{name}: {entries} entries for {count} findings (+{more} -{fewer} entries)",
)
_REFUSED = Text(
    "{count} 处发现不得进基线，照样报告",
    "{count} findings may not be in a baseline and go on counting",
)
_ROW = Text("{count} 处  {rule}", "{count} of {rule}")
_STATUS = Text(
    "{name}：{entries} 条，容忍 {count} 处发现，过时 {stale} 条，无备注 {bare} 条",
    "{name}: {entries} entries for {count} findings, {stale} stale, {bare} without a note",
)
_path = click.argument("path", default=".")


@dataclass(frozen=True, slots=True)
class Books:
    """A catalog's baseline, where it is kept, and a job to hold it against."""

    file: Path
    job: Job
    baseline: Baseline
    lang: Lang
    sealed: bool


@click.group(
    "baseline",
    help=both(
        "基线：把旧问题记下来，只看新的。\n\n\b\n例：\n  catalog-std baseline write",
        "The baseline: old findings written down, so that only new ones count.\n\n\b\n"
        "Example:\n  catalog-std baseline write",
    ),
)
def command() -> None:
    """Write, prune or look at the baseline."""


@command.command(
    "write",
    help=both(
        "把现有的发现全部记入基线；原有的备注保留。\n\n\b\n例：\n  catalog-std baseline write --note 2026年存量",
        "Put all present findings into the baseline; notes are kept.\n\n\b\n"
        'Example:\n  catalog-std baseline write --note "found in 2026"',
    ),
)
@_path
@click.option(
    "--note", default="", help=both("给新条目的备注", "a note for the entries that are new")
)
@day_option
@click.pass_obj
def write(speech: Speech, /, *, path: str, note: str, as_of: datetime | None) -> int:
    """Write the baseline anew."""
    books = _written(_books(speech, path, as_of), path)
    outcome = _run(replace(books.job, baseline=None), books.lang)
    return _write(books, outcome, recorded(outcome.findings, books.baseline, note))


@command.command(
    "prune",
    help=both(
        "从基线删去已经没有的和要素已改动的条目；不增加任何条目。\n\n\b\n例：\n  catalog-std baseline prune",
        "Take out of the baseline what is gone or was touched; nothing is added.\n\n\b\n"
        "Example:\n  catalog-std baseline prune",
    ),
)
@_path
@day_option
@click.pass_obj
def prune(speech: Speech, /, *, path: str, as_of: datetime | None) -> int:
    """Take stale entries out."""
    books = _written(_books(speech, path, as_of), path)
    outcome = _run(books.job, books.lang)
    return _write(books, outcome, pruned(books.baseline, outcome))


@command.command(
    "status",
    help=both(
        "基线里有什么，按规则计数；有过时的条目即以 1 退出。\n\n\b\n例：\n  catalog-std baseline status",
        "What the baseline holds, counted by rule; exits 1 where entries are stale.\n\n\b\n"
        "Example:\n  catalog-std baseline status",
    ),
)
@_path
@day_option
@click.pass_obj
def status(speech: Speech, /, *, path: str, as_of: datetime | None) -> int:
    """Count what is tolerated, and what is stale."""
    books = _books(speech, path, as_of)
    outcome = _run(books.job, books.lang)
    found = Counter(s.finding.rule for s in outcome.silenced if s.by == "baseline")
    for rule, count in sorted(found.items()):
        click.echo("  " + _ROW.into(books.lang, rule=rule, count=count))
    stale = sum(finding.rule == _STALE for finding in outcome.findings)
    entries = books.baseline.entries.values()
    click.echo(
        _STATUS.into(
            books.lang,
            name=books.baseline.name,
            entries=len(entries),
            count=found.total(),
            stale=stale,
            bare=sum(not entry.note for entry in entries),
        )
    )
    return 2 if outcome.crashes else int(stale > 0)


def _books(speech: Speech, path: str, as_of: datetime | None) -> Books:
    home = catalog_at(Path(path))
    name = home.settings.baseline
    if name is None:
        raise CatalogError(_UNSET)
    job = job_of(home, day_of(as_of, home.settings))
    lang = speech.within(home.settings.output.lang)
    baseline, sealed = job.baseline or Baseline(name), home.items is not None
    return Books(home.root / name, job, baseline, lang, sealed)


def _written(books: Books, path: str) -> Books:
    """Refuse to write into what is only read: what lies below its root is a copy."""
    if books.sealed:
        raise CatalogError(Text(_SEALED.into("zh", path=path), _SEALED.into("en", path=path)))
    return books


def _run(job: Job, lang: Lang) -> Outcome:
    with progress_on_stderr(lang) as progress:
        outcome = run_lint(job, progress)
    tell_crashes(outcome, lang)
    return outcome


def _write(books: Books, outcome: Outcome, record: Record) -> int:
    """Write entries and say what that changes; nothing where a rule broke down: who knows what it hides."""
    if outcome.crashes:
        return 2
    text = "".join(f"{line}\n" for line in baseline_lines(record.entries))
    if text != books.baseline.text:
        write_whole(books.file, text)
    now, before = {entry.key for entry in record.entries}, set(books.baseline.entries)
    click.echo(
        _WRITTEN.into(
            books.lang,
            name=books.baseline.name,
            entries=len(now),
            count=sum(entry.count for entry in record.entries),
            more=len(now - before),
            fewer=len(before - now),
        )
    )
    if record.refused:
        click.echo(_REFUSED.into(books.lang, count=len(record.refused)))
    return 0
