"""``config``: the settings in force, and their JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from catalog_std.catalog.settings import NAME, Settings, home_of
from catalog_std.cli.speech import both


@click.group(
    "config",
    help=both(
        "查 catalog.yaml 的设置。\n\n\b\n例：\n  catalog-std config show",
        "Look into the settings.\n\n\b\nExample:\n  catalog-std config show",
    ),
)
def command() -> None:
    """Show settings or their schema."""


@command.command(
    "show",
    help=both(
        "显示生效的设置及其文件。\n\n\b\n例：\n  catalog-std config show",
        "Show the settings in force and their file.\n\n\b\nExample:\n  catalog-std config show",
    ),
)
@click.argument("path", default=".")
def show(path: str) -> None:
    """Print the settings as JSON."""
    home = home_of(Path(path))
    found = {"file": (home.root / NAME).as_posix()} | home.settings.model_dump(mode="json")
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@command.command(
    "schema",
    help=both(
        "打印 catalog.yaml 的 JSON Schema。\n\n\b\n例：\n  catalog-std config schema > catalog.schema.json",
        "Print the JSON Schema of catalog.yaml.\n\n\b\nExample:\n  catalog-std config schema > catalog.schema.json",
    ),
)
def schema() -> None:
    """Print the schema."""
    click.echo(json.dumps(Settings.model_json_schema(), ensure_ascii=False, indent=2))
