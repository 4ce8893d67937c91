"""``explain``: the effective value at a field, and where it and its constraints come from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at, is_catalog
from catalog_std.catalog.settings import Home, home_of
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.speech import Speech, both
from catalog_std.cli.standards_command import known_steps
from catalog_std.document import Document
from catalog_std.effective import effective_of
from catalog_std.report.origin import origin_line, value_at
from catalog_std.report.standards import element_lines
from catalog_std.run.job import Job, job_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@click.command(
    "explain",
    help=both(
        "说明事项 ITEM（编码或文件）某个要素的实际取值、出处和各层约束。\n\n\b\n"
        "例：\n  catalog-std explain items/x.yaml#limits.promised\n  catalog-std explain 1144…\n"
        "  catalog-std explain 1144… --of snapshot",
        "Explain a field of ITEM (a code or a file): its effective value, its origin, its clauses.\n\n"
        "\b\nExamples:\n  catalog-std explain items/x.yaml#limits.promised\n"
        "  catalog-std explain 1144…\n  catalog-std explain 1144… --of snapshot",
    ),
)
@click.argument("item", metavar="ITEM[#FIELD]")
@click.option(
    "--of",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help=both(
        "PATH 所在的目录（默认是 ITEM 所在的或当前的）；也可以是快照、tar 包、NDJSON 文件",
        "the catalog that contains PATH (default: ITEM's, or the one we stand in); a snapshot, a tar, an NDJSON file too",
    ),
)
@day_option
@click.pass_obj
def command(speech: Speech, item: str, of: Path | None, as_of: datetime | None) -> None:
    """Print value, origin and constraints."""
    name, _, field = item.partition("#")
    home = catalog_at(of) if of else _near(Path(name))
    job = job_of(home, day_of(as_of, home.settings))
    document = _found(job, home, name)
    lang = speech.within(home.settings.output.lang)
    profile = job.profiles.of(document.data)
    fields = [field] if field else list(profile.root.names)
    for one in fields:
        steps = known_steps(profile, one)
        if field or value_at(document.data, steps) is not None:
            click.echo("\n".join(element_lines(profile, steps, lang)) if field else one)
            click.echo(f"  {origin_line(document, steps, lang)}")


def _near(path: Path) -> Home:
    """Find the catalog an item's file lies in, or the one we stand in."""
    if is_catalog(path):
        raise CatalogError(
            Text(
                f"{path} 里不止一个事项；请写：catalog-std explain 编码 --of {path}",
                f"{path} holds many items; write: catalog-std explain CODE --of {path}",
            )
        )
    return home_of(path if path.exists() else Path())


def _found(job: Job, home: Home, name: str) -> Document:
    """Find an item by file or by code, overlaid on its basic item."""
    basics = job.texts.basics()
    path = Path(name)
    if path.is_file() and path.resolve().is_relative_to(home.root):
        name = path.resolve().relative_to(home.root).as_posix()
        return effective_of(job.texts.documents(name)[0], basics)
    if name in job.texts.names:
        return effective_of(job.texts.documents(name)[0], basics)
    for file in job.texts.names:
        for document in job.texts.documents(file):
            if name in _codes(document):
                return effective_of(document, basics)
    raise CatalogError(Text(f"没有事项 {name}", f"no item {name}"))


def _codes(document: Document) -> tuple[object, ...]:
    """Give the codes an item goes by: handling and implementing code, or else its basic code."""
    data = document.data if isinstance(document.data, dict) else {}
    own = tuple(data[key] for key in ("handling_code", "code") if key in data)
    return own or (data.get("basic_code"),)
