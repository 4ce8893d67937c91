"""Digests of a catalog's texts: a file of the size, time and number it had before is not read again for it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalog_std.publish.output import digest_of
from catalog_std.run.sources import RACY, Signature, Texts
from catalog_std.run.store import FOLDER, MISHAPS, discard, open_store

_ROOM = "publish-1"  # other digests than these need another room


@dataclass(frozen=True, slots=True)
class Seen:
    """Digests by name, those of an earlier run where nothing has changed since, and those to remember."""

    texts: Texts
    known: Mapping[str, tuple[Signature, str]] = field(default_factory=dict)
    fresh: list[tuple[str, Signature, str]] = field(default_factory=list)
    begun: int = field(default_factory=time.time_ns)
    _digests: dict[str, str] = field(default_factory=dict)

    def digest(self, name: str) -> str:
        """Give the digest of a text, which is looked at once."""
        if name not in self._digests:
            self._digests[name] = self._digest(name)
        return self._digests[name]

    def _digest(self, name: str) -> str:
        """Find a digest. That of a file only just written is not remembered: an edit may bear the same time."""
        sign = self.texts.signature(name)
        known = self.known.get(name)
        if known and sign == known[0]:
            return known[1]
        digest = digest_of(self.texts.raw(name))
        if sign and sign[1] < self.begun - RACY:
            self.fresh.append((name, sign, digest))
        return digest


def seen_before(root: Path, texts: Texts) -> Seen:
    """Recall the digests of an earlier run; none where they cannot be read."""
    if not (root / FOLDER / _ROOM).is_dir():
        return Seen(texts)
    try:
        with open_store(root, _ROOM) as store:
            return Seen(texts, store.stats())
    except MISHAPS as error:
        discard(root, _ROOM, error)
        return Seen(texts)


def remember(root: Path, seen: Seen) -> None:
    """Keep new digests for the next run; a folder that cannot be written is no reason to fail."""
    if not seen.fresh:
        return
    try:
        with open_store(root, _ROOM) as store:
            store.write(seen.fresh, (), anew=False)
    except MISHAPS as error:
        discard(root, _ROOM, error)
