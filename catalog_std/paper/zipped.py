"""Zip files without times in them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_LEVEL = 6


def steady(content: bytes) -> bytes:
    """Give a zip with the same files in the same order, which has the same bytes whenever it is made."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(made, "w", ZIP_DEFLATED) as taken:
        for name in given.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            taken.writestr(entry, given.read(name), compresslevel=_LEVEL)
    return made.getvalue()
