"""``lint``: the main job."""

from __future__ import annotations

from typing import Any

import click

from catalog_std.cli.asked import Asked, judging_options, task_of
from catalog_std.cli.fix_command import Mend, mend, mending_options
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.run.lint import run_lint
from catalog_std.text import Text

_IDLE = Text("--unsafe 须与 --fix 或 --diff 同用", "--unsafe goes with --fix or --diff")


@click.command(
    "lint",
    help=both(
        "检查 PATH 所在的目录：各层标准、编码、材料、时限等；PATH 只限定报告范围，整个目录都会读。\n\n\b\n"
        "例：\n  catalog-std lint\n  catalog-std lint items/440100 --output concise\n"
        "  catalog-std lint --as-of 2027-01-01 --output json:findings.json --output text\n"
        "  catalog-std lint --fix",
        "Lint the catalog that contains PATH. PATH limits what is reported, not what is read.\n\n\b\n"
        "Examples:\n  catalog-std lint\n  catalog-std lint items/440100 --output concise\n"
        "  catalog-std lint --as-of 2027-01-01 --output json:findings.json --output text\n"
        "  catalog-std lint --fix",
    ),
)
@judging_options
@click.option(
    "--fix",
    is_flag=True,
    help=both(
        "先改能改的（同 fix 命令）", "first mend what can be mended (as the command fix)"
    ),
)
@mending_options
@click.pass_obj
def command(speech: Speech, /, *, fix: bool, unsafe: bool, diff: bool, **given: Any) -> int:  # noqa: ANN401 - click's options
    """Lint, print, and say how it went."""
    asked = Asked(**given)
    if unsafe and not (fix or diff):
        raise click.UsageError(_IDLE.said(speech.lang))
    if fix or diff:
        return mend(Mend(asked, unsafe, diff), speech)
    task = task_of(asked, speech)
    with progress_on_stderr(task.lang) as progress:
        outcome = run_lint(task.job, progress)
    shown = task.limited(outcome)
    task.show(shown, asked.color)
    return asked.code(shown)
