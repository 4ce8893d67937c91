"""What belongs to a catalog beside its items: settings, standards, lists, events, answers, and the forms items name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog_std.catalog.approvals import NAME as APPROVALS
from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import NAME, Globs, Home, Settings, moved
from catalog_std.harmonize.pairs import NAME as PAIRS

_ALL = Globs(include=("**",))
_OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Beside:
    """The files to keep, by the name they are kept under; settings that name them so; other files that are there."""

    files: dict[str, Path]
    settings: Settings
    there: tuple[str, ...]


def beside_of(home: Home, forms: Iterable[str]) -> Beside:
    """Gather what belongs to a catalog; what lies outside of it is kept below a folder of its own."""
    forms, settings = tuple(forms), home.settings
    moves = {
        name: _inner(number, name, home.root) for number, name in enumerate(_named(settings))
    }
    files = {name: home.root / name for name in (*_usual(home), *_within(home, forms))}
    for name, inner in moves.items():
        files |= dict(_below(home.root / name, inner))
    kept = moved(settings, lambda name: moves[name]).model_copy(update={"extends": ()})
    if settings.baseline:
        kept = kept.model_copy(update={"baseline": moves[settings.baseline]})
    left = (form for form in forms if form not in files and _is_there(home.root / form))
    return Beside(files, kept, (*sorted(home.there), *left))


def _named(settings: Settings) -> Iterator[str]:
    """Give the files and folders that settings name."""
    yield from settings.standards.path
    told = (settings.glossary(rule) for rule in settings.rules)
    yield from filter(None, (*told, settings.baseline, settings.publish.theme))


def _inner(number: int, name: str, root: Path) -> str:
    """Say where a file is kept; a folder of standards keeps its own name, for clauses are cited by it."""
    return (
        f"{_OUTSIDE}/{number}/{(root / name).resolve().name}"
        if _leads_out(name)
        else posixpath.normpath(name)
    )


def _below(path: Path, inner: str) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield inner, path
    for name in files_under(path, _ALL):
        yield posixpath.join(inner, name), path / name


def _usual(home: Home) -> Iterator[str]:
    """Name the files that are known by their usual names, or by globs."""
    settings = home.settings
    yield from (name for name in (NAME, APPROVALS, PAIRS) if (home.root / name).is_file())
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
