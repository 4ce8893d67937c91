"""A catalog that is looked at again and again: what changed on disk is judged before anything is shown."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import Globs
from catalog_std.run.desk import Desk, Opened
from catalog_std.trouble import CatalogError

_PAUSE = 0.5  # seconds between two looks at the disk: ten thousand files cost a tenth of one
_EVERYTHING = Globs(include=("**",))
Stamp = tuple[int, int]


@dataclass(slots=True)
class Shelf:
    """A catalog's root, the sessions over it, and how each file was when last looked at."""

    root: Path
    desk: Desk
    pause: float = _PAUSE
    revision: int = 0
    _seen: dict[str, Stamp] = field(default_factory=dict)
    _looked: float = field(default=-1e9)

    def look(self) -> int:
        """Judge what changed; give a number that grows with every change."""
        if time.monotonic() - self._looked >= self.pause:
            now = dict(self._stamps())
            changed = {n for n in {*now, *self._seen} if now.get(n) != self._seen.get(n)}
            for name in sorted(changed):
                self.desk.noticed(self.root / name)
            self.revision += bool(changed)
            self._seen, self._looked = now, time.monotonic()
        opened = self.opened
        for _ in opened.session.work() if opened else ():
            pass
        return self.revision

    @property
    def opened(self) -> Opened | None:
        """Give the catalog; None while its settings are broken."""
        found = self.desk.find(self.root / "x")
        return found[0] if found else None

    @property
    def trouble(self) -> CatalogError | None:
        """Say what keeps the catalog from being opened."""
        return self.desk.troubles.get(self.root)

    def _stamps(self) -> list[tuple[str, Stamp]]:
        stamps = []
        for name in files_under(self.root, _EVERYTHING):
            try:
                stat = (self.root / name).stat()
            except OSError:
                continue
            stamps.append((name, (stat.st_mtime_ns, stat.st_size)))
        return stamps
