"""``import``: foreign rows into the catalog, by a mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from catalog_std.catalog.settings import Home, home_of
from catalog_std.cli.day import day_of
from catalog_std.cli.files import write_new, write_whole
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.exchange.bring import Bringing
from catalog_std.exchange.convert import Lists
from catalog_std.exchange.mapping import open_mapping
from catalog_std.exchange.rows import open_rows
from catalog_std.run.job import shelf_of
from catalog_std.standard.codelist import CodeList, merged
from catalog_std.standard.shelf import Shelf, Standard
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_DONE = Text("导入 {items} 项，写入 {folder}", "brought in {items} items, written to {folder}")
_BAD = Text("第 {number} 行未导入：{reason}", "row {number} was left out: {reason}")
_UNMAPPED = Text("没有去处的字段", "fields without a home")
_UNTRANSLATED = Text("没能转换的值（原样保留或略去）", "values that could not be turned")
_REPEATED = Text("文件名重复而另加序号的", "names taken twice, numbered")
_ROW = Text("  {name}: {count} 次，如 {sample}", "  {name}: {count} times, such as {sample}")
_SHOWN = 40


@click.command(
    "import",
    help=both(
        "按映射 M 把 INPUT（JSON 行、JSON、CSV、TSV、XLSX）变成事项 YAML，写到目录的 items/ 下，一项一个文件，"
        "并报告没有去处的内容。M 是文件，或自带映射的名字（gdzwfw）。\n\n\b\n"
        "例：\n  catalog-std import --mapping gdzwfw rows.jsonl",
        "Turn INPUT (JSON lines, JSON, CSV, TSV, XLSX) into item YAML by mapping M, a file an item under the "
        "catalog's items/, and report what had no home. M is a file or a shipped name (gdzwfw).\n\n\b\n"
        "Example:\n  catalog-std import --mapping gdzwfw rows.jsonl",
    ),
)
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, metavar="M", help=both("映射", "the mapping"))
@click.option(
    "--into",
    default="items",
    metavar="DIR",
    help=both("写到目录下哪里", "where in the catalog"),
)
@click.option(
    "--overwrite", is_flag=True, help=both("覆盖已有文件", "replace files that exist")
)
@click.pass_obj
def command(speech: Speech, *, source: Path, mapping: str, into: str, overwrite: bool) -> None:
    """Write the items, then say what was lost."""
    home = home_of(Path())
    folder = _folder(home, into)
    chosen = open_mapping(mapping)
    bringing = Bringing(chosen, code_lists(shelf_of(home), home))
    lang = speech.within(home.settings.output.lang)
    brought = list(bringing.bring(open_rows(source)))
    if not overwrite:
        _refuse_existing([folder / one.path for one in brought])
    with progress_on_stderr(lang) as progress:
        for done, one in enumerate(brought, start=1):
            (write_whole if overwrite else write_new)(folder / one.path, one.text)
            progress(done, len(brought))
    shown = folder.relative_to(home.root).as_posix()
    click.echo(_DONE.into(lang, items=len(brought), folder=shown))
    for line in loss_lines(bringing, lang):
        click.echo(line)


def code_lists(shelf: Shelf, home: Home) -> Lists:
    """Give the code lists by label and official code; a region's own as ``name@44``."""
    on = day_of(None, home.settings)
    national = [
        s for s in shelf.standards if not s.manifest.jurisdiction and s.manifest.in_force(on)
    ]
    found = {name: known.by_label for name, known in _lists(national).items()}
    for standard in shelf.standards:
        region = standard.manifest.jurisdiction
        if standard.lists and region:
            own = _lists([*national, standard])
            found |= {f"{name}@{region}": known.by_label for name, known in own.items()}
    return found


def _lists(standards: list[Standard]) -> dict[str, CodeList]:
    return merged(file for standard in standards for file in standard.lists)


def _folder(home: Home, into: str) -> Path:
    folder = (home.root / into).resolve()
    if not folder.is_relative_to(home.root):
        raise CatalogError(Text(f"{into} 不在目录内", f"{into} is not in the catalog"))
    return folder


def _refuse_existing(paths: list[Path]) -> None:
    """Refuse before anything is written."""
    taken = [path for path in paths if path.exists()]
    if taken:
        raise CatalogError(
            Text(
                f"{taken[0]} 等 {len(taken)} 个文件已存在；用 --overwrite 覆盖",
                f"{taken[0]} and {len(taken) - 1} more exist; --overwrite replaces them",
            )
        )


def loss_lines(bringing: Bringing, lang: Lang) -> Iterator[str]:
    """Print what had no home."""
    for bad in bringing.bad:
        yield _BAD.into(lang, number=bad.number, reason=bad.reason.said(lang))
    for title, lost in (
        (_UNMAPPED, bringing.loss.unmapped),
        (_UNTRANSLATED, bringing.loss.untranslated),
        (
            _REPEATED,
            {name: [name] * count for name, count in Counter(bringing.repeated).items()},
        ),
    ):
        if lost:
            yield f"{title.said(lang)}:"
        for name, values in sorted(lost.items()):
            yield _ROW.into(lang, name=name, count=len(values), sample=values[0][:_SHOWN])
