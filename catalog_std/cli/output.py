"""Formats of findings by name, and where their text goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from catalog_std.cli.files import write_lines
from catalog_std.configured import nearest
from catalog_std.finding import Where
from catalog_std.report.concise import concise_lines
from catalog_std.report.text import Paint, text_lines
from catalog_std.run.lint import Outcome
from catalog_std.run.sources import Texts
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError


@dataclass(frozen=True, slots=True)
class View:
    """What a printer needs: the outcome, the language, the texts, colours, and where the catalog lies.

    ``prefix`` leads from the top of the repository to the catalog: the machines of a forge name files so.
    """

    outcome: Outcome
    lang: Lang
    texts: Texts
    paint: Paint
    prefix: str = ""

    def line_at(self, where: Where) -> str | None:
        """Give the line that a place begins on; what is no UTF-8 becomes a mark."""
        return self.texts.line(where.file, where.span.line)


Printer = Callable[[View], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """A format and where to put it: a file, or standard output."""

    format: str
    file: Path | None


def targets(outputs: Iterable[str], formats: Collection[str]) -> list[Target]:
    """Read ``FORMAT[:FILE]`` options; raises CatalogError for an unknown format."""
    found = []
    for output in outputs:
        name, _, file = output.partition(":")
        if name not in formats:
            guess = nearest(name, formats)
            known = ", ".join(formats)
            raise CatalogError(
                Text(
                    f"没有输出格式 {name}"
                    + (f"，是否想写 {guess}？" if guess else f"；可用：{known}"),
                    f"no format {name}"
                    + (f"; did you mean {guess}?" if guess else f"; known: {known}"),
                )
            )
        found.append(Target(name, Path(file) if file else None))
    return found


def write_out(target: Target, lines: Iterable[str]) -> None:
    """Write lines to a target; a file appears whole or not at all."""
    if target.file is None:
        for line in lines:
            click.echo(line, color=True)
        return
    write_lines(target.file, lines)


def paint_for(target: Target, color: str) -> Paint:
    """Choose colours: asked for, or a terminal that wants them (``NO_COLOR`` does not)."""
    wanted = color == "always" or (
        color == "auto"
        and target.file is None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
    )
    return (
        (lambda text, colour: click.style(text, fg=colour))
        if wanted
        else (lambda text, _: text)
    )


def prefix_of(root: Path) -> str:
    """Lead from the top of the git repository, if there is one, to a catalog."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "".join(f"{part}/" for part in root.relative_to(folder).parts)
    return ""


def summarise(view: View, file: str) -> None:
    """Add the findings as Markdown to a job summary; raises CatalogError where it cannot be written."""
    try:
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.writelines(f"{line}\n" for line in _markdown(view))
    except OSError as error:
        raise CatalogError(
            Text(f"{file}: {error.strerror}", f"{file}: {error.strerror}")
        ) from error


def _text(view: View) -> Iterator[str]:
    return text_lines(view.outcome, view.lang, view.line_at, view.paint)


def _concise(view: View) -> Iterator[str]:
    return concise_lines(view.outcome, view.lang)


def _json(view: View) -> Iterator[str]:
    from catalog_std.report.diagnostics import diagnostics_of  # noqa: PLC0415 - pydantic models

    document = diagnostics_of(view.outcome, view.lang, _version(), view.texts.raw)
    yield document.model_dump_json(indent=2)


def _ndjson(view: View) -> Iterator[str]:
    from catalog_std.report.diagnostics import diagnostics  # noqa: PLC0415 - pydantic models

    for one in diagnostics(view.outcome, view.lang, view.texts.raw):
        yield one.model_dump_json()


def _github(view: View) -> Iterator[str]:
    from catalog_std.report.github import github_lines  # noqa: PLC0415 - only for this format

    yield from github_lines(view.outcome, view.lang, view.prefix)
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        summarise(view, file)


def _sarif(view: View) -> Iterator[str]:
    from catalog_std.report.sarif import Log  # noqa: PLC0415 - only for this format

    return Log(view.lang, view.prefix, view.texts.raw, _version()).lines(view.outcome)


def _gitlab(view: View) -> Iterator[str]:
    from catalog_std.report.gitlab import gitlab_lines  # noqa: PLC0415 - only for this format

    return gitlab_lines(view.outcome, view.lang, view.prefix)


def _junit(view: View) -> Iterator[str]:
    from catalog_std.report.junit import junit_lines  # noqa: PLC0415 - only for this format

    return junit_lines(view.outcome, view.lang, view.prefix)


def _markdown(view: View) -> Iterator[str]:
    from catalog_std.report.markdown import markdown_lines  # noqa: PLC0415 - only for this format

    return markdown_lines(view.outcome, view.lang, view.prefix)


def _html(view: View) -> Iterator[str]:
    from catalog_std.report.html import html_lines  # noqa: PLC0415 - only for this format

    return html_lines(view.outcome, view.lang, view.line_at)


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - 50 ms that few formats need

    return version("catalog-std")


PRINTERS: dict[str, Printer] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "ndjson": _ndjson,
    "github": _github,
    "sarif": _sarif,
    "gitlab": _gitlab,
    "junit": _junit,
    "markdown": _markdown,
    "html": _html,
}
