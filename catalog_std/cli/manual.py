"""Manual pages in roff, made of the same words as the help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from catalog_std.cli.help import spoken
from catalog_std.text import Lang, Text

_NAME = Text("名称", "NAME")
_SYNOPSIS = Text("用法", "SYNOPSIS")
_DESCRIPTION = Text("说明", "DESCRIPTION")
_OPTIONS = Text("选项", "OPTIONS")
_COMMANDS = Text("命令", "COMMANDS")
_SEE = Text("参见", "SEE ALSO")
_TAIL = (
    (
        Text("退出码", "EXIT STATUS"),
        (
            ("0", Text("没有达到级别的发现", "nothing found at or above the level asked for")),
            ("1", Text("有发现", "something was found")),
            ("2", Text("工具没法干活", "the tool could not do its job")),
            ("130", Text("按了 Ctrl-C", "interrupted by Ctrl-C")),
        ),
    ),
    (
        Text("环境变量", "ENVIRONMENT"),
        (
            ("CATALOG_STD_LANG", Text("界面语言，zh 或 en", "the language to speak: zh or en")),
            ("NO_COLOR", Text("不用颜色", "no colours")),
        ),
    ),
)
_BOOK = Text("政务服务事项目录工具", "catalogs of public-service items")


@dataclass(frozen=True, slots=True)
class Entry:
    """One command in the manual: its path of names, itself, and its context."""

    name: str
    command: click.Command
    context: click.Context

    @property
    def page(self) -> str:
        """Name its page."""
        return self.name.replace(" ", "-")


def manual_of(command: click.Command, name: str, obj: object) -> Iterator[Entry]:
    """Give a command and all those inside it."""
    context = command.context_class(command, info_name=name, obj=obj)
    yield Entry(name, command, context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            yield from manual_of(found, f"{name} {inner}", obj) if found else ()


def man_page(entry: Entry, lang: Lang) -> str:
    """Print one page."""
    return "\n".join(_lines(entry, lang)) + "\n"


def _lines(entry: Entry, lang: Lang) -> Iterator[str]:
    command, context = entry.command, entry.context
    text = (command.help or "").strip()
    summary = re.split(r"[。：；]|\.(?:\s|$)", text, maxsplit=1)[0]
    yield f'.TH {_quoted(entry.page.upper())} 1 "" catalog-std {_quoted(_BOOK.said(lang))}'
    yield f".SH {_NAME.said(lang)}"
    yield f"{_escaped(entry.page)} \\- {_escaped(_joined(summary))}"
    yield f".SH {_SYNOPSIS.said(lang)}"
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"\\fB{_escaped(entry.name)}\\fR {_escaped(pieces)}"
    yield f".SH {_DESCRIPTION.said(lang)}"
    yield from _paragraphs(text)
    yield from _options(entry, lang)
    if isinstance(command, click.Group):
        yield from _commands(entry, command, lang)
    for head, rows in _TAIL:
        yield f".SH {head.said(lang)}"
        for term, words in rows:
            yield from _item(term, words.said(lang))
    if " " in entry.name:
        yield f".SH {_SEE.said(lang)}"
        yield "\\fBcatalog\\-std\\fR(1)"


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if paragraph.startswith("\b"):
            head, *lines = paragraph.splitlines()[1:]
            yield from (".PP", _escaped(head), ".PP", ".nf")
            yield from (_escaped(line) for line in lines)
            yield ".fi"
        else:
            yield from (".PP",) if number else ()
            yield _escaped(_joined(paragraph))


def _options(entry: Entry, lang: Lang) -> Iterator[str]:
    yield f".SH {_OPTIONS.said(lang)}"
    for parameter in entry.command.get_params(entry.context):
        record = parameter.get_help_record(entry.context)
        if record and record[1]:
            yield from _item(record[0], spoken(record[1]) if lang == "zh" else record[1])


def _commands(entry: Entry, group: click.Group, lang: Lang) -> Iterator[str]:
    yield f".SH {_COMMANDS.said(lang)}"
    for name in group.list_commands(entry.context):
        found = group.get_command(entry.context, name)
        yield from _item(
            f"{entry.page}-{name}(1)", found.get_short_help_str(200) if found else ""
        )


def _item(term: str, words: str) -> Iterator[str]:
    yield from (".TP", f"\\fB{_escaped(term)}\\fR", _escaped(_joined(words)))


def _joined(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Escape what roff would take for its own: backslashes, hyphens, a leading dot or quote."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in (".", "'") else text
