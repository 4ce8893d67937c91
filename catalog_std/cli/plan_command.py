"""``plan``: a catalog cut into partitions, for batch jobs that judge them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from catalog_std.cli.asked import Asked, options_of, place_of, task_of
from catalog_std.cli.speech import Speech, both
from catalog_std.run.plan import write_plan
from catalog_std.text import Text

_SIZE = 2000
_WRITTEN = Text(
    "{folder}：{files} 个文件，分成 {partitions} 份",
    "{folder}: {files} files in {partitions} partitions",
)


@click.command(
    "plan",
    help=both(
        "把 PATH 所在的目录切成若干份，供批处理作业（Kubernetes、Slurm）用 run-shard 检查、merge 合并。"
        "写下任务：日期、规则和各种摘要；目录之后改了，run-shard 会拒绝。\n\n\b\n"
        "例：\n  catalog-std plan --to /shared/work\n  catalog-std plan items --to /shared/work --size 5000",
        "Cut the catalog that contains PATH into partitions, for batch jobs (Kubernetes, Slurm) to judge with run-shard "
        "and to put together with merge. Day, rules and digests are written down; run-shard refuses what has changed "
        "since.\n\n\b\nExamples:\n  catalog-std plan --to /shared/work\n"
        "  catalog-std plan items --to /shared/work --size 5000",
    ),
)
@click.argument("path", default=".", metavar="[PATH]")
@click.option(
    "--to",
    "folder",
    required=True,
    metavar="FOLDER",
    help=both(
        "写到这个文件夹，各个作业都看得见", "write to this folder, which all jobs can see"
    ),
)
@click.option(
    "--size",
    type=click.IntRange(1, 1_000_000),
    default=_SIZE,
    help=both(f"每份的文件数（默认 {_SIZE}）", f"files in a partition (default: {_SIZE})"),
)
@options_of("day", "rule")
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    /,
    *,
    path: str,
    folder: str,
    size: int,
    as_of: datetime | None,
    rules: tuple[str, ...],
) -> int:
    """Write a plan, and say how large it is."""
    asked = Asked(
        (path,), (), as_of, rules, "error", exit_zero=False, color="auto", cache=False
    )
    task = task_of(asked, speech)
    plan = write_plan(task.job, Path(folder), size, place_of(task, asked))
    said = {"folder": folder, "files": plan.files, "partitions": plan.partitions}
    click.echo(_WRITTEN.into(task.lang, **said), err=True)
    return 0
