"""``completion``: the script that teaches a shell our commands, options and values."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from catalog_std.cli.speech import both

_SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


@click.command(
    "completion",
    help=both(
        "打印 SHELL 的补全脚本：命令、选项、规则、要素、代号都可按 Tab 补全。\n\n\b\n"
        '例：\n  eval "$(catalog-std completion bash)"        # 写进 ~/.bashrc\n'
        '  eval "$(catalog-std completion zsh)"         # 写进 ~/.zshrc，在 compinit 之后\n'
        "  catalog-std completion fish > ~/.config/fish/completions/catalog-std.fish",
        "Print the completion script of a SHELL: commands, options, rules, elements and tokens by Tab.\n\n\b\n"
        'Examples:\n  eval "$(catalog-std completion bash)"        # in ~/.bashrc\n'
        '  eval "$(catalog-std completion zsh)"         # in ~/.zshrc, after compinit\n'
        "  catalog-std completion fish > ~/.config/fish/completions/catalog-std.fish",
    ),
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a script."""
    script = _SHELLS[shell](ctx.find_root().command, {}, "catalog-std", "_CATALOG_STD_COMPLETE")
    click.echo(script.source_template % script.source_vars())
