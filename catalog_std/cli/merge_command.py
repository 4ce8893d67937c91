"""``merge``: what the shards of a plan found, printed as ``lint`` prints it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.cli.asked import Asked, Task, options_of
from catalog_std.cli.output import PRINTERS, targets
from catalog_std.cli.speech import Speech, both
from catalog_std.run.job import job_of
from catalog_std.run.merge import Merge
from catalog_std.run.plan import open_plan


@click.command(
    "merge",
    help=both(
        "把 plan 各份的结果合在一起，再检查整个目录的规则；输出与 lint 逐字节相同。缺了哪一份就说哪一份。\n\n\b\n"
        "例：\n  catalog-std merge /shared/work\n  catalog-std merge /shared/work --output json:findings.json",
        "Put the results of a plan together and judge by the rules over the whole catalog; prints what lint prints, byte "
        "for byte. Partitions that are missing are named.\n\n\b\n"
        "Examples:\n  catalog-std merge /shared/work\n  catalog-std merge /shared/work --output json:findings.json",
    ),
)
@click.argument("folder")
@options_of("output", "fail-level", "exit-zero", "color")
@click.pass_obj
def command(
    speech: Speech,
    /,
    *,
    folder: str,
    outputs: tuple[str, ...],
    **given: Any,  # noqa: ANN401 - the options that judging commands share
) -> int:
    """Merge, print, and say how it went."""
    recipe = open_plan(Path(folder)).recipe
    home = catalog_at(Path(recipe.root))
    places = targets(outputs or ("text",), PRINTERS)
    job = job_of(home, recipe.on, recipe.rules)
    task = Task(home, (".",), job, places, speech.within(home.settings.output.lang))
    outcome = Merge.of(Path(folder), job).outcome()
    asked = Asked((folder,), outputs, None, recipe.rules, **given)
    task.show(outcome, asked.color)
    return asked.code(outcome)
