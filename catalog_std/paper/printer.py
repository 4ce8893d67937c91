"""What makes a document of a manuscript: its format, and what it could not set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog_std.paper.manuscript import Manuscript
from catalog_std.publish.page import Link


@dataclass(frozen=True, slots=True)
class Printed:
    """A document made, and the characters that no font had."""

    content: bytes
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printer:
    """Makes documents of one format from a manuscript and a QR code (an SVG, or nothing).

    ``edition`` tells what else they depend on; ``near``: links may lead to files that lie around it.
    """

    name: str
    suffix: str
    edition: str
    make: Callable[[Manuscript, str], Printed]
    near: bool = False

    @property
    def link(self) -> Link:
        """Lead from a guide's page to the document beside it."""
        return Link(f"guide.{self.suffix}", self.name)


@dataclass(frozen=True, slots=True)
class Unset:
    """Characters of an item that no font has: a mark stands for them in the document at ``path``."""

    path: str
    file: str
    name: str
    characters: tuple[str, ...]
