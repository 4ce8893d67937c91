"""``compare``: one item across places, and the harmonised item they could agree on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import Home
from catalog_std.cli.compare_output import PRINTERS, Shown
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_new
from catalog_std.cli.output import paint_for, targets, write_out
from catalog_std.cli.speech import both
from catalog_std.harmonize.choose import View
from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.matrix import Row, Verdict
from catalog_std.harmonize.pairs import NAME, Pairs, read_pairs
from catalog_std.report.compare.words import telling
from catalog_std.run.compare import Gathering, Wanted, comparisons, gathered
from catalog_std.run.job import Job, job_of
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

SHOW: dict[str, Callable[[Row], bool]] = {
    "telling": telling,
    "differing": lambda row: row.divergence is not None,
    "all": lambda _: True,
}
_UNREAD = Text(
    "{file}: 有事项读不出来，没有比", "{file}: holds an item that cannot be read; left out"
)
_ONE = Text(
    "--propose 一次只起草一个事项，请写明编码", "--propose drafts one item: name its code"
)


@click.command(
    "compare",
    help=both(
        "同一事项在各地的异同：每个要素各地怎样写、许不许不同、哪里最轻、哪里与多数不同。CODE 是基本编码、"
        "实施编码或名称；不写则比全部，每个事项一行。\n\n\b\n"
        "例：\n  catalog-std compare 000131901000\n  catalog-std compare 000131901000 --across 4401,4403 --output html:比对.html\n"
        "  catalog-std compare 食品经营许可 --view lightest\n  catalog-std compare 000131901000 --propose --view lightest --to draft.yaml",
        "One item in different places: what each says of every element, whether it may differ, who is lightest, who "
        "stands apart. CODE is a basic or implementing code, or a name; without one all items, a line each.\n\n\b\n"
        "Examples:\n  catalog-std compare 000131901000\n  catalog-std compare 000131901000 --across 4401,4403 --output html:compared.html\n"
        "  catalog-std compare 000131901000 --view lightest\n  catalog-std compare 000131901000 --propose --view lightest --to draft.yaml",
    ),
)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option(
    "--across",
    default="",
    metavar="CODES",
    help=both(
        "只比这些地方：行政区划代码的开头几位，逗号分开（4401 含广州市和各区，440100 只是市本级）",
        "these places only: the digits their division codes begin with, by commas",
    ),
)
@click.option(
    "--of",
    type=click.Path(exists=True, path_type=Path),
    default=".",
    metavar="PATH",
    help=both(
        "PATH 所在的目录（默认是当前的）；也可以是快照、tar 包、NDJSON 文件",
        "the catalog that contains PATH (default: the one we stand in); a snapshot, a tar, an NDJSON file too",
    ),
)
@click.option(
    "--view",
    type=click.Choice([view.value for view in View]),
    help=both(
        "旁边加一列：取最轻、取最严、取多数",
        "a column beside: the lightest, the strictest, or what most have",
    ),
)
@click.option(
    "--show",
    type=click.Choice(list(SHOW)),
    default="telling",
    help=both(
        "列哪些要素：要紧的不同（默认）、全部不同、全部；csv、markdown 也照此，json、html 总是全部",
        "which elements: the differences that matter (default), all differences, all; json and html always have all",
    ),
)
@click.option(
    "--pairs",
    "pairs_file",
    type=click.Path(path_type=Path),
    help=both(
        f"人已确认的对应关系（默认是目录里的 {NAME}，如果有）",
        f"pairs that people have confirmed (default: the catalog's {NAME}, if it has one)",
    ),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=both(
        "输出格式（text、json、csv、markdown、html），可写入文件，可重复",
        "a format (text, json, csv, markdown, html), optionally into a file; repeatable",
    ),
)
@click.option(
    "--propose",
    is_flag=True,
    help=both(
        "起草统一后的基本目录事项，每行注明出处，并按各层标准检查",
        "draft the harmonised basic item, each line with its source, and lint it",
    ),
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=both(
        "草案写入新文件（默认打印）", "write the draft to a new file (default: print it)"
    ),
)
@click.option(
    "--fail-on",
    type=click.Choice(["not-allowed", "unclear", "none"]),
    default="none",
    help=both(
        "有不允许的（或待定的）不同时以 1 退出",
        "exit 1 where a difference is not allowed (or unclear)",
    ),
)
@day_option
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
    codes: tuple[str, ...],
    of: Path,
    across: str,
    view: str | None,
    show: str,
    pairs_file: Path | None,
    outputs: tuple[str, ...],
    propose: bool,
    to: Path | None,
    fail_on: str,
    as_of: datetime | None,
    color: str,
) -> int:
    """Compare, print, and say how it went."""
    home = catalog_at(of)
    job = job_of(home, day_of(as_of, home.settings))
    lang = ctx.obj.within(home.settings.output.lang)
    places = targets(outputs or (() if propose else ("text",)), PRINTERS)
    pairs = _pairs(home, pairs_file)
    places_asked = tuple(part.strip() for part in across.split(",") if part.strip())
    gathering = gathered(job, Wanted(codes, places_asked), pairs)
    for file in gathering.unread:
        click.echo(_UNREAD.into(lang, file=file), err=True)
    chosen = View(view) if view else View.MAJORITY if propose else None
    found = _rows(job, gathering, pairs, (chosen, show))
    shown = Shown(found, gathering.unread, lang, job.profiles.on.isoformat(), bool(codes))
    for place in places:
        write_out(place, PRINTERS[place.format](shown, paint_for(place, color)))
    clean = (
        _propose(job, [comparison for comparison, _ in found], lang, to) if propose else True
    )
    return int(not clean or _failing(fail_on, found))


def _pairs(home: Home, given: Path | None) -> Pairs:
    usual = home.root / NAME
    if given is not None or usual.is_file():
        return read_pairs(given or usual)
    return Pairs()


def _rows(
    job: Job, gathering: Gathering, pairs: Pairs, how: tuple[View | None, str]
) -> list[tuple[Comparison, Sequence[Row]]]:
    view, show = how
    keep = SHOW[show]
    return [
        (comparison, [row for row in comparison.matrix.rows if keep(row)])
        for comparison in comparisons(job, gathering.families, pairs, view)
    ]


def _failing(fail_on: str, found: Iterable[tuple[Comparison, Sequence[Row]]]) -> bool:
    wrong = {
        "not-allowed": {Verdict.FORBIDDEN},
        "unclear": {Verdict.FORBIDDEN, Verdict.UNCLEAR},
    }.get(fail_on, set())
    return any(
        row.divergence and row.divergence.verdict in wrong
        for comparison, _ in found
        for row in comparison.matrix.rows
    )


def _propose(job: Job, found: Sequence[Comparison], lang: Lang, to: Path | None) -> bool:
    """Draft one item, lint it, print or write it; say whether it is clean."""
    from catalog_std.cli.proposal import proposal_of  # noqa: PLC0415 - lint's rules, for this only

    if len(found) != 1:
        raise CatalogError(_ONE)
    proposal = proposal_of(job, found[0], lang)
    if to is None:
        click.echo(proposal.text, nl=False)
    else:
        write_new(to, proposal.text)
    for line in proposal.remarks:
        click.echo(line, err=True)
    return proposal.clean
