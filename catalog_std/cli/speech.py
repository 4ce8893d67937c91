"""Which language to speak, and help that is written in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import click

from catalog_std.cli.help import dress
from catalog_std.text import Lang

_SEAM = "\x1f"


@dataclass(frozen=True, slots=True)
class Speech:
    """The language to speak, and whether the caller asked for it."""

    lang: Lang
    asked: bool

    def within(self, catalog: Lang | None) -> Lang:
        """Speak as asked, else as the catalog does, else as the locale."""
        return self.lang if self.asked or catalog is None else catalog


def both(zh: str, en: str) -> str:
    """Write help in both tongues; ``in_language`` keeps one of them."""
    return f"{zh}{_SEAM}{en}"


def speech_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Speech:
    """Choose: ``--lang``, then ``CATALOG_STD_LANG``, then the locale; Chinese where none says."""
    chosen = [*_after(arguments, "--lang"), environment.get("CATALOG_STD_LANG", "")]
    locale = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for number, word in enumerate([*chosen, *locale]):
        if word[:2].lower() in ("zh", "en"):
            return Speech("en" if word[:2].lower() == "en" else "zh", number < len(chosen))
    return Speech("zh", asked=False)


def without_language(arguments: Sequence[str]) -> list[str]:
    """Take ``--lang zh`` out of the arguments, so that it may stand before or behind a command."""
    kept: list[str] = []
    words = iter(arguments)
    for word in words:
        if word != "--lang" and not word.startswith("--lang="):
            kept.append(word)
            continue
        value = next(words, "") if word == "--lang" else word.removeprefix("--lang=")
        if value not in ("zh", "en"):
            kept[:0] = ["--lang", value]
    return kept


def in_language(command: click.Command, lang: Lang) -> click.Command:
    """Give a copy of a command with one tongue of its help, its options' and its subcommands'."""
    spoken = copy(command)
    spoken.help = kept(command.help, lang)
    spoken.params = [_parameter_in(parameter, lang) for parameter in command.params]
    if isinstance(spoken, click.Group):
        inner = spoken.commands.items()
        spoken.commands = {name: in_language(one, lang) for name, one in inner}
    dress(spoken, lang)
    return spoken


def _parameter_in(parameter: click.Parameter, lang: Lang) -> click.Parameter:
    spoken = copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = kept(spoken.help, lang)
    return spoken


def kept(words: str | None, lang: Lang) -> str | None:
    """Keep one tongue of words written in both."""
    if words is None or _SEAM not in words:
        return words
    return words.split(_SEAM)[lang == "en"]


def _after(arguments: Sequence[str], option: str) -> list[str]:
    """Give the value of an option wherever it stands."""
    for index, word in enumerate(arguments):
        if word == option:
            return list(arguments[index + 1 : index + 2])
        if word.startswith(f"{option}="):
            return [word.removeprefix(f"{option}=")]
    return []
