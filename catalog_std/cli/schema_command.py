"""``schema export``: JSON Schemas for editors and for other programs."""

from __future__ import annotations

import json
from datetime import datetime

import click

from catalog_std.catalog.settings import Settings
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.speech import both
from catalog_std.cli.standards_command import home_or_defaults
from catalog_std.report.diagnostics import Diagnostics
from catalog_std.run.job import shelf_of
from catalog_std.standard.annotations import meta_schema
from catalog_std.standard.editor_schema import editor_schema
from catalog_std.standard.profiles import Profiles

_WHAT = ("item", "catalog", "diagnostics", "annotations")


@click.group(
    "schema",
    help=both(
        "导出 JSON Schema。\n\n\b\n例：\n  catalog-std schema export item --at 440100",
        "Export JSON Schemas.\n\n\b\nExample:\n  catalog-std schema export item --at 440100",
    ),
)
def command() -> None:
    """Export schemas."""


@command.command(
    "export",
    help=both(
        "打印一份 JSON Schema：item（供 yaml-language-server 使用，按地区、部门、类型合并各层）、"
        "catalog（设置）、diagnostics（检查结果）、annotations（标注词汇的元模式）。\n\n\b\n"
        "例：\n  catalog-std schema export item --at 440100 > .schema/440100.json",
        "Print a JSON Schema: item (for yaml-language-server, the layers of a place merged), catalog "
        "(settings), diagnostics (findings), annotations (the meta-schema of our vocabulary).\n\n\b\n"
        "Example:\n  catalog-std schema export item --at 440100 > .schema/440100.json",
    ),
)
@click.argument("what", type=click.Choice(_WHAT), default="item")
@click.option("--at", default="", metavar="CODE", help=both("行政区划代码", "a division code"))
@click.option("--sector", default="", help=both("行业/部门代号", "a sector token"))
@click.option("--type", "item_type", default="", help=both("事项类型代号", "an item type"))
@day_option
def export(*, what: str, at: str, sector: str, item_type: str, as_of: datetime | None) -> None:
    """Print one schema."""
    match what:
        case "catalog":
            found = Settings.model_json_schema()
        case "diagnostics":
            found = Diagnostics.model_json_schema()
        case "annotations":
            found = meta_schema()
        case _:
            home = home_or_defaults()
            profiles = Profiles(shelf_of(home), day_of(as_of, home.settings))
            found = editor_schema(profiles.at(at, sector, item_type))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
