"""Outputs become files: only what has changed is made, what is no longer wanted is taken away."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from filecmp import cmp
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import Any

from catalog_std.publish.output import Output, digest_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

MANIFEST = ".build.json"
_EDITION = 3
_STRETCH = 100
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_AGAIN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
Watch = Callable[[str, bytes, int, int], None]


@dataclass(slots=True)
class Manifest:
    """What the last build left: key and digest of each file, cards that may be kept, and all it was made of.

    Key and digest stand in one text, which is read in half the time of two in a list.
    """

    outputs: dict[str, str] = field(default_factory=dict)
    cards: dict[str, Any] = field(default_factory=dict)
    whole: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, or what a check found stale; ``paths`` are all files of a site that was written."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    paths: Collection[str] = ()


def read_manifest(folder: Path) -> Manifest:
    """Read what the last build left. Raises CatalogError for a folder that is somebody else's."""
    if not folder.exists():
        return Manifest()
    path = folder / MANIFEST
    if not path.exists():
        if folder.is_dir() and not any(folder.iterdir()):
            return Manifest()
        raise CatalogError(
            Text(
                f"{folder} 已有别的内容，不是先前生成的站点，未改动",
                f"{folder} holds something else than a site built before; left alone",
            )
        )
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        kept = isinstance(data, dict) and data.get("edition") == _EDITION
        kept = kept and {str}.issuperset(map(type, data["outputs"].values()))
        return Manifest(data["outputs"], data["cards"], data["whole"]) if kept else Manifest()
    except (OSError, ValueError, KeyError, AttributeError):
        return Manifest()


def write_site(
    outputs: Iterable[Output],
    folder: Path,
    manifest: Manifest,
    left: Manifest,
    watch: Watch | None = None,
) -> Built:
    """Bring a folder up to date; raises CatalogError where it cannot be written.

    ``left`` has the cards and the digest of the whole that are kept for the next build. ``watch`` is told
    each file that is made, its content, and how far the work is.
    """
    try:
        return _write(outputs, folder, manifest, left, watch)
    except OSError as error:
        where = error.filename or folder
        raise CatalogError(
            Text(f"{where}: 无法写入：{error.strerror}", f"{where}: {error.strerror}")
        ) from error


def all_there(folder: Path, manifest: Manifest) -> bool:
    """Say whether every file of the last build is there."""
    return all(_is_there(folder, path) for path in manifest.outputs)


def forget(folder: Path, paths: Iterable[str]) -> None:
    """Have files made again by the next build, though nothing they depend on has changed."""
    if forgotten := tuple(paths):
        manifest = read_manifest(folder)
        for path in forgotten:
            manifest.outputs[path] = f" {_digest(manifest.outputs[path])}"
        manifest.whole = []
        _keep(folder, manifest)


def check_site(outputs: Iterable[Output], folder: Path, manifest: Manifest) -> Built:
    """Find what a build would change: files whose bytes differ, are missing, or are no longer wanted."""
    stale, fresh, wanted = [], 0, set[str]()
    for output in outputs:
        wanted.add(output.path)
        if _is_fresh(output, folder, manifest):
            fresh += 1
        else:
            stale.append(output.path)
    return Built(tuple(stale), fresh, tuple(sorted(manifest.outputs.keys() - wanted)))


def _is_fresh(output: Output, folder: Path, manifest: Manifest) -> bool:
    try:
        digest = digest_of((folder / output.path).read_bytes())
    except OSError:
        return False
    key, _, known = manifest.outputs.get(output.path, "").partition(" ")
    return digest == (known if key == output.key else digest_of(output.make()))


def _digest(row: str) -> str:
    return row.partition(" ")[2]


def _write(
    outputs: Iterable[Output],
    folder: Path,
    manifest: Manifest,
    left: Manifest,
    watch: Watch | None,
) -> Built:
    _claim(folder)
    listed, written, kept = dict[str, str](), list[str](), 0
    total = len(manifest.outputs)  # as last time: to list the outputs first would hold them all
    for done, output in enumerate(outputs, start=1):
        known = manifest.outputs.get(output.path, " ")
        if known.startswith(f"{output.key} ") and _is_there(folder, output.path):
            listed[output.path] = known
            kept += 1
            continue
        content = output.make()
        digest = digest_of(content)
        listed[output.path] = f"{output.key} {digest}"
        there = output.path in manifest.outputs and _is_there(folder, output.path)
        if digest != _digest(known) or not there:
            write = _write_whole if there else _write_new
            write(f"{folder}/{output.path}", content)
            written.append(output.path)
        if watch:
            watch(output.path, content, done, total)
    gone = manifest.outputs.keys() - listed.keys()
    removed = tuple(sorted(path for path in gone if _is_within(folder, path)))
    _remove(folder, removed)
    _keep(folder, Manifest(listed, left.cards, left.whole))
    return Built(tuple(written), kept, removed, listed.keys())


def _claim(folder: Path) -> None:
    """Say that a folder is ours before anything is in it: a build that is killed can go on."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MANIFEST).exists():
        _keep(folder, Manifest())


def _keep(folder: Path, manifest: Manifest) -> None:
    path, partial = folder / MANIFEST, folder / f".{MANIFEST}.part"
    with partial.open("wb") as file:
        file.writelines(_pieces(manifest))
    if path.exists() and cmp(path, partial, shallow=False):
        partial.unlink()
    else:
        partial.replace(path)


def _pieces(manifest: Manifest) -> Iterator[bytes]:
    """Write a manifest a stretch at a time: as one text it would stand in memory four times."""
    yield f'{{"edition":{_EDITION},"whole":'.encode() + _json(manifest.whole)
    for name, rows in (("outputs", manifest.outputs), ("cards", manifest.cards)):
        yield f',"{name}":{{'.encode()
        entries, comma = iter(rows.items()), b""
        while some := dict(islice(entries, _STRETCH)):
            yield comma + _json(some)[1:-1]
            comma = b","
        yield b"}"
    yield b"}"


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def _write_new(path: str, content: bytes) -> None:
    """Write a file that is not there yet; a link that stands in its place is replaced, not followed.

    Nobody can be reading it, and what a killed build leaves of it the next build writes again.
    """
    try:
        _write_bytes(path, content, _NEW)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        _write_bytes(path, content, _NEW)
    except FileExistsError:
        _write_whole(path, content)


def _write_whole(path: str, content: bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    folder, name = os.path.split(path)
    partial = f"{folder}/.{name}.part"
    _write_bytes(partial, content, _AGAIN)
    os.replace(partial, path)  # noqa: PTH105 - a third of a file's cost was making paths of texts


def _write_bytes(path: str, content: bytes, flags: int) -> None:
    file = os.open(path, flags, 0o666)
    try:
        os.write(file, content)
    finally:
        os.close(file)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (folder / path).unlink()
        place = (folder / path).parent
        while place != folder and not any(place.iterdir()):
            place.rmdir()
            place = place.parent


def _is_there(folder: Path, path: str) -> bool:
    """Say whether a file is there, and no link: half the price of listing the folders."""
    try:
        return S_ISREG(os.lstat(f"{folder}/{path}").st_mode)
    except OSError:
        return False


def _is_within(folder: Path, path: str) -> bool:
    """Say whether a file lies in a folder itself: there, and neither above it nor through a link."""
    steps = path.split("/")
    above = ("/".join(steps[:n]) for n in range(1, len(steps)))
    linked = ".." in steps or any(os.path.islink(f"{folder}/{one}") for one in above)  # noqa: PTH114 - as above
    return not linked and _is_there(folder, path)
