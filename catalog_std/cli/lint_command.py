"""``lint``: the main job."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.settings import Home, home_of
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.output import PRINTERS, paint_for, targets, write_out
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import both
from catalog_std.finding import Severity
from catalog_std.run.job import job_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_LEVELS = [severity.value for severity in Severity]


@click.command(
    "lint",
    help=both(
        "检查 PATH 所在的目录：各层标准、编码、材料、时限等；PATH 只限定报告范围，整个目录都会读。\n\n\b\n"
        "例：\n  catalog-std lint\n  catalog-std lint items/440100 --output concise\n"
        "  catalog-std lint --as-of 2027-01-01 --output json:findings.json --output text",
        "Lint the catalog that contains PATH. PATH limits what is reported, not what is read.\n\n\b\n"
        "Examples:\n  catalog-std lint\n  catalog-std lint items/440100 --output concise\n"
        "  catalog-std lint --as-of 2027-01-01 --output json:findings.json --output text",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=both(
        f"输出格式（{'、'.join(PRINTERS)}），可写入文件，可重复",
        f"a format ({', '.join(PRINTERS)}), optionally into a file; repeatable",
    ),
)
@day_option
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="RULE",
    help=both("只用这条规则，可重复", "use this rule only; repeatable"),
)
@click.option(
    "--fail-level",
    type=click.Choice(_LEVELS),
    default="error",
    help=both("达到这一级别即以 1 退出", "exit 1 from this severity on"),
)
@click.option(
    "--exit-zero", is_flag=True, help=both("有发现也以 0 退出", "exit 0 despite findings")
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help=both("颜色", "colours"),
)
@click.pass_context
def command(  # noqa: PLR0913 - one parameter per option of the command line
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: datetime | None,
    rules: tuple[str, ...],
    fail_level: str,
    exit_zero: bool,
    color: str,
) -> int:
    """Lint, print, and say how it went."""
    home, wanted = _home(paths or (".",))
    day = day_of(as_of, home.settings)
    places = targets(outputs or ("text",), PRINTERS)
    job = job_of(home, day, rules)
    with progress_on_stderr(ctx.obj.lang) as progress:
        outcome = run_lint(job, progress)
    shown = _limited(outcome, home, wanted)
    lang = ctx.obj.within(home.settings.output.lang)
    for place in places:
        write_out(
            place, PRINTERS[place.format](shown, lang, job.texts, paint_for(place, color))
        )
    worst = min((finding.severity.rank for finding in shown.findings), default=len(_LEVELS))
    return int(worst <= _LEVELS.index(fail_level) and not exit_zero)


def _home(paths: tuple[str, ...]) -> tuple[Home, list[Path]]:
    """Find the one catalog that contains all paths."""
    resolved = []
    for given in paths:
        if not Path(given).exists():
            raise CatalogError(Text(f"没有这个路径：{given}", f"no such path: {given}"))
        resolved.append(Path(given).resolve())
    home = home_of(Path(paths[0]))
    for path in resolved:
        if not path.is_relative_to(home.root):
            saying = Text(
                f"{path} 不在目录 {home.root} 内", f"{path} is not in the catalog {home.root}"
            )
            raise CatalogError(saying)
    return home, resolved


def _limited(outcome: Outcome, home: Home, wanted: list[Path]) -> Outcome:
    """Keep the findings below the paths asked for."""
    below = [path.relative_to(home.root).as_posix() for path in wanted]
    kept = tuple(
        finding
        for finding in outcome.findings
        if any(
            b in (".", finding.where.file) or finding.where.file.startswith(f"{b}/")
            for b in below
        )
    )
    return Outcome(kept, outcome.files, outcome.items, outcome.on)
