"""``lsp``: the language server, over standard input and output."""

from __future__ import annotations

from datetime import date

import click

from catalog_std.cli.speech import Speech, both
from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@click.command(
    "lsp",
    help=both(
        "运行语言服务器（标准输入输出），由编辑器启动：没有保存的文字也随时检查，悬停、补全、跳转、改正、改编码。"
        "设置见 docs/editors.md。\n\n\b\n例：\n  catalog-std lsp",
        "Run the language server over standard input and output; editors start it. Unsaved text is judged as it is "
        "typed; hover, completion, definitions, fixes, renaming of codes. Set-up: docs/editors.md.\n\n\b\n"
        "Example:\n  catalog-std lsp",
    ),
)
@click.pass_obj
def command(speech: Speech) -> None:
    """Serve until the editor leaves."""
    try:
        from catalog_std.editor.answers import answering  # noqa: PLC0415 - an extra, and half a second
    except ModuleNotFoundError as error:
        raise CatalogError(
            Text(
                f"缺少 {error.name}；请先运行 pip install 'catalog-std[lsp]'",
                f"{error.name} is missing; first: pip install 'catalog-std[lsp]'",
            )
        ) from error
    answering(speech.within, date.today).start_io()
