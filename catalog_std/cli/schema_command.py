"""``schema export``: JSON Schemas for editors and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from itertools import count
from pathlib import Path

import click

from catalog_std.catalog.files import globs_of
from catalog_std.catalog.settings import home_of
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.files import write_whole
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.speech import both
from catalog_std.effective import effective_of
from catalog_std.report.editor_schema import editor_schema
from catalog_std.run.job import job_of, shelf_of
from catalog_std.standard.annotations import meta_schema
from catalog_std.standard.profile import Profile
from catalog_std.standard.profiles import Profiles

# What can be printed: where its pydantic model stands, imported when it is asked for.
MODELS = {
    "alignments": "harmonize.pairs:Pairs",
    "baseline": "catalog.baseline:BaselineFile",
    "catalog": "catalog.settings:Settings",
    "comparison": "report.compare.document:Comparisons",
    "approvals": "catalog.approvals:Approvals",
    "changes": "report.changes:Changes",
    "diagnostics": "report.diagnostics:Diagnostics",
    "effective": "exchange.harmonised:EffectiveCatalog",
    "finding": "report.diagnostics:Diagnostic",
    "impacts": "report.upgrade:Impacts",
}
_WHAT = ("item", "annotations", *MODELS)


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


@command.command(
    "editor",
    help=both(
        "给 yaml-language-server（VS Code 的 YAML 插件等）：目录里用到的每一组标准写一份 schema 到 DIR，"
        "并打印 yaml.schemas 设置，贴进编辑器即可。\n\n\b\n"
        "例：\n  catalog-std schema editor .schema > .schema/settings.json",
        "For yaml-language-server (the YAML extension of VS Code and others): write a schema for each stack of "
        "standards in the catalog into DIR, and print the yaml.schemas setting to paste.\n\n\b\n"
        "Example:\n  catalog-std schema editor .schema > .schema/settings.json",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@day_option
def editor(*, folder: Path, as_of: datetime | None) -> None:
    """Write the schemas, print which files each is for."""
    home = home_of(Path())
    job = job_of(home, day_of(as_of, home.settings))
    names: dict[tuple[str, ...], str] = {}
    kinds: dict[str, str] = {}
    basics = job.texts.basics()
    for file in job.texts.names:
        profile = job.profiles.of(effective_of(job.texts.documents(file)[0], basics).data)
        stack = tuple(standard.id for standard in profile.stack)
        if stack not in names:
            names[stack] = _name(profile, names.values())
            schema = json.dumps(editor_schema(profile), ensure_ascii=False, indent=1)
            write_whole(folder / names[stack], schema + "\n")
        kinds[file] = names[stack]
    globs = {(folder / name).as_posix(): found for name, found in globs_of(kinds).items()}
    click.echo(json.dumps({"yaml.schemas": globs}, ensure_ascii=False, indent=2))


def _name(profile: Profile, taken: Iterable[str]) -> str:
    """Name a stack's schema by its standards below the national ones; a number tells equals apart."""
    own = [s.id for s in profile.stack if s.manifest.layer != "national"]
    head = "+".join(own) or "national"
    wanted = (f"{head}{number or ''}.schema.json" for number in count())
    return next(name for name in wanted if name not in taken)
