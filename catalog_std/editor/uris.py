"""Files as editors name them."""

from __future__ import annotations

from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path


def path_of(uri: str) -> Path:
    """Give the file that an editor names."""
    return Path(to_fs_path(uri) or "/").resolve()


def uri_of(path: Path) -> str:
    """Name a file as editors do."""
    return from_fs_path(path.as_posix()) or ""
