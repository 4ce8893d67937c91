"""What a snapshot says of itself: which files belong to it, how many rows each has, and their digests.

Only what the manifest names is ever opened, and only if it is what the manifest says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from catalog_std.catalog.settings import Strict
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

MANIFEST = "manifest.json"
BESIDE = "catalog/"  # below this folder lie the files beside the items, as they were
TEXTS = "texts/"
FORMAT: Final = "catalog-std snapshot"
EDITION = 1
_PIECE = 1 << 20


class Member(Strict):
    """One file of a snapshot."""

    rows: int | None = None
    size: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(Strict):
    """The whole of ``manifest.json``.

    ``settings`` are those of the catalog with all they extend, ``there`` files that items name and that were
    there, but not in the catalog. ``parent`` is the digest of the manifest this snapshot follows.
    """

    format: Literal["catalog-std snapshot"]
    edition: int
    kit: str
    as_of: str
    items: int
    findings: int
    standards: Mapping[str, str]
    parent: str | None = None
    settings: Mapping[str, Any]
    there: tuple[str, ...] = ()
    files: Mapping[str, Member]

    def below(self, folder: str) -> Iterator[str]:
        """Name the files below a folder, in order."""
        return (name for name in sorted(self.files) if name.startswith(folder))


def is_snapshot(path: Path) -> bool:
    """Tell a snapshot from other folders; one that is broken is one, too."""
    return (path / MANIFEST).is_file() and (path / TEXTS).is_dir()


def read_manifest(folder: Path) -> Manifest:
    """Read a manifest and see that all it names is there; raises CatalogError with the reason where not."""
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        if isinstance(data, dict) and data.get("edition", EDITION) != EDITION:
            raise _odd(folder, data["edition"])
        manifest = Manifest.model_validate(data)
    except OSError as error:
        raise broken(
            folder / MANIFEST, Text(str(error.strerror), str(error.strerror))
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        said = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise broken(folder / MANIFEST, Text(said, said)) from error
    except ValueError as error:
        reason = Text(f"不是 JSON：{error}", f"no JSON: {error}")
        raise broken(folder / MANIFEST, reason) from error
    for name, member in manifest.files.items():
        _check_size(folder, name, member)
    return manifest


def checked(folder: Path, name: str, member: Member) -> bytes:
    """Read a file that the manifest names; raises CatalogError where it is another."""
    try:
        raw = (folder / name).read_bytes()
    except OSError as error:
        raise broken(folder / name, Text(str(error.strerror), str(error.strerror))) from error
    if sha256(raw).hexdigest() != member.sha256:
        raise _altered(folder / name)
    return raw


def check(folder: Path, name: str, member: Member) -> Path:
    """See that a file is what the manifest says, however large; give where it lies."""
    if digest_of_file(folder / name) != member.sha256:
        raise _altered(folder / name)
    return folder / name


def digest_of_file(path: Path) -> str:
    """Give the digest of a file; raises CatalogError where it cannot be read."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise broken(path, Text(str(error.strerror), str(error.strerror))) from error
    return digest.hexdigest()


def broken(path: Path, reason: Text) -> CatalogError:
    """Say that a snapshot is not whole, and why."""
    return CatalogError(
        Text(f"快照不完整：{path}: {reason.zh}", f"no whole snapshot: {path}: {reason.en}")
    )


def _check_size(folder: Path, name: str, member: Member) -> None:
    odd = name.startswith("/") or "\\" in name or ".." in name.split("/")
    try:
        size = -1 if odd else (folder / name).stat().st_size
    except OSError as error:
        raise broken(folder / name, Text("文件缺失", "the file is missing")) from error
    if size != member.size:
        raise _altered(folder / name)


def _altered(path: Path) -> CatalogError:
    return broken(path, Text("内容与清单不符", "not what the manifest says"))


def _odd(folder: Path, edition: object) -> CatalogError:
    return CatalogError(
        Text(
            f"{folder}: 快照的格式是第 {edition} 版，这里读第 {EDITION} 版；请用写它的版本的工具",
            f"{folder}: a snapshot of edition {edition}; this tool reads edition {EDITION}. "
            "Read it with the tool that wrote it",
        )
    )
