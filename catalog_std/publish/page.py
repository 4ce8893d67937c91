"""What every page has: where it is, what it is called, and how it points to others."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_std.publish.guide import Words
from catalog_std.text import Lang, Text

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'none'; form-action 'self'; base-uri 'none'"
)
FOLDERS: dict[Lang, str] = {"zh": "", "en": "en/"}


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to: its path below a language's root, and what it is called."""

    href: str
    words: Words
    remark: Words = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share."""

    title: Text
    notice: Text | None
    base_url: str
    menu: tuple[Link, ...]
    css: str
    js: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language. ``root`` leads to the language's root, ``top`` to the site's."""

    path: str
    lang: Lang
    title: Words
    description: Words
    active: str
    canonical: str
    data: str = ""
    qr: str = ""

    @property
    def root(self) -> str:
        """Lead up to the root of this language."""
        return "../" * self.path.count("/")

    @property
    def top(self) -> str:
        """Lead up to the root of the site, where assets and files lie."""
        return "../" * (self.path.count("/") + (self.lang != "zh"))

    @property
    def other(self) -> str:
        """Lead to the same page in the other language."""
        return self.top + ("en/" if self.lang == "zh" else "") + self.path

    @property
    def file(self) -> str:
        """Name the page's file below the site's root."""
        return FOLDERS[self.lang] + self.path
