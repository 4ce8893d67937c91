"""Which files a catalog is made of."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from catalog_std.catalog.settings import Globs

_HEAD = re.compile(r"(?:\./)?((?:[^*?/]+/)*)")  # folders that a glob names outright


def files_under(root: Path, globs: Globs) -> list[str]:
    """List a catalog's files in order, as paths relative to its root with ``/``."""
    heads = (_HEAD.match(pattern) for pattern in globs.include)
    return picked(_walked(root, tuple(head[1] for head in heads if head)), globs)


def picked(names: Iterable[str], globs: Globs) -> list[str]:
    """Pick a catalog's files, in order, from the names of a folder or a commit; none is hidden."""
    wanted, unwanted = _compiled((*globs.include,)), _compiled((*globs.exclude,))
    return sorted(
        name
        for name in names
        if wanted(name) and not unwanted(name) and "/." not in name and name[0] != "."
    )


def globs_of(kinds: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the fewest globs that tell kinds of files apart, by kind; ``kinds`` gives each file's.

    A folder whose files are all of one kind is one glob; else its folders and files stand by themselves.
    """
    globs: dict[str, list[str]] = {}
    for kind, glob in _folded("", sorted(kinds), kinds):
        globs.setdefault(kind, []).append(glob)
    return globs


def _folded(
    prefix: str, files: Sequence[str], kinds: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    found = {kinds[file] for file in files}
    if len(found) == 1 and prefix:
        yield found.pop(), f"{prefix}**"
        return
    for step, inner in groupby(files, lambda file: file[len(prefix) :].partition("/")[:2]):
        below = list(inner)
        if step[1]:
            yield from _folded(f"{prefix}{step[0]}/", below, kinds)
        else:
            yield kinds[below[0]], below[0]


def _walked(root: Path, heads: tuple[str, ...]) -> list[str]:
    """Walk the folders that lie above or below some heads; hidden ones and links to folders are passed."""
    found: list[str] = []
    rest = [(str(root), "")]
    for folder, prefix in rest:  # grows as it is walked
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.name.startswith("."):
                continue
            if not entry.is_dir():
                found.append(name)
            elif not entry.is_symlink() and _leads(f"{name}/", heads):
                rest.append((entry.path, f"{name}/"))
    return found


def _leads(folder: str, heads: tuple[str, ...]) -> bool:
    return folder.startswith(heads) or any(head.startswith(folder) for head in heads)


@cache
def _compiled(globs: tuple[str, ...]) -> Callable[[str], object]:
    """Give what tells whether a name is one of those that some globs mean."""
    return re.compile("|".join(map(_read, globs)) or "(?!)").fullmatch


def _read(glob: str) -> str:
    """Read a glob: ``**/`` any folders, ``*`` and ``?`` within one name."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob.removeprefix("./"))
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(meaning.get(part, re.escape(part)) for part in parts)
