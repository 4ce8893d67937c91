"""``run-shard``: some partitions of a plan, judged by one batch job."""

from __future__ import annotations

from pathlib import Path

import click

from catalog_std.cli.asked import options_of
from catalog_std.cli.speech import Speech, both
from catalog_std.run.cores import cores
from catalog_std.run.pool import Pool
from catalog_std.run.shard import Share, judge_shard
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_DONE = Text(
    "第 {index} 片（共 {of} 片）：{partitions} 份已检查，其中 {before} 份先前已有结果",
    "shard {index} of {of}: {partitions} partitions judged, {before} of them before",
)
_BEYOND = Text("--index {index} 应小于 --of {of}", "--index {index} must be below --of {of}")


@click.command(
    "run-shard",
    help=both(
        "检查 plan 切出的一部分：编号除以 N 余 I 的各份。结果整份写好才出现；中断后再运行只补没有的；"
        "同时运行两次也无妨。不写 --index 时取 JOB_COMPLETION_INDEX（Kubernetes）或 SLURM_ARRAY_TASK_ID。\n\n\b\n"
        "例：\n  catalog-std run-shard /shared/work --index 0 --of 8",
        "Judge the partitions of a plan whose number leaves I when divided by N. Results appear whole or not at all; run "
        "again, it does what is not there yet; run twice at once, it does no harm. Without --index, "
        "JOB_COMPLETION_INDEX (Kubernetes) or SLURM_ARRAY_TASK_ID is taken.\n\n\b\n"
        "Example:\n  catalog-std run-shard /shared/work --index 0 --of 8",
    ),
)
@click.argument("folder")
@click.option(
    "--index",
    type=click.IntRange(0),
    required=True,
    envvar=["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID"],
    metavar="I",
    help=both("第几片，从 0 起", "which shard, from 0"),
)
@click.option(
    "--of",
    type=click.IntRange(1),
    required=True,
    envvar="SLURM_ARRAY_TASK_COUNT",
    metavar="N",
    help=both("一共几片", "how many shards there are"),
)
@options_of("jobs")
@click.pass_obj
def command(speech: Speech, /, *, folder: str, index: int, of: int, jobs: int | None) -> int:
    """Judge, and say how much."""
    if index >= of:
        said = {lang: _BEYOND.into(lang, index=index, of=of) for lang in ("zh", "en")}
        raise CatalogError(Text(said["zh"], said["en"]))
    account = judge_shard(Path(folder), Share(index, of), Pool(jobs or cores()))
    told = {"partitions": account.partitions, "before": account.before}
    click.echo(_DONE.into(speech.lang, index=index, of=of, **told), err=True)
    return 0
