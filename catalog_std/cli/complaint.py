"""What is wrong with a command line, said in one line of either tongue, with a guess at what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable

import click

from catalog_std.configured import nearest
from catalog_std.text import Text

_QUOTED = re.compile(r"'([^']*)'")
_SEE = Text("（见 {command} --help）", " (see {command} --help)")


def complaint_of(error: click.ClickException) -> Text:
    """Say what is wrong, and where help is to be had."""
    saying = next(says(error) for kind, says in _SAYINGS if isinstance(error, kind))
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return saying
    see = {"command": context.command_path}
    return Text(saying.zh + _SEE.into("zh", **see), saying.en + _SEE.into("en", **see))


def _no_command(error: click.exceptions.NoSuchCommand) -> Text:
    name, context = error.command_name, error.ctx
    group = context.command if context else None
    known = group.list_commands(context) if context and isinstance(group, click.Group) else ()
    return _guessed(Text(f"没有命令 {name}", f"No such command '{name}'"), nearest(name, known))


def _no_option(error: click.NoSuchOption) -> Text:
    name, context = error.option_name, error.ctx
    parameters = context.command.get_params(context) if context else ()
    known = (word for one in parameters if isinstance(one, click.Option) for word in one.opts)
    return _guessed(Text(f"没有选项 {name}", f"No such option '{name}'"), nearest(name, known))


def _missing(error: click.MissingParameter) -> Text:
    hint = _hint(error)
    return Text(f"缺少 {hint}", f"Missing {hint}")


def _bad_value(error: click.BadParameter) -> Text:
    hint, told = _hint(error), error.message.rstrip(".")
    found = _QUOTED.search(told)
    given = found[1] if found else ""
    expected, guess = told, None
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            words = [str(choice) for choice in choices]
            expected, guess = f"应为 {'、'.join(words)}", nearest(given, words)
        case click.DateTime():
            expected = f"{given} 不是日期，应写成 2026-11-01"
        case _:
            pass
    saying = Text(f"{hint} 的值不对：{expected}", f"Invalid value for '{hint}': {told}")
    return _guessed(saying, guess)


def _bad_option(error: click.BadOptionUsage) -> Text:
    return Text(f"{error.option_name} 后面要有值", error.message.rstrip("."))


def _other(error: click.ClickException) -> Text:
    words = error.format_message().rstrip(".")
    return Text(f"命令行不对：{words}", words)


def _hint(error: click.BadParameter) -> str:
    """Name the option or argument that an error is about, as people write it."""
    hint = error.param.get_error_hint(error.ctx) if error.param else error.param_hint
    return str(hint or "").strip("'")


def _guessed(saying: Text, guess: str | None) -> Text:
    if guess is None:
        return saying
    return Text(f"{saying.zh}，是否想写 {guess}？", f"{saying.en}; did you mean {guess}?")


_SAYINGS: tuple[tuple[type[click.ClickException], Callable[..., Text]], ...] = (
    (click.exceptions.NoSuchCommand, _no_command),
    (click.NoSuchOption, _no_option),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
    (click.BadOptionUsage, _bad_option),
    (click.ClickException, _other),
)
