"""What pages lead to, noted as they are made: only where something is amiss a page is read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalog_std.publish.build import Built
from catalog_std.publish.links import Broken, Links

# A space before a name is found at once; with other beginnings each of these takes four times as long.
_LINKS = re.compile(rb' (?:href|src|action)="([^"]*)"')
_IDS = re.compile(rb' id="([^"]*)"')
_UP = b"../"
_ELSEWHERE = (b"https://", b"http://", b"tel:", b"mailto:")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Leads:
    """What the new pages of a site lead to; ``progress`` is told how far their making is."""

    progress: Progress | None = None
    targets: set[str] = field(default_factory=set)

    def watch(self, path: str, content: bytes, done: int, total: int) -> None:
        """Note the links of a page that has been made."""
        if path.endswith(".html"):
            self.targets.update(_targets(path, content))
        if self.progress:
            self.progress(done, total)

    def broken(self, folder: Path, built: Built) -> Iterator[Broken]:
        """Find the links of new pages that lead nowhere; the pages are read where there are any."""
        links = Links(folder)
        if not all(map(links.leads, self.targets.difference(built.paths))):
            yield from links.broken(built.written)


def _targets(page: str, content: bytes) -> Iterator[str]:
    """Give what a page leads to, from the root of the site; its own anchors only where they are not there."""
    place = page.split("/")[:-1]
    above = ["".join(f"{step}/" for step in place[:n]) for n in range(len(place), -1, -1)]
    spaced = content.replace(b"\n", b" ")
    own = frozenset(_IDS.findall(spaced))
    for link in frozenset(_LINKS.findall(spaced)):
        if link.startswith(b"#"):
            if link[1:] not in own:
                yield f"{page}{link.decode()}"
        elif link and not link.startswith(_ELSEWHERE):
            yield _from_root(link, above)


def _from_root(link: bytes, above: list[str]) -> str:
    """Take a link's steps up; ``above`` are the folder of its page and those that one is in."""
    ups = link.count(_UP)
    if not link.startswith(_UP * ups):  # a way there and back again
        ups = 0
    start = above[ups] if ups < len(above) else "../"
    return start + link[len(_UP) * ups :].decode()
