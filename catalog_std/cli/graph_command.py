"""``graph``: who asks for which paper, who issues it, and what people need not bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_whole
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.configured import nearest
from catalog_std.graph.volumes import read_volumes
from catalog_std.graph.web import Paper, Web
from catalog_std.publish.weave import paper_svg, sectors_svg, standing_alone
from catalog_std.report.graph import Picture, dot_graph, json_graph, text_graph
from catalog_std.run.job import Job, job_of
from catalog_std.run.weave import Asked, woven
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError


def _svg(picture: Picture, lang: Lang) -> Iterator[str]:
    """Draw what a page of the site shows, as a file of its own."""
    paper = picture.paper
    if paper:
        sides = (tuple(map(picture.item, codes)) for codes in (paper.given_by, paper.needed_by))
        drawn = paper_svg(paper.name, *sides)
    else:
        drawn = sectors_svg(picture.web, picture.sectors, lang)
    yield standing_alone(drawn, lang)


_Printer = Callable[[Picture, Lang], Iterator[str]]
_PRINTERS: Mapping[str, _Printer] = {
    "text": text_graph,
    "json": json_graph,
    "dot": dot_graph,
    "svg": _svg,
}


@click.command(
    "graph",
    help=both(
        "看 PATH 所在的目录：谁要哪份材料，谁核发，哪些政府已经有、可以不再让人交；写出办件量就按少交的件数排。\n\n\b\n"
        "例：\n  catalog-std graph\n  catalog-std graph --paper 居民身份证\n"
        "  catalog-std graph --at 440106 --volumes volumes.csv --output svg:papers.svg",
        "Look at the catalog that contains PATH: who asks for which paper, who issues it, which the government has "
        "already and people need not bring; with volumes, by the applications spared.\n\n\b\n"
        "Examples:\n  catalog-std graph\n  catalog-std graph --paper id-card\n"
        "  catalog-std graph --at 440106 --volumes volumes.csv --output svg:papers.svg",
    ),
)
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@click.option(
    "--paper",
    "paper",
    default="",
    metavar="PAPER",
    help=both("只看一种材料（名称或标识）", "one paper only, by its name or its id"),
)
@click.option(
    "--at",
    default="",
    metavar="CODE",
    help=both("只看这里的要求（行政区划代码）", "what is asked there only (a division code)"),
)
@click.option(
    "--agency",
    default="",
    metavar="CODE",
    help=both(
        "只看这个部门的要求（代码或名称）", "what this agency asks only (its code or name)"
    ),
)
@click.option(
    "--volumes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "办件量：CSV，列 code（实施编码）和 applications（每年件数）",
        "a CSV file of volumes: code (implementing code), applications (a year)",
    ),
)
@click.option(
    "--output",
    "output",
    default="text",
    metavar="FORMAT[:FILE]",
    help=both(
        "输出格式（text、json、dot、svg），可写入文件",
        "a format (text, json, dot, svg), optionally into a file",
    ),
)
@day_option
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    *,
    path: Path,
    paper: str,
    at: str,
    agency: str,
    volumes: Path | None,
    output: str,
    as_of: datetime | None,
) -> None:
    """Weave the graph, and print it."""
    name, _, file = output.partition(":")
    printer = _printer(name)
    home = catalog_at(path)
    job = job_of(home, day_of(as_of, home.settings))
    asked = Asked(at, agency, read_volumes(volumes) if volumes else {})
    with progress_on_stderr(speech.lang) as progress:
        found = woven(job, asked, progress)
    chosen = _paper(found.web, paper) if paper else None
    picture = Picture(found.web, found.names, _sectors(job), bool(volumes), chosen)
    lines = printer(picture, speech.within(home.settings.output.lang))
    if file:
        write_whole(Path(file), "".join(f"{line}\n" for line in lines))
    else:
        click.echo("\n".join(lines))


def _printer(name: str) -> _Printer:
    if name not in _PRINTERS:
        raise CatalogError(
            Text(
                f"没有输出格式 {name}；可用：text、json、dot、svg",
                f"no format {name}; known: text, json, dot, svg",
            )
        )
    return _PRINTERS[name]


def _paper(web: Web, named: str) -> Paper:
    """Find a paper by its id or its name; raises CatalogError with a guess."""
    names = {paper.name: paper for paper in web.papers.values()} | dict(web.papers)
    if named in names:
        return names[named]
    guess = nearest(named, names)
    raise CatalogError(
        Text(
            f"没有材料 {named}" + (f"，是否想写 {guess}？" if guess else ""),
            f"no paper {named}" + (f"; did you mean {guess}?" if guess else ""),
        )
    )


def _sectors(job: Job) -> Mapping[str, Text]:
    lists = job.profiles.at("", "", "").lists
    entries = lists["sector"].entries.values() if "sector" in lists else ()
    return {entry.token: Text(entry.zh, entry.en or entry.zh) for entry in entries}
