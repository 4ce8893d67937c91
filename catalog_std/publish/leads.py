"""What pages lead to, noted as they are made: only where something is amiss a page is read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from catalog_std.publish.links import Broken, Links
from catalog_std.publish.output import Output

# A space before a name is found at once; with other beginnings each of these takes four times as long.
_LINKS = re.compile(rb' (?:href|src|action)="([^"]*)"')
_IDS = re.compile(rb' id="([^"]*)"')
_UP = b"../"
_ELSEWHERE = (b"https://", b"http://", b"tel:", b"mailto:")
_MANY = 4096


@dataclass(frozen=True, slots=True)
class Leads:
    """The files of a site, and what its new pages lead to that is not among them yet."""

    paths: set[str] = field(default_factory=set)
    due: set[str] = field(default_factory=set)

    def noted(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """Note files as they are listed, and links of pages as they are made."""
        for output in outputs:
            self.paths.add(output.path)
            if output.path.endswith(".html"):
                yield Output(output.path, output.key, partial(self._made, output))
            else:
                yield output

    def broken(self, folder: Path, pages: Iterable[str]) -> Iterator[Broken]:
        """Find the links of pages that lead nowhere; the pages are read where there are any."""
        links = Links(folder)
        if not all(map(links.leads, self.due - self.paths)):
            yield from links.broken(pages)

    def _made(self, output: Output) -> bytes:
        content = output.make()
        self.due.update(_targets(output.path, content))
        if len(self.due) > _MANY:  # few files are waited for at once
            self.due.difference_update(self.paths)
        return content


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
