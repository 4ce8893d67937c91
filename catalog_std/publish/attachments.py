"""Forms and samples: found under the catalog's root, or not at all, and published under their content's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from catalog_std.publish.address import safe_url

_LARGEST = 20_000_000
_KNOWN = frozenset(
    {
        ".pdf",
        ".doc",
        ".docx",
        ".xls",
        ".xlsx",
        ".odt",
        ".ods",
        ".ofd",
        ".wps",
        ".txt",
        ".csv",
        ".jpg",
        ".jpeg",
        ".png",
        ".zip",
    }
)
_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\\:%~*?\"<>|\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to publish: where it lies, where it goes, and what people are told of it."""

    source: Path
    path: str
    name: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of a catalog that its items refer to."""

    root: Path
    known: dict[str, Attachment | None] = field(default_factory=dict)

    def found(self, name: str) -> Attachment | None:
        """Find a file by the path an item gives; None where it may not be published or is not there."""
        if name not in self.known:
            self.known[name] = self._open(name)
        return self.known[name]

    def _open(self, name: str) -> Attachment | None:
        parts = name.split("/")
        odd = _FORBIDDEN.search(name) or any(not part or part.startswith(".") for part in parts)
        path = self.root.joinpath(*parts)
        if odd or path.suffix.lower() not in _KNOWN:
            return None
        try:
            real = path.resolve(strict=True)
            inside = real.is_relative_to(self.root.resolve()) and real.is_file()
            if not inside or real.stat().st_size > _LARGEST:
                return None
            content = real.read_bytes()
        except OSError:
            return None
        digest = blake2b(content, digest_size=8).hexdigest()
        suffix = path.suffix.lower()
        target = f"files/{digest}{suffix}"
        return Attachment(real, target, parts[-1], suffix[1:].upper(), len(content))


def outside(name: str) -> str | None:
    """Give the address of a form that an item keeps on another site."""
    return safe_url(name) if name.lower().startswith("https://") else None
