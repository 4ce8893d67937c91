"""What every page has: where it is, what it is called, and how it points to others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from catalog_std.publish.guide import Words
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang, Text

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'none'; form-action 'self'; base-uri 'none'"
)
BOOK = "book/"
FOLDERS: dict[Lang, str] = {"zh": "", "en": "en/"}


@dataclass(frozen=True, slots=True, repr=False)
class Link:
    """A page to go to: its path below a language's root, and what it is called."""

    href: str
    words: Words
    remark: Words = ""

    def __repr__(self) -> str:
        """Write it for keys, which hang on a hundred thousand of these, most of them alike."""
        return _written(self.href, self.words, self.remark)


@lru_cache(maxsize=1 << 16)
def _written(href: str, words: Words, remark: Words) -> str:
    return f"Link({href!r}, {words!r}, {remark!r})"


@dataclass(frozen=True, slots=True)
class Find:
    """A search page: its path, what it searches, and what may be typed there."""

    path: str
    label: Text
    hint: Text


GUIDES = Find("search.html", WORDS["find_label"], WORDS["find_hint"])


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share. ``alone``: there is one guide only, and nothing to go to.

    ``book`` is the address of the book's first page, where the site has one that is not its own.
    """

    title: Text
    notice: Text | None
    base_url: str
    menu: tuple[Link, ...]
    css: str
    js: str
    alone: bool = False
    find: Find = GUIDES
    book: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    ``root`` leads up to the language's root, ``top`` to the site's (where assets and files lie), ``other``
    to the same page in the other language.
    """

    path: str
    lang: Lang
    title: Words
    description: Words
    active: str
    canonical: str
    data: str = ""
    qr: str = ""

    root: str = field(init=False)
    top: str = field(init=False)
    other: str = field(init=False)

    def __post_init__(self) -> None:
        root = "../" * self.path.count("/")
        top = root if self.lang == "zh" else f"../{root}"
        object.__setattr__(self, "root", root)
        object.__setattr__(self, "top", top)
        object.__setattr__(
            self, "other", top + FOLDERS["en" if self.lang == "zh" else "zh"] + self.path
        )
