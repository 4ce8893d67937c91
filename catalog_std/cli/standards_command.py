"""``standards``: which ones there are, and what they say of an element at a place."""

from __future__ import annotations

from datetime import datetime

import click

from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.speech import Speech, both
from catalog_std.cli.standards_check import check
from catalog_std.cli.standards_diff import diff
from catalog_std.cli.standards_proof_commands import compare, satisfiable
from catalog_std.configured import nearest
from catalog_std.report.standards import element_lines, standard_lines
from catalog_std.run.job import folders_of, shelf_of
from catalog_std.source import Pointer
from catalog_std.standard.elements import Element, steps_of
from catalog_std.standard.profile import Profile
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import all_standards
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_at = click.option(
    "--at",
    default="",
    metavar="CODE",
    help=both("行政区划代码，如 440106", "a division code such as 440106"),
)
_sector = click.option("--sector", default="", help=both("行业/部门代号", "a sector token"))
_type = click.option(
    "--type", "item_type", default="", help=both("事项类型代号", "an item type")
)


@click.group(
    "standards",
    help=both(
        "列出标准；查一个要素在某地受哪些条文约束；用证明核对各层、各版标准。\n\n\b\n"
        "例：\n  catalog-std standards list\n  catalog-std standards check",
        "List standards; show the clauses on an element at a place; prove layers and editions compatible.\n\n\b\n"
        "Examples:\n  catalog-std standards list\n  catalog-std standards check",
    ),
)
def command() -> None:
    """List and show standards."""


for _one in (check, diff, compare, satisfiable):
    command.add_command(_one)


@command.command(
    "list",
    help=both(
        "列出全部标准；写明 --at 则只列在该地起作用的。\n\n\b\n例：\n  catalog-std standards list --at 440106",
        "List all standards; with --at, those that bind there.\n\n\b\n"
        "Example:\n  catalog-std standards list --at 440106",
    ),
)
@_at
@_sector
@_type
@day_option
@click.pass_obj
def list_(
    speech: Speech, *, at: str, sector: str, item_type: str, as_of: datetime | None
) -> None:
    """Print a line a standard."""
    home = home_or_defaults()
    standards = all_standards(folders_of(home))
    if at or sector or item_type:
        day = day_of(as_of, home.settings)
        standards = shelf_of(home).stack(at, sector, item_type, day)
    for line in standard_lines(standards, speech.within(home.settings.output.lang)):
        click.echo(line)


@command.command(
    "show",
    help=both(
        "查一个要素：哪一层、哪一条、允许怎样改。\n\n\b\n"
        "例：\n  catalog-std standards show materials[].originals --at 440106",
        "Show an element: which layers, which clauses, who may change it.\n\n\b\n"
        "Example:\n  catalog-std standards show materials[].originals --at 440106",
    ),
)
@click.argument("element")
@_at
@_sector
@_type
@day_option
@click.pass_obj
def show(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    *,
    element: str,
    at: str,
    sector: str,
    item_type: str,
    as_of: datetime | None,
) -> None:
    """Print what each layer says of an element."""
    home = home_or_defaults()
    profiles = Profiles(shelf_of(home), day_of(as_of, home.settings))
    profile = profiles.at(at, sector, item_type)
    steps = known_steps(profile, element)
    for line in element_lines(profile, steps, speech.within(home.settings.output.lang)):
        click.echo(line)


def known_steps(profile: Profile, path: str) -> Pointer:
    """Read the path of an element the stack declares; raises CatalogError with a guess."""
    steps = steps_of(path)
    element: Element = profile.root
    for step in steps:
        inner = element.inside(step)
        if not inner.facets:
            guess = nearest(str(step), element.names)
            raise CatalogError(
                Text(
                    f"没有要素 {path}" + (f"，是否想写 {guess}？" if guess else ""),
                    f"no element {path}" + (f"; did you mean {guess}?" if guess else ""),
                )
            )
        element = inner
    return steps
