"""The catalog we stand in."""

from __future__ import annotations

from pathlib import Path

from catalog_std.catalog.settings import NAME, Home, Settings, home_of


def home_or_defaults() -> Home:
    """Find the catalog we stand in; outside one, the shipped standards with default settings."""
    here = Path.cwd()
    if any((folder / NAME).is_file() for folder in (here, *here.parents)):
        return home_of(here)
    return Home(here, Settings())
