"""``theme``: the templates of the site, and taking one out to change it."""

from __future__ import annotations

from pathlib import Path

import click

from catalog_std.cli.files import write_new
from catalog_std.cli.speech import both
from catalog_std.configured import nearest
from catalog_std.publish.look import API
from catalog_std.publish.theme import TEMPLATES
from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@click.group(
    "theme",
    help=both(
        "列出站点的模板；取出一个放进自己的主题文件夹去改。\n\n\b\n例：\n  catalog-std theme list",
        "List the templates of the site; take one into a theme folder of your own.\n\n\b\n"
        "Example:\n  catalog-std theme list",
    ),
)
def command() -> None:
    """List templates, and take one out."""


@command.command(
    "list",
    help=both(
        "列出模板。\n\n\b\n例：\n  catalog-std theme list",
        "List the templates.\n\n\b\nExample:\n  catalog-std theme list",
    ),
)
def list_() -> None:
    """Print a name a line."""
    for name in _names():
        click.echo(name)


@command.command(
    "eject",
    help=both(
        "把模板 NAME 抄进主题文件夹；在 catalog.yaml 里写 publish: {theme: 文件夹} 就会用它。\n\n\b\n"
        "例：\n  catalog-std theme eject sections/faq.html --to theme",
        "Copy the template NAME into a theme folder, used once catalog.yaml says publish: {theme: FOLDER}.\n\n\b\n"
        "Example:\n  catalog-std theme eject sections/faq.html --to theme",
    ),
)
@click.argument("name")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="theme",
    help=both("主题文件夹（默认 theme）", "the theme folder (default: theme)"),
)
def eject(name: str, folder: Path) -> None:
    """Copy a template, and start a theme where there is none."""
    if name not in _names():
        guess = nearest(name, _names())
        raise CatalogError(
            Text(
                f"没有模板 {name}" + (f"，是否想写 {guess}？" if guess else ""),
                f"no template {name}" + (f"; did you mean {guess}?" if guess else ""),
            )
        )
    target = folder / "templates" / name
    write_new(target, (TEMPLATES / name).read_text(encoding="utf-8"))
    if not (folder / "theme.toml").exists():
        write_new(
            folder / "theme.toml",
            f'api = {API}\n\n[tokens]\n# brand = ["#0c5a72", "#7cc6d8", "#ffe94d"]\n',
        )
    click.echo(target.as_posix())


def _names() -> list[str]:
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
