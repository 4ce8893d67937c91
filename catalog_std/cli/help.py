"""Help pages: the frame that click puts round our words, in Chinese, wrapped by what a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from catalog_std.report.frame import width
from catalog_std.text import Lang

_HEADS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_USAGE = "用法："
_SAYINGS = (
    (re.compile(r"Show this message and exit\."), "显示本页"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[default: (.*)\]"), r"[默认 \1]"),
)
_NOT_FIRST = "，。；：、！？）》”’…,.;:!?)"
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_LEAST = 20


class ChinesePage(click.HelpFormatter):
    """A help page with Chinese heads; lines break where two columns a character run out."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is called."""
        super().write_usage(prog, args, prefix or _USAGE)

    def write_heading(self, heading: str) -> None:
        """Write the head of a section."""
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Open a section under its Chinese name."""
        with super().section(_HEADS.get(name, name)):
            yield

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; one that begins with ``\b`` keeps its lines."""
        indent = " " * self.current_indent
        room = max(self.width - self.current_indent, _LEAST)
        paragraphs = (_lines(paragraph, room) for paragraph in text.split("\n\n"))
        self.write(
            "\n".join("".join(f"{indent}{line}\n" for line in lines) for lines in paragraphs)
        )

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of names and what they mean."""
        rows = list(rows)
        first = min(max(width(name) for name, _ in rows), col_max) + col_spacing
        room = max(self.width - first - self.current_indent, _LEAST)
        for name, meaning in rows:
            lines = list(wrapped(spoken(meaning), room)) or [""]
            head = f"{' ' * self.current_indent}{name}"
            if width(name) > first - col_spacing:
                self.write(f"{head}\n")
                head = ""
            gap = " " * (first + self.current_indent - width(head))
            self.write(f"{head}{gap}{lines[0]}".rstrip() + "\n")
            rest = " " * (first + self.current_indent)
            self.write("".join(f"{rest}{line}\n" for line in lines[1:]))


class ChineseContext(click.Context):
    """The context of a command that speaks Chinese."""

    formatter_class = ChinesePage


def dress(command: click.Command, lang: Lang) -> None:
    """Make a command speak one language in what click puts round our words."""
    if lang == "zh":
        command.context_class = ChineseContext
        command.options_metavar = "[选项]"
        if isinstance(command, click.Group):
            command.subcommand_metavar = "命令 [参数]..."


def spoken(meaning: str) -> str:
    """Put what click says of an option into Chinese."""
    for pattern, chinese in _SAYINGS:
        meaning = pattern.sub(chinese, meaning)
    return meaning


def wrapped(text: str, room: int) -> Iterator[str]:
    """Break a text into lines of so many columns: between Chinese characters, or at blanks."""
    line = ""
    for word in _WORD.findall(" ".join(text.split())):
        if line and width(line + word) > room and word not in _NOT_FIRST:
            yield line.rstrip()
            line = ""
        line += word if line or word != " " else ""
    if line:
        yield line.rstrip()


def _lines(paragraph: str, room: int) -> Iterator[str]:
    if paragraph.startswith("\b"):
        yield from paragraph.splitlines()[1:]
    else:
        yield from wrapped(paragraph, room)
