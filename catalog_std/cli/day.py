"""The day by which to judge."""

from __future__ import annotations

from datetime import date, datetime

import click

from catalog_std.catalog.settings import Settings
from catalog_std.cli.speech import both

day_option = click.option(
    "--as-of",
    "as_of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=both(
        "按这一天在用的标准（默认今天）", "by the standards of this day (default: today)"
    ),
)


def day_of(chosen: datetime | None, settings: Settings) -> date:
    """Choose the day: the command line, the catalog's settings, today."""
    if chosen is not None:
        return chosen.date()
    return settings.as_of or date.today()  # noqa: DTZ011 - the officer's own day
