"""``man``: manual pages, printed or written as files."""

from __future__ import annotations

from pathlib import Path

import click

from catalog_std.cli.files import write_whole
from catalog_std.cli.manual import man_page, manual_of
from catalog_std.cli.speech import Speech, both
from catalog_std.configured import nearest
from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@click.command(
    "man",
    help=both(
        "打印一条命令的手册页（roff）；写明 --into 则把全部手册页写进 DIR。\n\n\b\n"
        "例：\n  catalog-std man lint | man -l -\n  catalog-std man --into ~/.local/share/man/man1",
        "Print the manual page of a command (roff); with --into, write all pages into DIR.\n\n\b\n"
        "Examples:\n  catalog-std man lint | man -l -\n  catalog-std man --into ~/.local/share/man/man1",
    ),
)
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=both("写进这个文件夹", "write into this folder"),
)
@click.pass_context
def command(ctx: click.Context, *, names: tuple[str, ...], into: Path | None) -> None:
    """Print or write pages."""
    speech: Speech = ctx.obj
    entries = {e.name: e for e in manual_of(ctx.find_root().command, "catalog-std", speech)}
    if into:
        for entry in entries.values():
            write_whole(into / f"{entry.page}.1", man_page(entry, speech.lang))
        return
    wanted = " ".join(("catalog-std", *names))
    if wanted not in entries:
        raise _unknown(" ".join(names), [name.partition(" ")[2] for name in entries])
    click.echo(man_page(entries[wanted], speech.lang), nl=False)


def _unknown(name: str, known: list[str]) -> CatalogError:
    guess = nearest(name, known)
    return CatalogError(
        Text(
            f"没有命令 {name}" + (f"，是否想写 {guess}？" if guess else ""),
            f"no command {name}" + (f"; did you mean {guess}?" if guess else ""),
        )
    )
