"""What belongs to a catalog beside its items: settings, standards, lists, events, answers, and the forms items name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog_std.catalog.approvals import NAME as APPROVALS
from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import NAME, Globs, Home
from catalog_std.harmonize.pairs import NAME as PAIRS
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_ALL = Globs(include=("**",))
_OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Beside:
    """The files to keep, by the name they are kept under; folders that lay elsewhere; other files that are there."""

    files: dict[str, Path]
    moved: dict[str, str]
    there: tuple[str, ...]


def beside_of(home: Home, forms: Iterable[str]) -> Beside:
    """Gather what belongs to a catalog; raises CatalogError for settings that name a file outside of it."""
    forms = tuple(forms)
    files = {name: home.root / name for name in (*_named(home), *_within(home, forms))}
    moved: dict[str, str] = {}
    for number, path in enumerate(home.settings.standards.path):
        folder = home.root / path
        inner = posixpath.normpath(path)
        if _leads_out(path):
            inner = moved[path] = f"{_OUTSIDE}/{number}/{folder.resolve().name}"
        files |= {f"{inner}/{name}": folder / name for name in files_under(folder, _ALL)}
    left = (form for form in forms if form not in files and _is_there(home.root / form))
    return Beside(files, moved, (*sorted(home.there), *left))


def _named(home: Home) -> Iterator[str]:
    """Name the files that settings, or their usual names, point at."""
    settings = home.settings
    told = (settings.baseline, settings.glossary("text/term"), settings.publish.theme)
    for name in filter(None, told):
        if _leads_out(name):
            raise CatalogError(
                Text(
                    f"{name} 在目录之外，不能放进快照；请移到目录里",
                    f"{name} lies outside the catalog: no snapshot can hold it. Move it inside",
                )
            )
        inner = posixpath.normpath(name)
        below = files_under(home.root / inner, _ALL)
        yield from (f"{inner}/{one}" for one in below)
        if (home.root / inner).is_file():
            yield inner
    for name in (NAME, APPROVALS, PAIRS):
        if (home.root / name).is_file():
            yield name
    for globs in (settings.power_lists, settings.events, settings.publish.snapshots):
        yield from files_under(home.root, globs)


def _within(home: Home, forms: Iterable[str]) -> Iterator[str]:
    """Pick the forms that are files of the catalog's own."""
    root = home.root.resolve()
    for form in forms:
        if (
            not _leads_out(form)
            and posixpath.normpath(form) == form
            and _is_there(home.root / form)
        ):
            path = (home.root / form).resolve()
            if path.is_file() and path.is_relative_to(root):
                yield form


def _leads_out(name: str) -> bool:
    inner = posixpath.normpath(name)
    return inner.startswith("/") or inner.split("/")[0] == ".."


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
