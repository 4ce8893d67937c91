"""``fix``: mend what can be mended, or show how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import diff_bytes, unified_diff
from typing import Any

import click

from catalog_std.cli.asked import Asked, Task, judging_options, task_of, tell_crashes
from catalog_std.cli.files import replace_bytes
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.run.fix import Leave, Mending, fix_all
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_DONE = Text("已改 {count} 处，{files} 个文件", "mended {count} findings in {files} files")
_WOULD = Text("可改 {count} 处，{files} 个文件", "would mend {count} findings in {files} files")
_SEALED = Text(
    "归档、NDJSON 文件和快照只读，不能修改；请改原来的文件",
    "an archive, an NDJSON file or a snapshot is only read; mend the files it was made of",
)


@dataclass(frozen=True, slots=True)
class Mend:
    """What was asked, whether unsafe fixes are wanted too, and whether only to show them."""

    asked: Asked
    unsafe: bool
    diff: bool


def mending_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options about how to mend."""
    unsafe = click.option(
        "--unsafe",
        is_flag=True,
        help=both("连同可能改变含义的修改", "apply also fixes that may change what is meant"),
    )
    diff = click.option(
        "--diff",
        is_flag=True,
        help=both("只显示改动，不写文件", "show the changes, write nothing"),
    )
    return unsafe(diff(command))


@click.command(
    "fix",
    help=both(
        "按位置修改 PATH 下能自动改正的发现，其余文字原样不动；然后报告剩下的。--diff 有改动即以 1 退出。\n\n\b\n"
        "例：\n  catalog-std fix\n  catalog-std fix items/440100 --diff\n"
        "  catalog-std fix --rule text/half-width --unsafe",
        "Mend below PATH what can be mended, by position, all other text left as it is; then report "
        "what remains. --diff exits 1 where something would change.\n\n\b\n"
        "Examples:\n  catalog-std fix\n  catalog-std fix items/440100 --diff\n"
        "  catalog-std fix --rule text/half-width --unsafe",
    ),
)
@judging_options
@mending_options
@click.pass_obj
def command(speech: Speech, /, *, unsafe: bool, diff: bool, **given: Any) -> int:  # noqa: ANN401 - click's options
    """Mend, and say what remains."""
    return mend(Mend(Asked(**given), unsafe, diff), speech)


def mend(wanted: Mend, speech: Speech) -> int:
    """Mend or show, print what remains, and give the exit code."""
    asked = wanted.asked
    task = task_of(asked, speech)
    if task.home.items is not None:
        raise CatalogError(_SEALED)
    with progress_on_stderr(task.lang) as progress:
        changed, outcome = fix_all(task.job, Leave(wanted.unsafe, task.covers), progress)
    shown = task.limited(outcome)
    if wanted.diff:
        _show(changed)
        _tell(_WOULD, changed, task)
        tell_crashes(outcome, task.lang)
        return 2 if outcome.crashes else int(bool(changed) and not asked.exit_zero)
    for name, mending in sorted(changed.items()):
        replace_bytes(task.home.root / name, mending.before, mending.after)
    _tell(_DONE, changed, task)
    task.show(shown, asked.color)
    return asked.code(shown)


def _tell(words: Text, changed: Mapping[str, Mending], task: Task) -> None:
    """Say on stderr how much was changed, if anything was."""
    if changed:
        count = sum(mending.count for mending in changed.values())
        click.echo(words.into(task.lang, count=count, files=len(changed)), err=True)


def _show(changed: Mapping[str, Mending]) -> None:
    """Print what would change, byte for byte, so that ``git apply`` takes it."""
    for name, mending in sorted(changed.items()):
        click.echo(b"".join(_patch(name, mending)), nl=False)


def _patch(name: str, mending: Mending) -> Iterator[bytes]:
    """Give a file's change as a unified diff."""
    heads = f"a/{name}".encode(), f"b/{name}".encode()
    before, after = (text.split(b"\n") for text in (mending.before, mending.after))
    lines = diff_bytes(unified_diff, _ended(before), _ended(after), *heads)
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _ended(lines: list[bytes]) -> list[bytes]:
    """Give back to each line the break it was split at; no last line where the text ends with one."""
    *whole, last = lines
    return [line + b"\n" for line in whole] + ([last] if last else [])
