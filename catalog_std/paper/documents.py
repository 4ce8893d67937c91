"""The documents beside each guide of a site: which there are, what they depend on, how they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from catalog_std.paper.compose import Surroundings, manuscript_of
from catalog_std.paper.printer import Printer, Unset
from catalog_std.publish.atoms import size_of
from catalog_std.publish.attachments import outside
from catalog_std.publish.cards import Card
from catalog_std.publish.guide import Guide, Words
from catalog_std.publish.guides import qr_svg
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.page import FOLDERS
from catalog_std.publish.press import LANGS
from catalog_std.publish.site import Plan
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang


@dataclass(slots=True)
class Documents:
    """Makes the documents of a site, or of one guide; a guide is composed once for all of them."""

    plan: Plan
    printers: tuple[Printer, ...]
    unset: dict[str, Unset] = field(default_factory=dict)
    _last: Guide | None = None

    def outputs(self) -> Iterator[Output]:
        """List the documents beside all guides, in both languages."""
        for card in self.plan.atlas.cards:
            for printer in self.printers:
                key = self._key(card, printer)
                for lang in LANGS:
                    path = f"{FOLDERS[lang]}items/{card.id}/guide.{printer.suffix}"
                    yield Output(path, key, partial(self._made, card, printer, lang, path))

    def alone(self, card: Card, printer: Printer, lang: Lang) -> bytes:
        """Make one document that lies nowhere near a site."""
        return self._printed(card, printer, lang, self._around(card, lang, near=False), "")

    def _made(self, card: Card, printer: Printer, lang: Lang, path: str) -> bytes:
        around = self._around(card, lang, near=printer.near)
        return self._printed(card, printer, lang, around, path)

    def _printed(
        self, card: Card, printer: Printer, lang: Lang, around: Surroundings, path: str
    ) -> bytes:
        manuscript = manuscript_of(self._guide(card), lang, around)
        printed = printer.make(manuscript, qr_svg(around.url).decode() if around.url else "")
        if printed.missing:
            self.unset[path] = Unset(path, card.file, card.name, printed.missing)
        return printed.content

    def _guide(self, card: Card) -> Guide:
        if self._last is None or self._last.head.id != card.id:
            self._last = self.plan.composer.guide(self.plan.survey.document(card))
        return self._last

    def _key(self, card: Card, printer: Printer) -> str:
        attachments = self.plan.press.theme.attachments
        files = [found.path if (found := attachments.found(n)) else "" for n in card.files]
        issued = sorted({need.issued_by for need in card.graph.needs if need.issued_by})
        issuers = [self.plan.atlas.issuer(code, card.jurisdiction) for code in issued]
        return key_of(self.plan.press.edition, printer.edition, card.digest, files, issuers)

    def _around(self, card: Card, lang: Lang, *, near: bool) -> Surroundings:
        press = self.plan.press
        up = "../../" + ("../" if FOLDERS[lang] else "")

        def file(name: str) -> tuple[str, str]:
            if url := outside(name):
                return name, url
            found = press.theme.attachments.found(name)
            if found is None:
                return f"{name} {WORDS['missing_file'].said(lang)}", ""
            base = press.site.base_url
            root = up if near else f"{base.rstrip('/')}/" if base else ""
            words = f"{found.name} ({found.format} {size_of(found.size)})"
            return words, root + quote(found.path) if root else ""

        def issuer(code: str) -> tuple[Words, str]:
            link = self.plan.atlas.issuer(code, card.jurisdiction)
            if link is None:
                return "", ""
            return link.words, f"../../{link.href}" if near else press.url(link.href, lang)

        url = press.url(f"items/{card.id}/index.html", lang)
        return Surroundings(file, issuer, url, press.site.notice)
