"""Links within the site: each leads to a file that is there, and to an anchor that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

_LINK = re.compile(r"""\s(?:href|src|action)="([^"]*)\"""")
_ID = re.compile(r"""\sid="([^"]*)\"""")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of a page that leads nowhere."""

    page: str
    link: str


@dataclass(frozen=True, slots=True)
class Links:
    """Looks after the links of a site in a folder; the anchors of a page are read once."""

    folder: Path
    anchors: dict[str, frozenset[str] | None] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)

    def broken(self, pages: Iterable[str]) -> Iterator[Broken]:
        """Find the links of some pages that lead nowhere."""
        for page in pages:
            if page.endswith(".html"):
                text = (self.folder / page).read_text(encoding="utf-8")
                for link in dict.fromkeys(_LINK.findall(text)):
                    if not self._leads(page, unescape(link)):
                        yield Broken(page, link)

    def _leads(self, page: str, link: str) -> bool:
        if _OUTSIDE.match(link):
            return True
        path, _, anchor = link.partition("#")
        path = unquote(path.partition("?")[0])
        target = normpath(join(dirname(page), path)) if path else page
        if target not in self.anchors:
            self.anchors[target] = self._anchors(target)
        found = self.anchors[target]
        return found is not None and (not anchor or unquote(anchor) in found)

    def _anchors(self, target: str) -> frozenset[str] | None:
        """Read the anchors of a page; none of another file; None where nothing is there under that name."""
        path = self.folder / target
        if target.startswith("..") or not self._there(target):
            return None
        if not target.endswith(".html"):
            return frozenset()
        return frozenset(map(unescape, _ID.findall(path.read_text(encoding="utf-8"))))

    def _there(self, target: str) -> bool:
        """Say whether a file has exactly this name, in capitals and small letters too."""
        folder, _, name = target.rpartition("/")
        if folder not in self.names:
            place = self.folder / folder
            files = (
                [path.name for path in place.iterdir() if path.is_file()]
                if place.is_dir()
                else []
            )
            self.names[folder] = frozenset(files)
        return name in self.names[folder]
