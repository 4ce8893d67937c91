"""``diff``: what changed, and what it means to the people who apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.approvals import NAME, read_answers
from catalog_std.catalog.place import catalog_at, is_catalog
from catalog_std.catalog.settings import NAME as SETTINGS
from catalog_std.catalog.settings import Home
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.output import paint_for, targets, write_out
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.report.change_html import html_lines
from catalog_std.report.change_markdown import markdown_lines
from catalog_std.report.change_text import Paint, change_lines
from catalog_std.report.upgrade import impacts_of, upgrade_lines
from catalog_std.report.upgrade_pages import upgrade_html, upgrade_markdown
from catalog_std.run.answered import Answered
from catalog_std.run.diff import run_diff
from catalog_std.run.job import shelf_of
from catalog_std.run.sides import sides_of
from catalog_std.run.sweeping import unswept
from catalog_std.run.upgrade import Upgrade, upgrade_of
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Lang, Text

_FAIL_ON = ("heavier", "unknown", "any", "none")
_UNREAD = Text(
    "有 {n} 个文件没有比较，改好后重来；其余已比较",
    "{n} files were not compared; mend them and run again. The rest was compared",
)


def _json(answered: Answered, lang: Lang, _paint: Paint) -> Iterable[str]:
    from catalog_std.report.changes import changes_lines  # noqa: PLC0415 - pydantic models

    return changes_lines(answered, lang)


PRINTERS: dict[str, Callable[[Answered, Lang, Paint], Iterable[str]]] = {
    "text": change_lines,
    "json": _json,
    "markdown": lambda answered, lang, _: markdown_lines(answered, lang),
    "html": lambda answered, lang, _: html_lines(answered, lang),
}


def _upgrade_json(upgrade: Upgrade, lang: Lang) -> Iterable[str]:
    yield impacts_of(upgrade, lang).model_dump_json(indent=2)


_UPGRADE_PRINTERS: dict[str, Callable[[Upgrade, Lang], Iterable[str]]] = {
    "text": upgrade_lines,
    "json": _upgrade_json,
    "markdown": upgrade_markdown,
    "html": upgrade_html,
}


@click.command(
    "diff",
    help=both(
        "比较两个目录：改了什么，对申请人是轻是重。BASE 和 HEAD 可以是文件夹、文件、git 版本（REF）或版本中的路径（REF:path，自仓库顶层起）。"
        "不写 HEAD 就是工作区；不写 BASE 就是本分支与主干的分岔点；BASE 写成版本时取它与 HEAD 的分岔点，--direct 则直接比较。\n\n\b\n"
        "例：\n  catalog-std diff\n  catalog-std diff main --fail-on heavier\n"
        "  catalog-std diff v1.0 v2.0 --output html:changes.html --output text\n"
        "  catalog-std diff old/ new/\n  catalog-std diff --standards 2026-11-01 2027-01-01",
        "Compare two catalogs: what changed, and whether it is heavier for the applicant. BASE and HEAD are folders, files, git refs "
        "(REF) or paths at a ref (REF:path, from the repository's top). HEAD defaults to the work tree, BASE to where this branch left the "
        "trunk; a ref as BASE stands for where it and HEAD part, unless --direct.\n\n\b\n"
        "Examples:\n  catalog-std diff\n  catalog-std diff main --fail-on heavier\n"
        "  catalog-std diff v1.0 v2.0 --output html:changes.html --output text\n"
        "  catalog-std diff old/ new/\n  catalog-std diff --standards 2026-11-01 2027-01-01",
    ),
)
@click.argument("base", required=False)
@click.argument("head", required=False)
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
@click.option(
    "--fail-on",
    type=click.Choice(_FAIL_ON),
    default="none",
    help=both(
        "有未批准的这类变化即以 1 退出：heavier 加重，unknown 加重或不明，any 任何变化",
        "exit 1 on such changes that nobody approved: heavier, unknown (or heavier), any",
    ),
)
@click.option(
    "--approvals",
    type=click.Path(path_type=Path),
    help=both(
        f"批准和复核的记录（默认 {NAME}）",
        f"the record of approvals and reviews (default: {NAME})",
    ),
)
@click.option(
    "--standards",
    nargs=2,
    metavar="OLD NEW",
    help=both(
        "不比较目录，而是换一套标准试试：日期、标准文件夹、标准 id 或 git 版本",
        "compare standards instead, over this catalog: a day, a folder of standards, an id, or a git ref each",
    ),
)
@click.option(
    "--direct",
    is_flag=True,
    help=both("不取分岔点，直接比较", "compare the refs themselves, not where they part"),
)
@day_option
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help=both("颜色", "colours"),
)
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    *,
    base: str | None,
    head: str | None,
    outputs: tuple[str, ...],
    fail_on: str,
    approvals: Path | None,
    standards: tuple[str, str] | None,
    direct: bool,
    as_of: datetime | None,
    color: str,
) -> int:
    """Compare, print, and say how it went."""
    home = _home(head)
    lang = speech.within(home.settings.output.lang)
    day = day_of(as_of, home.settings)
    if standards:
        upgrade = upgrade_of(home, *standards, day)
        _print_upgrade(upgrade, lang, outputs)
        return int(bool(upgrade.broken) and fail_on != "none")
    places = targets(outputs or ("text",), PRINTERS)
    answers = read_answers(approvals or home.root / NAME, asked=approvals is not None)
    profiles = Profiles(shelf_of(home), day)
    before, after = sides_of(base, head, home.root, direct=direct)
    with unswept():
        with progress_on_stderr(lang) as progress:
            answered = Answered(run_diff(before, after, profiles, progress), answers)
        for place in places:
            write_out(place, PRINTERS[place.format](answered, lang, paint_for(place, color)))
    if unread := answered.outcome.unread:
        click.echo(f"catalog-std: {_UNREAD.into(lang, n=len(unread))}", err=True)
        return 2
    return int(any(answered.blocking(fail_on)))


def _print_upgrade(upgrade: Upgrade, lang: Lang, outputs: tuple[str, ...]) -> None:
    for place in targets(outputs or ("text",), _UPGRADE_PRINTERS):
        write_out(place, _UPGRADE_PRINTERS[place.format](upgrade, lang))


def _home(head: str | None) -> Home:
    """Find the catalog whose standards weigh: that of a folder given as the later side, else ours."""
    path = Path(head) if head else None
    if path and (is_catalog(path) or (path / SETTINGS).is_file()):
        return catalog_at(path)
    return home_or_defaults()
