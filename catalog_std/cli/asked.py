"""What a run over the catalog was asked to do: the options that judging commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import Home
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.output import (
    PRINTERS,
    Target,
    View,
    paint_for,
    prefix_of,
    targets,
    write_out,
)
from catalog_std.cli.speech import Speech, both
from catalog_std.finding import Severity
from catalog_std.run.job import Job, job_of
from catalog_std.run.lint import Outcome
from catalog_std.run.sheet import Crash
from catalog_std.run.spread import engine_for
from catalog_std.run.store import FOLDER
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_LEVELS = [severity.value for severity in Severity]
_CRASHED = Text(
    "规则 {rule} 检查 {where} 时出错（工具自身的缺陷）：{reason}",
    "rule {rule} broke down on {where} (a fault of the tool): {reason}",
)
_FORGOTTEN = Text(
    "没有用上缓存 {folder}（{reason}）；结果不受影响",
    "the cache {folder} could not be used ({reason}); the results are the same",
)
_LOST = Text(
    "{file}：检查它的进程每次都被终止（{reason}），这个文件未检查，其余照常",
    "{file}: whoever reads it dies ({reason}); it was not judged, all else was",
)
_WHOLE = Text("整个目录", "the whole catalog")


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of a judging command, as they were given."""

    paths: tuple[str, ...]
    outputs: tuple[str, ...]
    as_of: datetime | None
    rules: tuple[str, ...]
    fail_level: str
    exit_zero: bool
    color: str
    jobs: int | None = None
    cache: bool = True

    def code(self, outcome: Outcome) -> int:
        """Give the exit code: 2 where a rule broke down, 1 for findings that count, else 0."""
        if outcome.crashes:
            return 2
        worst = min((finding.severity.rank for finding in outcome.findings), default=99)
        return int(worst <= _LEVELS.index(self.fail_level) and not self.exit_zero)


@dataclass(frozen=True, slots=True)
class Task:
    """The catalog asked about, the paths in it, and all that is ready before any work begins."""

    home: Home
    below: tuple[str, ...]
    job: Job
    targets: Sequence[Target]
    lang: Lang

    def covers(self, file: str) -> bool:
        """Say whether a file lies below the paths asked about."""
        return any(b in (".", file) or file.startswith(f"{b}/") for b in self.below)

    def limited(self, outcome: Outcome) -> Outcome:
        """Keep the findings below the paths asked about."""
        kept = tuple(found for found in outcome.findings if self.covers(found.where.file))
        return replace(outcome, findings=kept)

    def show(self, outcome: Outcome, color: str) -> None:
        """Print findings in every format asked for, and name the rules that broke down."""
        prefix = prefix_of(self.home.root)
        for target in self.targets:
            paint = paint_for(target, color)
            view = View(outcome, self.lang, self.job.texts, paint, prefix)
            write_out(target, PRINTERS[target.format](view))
        tell_crashes(outcome, self.lang)


def tell_crashes(outcome: Outcome, lang: Lang) -> None:
    """Name on stderr each rule that broke down, and say where nothing could be remembered."""
    for crash in outcome.crashes:
        click.echo(f"catalog-std: {_told(crash, lang)}", err=True)
    if outcome.mishap:
        said = _FORGOTTEN.into(lang, folder=FOLDER, reason=outcome.mishap)
        click.echo(f"catalog-std: {said}", err=True)


def judging_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that all judging commands have, in the order of help."""
    return options_of(*_OPTIONS)(command)


def options_of(*names: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command some of those options, by name, in the order of help."""

    def dressed(command: Callable[..., int]) -> Callable[..., int]:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return dressed


def place_of(task: Task, asked: Asked) -> str:
    """Give the path of a catalog that lies in a bundle as a whole; an empty text for a folder."""
    return str(Path(asked.paths[0]).resolve()) if task.home.items is not None else ""


def task_of(asked: Asked, speech: Speech) -> Task:
    """Find the catalog and make ready; raises CatalogError for what cannot be meant."""
    home, wanted = _home(asked.paths or (".",))
    below = tuple(path.relative_to(home.root).as_posix() for path in wanted) or (".",)
    places = targets(asked.outputs or ("text",), PRINTERS)
    job = job_of(home, day_of(asked.as_of, home.settings), asked.rules)
    engine = engine_for(len(job.texts.names), asked.jobs)
    job = replace(job, engine=engine, memory=_memory(asked, home))
    return Task(home, below, job, places, speech.within(home.settings.output.lang))


def _memory(asked: Asked, home: Home) -> Path | None:
    return home.root if asked.cache and home.items is None else None


def _told(crash: Crash, lang: Lang) -> str:
    if not crash.rule:
        return _LOST.into(lang, file=crash.file, reason=crash.reason)
    where = crash.file or _WHOLE.said(lang)
    return _CRASHED.into(lang, rule=crash.rule, where=where, reason=crash.reason)


def _home(paths: tuple[str, ...]) -> tuple[Home, list[Path]]:
    """Find the one catalog that contains all paths; none of them where one path is all of it."""
    resolved = []
    for given in paths:
        if not Path(given).exists():
            raise CatalogError(Text(f"没有这个路径：{given}", f"no such path: {given}"))
        resolved.append(Path(given).resolve())
    home = catalog_at(Path(paths[0]))
    if home.items is not None and len(paths) == 1:
        return home, []
    for path in resolved:
        if not path.is_relative_to(home.root):
            saying = Text(
                f"{path} 不在目录 {home.root} 内", f"{path} is not in the catalog {home.root}"
            )
            raise CatalogError(saying)
    return home, resolved


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help=both("用几个进程；默认按可用的处理器", "processes to use; by default one a processor"),
)
_OPTIONS: dict[str, Callable[..., Callable[..., int]]] = {
    "paths": click.argument("paths", nargs=-1, metavar="[PATH]..."),
    "output": click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FORMAT[:FILE]",
        help=both(
            f"输出格式（{'、'.join(PRINTERS)}），可写入文件，可重复",
            f"a format ({', '.join(PRINTERS)}), optionally into a file; repeatable",
        ),
    ),
    "day": day_option,
    "rule": click.option(
        "--rule",
        "rules",
        multiple=True,
        metavar="RULE",
        help=both("只用这条规则，可重复", "use this rule only; repeatable"),
    ),
    "fail-level": click.option(
        "--fail-level",
        type=click.Choice(_LEVELS),
        default="error",
        help=both("达到这一级别即以 1 退出", "exit 1 from this severity on"),
    ),
    "exit-zero": click.option(
        "--exit-zero", is_flag=True, help=both("有发现也以 0 退出", "exit 0 despite findings")
    ),
    "color": click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help=both("颜色", "colours"),
    ),
    "jobs": jobs_option,
    "cache": click.option(
        "--cache/--no-cache",
        default=True,
        help=both(
            "记住没有变的文件的结果（默认）",
            "remember what is said of unchanged files (the default)",
        ),
    ),
}
