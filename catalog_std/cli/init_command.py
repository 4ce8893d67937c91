"""``init``: a catalog from nothing."""

from __future__ import annotations

from pathlib import Path

import click

from catalog_std.catalog.settings import NAME
from catalog_std.cli.files import write_new
from catalog_std.cli.speech import Speech, both
from catalog_std.standard.shelf import open_shelf, shipped
from catalog_std.text import Text

_SETTINGS = """\
# 政务服务事项目录 · a catalog of public-service items
# 键的含义 · what the keys mean: catalog-std config schema
version: 1
items:
  include: ["items/**/*.yaml"]
standards:
  # 固定所用的标准；本地标准放在自己的文件夹里，写进 path · pinned by id; add folders of your own to path
  use:
{pins}
  path: []
output: {{lang: {lang}}}
"""
_IGNORE = ".catalog_std_cache/\n"
_DONE = Text(
    "已在 {root} 新建目录。下一步：把事项放进 items/，然后运行 catalog-std lint",
    "started a catalog in {root}. Next: put items into items/, then run catalog-std lint",
)


@click.command(
    "init",
    help=both(
        "在 DIR 新建目录：catalog.yaml 和 items/；已有的文件不动。\n\n\b\n"
        "例：\n  catalog-std init my-catalog",
        "Start a catalog in DIR: catalog.yaml and items/; files that exist are left alone.\n\n\b\n"
        "Example:\n  catalog-std init my-catalog",
    ),
)
@click.argument("folder", metavar="[DIR]", default=".")
@click.pass_obj
def command(speech: Speech, folder: str) -> None:
    """Write the first files."""
    root = Path(folder)
    pins = "\n".join(f"    - {standard.id}" for standard in open_shelf([shipped()]).standards)
    write_new(root / NAME, _SETTINGS.format(pins=pins, lang=speech.lang))
    (root / "items").mkdir(exist_ok=True)
    if not (root / ".gitignore").exists():
        write_new(root / ".gitignore", _IGNORE)
    click.echo(_DONE.into(speech.lang, root=root.as_posix()))
