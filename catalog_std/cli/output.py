"""Formats of findings by name, and where their text goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from catalog_std.cli.files import write_whole
from catalog_std.configured import nearest
from catalog_std.report.concise import concise_lines
from catalog_std.report.text import Paint, text_lines
from catalog_std.run.lint import Outcome
from catalog_std.run.sources import Texts
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

Printer = Callable[[Outcome, Lang, Texts, Paint], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """A format and where to put it: a file, or standard output."""

    format: str
    file: Path | None


def targets(outputs: Iterable[str], printers: Iterable[str] = ()) -> list[Target]:
    """Read ``FORMAT[:FILE]`` options; raises CatalogError for an unknown format.

    ``printers`` are the formats known, those of findings where none are named.
    """
    formats = tuple(printers) or tuple(PRINTERS)
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
    write_whole(target.file, "".join(f"{line}\n" for line in lines))


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


def _text(outcome: Outcome, lang: Lang, texts: Texts, paint: Paint) -> Iterator[str]:
    return text_lines(
        outcome, lang, lambda name: texts.raw(name).decode("utf-8", "replace"), paint
    )


def _concise(outcome: Outcome, lang: Lang, _texts: Texts, _paint: Paint) -> Iterator[str]:
    return concise_lines(outcome, lang)


def _json(outcome: Outcome, lang: Lang, _texts: Texts, _paint: Paint) -> Iterator[str]:
    from importlib.metadata import version  # noqa: PLC0415 - 50 ms that only this format needs

    from catalog_std.report.diagnostics import diagnostics_of  # noqa: PLC0415 - pydantic models

    yield diagnostics_of(outcome, lang, version("catalog-std")).model_dump_json(indent=2)


PRINTERS: dict[str, Printer] = {"text": _text, "concise": _concise, "json": _json}
