"""Which catalog a path means: a snapshot, an archive or a file of lines by itself, else the one it lies in."""

from __future__ import annotations

import errno
import os
import posixpath
from functools import partial
from pathlib import Path

from catalog_std.bundle import file_of, in_order, is_bundle, is_tar, laid_out, open_bundle
from catalog_std.bundle.tape import Tape
from catalog_std.catalog.files import picked
from catalog_std.catalog.manifest import BESIDE, checked, is_snapshot, read_manifest
from catalog_std.catalog.reel import Reel
from catalog_std.catalog.settings import (
    NAME,
    Globs,
    Home,
    Origin,
    Settings,
    home_near,
    home_of,
    settings_at,
)

ITEMS = Globs(
    include=tuple(
        f"**/*.{end}" for end in ("yaml", "yml", "ndjson", "jsonl", "ndjson.gz", "jsonl.gz")
    )
)


def catalog_at(path: Path) -> Home:
    """Find the catalog that a path means; raises CatalogError where there is none, or it makes no sense."""
    if is_snapshot(path):
        return _sealed(path)
    if not _is_bundle(path):
        return home_of(path)
    near = home_near(path)
    if near and picked([_name(path, near.root)], near.settings.items):
        return near
    return catalog_within(path, near)


def catalog_within(path: Path, near: Home | None) -> Home:
    """Open a bundle as a catalog: by its own settings if it has any, else by those of the catalog near it."""
    root = near.root if near else path.resolve().parent
    name = _name(path, root)
    tape = open_bundle(path, name)
    top = _top(tape, name) if is_tar(name) else None
    if top is not None:
        return _whole(tape.below(top), path)
    return Home(root, near.settings if near else Settings(), _items(tape, ITEMS))


def is_catalog(path: Path) -> bool:
    """Tell whether a path is a catalog by itself: a snapshot, an archive or a file of lines."""
    return is_snapshot(path) or _is_bundle(path)


def _is_bundle(path: Path) -> bool:
    return is_bundle(path.name) and path.is_file()


def _name(path: Path, root: Path) -> str:
    return path.resolve().relative_to(root).as_posix()


def _top(tape: Tape, name: str) -> str | None:
    """Find the folder in an archive that is a catalog: its top, or the one folder it consists of."""
    within = [inner.removeprefix(f"{name}/") for inner in tape.names]
    if NAME in within:
        return f"{name}/"
    tops = {inner.partition("/")[0] for inner in within}
    only = tops.pop() if len(tops) == 1 else ""
    return f"{name}/{only}/" if posixpath.join(only, NAME) in within else None


def _whole(tape: Tape, path: Path) -> Home:
    """Open a catalog that lies in an archive with all that belongs to it."""
    origin = Origin(partial(_raw, tape), lambda name: f"{path}/{name}")
    settings = settings_at(origin)
    items = _items(tape, settings.items)
    beside = (name for name in tape.names if not items.holds(name))
    return Home(laid_out((name, tape.raw(name)) for name in beside), settings, items)


def _raw(tape: Tape, name: str) -> bytes:
    if not tape.holds(name):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return tape.raw(name)


def _items(tape: Tape, globs: Globs) -> Tape:
    wanted = set(picked({file_of(name) for name in tape.names}, globs))
    return tape.only(sorted((n for n in tape.names if file_of(n) in wanted), key=in_order))


def _sealed(folder: Path) -> Home:
    """Open a snapshot: what lies beside the items is laid out as it was, the items stay where they are."""
    manifest = read_manifest(folder)
    beside = (
        (name.removeprefix(BESIDE), checked(folder, name, manifest.files[name]))
        for name in manifest.below(BESIDE)
    )
    settings, reel = Settings.model_validate(manifest.settings), Reel.of(folder, manifest)
    return Home(laid_out(beside), settings, reel, frozenset(manifest.there))
