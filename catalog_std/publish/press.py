"""Pages in both languages: what they are made of goes into their keys, and is set when it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from catalog_std.publish.guide import Words
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.page import FOLDERS, Page, Site
from catalog_std.publish.theme import Theme
from catalog_std.text import Lang

LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it has a language: path, template, titles, and the values that stand in it."""

    path: str
    template: str
    title: Words
    description: Words
    active: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """What sets pages: the site, its theme, and the digest of all that every page depends on."""

    site: Site
    theme: Theme
    edition: str

    def outputs(self, sheet: Sheet) -> Iterator[Output]:
        """Set a page in each language."""
        key = key_of(self.edition, sheet)
        for lang in LANGS:
            yield Output(FOLDERS[lang] + sheet.path, key, partial(self._set, sheet, lang))

    def page(self, sheet: Sheet, lang: Lang, **more: str) -> Page:
        """Give what a page in one language has."""
        return Page(
            sheet.path,
            lang,
            sheet.title,
            sheet.description,
            sheet.active,
            self.url(sheet.path, lang),
            **more,
        )

    def url(self, path: str, lang: Lang) -> str:
        """Give a page's address on the web, where the site has one."""
        base = self.site.base_url
        short = path.removesuffix("index.html")
        return f"{base.rstrip('/')}/{FOLDERS[lang]}{short}" if base else ""

    def render(self, template: str, page: Page, values: Mapping[str, Any]) -> bytes:
        """Set one page."""
        return self.theme.render(
            template, page.lang, {"site": self.site, "page": page, **values}
        )

    def _set(self, sheet: Sheet, lang: Lang) -> bytes:
        return self.render(sheet.template, self.page(sheet, lang), sheet.values)
