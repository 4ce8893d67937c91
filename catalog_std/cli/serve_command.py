"""``serve``: the catalog in a browser, reloaded on save."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from catalog_std.catalog.settings import home_of
from catalog_std.cli.speech import Speech, both
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_READY = Text("在浏览器里打开 {url}；按 Ctrl-C 结束", "open {url} in a browser; Ctrl-C ends it")
_OPEN = Text(
    "注意：{host} 不是本机地址，网络里的别人也能看到这个目录",
    "mind: {host} is no loopback address; others on the network can read this catalog",
)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(
    "serve",
    help=both(
        "在浏览器里看 PATH 所在的目录：全部发现，每个事项连同它继承的值，以及发布出来的办事指南；保存文件后页面自己更新。只能看，不能改；"
        "默认只在本机。\n\n\b\n例：\n  catalog-std serve\n  catalog-std serve --port 8080",
        "Look at the catalog that contains PATH in a browser: every finding, each item with what it inherits, and its "
        "guide as it would be published; pages reload when a file is saved. Nothing can be changed there; by default it "
        "is for this machine only.\n\n\b\n"
        "Examples:\n  catalog-std serve\n  catalog-std serve --port 8080",
    ),
)
@click.argument("path", metavar="[PATH]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8722,
    metavar="N",
    show_default=True,
    help=both("端口；0 由系统挑", "the port; 0 lets the system choose"),
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    show_default=True,
    help=both("地址", "the address"),
)
@click.pass_obj
def command(speech: Speech, *, path: Path, port: int, host: str) -> None:
    """Serve until Ctrl-C."""
    from catalog_std.preview.server import Preview  # noqa: PLC0415 - 60 ms for http
    from catalog_std.preview.shelf import Shelf  # noqa: PLC0415
    from catalog_std.run.desk import Desk  # noqa: PLC0415

    home = home_of(path)
    lang = speech.within(home.settings.output.lang)
    shelf = Shelf(home.root, Desk(date.today))
    try:
        server = Preview((host, port), shelf, speech.within)
    except OSError as error:
        raise CatalogError(
            Text(f"{host}:{port}: {error.strerror}", f"{host}:{port}: {error.strerror}")
        ) from error
    if host not in _LOOPBACK:
        click.echo(_OPEN.into(lang, host=host), err=True)
    with server:
        shelf.look()
        click.echo(_READY.into(lang, url=server.url))
        server.serve_forever()
