"""``lint``: the main job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import click

from catalog_std.cli.asked import Asked, Task, judging_options, task_of
from catalog_std.cli.day import day_of
from catalog_std.cli.engine_option import Chosen, engine_options
from catalog_std.cli.fix_command import Mend, mend, mending_options
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.run.base import Then, job_at, remembering, since
from catalog_std.run.job import Job
from catalog_std.run.lint import run_lint
from catalog_std.run.revision import merge_base, revision_of
from catalog_std.run.sweeping import seldom_swept
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_IDLE = Text("--unsafe 须与 --fix 或 --diff 同用", "--unsafe goes with --fix or --diff")
_APART = Text(
    "--new-since 和 --allow-stale 不与 --fix、--diff 同用",
    "--new-since and --allow-stale do not go with --fix or --diff",
)
_NO_BASE = Text(
    "{ref} 的设置读不了，所有发现都算新的：{reason}",
    "the settings at {ref} do not hold, so every finding counts as new: {reason}",
)
_STALE = "baseline/stale"


@dataclass(frozen=True, slots=True)
class Lint:
    """What was asked, since which commit findings count, and whether stale entries may stay."""

    asked: Asked
    new_since: str | None
    allow_stale: bool


@click.command(
    "lint",
    help=both(
        "检查 PATH 所在的目录：各层标准、编码、材料、时限等；PATH 只限定报告范围，整个目录都会读。\n\n\b\n"
        "例：\n  catalog-std lint\n  catalog-std lint items/440100 --output concise\n"
        "  catalog-std lint --as-of 2027-01-01 --output json:findings.json --output text\n"
        "  catalog-std lint --new-since origin/main\n  catalog-std lint --fix",
        "Lint the catalog that contains PATH. PATH limits what is reported, not what is read.\n\n\b\n"
        "Examples:\n  catalog-std lint\n  catalog-std lint items/440100 --output concise\n"
        "  catalog-std lint --as-of 2027-01-01 --output json:findings.json --output text\n"
        "  catalog-std lint --new-since origin/main\n  catalog-std lint --fix",
    ),
)
@judging_options
@engine_options
@click.option(
    "--new-since",
    metavar="REF",
    help=both(
        "只报告与 REF 分叉之后新出现的发现（分叉点整个检查一遍，按指纹相减）",
        "report only what has been found since the parting from REF (all of it is linted there, too, "
        "and fingerprints are subtracted)",
    ),
)
@click.option(
    "--allow-stale",
    is_flag=True,
    help=both("容许基线里有过时的条目", "let stale entries stay in the baseline"),
)
@click.option(
    "--profile",
    is_flag=True,
    help=both(
        "另外告诉时间花在哪里（在 stderr）：各阶段、各条规则",
        "also say on stderr where the time goes: by stage and by rule",
    ),
)
@click.option(
    "--fix",
    is_flag=True,
    help=both(
        "先改能改的（同 fix 命令）", "first mend what can be mended (as the command fix)"
    ),
)
@mending_options
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    /,
    *,
    new_since: str | None,
    allow_stale: bool,
    profile: bool,
    fix: bool,
    unsafe: bool,
    diff: bool,
    engine: str,
    scheduler: str | None,
    **given: Any,  # noqa: ANN401 - the options that judging commands share
) -> int:
    """Lint, print, and say how it went."""
    asked = Asked(**given)
    if unsafe and not (fix or diff):
        raise click.UsageError(_IDLE.said(speech.lang))
    if (fix or diff) and (new_since or allow_stale):
        raise click.UsageError(_APART.said(speech.lang))
    chosen = Chosen(engine, scheduler)
    chosen.check(here=bool(fix or diff or new_since))
    if fix or diff:
        return mend(Mend(asked, unsafe, diff), speech)
    task = chosen.put(task_of(asked, speech), asked)
    code = _lint(Lint(asked, new_since, allow_stale), task)
    if profile:
        _profile(task)
    return code


def _profile(task: Task) -> None:
    from catalog_std.report.profile import profile_lines  # noqa: PLC0415 - only this option needs it
    from catalog_std.run.profile import profiled  # noqa: PLC0415 - likewise

    for line in profile_lines(profiled(task.job), task.lang):
        click.echo(line, err=True)


def _lint(wanted: Lint, task: Task) -> int:
    job = _with_stale(task.job) if wanted.allow_stale else task.job
    base = _base(wanted, task) if wanted.new_since else None
    with progress_on_stderr(task.lang) as progress, seldom_swept():  # workers do as we do
        outcome = run_lint(remembering(job, base) if base else job, progress)
        outcome = since(outcome, run_lint(base, progress) if base else None)
    shown = task.limited(outcome)
    task.show(shown, wanted.asked.color)
    return wanted.asked.code(shown)


def _with_stale(job: Job) -> Job:
    return replace(job, rules=tuple(rule for rule in job.rules if rule.name != _STALE))


def _base(wanted: Lint, task: Task) -> Job | None:
    """Open the catalog where it parted from a ref; a base that cannot be judged has no findings."""
    ref, asked = wanted.new_since or "", wanted.asked
    revision = revision_of(task.home.root, merge_base(task.home.root, ref))
    then = Then(asked.rules, lambda settings: day_of(asked.as_of, settings))
    try:
        base = job_at(task.home, revision, then)
    except CatalogError as error:
        reason = error.saying.said(task.lang)
        click.echo(f"catalog-std: {_NO_BASE.into(task.lang, ref=ref, reason=reason)}", err=True)
        return None
    if base is None:
        return None
    return replace(base, engine=task.job.engine, memory=task.job.memory)
