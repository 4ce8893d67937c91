"""``schema export``: JSON Schemas for editors and for other programs."""

from __future__ import annotations

import json
from datetime import datetime
from importlib import import_module

import click

from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.speech import both
from catalog_std.cli.standards_command import home_or_defaults
from catalog_std.run.job import shelf_of
from catalog_std.standard.annotations import meta_schema
from catalog_std.standard.editor_schema import editor_schema
from catalog_std.standard.profiles import Profiles

# What can be printed: where its pydantic model stands, imported when it is asked for.
MODELS = {
    "baseline": "catalog.baseline:BaselineFile",
    "catalog": "catalog.settings:Settings",
    "diagnostics": "report.diagnostics:Diagnostics",
    "finding": "report.diagnostics:Diagnostic",
}
_WHAT = ("item", "annotations", *MODELS)


@click.group("schema", help=both("导出 JSON Schema。", "Export JSON Schemas."))
def command() -> None:
    """Export schemas."""


@command.command(
    "export",
    help=both(
        "打印一份 JSON Schema：item（供编辑器使用，按地区、部门、类型合并各层）、annotations（标注词汇的元模式），"
        "或一种文件、一种输出的模式，名称见下。\n\n\b\n"
        "例：\n  catalog-std schema export item --at 440100 > .schema/440100.json\n"
        "  catalog-std schema export diagnostics",
        "Print a JSON Schema: item (for editors, the layers of a place merged), annotations (the meta-schema of our "
        "vocabulary), or that of a file or an output named below.\n\n\b\n"
        "Examples:\n  catalog-std schema export item --at 440100 > .schema/440100.json\n"
        "  catalog-std schema export diagnostics",
    ),
)
@click.argument("what", type=click.Choice(_WHAT), default="item")
@click.option("--at", default="", metavar="CODE", help=both("行政区划代码", "a division code"))
@click.option("--sector", default="", help=both("行业/部门代号", "a sector token"))
@click.option("--type", "item_type", default="", help=both("事项类型代号", "an item type"))
@day_option
def export(*, what: str, at: str, sector: str, item_type: str, as_of: datetime | None) -> None:
    """Print one schema."""
    if what in MODELS:
        module, name = MODELS[what].split(":")
        found = getattr(import_module(f"catalog_std.{module}"), name).model_json_schema()
    elif what == "annotations":
        found = meta_schema()
    else:
        home = home_or_defaults()
        profiles = Profiles(shelf_of(home), day_of(as_of, home.settings))
        found = editor_schema(profiles.at(at, sector, item_type))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
