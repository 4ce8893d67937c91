"""Which files a catalog is made of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from catalog_std.catalog.settings import Globs


def files_under(root: Path, globs: Globs) -> list[str]:
    """List a catalog's files in order, as paths relative to its root with ``/``."""
    return picked(_walk(root, ""), globs)


def picked(names: Iterable[str], globs: Globs) -> list[str]:
    """Pick a catalog's files, in order, from the names of a folder or a commit; none is hidden."""
    wanted = [_compiled(pattern) for pattern in globs.include]
    unwanted = [_compiled(pattern) for pattern in globs.exclude]
    return sorted(
        name
        for name in names
        if any(w.fullmatch(name) for w in wanted)
        and not any(u.fullmatch(name) for u in unwanted)
        and "/." not in f"/{name}"
    )


def _walk(folder: Path | str, prefix: str) -> Iterator[str]:
    """Walk files below a folder; hidden ones and links to folders are passed, broken links are not."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file() or not entry.is_dir():
            yield prefix + entry.name


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Read a glob: ``**/`` any folders, ``*`` and ``?`` within one name."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meaning.get(part, re.escape(part)) for part in parts))
