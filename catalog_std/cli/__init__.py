"""Arguments in, exit code out; each command is imported only when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from catalog_std.cli.help import dress
from catalog_std.cli.speech import Speech, both, in_language, kept, speech_of, without_language
from catalog_std.run.sweeping import laid_down
from catalog_std.trouble import CatalogError

COMMANDS = {
    "lint": both("按各层标准检查目录", "lint a catalog against its layers of standards"),
    "compare": both(
        "同一事项在各地的异同，起草统一的事项", "one item across places; draft a harmonised one"
    ),
    "diff": both(
        "比较两个目录：对申请人是轻是重",
        "compare two catalogs: heavier for the applicant or lighter",
    ),
    "fix": both("改正能自动改正的发现", "mend what can be mended, or show how"),
    "baseline": both(
        "基线：记下旧问题，只看新的", "write old findings down; only new ones count"
    ),
    "rule": both("查规则", "read a rule's page"),
    "standards": both(
        "查标准：列出、查要素", "list standards; show what they say of an element"
    ),
    "explain": both(
        "说明一个要素的值和约束从哪里来", "say where a value and its constraints come from"
    ),
    "stats": both("统计改革成效", "the numbers of reform"),
    "graph": both(
        "谁要哪份材料、谁核发、哪些可以免交",
        "who asks for which paper, who issues it, what to spare",
    ),
    "render": both("发布：站点、指南、手册", "publish: the site, a guide, the book"),
    "theme": both(
        "站点的模板：列出、取出来改", "templates of the site: list them, take one to change"
    ),
    "import": both("按映射导入数据", "import rows by a mapping"),
    "export": both("导出实际生效的目录", "export the effective catalog"),
    "config": both("查设置", "show settings and their schema"),
    "schema": both("导出 JSON Schema", "export JSON Schemas"),
    "init": both("新建目录", "start a catalog"),
    "clean": both("删除缓存", "remove the cache"),
    "new": both("由基本目录事项新建实施清单事项", "start an item from a basic item"),
    "lsp": both("给编辑器用的语言服务器", "the language server, for editors"),
    "serve": both("在浏览器里看发现，保存即更新", "findings in a browser, reloaded on save"),
    "plan": both("分布式：把目录切成若干份", "batch jobs: cut a catalog into partitions"),
    "run-shard": both("分布式：检查其中一些份", "batch jobs: judge some of the partitions"),
    "merge": both(
        "分布式：合并，输出与 lint 相同", "batch jobs: merge; prints what lint prints"
    ),
    "completion": both("Tab 补全脚本", "completion scripts for shells"),
    "man": both("手册页", "manual pages"),
}
_HELP = both(
    "政务服务事项目录的标准化工具。\n\n\b\n例：\n  catalog-std lint\n"
    "  catalog-std lint items/4401 --output json:findings.json\n  catalog-std fix --diff\n"
    "  catalog-std standards show materials[].originals --at 440106",
    "The toolkit for catalogs of public-service items under layered standards.\n\n\b\nExamples:\n  catalog-std lint\n"
    "  catalog-std lint items/4401 --output json:findings.json\n  catalog-std fix --diff\n"
    "  catalog-std standards show materials[].originals --at 440106",
)


class Doorstep(click.Group):
    """The commands, in one language; none is imported to list them."""

    def __init__(self, speech: Speech) -> None:
        spoken = kept(_HELP, speech.lang)
        super().__init__("catalog-std", help=spoken, context_settings={"obj": speech})
        dress(self, speech.lang)
        self.params += [
            click.Option(
                ["--lang"],
                type=click.Choice(["zh", "en"]),
                expose_value=False,
                help=kept(both("语言", "language"), speech.lang),
            ),
            _version_option(speech),
        ]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List them in the order of use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command when it is called."""
        if cmd_name not in COMMANDS:
            return None
        with laid_down():  # an eighth of an import went into looking for garbage
            module = import_module(f"catalog_std.cli.{cmd_name.replace('-', '_')}_command")
        command = in_language(module.command, ctx.obj.lang)
        if ctx.resilient_parsing:  # a shell asks what may come next
            from catalog_std.cli.completion import with_offers  # noqa: PLC0415 - only then

            return with_offers(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands from the table, importing nothing."""
        named = (name for name in COMMANDS if name.startswith(incomplete))
        offers = [
            CompletionItem(name, help=kept(COMMANDS[name], ctx.obj.lang)) for name in named
        ]
        return [*offers, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the list from the table, importing nothing."""
        rows = [(name, kept(words, ctx.obj.lang) or "") for name, words in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def main(args: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    given = list(sys.argv[1:] if args is None else args)
    speech = speech_of(given, os.environ)
    arguments = without_language(given)
    try:
        code = Doorstep(speech).main(arguments, prog_name="catalog-std", standalone_mode=False)
    except CatalogError as error:
        click.echo(f"catalog-std: {error.saying.said(speech.lang)}", err=True)
        code = 2
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = 2
    except click.ClickException as error:
        from catalog_std.cli.complaint import complaint_of  # noqa: PLC0415 - mistakes only

        click.echo(f"catalog-std: {complaint_of(error).said(speech.lang)}", err=True)
        code = 2
    except click.Abort:
        code = 130
    sys.exit(code or 0)


def _version_option(speech: Speech) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
        if value:
            from importlib.metadata import version  # noqa: PLC0415 - 50 ms nobody else needs

            click.echo(f"catalog-std {version('catalog-std')}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=kept(both("版本", "show the version"), speech.lang),
    )
