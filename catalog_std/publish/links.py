"""Links within the site: each leads to a file that is there, and to an anchor that is in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

_LINKS = tuple(re.compile(f'{name}="([^"]*)"') for name in ("href", "src", "action"))
_ID = re.compile(""" id="([^"]*)\"""")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of a page that leads nowhere."""

    page: str
    link: str


@dataclass(frozen=True, slots=True)
class Links:
    """Looks after the links of a site in a folder; what a link from the root leads to is looked up once."""

    folder: Path
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    known: dict[str, bool] = field(default_factory=dict)

    def broken(self, pages: Iterable[str]) -> Iterator[Broken]:
        """Find the links of some pages that lead nowhere."""
        for page in pages:
            if page.endswith(".html"):
                text = self._read(page)
                up, own = "../" * page.count("/"), frozenset(_ID.findall(text))
                for link in dict.fromkeys(
                    one for links in _LINKS for one in links.findall(text)
                ):
                    here = link.startswith("#") and link[1:] in own
                    if not here and not self._from(page, up, link):
                        yield Broken(page, link)

    def leads(self, target: str) -> bool:
        """Say whether a link from the root leads anywhere."""
        return self._leads("", unescape(target))

    def _from(self, page: str, up: str, link: str) -> bool:
        """Say whether a link leads anywhere. Most go up to the root and down again, on many pages alike."""
        if not up or not link.startswith(up):
            return self._leads(page, unescape(link))
        rest = link[len(up) :]
        if rest not in self.known:
            self.known[rest] = self._leads("", unescape(rest))
        return self.known[rest]

    def _leads(self, page: str, link: str) -> bool:
        if _OUTSIDE.match(link):
            return True
        path, _, anchor = link.partition("#")
        path = unquote(path.partition("?")[0])
        target = normpath(join(dirname(page), path)) if path else page
        if target.startswith("..") or not self._there(target):
            return False
        return not anchor or unquote(anchor) in self._anchors(target)

    def _anchors(self, target: str) -> frozenset[str]:
        """Read the anchors of a page; another file has none."""
        if target not in self.anchors:
            found = _ID.findall(self._read(target)) if target.endswith(".html") else ()
            self.anchors[target] = frozenset(map(unescape, found))
        return self.anchors[target]

    def _there(self, target: str) -> bool:
        """Say whether a file has exactly this name, in capitals and small letters too."""
        folder, _, name = target.rpartition("/")
        if folder not in self.names:
            self.names[folder] = frozenset(_files(f"{self.folder}/{folder}"))
        return name in self.names[folder]

    def _read(self, page: str) -> str:
        return (self.folder / page).read_text(encoding="utf-8")


def _files(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    yield from (entry.name for entry in entries if entry.is_file())
