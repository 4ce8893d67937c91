"""Documents on paper that a command is asked for: their formats, and what each needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from catalog_std.cli.files import write_bytes
from catalog_std.cli.speech import both
from catalog_std.configured import nearest
from catalog_std.paper.markdown import markdown
from catalog_std.paper.printer import Printed, Printer, Unset
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_NEEDED = Text(
    "缺少 {name}；请先运行 pip install 'catalog-std[{extra}]'",
    "{name} is missing; first: pip install 'catalog-std[{extra}]'",
)
_UNKNOWN = Text(
    "没有文档格式 {name}{guess}；可用：{all}", "no document format {name}{guess}; known: {all}"
)
_GUESS = Text("，是否想写 {guess}？", "; did you mean {guess}?")
_UNSET = Text(
    "{file}：{name}：没有字体有 {characters}，{path} 中印作〓；换字体见 --font-path",
    "{file}: {name}: no font has {characters}; {path} has 〓 instead; see --font-path",
)
_CHARACTER = Text("“{char}”（U+{code}）", "“{char}” (U+{code})")
_LIST = Text("、", ", ")
_FILE = Text(
    "{name} 要写成文件：--output {name}:文件", "{name} goes into a file: --output {name}:FILE"
)
_NO_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_NO_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Means:
    """What documents are made with: folders of fonts, a template."""

    fonts: tuple[Path, ...]
    template: Path | None


@dataclass(frozen=True, slots=True)
class Target:
    """A document to make, and the file to write it to; standard output where there is none."""

    printer: Printer
    file: Path | None

    def write(self, content: bytes) -> None:
        """Write the document; raises CatalogError where that cannot be."""
        if self.file is None:
            click.echo(content, nl=False)
        else:
            write_bytes(self.file, content)


def with_means(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of ``Means`` to a command."""
    fonts = click.option(
        "--font-path",
        "fonts",
        type=_NO_FOLDER,
        multiple=True,
        metavar="DIR",
        help=both(
            "PDF 用的字体放在哪个文件夹（可多次）；没有就用系统的",
            "a folder of fonts for PDF (again and again); else the system's are used",
        ),
    )
    template = click.option(
        "--template",
        type=_NO_FILE,
        metavar="DOCX",
        help=both("DOCX 按这个模板填写", "fill this template in to make DOCX"),
    )
    return fonts(template(command))


def printers_of(names: Iterable[str], means: Means) -> tuple[Printer, ...]:
    """Get printers ready; raises CatalogError for an unknown format, a missing extra, fonts or template."""
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in FORMATS:
            raise CatalogError(_unknown(name))
    return tuple(FORMATS[name](means) for name in wanted)


def targets_of(outputs: Iterable[str], means: Means) -> list[Target]:
    """Read ``FORMAT[:FILE]`` options; raises CatalogError as ``printers_of``, and for a PDF or DOCX without a file."""
    parted = [(name, file) for name, _, file in (one.partition(":") for one in outputs)]
    names = tuple(dict.fromkeys(name for name, _ in parted))
    printers = dict(zip(names, printers_of(names, means), strict=True))
    for name, file in parted:
        if not file and name != "markdown":
            raise CatalogError(Text(_FILE.into("zh", name=name), _FILE.into("en", name=name)))
    return [Target(printers[name], Path(file) if file else None) for name, file in parted]


def say_unset(unset: Iterable[Unset], lang: Lang) -> int:
    """Tell which characters had no font, and give the exit code."""
    code = 0
    for one in unset:
        characters = _LIST.said(lang).join(
            _CHARACTER.into(lang, char=char, code=f"{ord(char):04X}") for char in one.characters
        )
        facts = {"file": one.file, "name": one.name, "path": one.path or "PDF"}
        click.echo(_UNSET.into(lang, characters=characters, **facts), err=True)
        code = 1
    return code


def _markdown(_means: Means) -> Printer:
    return Printer(
        "Markdown", "md", "1", lambda m, _qr: Printed(markdown(m).encode()), near=True
    )


def _docx(means: Means) -> Printer:
    with _extra("docx"):
        from catalog_std.paper.blank import edition  # noqa: PLC0415 - an extra
        from catalog_std.paper.word import docx  # noqa: PLC0415 - likewise
    if means.template is None:
        return Printer("DOCX", "docx", edition(), lambda m, _qr: Printed(docx(m)))
    with _extra("docx"):
        from catalog_std.paper.template import template_of  # noqa: PLC0415 - likewise
    template = template_of(means.template)
    return Printer("DOCX", "docx", template.edition, lambda m, _qr: Printed(template.filled(m)))


def _pdf(means: Means) -> Printer:
    with _extra("pdf"):
        from catalog_std.paper.fonts import fontset_of  # noqa: PLC0415 - an extra
        from catalog_std.paper.pdf import Setter  # noqa: PLC0415 - likewise
    setter = Setter(fontset_of(means.fonts))
    return Printer("PDF", "pdf", setter.edition, setter.printed)


FORMATS: dict[str, Callable[[Means], Printer]] = {
    "pdf": _pdf,
    "docx": _docx,
    "markdown": _markdown,
}


@contextmanager
def _extra(extra: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        facts = {"name": error.name, "extra": extra}
        raise CatalogError(
            Text(_NEEDED.into("zh", **facts), _NEEDED.into("en", **facts))
        ) from error


def _unknown(name: str) -> Text:
    guess, known = nearest(name, FORMATS), ", ".join(FORMATS)

    def said(lang: Lang) -> str:
        more = _GUESS.into(lang, guess=guess) if guess else ""
        return _UNKNOWN.into(lang, name=name, guess=more, all=known)

    return Text(said("zh"), said("en"))
