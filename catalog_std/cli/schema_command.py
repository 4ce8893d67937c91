"""``schema export``: JSON Schemas for editors and for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from catalog_std.catalog.approvals import Approvals
from catalog_std.catalog.baseline import BaselineFile
from catalog_std.catalog.settings import Settings
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.speech import both
from catalog_std.cli.standards_command import home_or_defaults
from catalog_std.report.changes import Changes
from catalog_std.report.diagnostics import Diagnostic, Diagnostics
from catalog_std.report.upgrade import Impacts
from catalog_std.run.job import shelf_of
from catalog_std.standard.annotations import meta_schema
from catalog_std.standard.editor_schema import editor_schema
from catalog_std.standard.profiles import Profiles

_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "catalog": Settings.model_json_schema,
    "diagnostics": Diagnostics.model_json_schema,
    "finding": Diagnostic.model_json_schema,
    "baseline": BaselineFile.model_json_schema,
    "changes": Changes.model_json_schema,
    "impacts": Impacts.model_json_schema,
    "approvals": Approvals.model_json_schema,
    "annotations": meta_schema,
}


@click.group("schema", help=both("导出 JSON Schema。", "Export JSON Schemas."))
def command() -> None:
    """Export schemas."""


@command.command(
    "export",
    help=both(
        "打印一份 JSON Schema：item（供 yaml-language-server 使用，按地区、部门、类型合并各层）、"
        "catalog（设置）、diagnostics（json 检查结果）、finding（ndjson 的一行）、baseline（基线）、changes（比较结果）、impacts（换标准的影响）、"
        "approvals（批准和复核）、annotations（标注词汇的元模式）。\n\n\b\n"
        "例：\n  catalog-std schema export item --at 440100 > .schema/440100.json",
        "Print a JSON Schema: item (for yaml-language-server, the layers of a place merged), catalog (settings), "
        "diagnostics (findings as json), finding (a line of ndjson), baseline, changes (of diff), impacts (of other standards), approvals, "
        "annotations (the meta-schema of our vocabulary).\n\n\b\n"
        "Example:\n  catalog-std schema export item --at 440100 > .schema/440100.json",
    ),
)
@click.argument("what", type=click.Choice(["item", *_SCHEMAS]), default="item")
@click.option("--at", default="", metavar="CODE", help=both("行政区划代码", "a division code"))
@click.option("--sector", default="", help=both("行业/部门代号", "a sector token"))
@click.option("--type", "item_type", default="", help=both("事项类型代号", "an item type"))
@day_option
def export(*, what: str, at: str, sector: str, item_type: str, as_of: datetime | None) -> None:
    """Print one schema."""
    if what in _SCHEMAS:
        found = _SCHEMAS[what]()
    else:
        home = home_or_defaults()
        profiles = Profiles(shelf_of(home), day_of(as_of, home.settings))
        found = editor_schema(profiles.at(at, sector, item_type))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
