"""``standards check``: the layers of standards judged with proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from catalog_std.catalog.settings import Home
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.output import PRINTERS, Target, View, paint_for, targets, write_out
from catalog_std.cli.speech import Speech, both
from catalog_std.configured import nearest
from catalog_std.document import Document
from catalog_std.finding import Severity, Where
from catalog_std.report.judged import findings_of, severity_of
from catalog_std.report.judgements import (
    concise_judgements,
    judgement_lines,
    markdown_judgements,
)
from catalog_std.run.job import folders_of, shelf_of
from catalog_std.run.lint import Outcome
from catalog_std.run.sources import Texts
from catalog_std.source import line_in
from catalog_std.standard.check.judgement import Judgement
from catalog_std.standard.check.judging import judgements_of
from catalog_std.standard.shelf import Shelf, all_standards
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_LEVELS = [severity.value for severity in Severity]
_Printer = Callable[[Sequence[Judgement], "_Setting"], Iterable[str]]


@click.command(
    "check",
    help=both(
        "用证明核对各层标准：每部下层标准逐个要素对照上层，有没有矛盾、落空、越权、放宽、重复；"
        "每个结论都有两边的条文和例子。点名则只核对这些标准。\n\n\b\n"
        "例：\n  catalog-std standards check\n  catalog-std standards check gz-guide-practice --output markdown",
        "Prove the layers of standards compatible: each lower standard, element by element, against those above it: "
        "contradictions, dead elements, latitude breaches, loosening, redundancy; with both clauses and an example. "
        "Named standards only, where any are named.\n\n\b\n"
        "Examples:\n  catalog-std standards check\n  catalog-std standards check gz-guide-practice --output markdown",
    ),
)
@click.argument("standards", nargs=-1, metavar="[STANDARD]...")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=both(
        "输出格式（text、concise、json、markdown、sarif 等），可写入文件，可重复",
        "a format (text, concise, json, markdown, sarif and others), optionally into a file; repeatable",
    ),
)
@day_option
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
@click.pass_obj
def check(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    *,
    standards: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: datetime | None,
    fail_level: str,
    exit_zero: bool,
    color: str,
) -> int:
    """Judge, print, and say how it went."""
    home = home_or_defaults()
    day, lang = day_of(as_of, home.settings), speech.within(home.settings.output.lang)
    places = targets(outputs or ("text",), _FORMATS)
    shelf = _shelf(home, standards)
    judged = judgements_of(shelf, day, standards)
    for place in places:
        setting = _Setting(lang, day, place, color, shelf)
        write_out(place, _PRINTERS.get(place.format, _as_findings)(judged, setting))
    worst = min((severity_of(one).rank for one in judged), default=len(_LEVELS))
    return int(worst <= _LEVELS.index(fail_level) and not exit_zero)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How to print: the language, the day, where to, the colours; and where texts are found."""

    lang: Lang
    on: date
    place: Target
    color: str
    shelf: Shelf

    @property
    def documents(self) -> list[Document]:
        """List the files of all standards."""
        return [d for one in self.shelf.standards for d in (one.schema, *one.texts)]

    def line_at(self, where: Where) -> str | None:
        """Give the line of a standard's file that a place begins on."""
        named = (d.source.text for d in self.documents if d.source.name == where.file)
        return line_in(next(named), where.span.line)


def _shelf(home: Home, named: Sequence[str]) -> Shelf:
    """Open the catalog's standards, and those named besides; raises CatalogError for an unknown one."""
    shelf = shelf_of(home)
    known = {one.id: one for one in shelf.standards}
    if set(named) <= set(known):
        return shelf
    every = {one.id: one for one in all_standards(folders_of(home))}
    for name in named:
        if name not in every:
            guess = nearest(name, every)
            raise CatalogError(
                Text(
                    f"没有标准 {name}" + (f"，是否想用 {guess}？" if guess else ""),
                    f"no standard {name}" + (f"; did you mean {guess}?" if guess else ""),
                )
            )
        known.setdefault(name, every[name])
    return Shelf(tuple(sorted(known.values(), key=lambda one: one.rank)))


def _text(judged: Sequence[Judgement], setting: _Setting) -> Iterator[str]:
    paint = paint_for(setting.place, setting.color)
    return judgement_lines(judged, setting.lang, setting.on, setting.line_at, paint)


def _concise(judged: Sequence[Judgement], setting: _Setting) -> Iterator[str]:
    return concise_judgements(judged, setting.lang)


def _json(judged: Sequence[Judgement], setting: _Setting) -> Iterator[str]:
    from catalog_std.report.verdict_json import judgements_document  # noqa: PLC0415 - pydantic models

    yield judgements_document(judged, setting.lang, setting.on).model_dump_json(indent=2)


def _markdown(judged: Sequence[Judgement], setting: _Setting) -> Iterator[str]:
    return markdown_judgements(judged, setting.lang, setting.on)


def _as_findings(judged: Sequence[Judgement], setting: _Setting) -> Iterable[str]:
    """Print what is at odds as lint prints its findings, in any of its other formats."""
    held = {d.source.name: d.source.text.encode() for d in setting.documents}
    texts = Texts(Path.cwd(), tuple(held), held)
    outcome = Outcome(findings_of(judged), len(held), len(setting.shelf.standards), setting.on)
    paint = paint_for(setting.place, setting.color)
    return PRINTERS[setting.place.format](View(outcome, setting.lang, texts, paint))


_PRINTERS: dict[str, _Printer] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "markdown": _markdown,
}
_FORMATS = (*_PRINTERS, *(name for name in PRINTERS if name not in _PRINTERS))
