"""``export``: the catalog in other forms; ``--harmonised`` the effective one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.manifest import MANIFEST, digest_of_file
from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import home_of
from catalog_std.cli.asked import jobs_option
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_new
from catalog_std.cli.output import targets, write_out
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.run.harmonised import Whole, wholes
from catalog_std.run.job import job_of
from catalog_std.run.spread import engine_for
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_FORMATS = ("json", "csv")
_DONE = Text("写了 {count} 个事项到 {folder}", "wrote {count} items to {folder}")
_NOBODY = Text("目录里没有 {at} 的事项", "the catalog has no item of {at}")
_WHAT = Text(
    "导出什么？请写 --harmonised 或 snapshot", "export what? say --harmonised, or snapshot"
)
_SNAPPED = Text(
    "{items} 个事项、{findings} 个发现，写成快照 {out}（清单 {digest}）",
    "{items} items and {findings} findings are the snapshot {out} (manifest {digest})",
)
_WHERE = Text(
    "写到哪里？用 --to 目录（YAML），或 --output json、csv",
    "where to? --to FOLDER (YAML), or --output json or csv",
)


@click.group(
    "export",
    invoke_without_command=True,
    help=both(
        "导出实际生效的目录：基本目录加本地，每个值注明来自哪个文件哪一行。\n\n\b\n"
        "例：\n  catalog-std export --harmonised --at 4401 --to effective\n"
        "  catalog-std export --harmonised --at 440106 --output csv:tianhe.csv",
        "Export the effective catalog: basic and local items together, each value with the file and line it comes "
        "from.\n\n\b\nExamples:\n  catalog-std export --harmonised --at 4401 --to effective\n"
        "  catalog-std export --harmonised --at 440106 --output csv:tianhe.csv",
    ),
)
@click.option(
    "--harmonised",
    is_flag=True,
    help=both("实际生效的目录", "the effective catalog"),
)
@click.option(
    "--at",
    default="",
    metavar="CODES",
    help=both(
        "只要这些地方：行政区划代码的开头几位，逗号分开（4401 含广州市和各区）",
        "these places only: the digits their division codes begin with, by commas",
    ),
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help=both(
        "写成 YAML，目录结构不变，只写新文件",
        "write YAML, in the same folders as the items; new files only",
    ),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=both(
        "json 或 csv，可写入文件，可重复", "json or csv, optionally into a file; repeatable"
    ),
)
@day_option
@click.pass_context
def command(  # noqa: PLR0913 - one parameter per option of the command line
    ctx: click.Context,
    *,
    harmonised: bool,
    at: str,
    to: Path | None,
    outputs: tuple[str, ...],
    as_of: datetime | None,
) -> None:
    """Write the effective catalog, or go on to another form."""
    if ctx.invoked_subcommand:
        return
    speech = ctx.obj
    if not harmonised:
        raise CatalogError(_WHAT)
    if to is None and not outputs:
        raise CatalogError(_WHERE)
    places = targets(outputs, _FORMATS)
    home = home_of(Path())
    job = job_of(home, day_of(as_of, home.settings))
    lang = speech.within(home.settings.output.lang)
    asked = tuple(part.strip() for part in at.split(",") if part.strip())
    found = list(wholes(job, asked))
    if not found:
        raise CatalogError(Text(*(words.format(at=at) for words in _NOBODY)))
    if to is not None:
        from catalog_std.exchange.harmonised import yaml_text  # noqa: PLC0415 - pydantic models

        for path, parts in _files(found).items():
            write_new(to / path, "---\n".join(yaml_text(whole, lang) for whole in parts))
        click.echo(_DONE.into(lang, count=len(found), folder=to.as_posix()), err=True)
    for place in places:
        write_out(place, _printed(place.format, found, job.profiles.on.isoformat()))


@command.command(
    "snapshot",
    help=both(
        "把目录写成不可变的快照（Parquet，按省分区）：事项原文、事实、发现，以及目录的其他部分；lint、diff、compare、stats、render 可直接读。\n\n\b\n"
        "例：\n  catalog-std export snapshot out/2026-11\n"
        "  catalog-std export snapshot out/2026-12 --parent out/2026-11\n  catalog-std diff out/2026-11 out/2026-12",
        "Write the catalog as an immutable snapshot (Parquet, partitioned by province): the texts of items, facts, findings, and what "
        "else the catalog needs; lint, diff, compare, stats and render read it.\n\n\b\n"
        "Examples:\n  catalog-std export snapshot out/2026-11\n"
        "  catalog-std export snapshot out/2026-12 --parent out/2026-11\n  catalog-std diff out/2026-11 out/2026-12",
    ),
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--of",
    type=click.Path(exists=True, path_type=Path),
    default=".",
    metavar="PATH",
    help=both(
        "PATH 所在的目录（默认是当前的）",
        "the catalog that contains PATH (default: the one we stand in)",
    ),
)
@click.option(
    "--parent",
    type=click.Path(exists=True, path_type=Path, file_okay=False),
    metavar="SNAPSHOT",
    help=both(
        "上一个快照，其摘要记入清单",
        "the snapshot this one follows; its digest goes into the manifest",
    ),
)
@jobs_option
@day_option
@click.pass_obj
def snapshot(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    *,
    out: Path,
    of: Path,
    parent: Path | None,
    jobs: int | None,
    as_of: datetime | None,
) -> int:
    """Write a snapshot."""
    from importlib.metadata import version  # noqa: PLC0415 - 50 ms that few commands need

    from catalog_std.run.snapshot import Order, write_snapshot  # noqa: PLC0415 - only here

    home = catalog_at(of)
    lang = speech.within(home.settings.output.lang)
    job = job_of(home, day_of(as_of, home.settings))
    job = replace(job, engine=engine_for(len(job.texts.names), jobs))
    with progress_on_stderr(lang) as progress:
        manifest = write_snapshot(
            home, job, Order(out, version("catalog-std"), parent), progress
        )
    counts = {"items": manifest.items, "findings": manifest.findings}
    digest = digest_of_file(out / MANIFEST)
    click.echo(_SNAPPED.into(lang, out=out.as_posix(), digest=digest[:16], **counts), err=True)
    return 0


def _files(found: list[Whole]) -> dict[str, list[Whole]]:
    """Gather items by the file they stand in."""
    files: dict[str, list[Whole]] = {}
    for whole in found:
        files.setdefault(whole.file, []).append(whole)
    return files


def _printed(format: str, found: list[Whole], day: str) -> Iterator[str]:
    from catalog_std.exchange.harmonised import (  # noqa: PLC0415 - pydantic models
        csv_lines,
        json_text,
    )

    if format == "json":
        yield json_text(found, day)
    else:
        yield from csv_lines(found)
