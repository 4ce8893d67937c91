"""``standards diff``: two editions of a standard, and what the new one breaks in a catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from catalog_std.catalog.settings import Home, home_of
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.output import PRINTERS, Target, View, paint_for, targets, write_out
from catalog_std.cli.speech import Speech, both
from catalog_std.configured import nearest
from catalog_std.report.revision_pages import Editions, revision_html, revision_markdown
from catalog_std.report.revisions import revision_lines, stays_valid
from catalog_std.run.edition import broken_by
from catalog_std.run.job import folders_of, job_of
from catalog_std.run.lint import Outcome
from catalog_std.run.sources import Texts
from catalog_std.standard.check.editions import Revision, revisions_of
from catalog_std.standard.shelf import Standard, all_standards, open_standard
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_FORMATS = ("text", "json", "markdown", "html")
_PAGES = {"markdown": revision_markdown, "html": revision_html}
_EXIT = {True: 0, False: 1, None: 3}


@click.command(
    "diff",
    help=both(
        "比较一部标准的两版：逐个要素，旧版合格的事项在新版是否仍合格（证明或举例）。"
        "OLD、NEW 是标准的 id 或含 standard.yaml 的文件夹。给出 --catalog 则列出该目录哪些事项从何时起不合格。\n\n"
        "退出码：0 都仍合格，1 有不合格，3 未能判定。\n\n\b\n"
        "例：\n  catalog-std standards diff gbt-39046-2020 standards/national/gbt-39046-2026 --catalog .",
        "Compare two editions of a standard, element by element: whether items right under the old one stay right, "
        "proved or shown by an example. OLD and NEW are ids, or folders with a standard.yaml. With --catalog: "
        "which of its items break, and from when.\n\n"
        "Exit code: 0 all stay right, 1 some do not, 3 undecided.\n\n\b\n"
        "Example:\n  catalog-std standards diff gbt-39046-2020 standards/national/gbt-39046-2026 --catalog .",
    ),
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--catalog",
    metavar="PATH",
    help=both("列出这个目录里受影响的事项", "list what breaks in this catalog"),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=both(
        f"输出格式（{'、'.join(_FORMATS)}），可写入文件",
        f"a format ({', '.join(_FORMATS)}), optionally into a file",
    ),
)
@day_option
@click.option(
    "--exit-zero", is_flag=True, help=both("总以 0 退出", "exit 0 whatever comes out")
)
@click.pass_obj
def diff(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    *,
    old: str,
    new: str,
    catalog: str | None,
    outputs: tuple[str, ...],
    as_of: datetime | None,
    exit_zero: bool,
) -> int:
    """Compare, print, and say how it went."""
    places = targets(outputs or ("text",), _FORMATS)
    home = home_of(Path(catalog)) if catalog else home_or_defaults()
    editions = _edition(home, old), _edition(home, new)
    revisions = revisions_of(*editions)
    lang = speech.within(home.settings.output.lang)
    day = day_of(as_of, home.settings)
    broken = broken_by(home, *editions, day) if catalog else None
    told = _Told(revisions, editions, broken, home, lang)
    for place in places:
        write_out(place, told.lines(place))
    return 0 if exit_zero else _EXIT[stays_valid(revisions)]


@dataclass(frozen=True, slots=True)
class _Told:
    """What there is to print: two editions, what became of each element, and what breaks."""

    revisions: tuple[Revision, ...]
    editions: tuple[Standard, Standard]
    broken: Outcome | None
    home: Home
    lang: Lang

    def lines(self, place: Target) -> Iterator[str]:
        """Print in the format asked for."""
        match place.format:
            case "text":
                return self.text(place)
            case "json":
                return self.json()
            case form:
                broken = self.broken.findings if self.broken else None
                return _PAGES[form](Editions(*self.editions, self.revisions, broken), self.lang)

    def text(self, place: Target) -> Iterator[str]:
        """Print for people."""
        effective = self.editions[1].manifest.effective
        yield from revision_lines(self.revisions, self.lang, effective)
        if self.broken:
            yield ""
            paint = paint_for(place, "auto")
            yield from PRINTERS["text"](View(self.broken, self.lang, self._texts(), paint))

    def json(self) -> Iterator[str]:
        """Print the published document."""
        from catalog_std.report.diagnostics import diagnostics  # noqa: PLC0415 - pydantic models
        from catalog_std.report.revisions_json import revisions_document  # noqa: PLC0415 - likewise

        raw = self._texts().raw
        broken = list(diagnostics(self.broken, self.lang, raw)) if self.broken else None
        document = revisions_document(self.revisions, self.lang, self.editions, broken)
        yield document.model_dump_json(indent=2)

    def _texts(self) -> Texts:
        return job_of(self.home, self.editions[1].manifest.effective or date.max).texts


def _edition(home: Home, name: str) -> Standard:
    """Open a standard by the path of its folder, or by its id."""
    path = Path(name)
    path = path if path.name == "standard.yaml" else path / "standard.yaml"
    if path.is_file():
        return open_standard(path.resolve(), path.resolve().parent.parent)
    every = {one.id: one for one in all_standards(folders_of(home))}
    if name in every:
        return every[name]
    guess = nearest(name, every)
    raise CatalogError(
        Text(
            f"没有标准 {name}" + (f"，是否想用 {guess}？" if guess else ""),
            f"no standard {name}" + (f"; did you mean {guess}?" if guess else ""),
        )
    )
