"""The edition of a site: the digest of what every page depends on."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from catalog_std.catalog.settings import Home
from catalog_std.standard.profiles import Profiles

PACKAGE = Path(__file__).parents[1]
_READ = (".py", ".html", ".css", ".js", ".tsv", ".json")


def edition_of(profiles: Profiles, home: Home) -> str:
    """Give the digest of the toolkit, the settings, the theme, and the standards in force."""
    digest = blake2b(digest_size=12)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in _READ:
            digest.update(path.read_bytes())
    theme = home.root / home.settings.publish.theme if home.settings.publish.theme else None
    for path in sorted(theme.rglob("*")) if theme else ():
        digest.update(path.read_bytes() if path.is_file() else b"")
    digest.update(home.settings.model_dump_json().encode())
    for standard in profiles.shelf.standards:
        in_force = standard.manifest.in_force(profiles.on)
        digest.update(repr((in_force, standard.digest)).encode())
    return digest.hexdigest()
