"""The catalogs that are open: a warm session for each, found by the file that one works on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from catalog_std.catalog.files import picked
from catalog_std.catalog.settings import NAME, Home, home_of
from catalog_std.run.job import folders_of, job_of
from catalog_std.run.session import Session, open_session
from catalog_std.trouble import CatalogError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Opened:
    """A catalog with its session, until ``close``."""

    home: Home
    session: Session
    close: Callable[[], None]

    def path(self, name: str) -> Path:
        """Find a file by the name findings have it under: one of the catalog, or of a standard."""
        places = (self.home.root, *(folder.parent for folder in folders_of(self.home)))
        found = (place / name for place in places if (place / name).is_file())
        return next(found, self.home.root / name)

    def governs(self, name: str) -> bool:
        """Say whether the whole catalog is judged by what stands in a file: settings, terms, standards."""
        settings = self.home.settings
        terms, baseline = settings.glossary("text/term"), settings.baseline
        ruling = (NAME, *settings.extends, terms, baseline)
        return name in ruling or name.startswith(
            tuple(f"{p}/" for p in settings.standards.path)
        )

    def holds(self, name: str) -> bool:
        """Say whether a file is one of the catalog's items, power lists or life events."""
        settings = self.home.settings
        return any(
            picked([name], globs)
            for globs in (settings.items, settings.power_lists, settings.events)
        )


@dataclass(slots=True)
class Desk:
    """Catalogs by their root, and the texts that an editor holds, by path."""

    today: Callable[[], date]
    texts: dict[Path, str] = field(default_factory=dict)
    catalogs: dict[Path, Opened] = field(default_factory=dict)
    troubles: dict[Path, CatalogError] = field(default_factory=dict)

    def find(self, path: Path) -> tuple[Opened, str] | None:
        """Find the catalog a file belongs to, and its name there; None outside of any good one."""
        root = next((p for p in path.parents if (p / NAME).is_file()), None)
        if root is None:
            return None
        known = self.catalogs.get(root)
        if known and known.session.job.profiles.on != self._day(known.home):
            self.shut(root)
        if root not in self.catalogs and root not in self.troubles:
            self._open(root)
        opened = self.catalogs.get(root)
        return (opened, path.relative_to(root).as_posix()) if opened else None

    def hold(self, path: Path, text: str | None) -> None:
        """Take an editor's text of a file, or (None) give the file back to the disk."""
        if text is None:
            self.texts.pop(path, None)
        else:
            self.texts[path] = text
        found = self.find(path)
        if found:
            opened, name = found
            opened.session.write(name, None if text is None else _bytes(path, text))

    def noticed(self, path: Path) -> None:
        """Take note that a file came, changed or went on disk."""
        for root in (p for p in path.parents if p in self.catalogs or p in self.troubles):
            name = path.relative_to(root).as_posix()
            opened = self.catalogs.get(root)
            if opened is None or opened.governs(name):
                self.shut(root)
                self.find(path)
            elif not opened.holds(name):
                opened.session.mention(name)
            elif path not in self.texts:
                opened.session.write(name, None)

    def shut(self, root: Path) -> None:
        """Close a catalog; it is opened anew when it is next asked about."""
        self.troubles.pop(root, None)
        opened = self.catalogs.pop(root, None)
        if opened:
            opened.close()

    def _day(self, home: Home) -> date:
        return home.settings.as_of or self.today()

    def _open(self, root: Path) -> None:
        stack = ExitStack()
        try:
            home = home_of(root)
            session = stack.enter_context(open_session(job_of(home, self._day(home))))
        except CatalogError as error:
            self.troubles[root] = error
            return
        self.catalogs[root] = Opened(home, session, stack.close)
        for path, text in self._held_below(root):
            session.write(path.relative_to(root).as_posix(), _bytes(path, text))

    def _held_below(self, root: Path) -> Iterator[tuple[Path, str]]:
        return (pair for pair in self.texts.items() if pair[0].is_relative_to(root))


def _bytes(path: Path, text: str) -> bytes:
    """Write a text as it would be saved: editors hide a byte order mark, and write it back."""
    raw = text.encode("utf-8", "surrogatepass")
    try:
        with path.open("rb") as file:
            marked = file.read(3) == _BOM
    except OSError:
        marked = False
    return _BOM + raw if marked and not raw.startswith(_BOM) else raw
