"""``clean``: what was remembered between runs is thrown away."""

from __future__ import annotations

from pathlib import Path

import click

from catalog_std.catalog.settings import home_of
from catalog_std.cli.speech import Speech, both
from catalog_std.run.store import FOLDER, remove_store
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_GONE = Text("已删除 {folder}", "removed {folder}")
_NOTHING = Text("没有缓存", "there was no cache")


@click.command(
    "clean",
    help=both(
        "删除 PATH 所在目录的缓存（.catalog_std_cache）。缓存随时可删，只影响快慢。\n\n\b\n例：\n  catalog-std clean",
        "Remove the cache (.catalog_std_cache) of the catalog that contains PATH. It may go at any time: only speed "
        "depends on it.\n\n\b\nExample:\n  catalog-std clean",
    ),
)
@click.argument("path", default=".", metavar="[PATH]")
@click.pass_obj
def command(speech: Speech, /, path: str) -> int:
    """Remove it, and say so."""
    home = home_of(Path(path))
    lang = speech.within(home.settings.output.lang)
    folder = home.root / FOLDER
    try:
        there = remove_store(home.root)
    except OSError as error:
        said = Text(f"{folder}: 删不掉：{error.strerror}", f"{folder}: {error.strerror}")
        raise CatalogError(said) from error
    click.echo(_GONE.into(lang, folder=folder) if there else _NOTHING.said(lang), err=True)
    return 0
