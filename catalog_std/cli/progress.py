"""A bar on stderr for long work, and only where a person watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from catalog_std.text import Lang, Text

_PATIENCE = 1.0
_PULSE = 0.1
_READ = Text("已读 {done}/{total} 个文件", "read {done} of {total} files")
WRITTEN = Text("已写 {done}/{total} 个文件", "wrote {done} of {total} files")


@contextmanager
def progress_on_stderr(lang: Lang, said: Text = _READ) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with (done, total); it prints once a second has gone by."""
    started, last, shown = time.monotonic(), 0.0, False
    watched = sys.stderr.isatty()  # 40 µs: asked once, not for each file

    def show(done: int, total: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if watched and now - started > _PATIENCE and now - last > _PULSE:
            last, shown = now, True
            of = total if done <= total else "…"  # nobody can tell yet
            click.echo("\r" + said.into(lang, done=done, total=of), err=True, nl=False)

    try:
        yield show
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)
