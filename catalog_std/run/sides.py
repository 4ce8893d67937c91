"""The sides of a comparison: a folder, a file, or a commit, each opened as the texts of a catalog."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from catalog_std.bundle import is_bundle
from catalog_std.catalog.files import picked
from catalog_std.catalog.manifest import is_snapshot
from catalog_std.catalog.place import catalog_at, catalog_within
from catalog_std.catalog.settings import NAME, Globs, read_settings, settings_at
from catalog_std.run.revision import (
    Revision,
    check_repository,
    commit_of,
    merge_base,
    origin_of,
    revision_of,
    trunk_of,
)
from catalog_std.run.sources import (
    Texts,
    texts_at,
    texts_held,
    texts_of,
    texts_under,
    texts_unnamed,
)
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_ANY = Globs(include=("**/*.yaml", "**/*.yml"))
_HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: how it was named, and its texts; the commit or the snapshot they are read from, if from any."""

    label: str
    texts: Texts
    commit: str = ""
    snapshot: Path | None = None


Opener = Callable[[str, Path], Side | None]


def sides_of(
    base: str | None, head: str | None, root: Path, *, direct: bool = False
) -> tuple[Side, Side]:
    """Open both sides; what is not named is the work tree, and where its branch left the trunk.

    A ref as the base stands for the commit where the two histories part, unless ``direct``. Raises
    CatalogError, saying what to type, where a side cannot be had.
    """
    after = open_side(head, root) if head is not None else _work_tree(root)
    if base is None:
        return _parted(trunk_of(root), head, after, root), after
    before = open_side(base, root)
    if direct or not before.commit or (head is not None and not after.commit):
        return before, after
    return _parted(base, head, after, root), after


def open_side(word: str, root: Path) -> Side:
    """Open a side: a path where there is one, else a git ref; raises CatalogError for what is neither."""
    found = (opener(word, root) for opener in OPENERS)
    return next((side for side in found if side is not None), None) or _revision(word, root)


def _work_tree(root: Path) -> Side:
    return Side(root.name, texts_under(root, _globs_of(root)))


def _parted(ref: str, head: str | None, after: Side, root: Path) -> Side:
    """Open the commit where a ref and the later side part, at the same path."""
    name, _, path = ref.partition(":")
    other = (head or _HEAD).partition(":")[0] if after.commit or head is None else _HEAD
    commit = merge_base(root, name, other)
    side = _at_commit(commit, path, root)
    label = ref if commit == commit_of(root, name) else f"{ref} ({commit[:10]})"
    return Side(label, side.texts, commit)


def _folder(word: str, root: Path) -> Side | None:
    del root
    folder = Path(word)
    if not folder.is_dir():
        return None
    if is_snapshot(folder):
        return Side(word, texts_unnamed(catalog_at(folder)), snapshot=folder)
    return Side(word, texts_under(folder, _globs_of(folder)))


def _file(word: str, root: Path) -> Side | None:
    del root
    path = Path(word)
    if not path.is_file():
        return None
    if is_bundle(path.name):
        return Side(word, texts_at(catalog_within(path, None)))
    return Side(word, texts_of(path.parent, [path.name]))


def _revision(word: str, root: Path) -> Side:
    check_repository(root)
    ref, _, path = word.partition(":")
    side = _at_commit(ref or _HEAD, path, root)
    return Side(word, side.texts, side.commit)


OPENERS: tuple[Opener, ...] = (_folder, _file)


def _at_commit(ref: str, path: str, root: Path) -> Side:
    """Read a catalog, a folder or a file as a commit has it; without a path, the catalog we are in."""
    if path.endswith((".yaml", ".yml")) or is_bundle(path):
        folder, name = posixpath.split(path)
        revision = revision_of(root, ref, folder)
        if name not in revision.objects:
            raise CatalogError(Text(f"{ref} 中没有文件 {path}", f"{ref} has no file {path}"))
        names = [name]
    else:
        revision = revision_of(root, ref, path or None)
        names = picked(revision.objects, _globs_in(revision, root))
    texts = texts_held(root, dict(revision.read(names)), names)
    return Side(ref, texts, revision.commit)


def _globs_of(folder: Path) -> Globs:
    """Say which files are items: as its settings say, else all YAML files."""
    if not (folder / NAME).is_file():
        return _ANY
    return read_settings(folder / NAME).items


def _globs_in(revision: Revision, root: Path) -> Globs:
    if NAME not in revision.objects:
        return _ANY
    return settings_at(origin_of(revision, root)).items
