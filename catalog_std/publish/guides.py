"""The pages of each guide: the whole, the short version, its data, and its QR code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from io import BytesIO
from typing import Any, NamedTuple

from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.compose import Composer
from catalog_std.publish.guide import Guide, Words
from catalog_std.publish.linked import data_of, linked_of
from catalog_std.publish.listings import filled
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.page import FOLDERS, Link
from catalog_std.publish.press import LANGS, Press, Sheet
from catalog_std.publish.ruler import ruler_svg
from catalog_std.publish.survey import Survey
from catalog_std.publish.theme import markup
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang, Text


class Ties(NamedTuple):
    """How a guide hangs together with other pages."""

    way: tuple[Link, ...]
    places: tuple[Link, ...]
    related: tuple[tuple[Words, tuple[Link, ...]], ...]
    issuers: dict[str, Link | None]
    compare: str
    documents: tuple[Link, ...] = ()

    @property
    def counted(self) -> Text:
        """Count the places."""
        return filled("count_places", n=len(self.places))

    def issuer(self, code: str) -> Link | None:
        """Lead to the item that issues a paper."""
        return self.issuers.get(code)


@dataclass(slots=True)
class Guides:
    """Sets guides; one guide is composed once for all of its pages."""

    press: Press
    atlas: Atlas
    survey: Survey
    composer: Composer
    events: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()
    documents: tuple[Link, ...] = ()
    _last: Guide | None = None
    _groups: dict[str, str] = field(default_factory=dict)

    def outputs(self, card: Card) -> Iterator[Output]:
        """List the files of one guide."""
        files = [self._file(name) for name in card.files]
        key = key_of(self.press.edition, card.digest, self._tied(card), files)
        folder = f"items/{card.id}/"
        for lang in LANGS:
            at = FOLDERS[lang] + folder
            yield Output(f"{at}index.html", key, partial(self._whole, card, lang))
            if not card.is_basic:
                yield Output(f"{at}short.html", key, partial(self._short, card, lang))
        yield Output(f"{folder}data.json", key, partial(self._data, card))
        if url := self.press.url(f"{folder}index.html", "zh"):
            yield Output(f"{folder}qr.svg", key_of(url), partial(qr_svg, url))

    def guide(self, card: Card) -> Guide:
        """Compose a guide, or give the one just composed."""
        held = self._last
        if held is None or held.head.id != card.id:
            held = self._last = self.composer.guide(self.survey.document(card))
        return held

    def ties(self, card: Card) -> Ties:
        """See how a guide hangs together with others."""
        compare = (
            f"compare/{card.basic_code}/index.html" if card.basic_code in self.compared else ""
        )
        return Ties(
            tuple(self._way(card)),
            tuple(self._places(card)),
            tuple(self._related(card)),
            self._issuers(card),
            compare,
            self.documents,
        )

    def _tied(self, card: Card) -> object:
        """Give what a guide hangs on beside its own text; of neighbours, what all guides of the item hang on."""
        if card.is_basic:
            return self.ties(card)
        code = card.basic_code
        if code not in self._groups:
            self._groups[code] = key_of(*self._group(code))
        return self._groups[code], self._issuers(card)

    def _group(self, code: str) -> Iterator[object]:
        basic = self.atlas.basics.get(code)
        yield basic.id if basic else ""
        for one in self.atlas.by_basic[code]:
            yield one.id, self.atlas.place(one.jurisdiction)
        yield self.events.get(code), code in self.compared, self.documents

    def _issuers(self, card: Card) -> dict[str, Link | None]:
        issued = {need.issued_by for need in card.graph.needs if need.issued_by}
        return {code: self.atlas.issuer(code, card.jurisdiction) for code in sorted(issued)}

    def _file(self, name: str) -> str:
        found = self.press.theme.attachments.found(name)
        return found.path if found else ""

    def _way(self, card: Card) -> Iterator[Link]:
        yield Link("items/index.html", WORDS["items"])
        if card.jurisdiction in self.atlas.by_place:
            yield self.atlas.place_link(card.jurisdiction)
        yield Link("", card.name)

    def _places(self, card: Card) -> Iterator[Link]:
        for one in self.atlas.by_basic.get(card.basic_code, ()) if card.is_basic else ():
            link = self.atlas.link(one)
            yield Link(link.href, self.atlas.place(one.jurisdiction), one.agency)

    def _related(self, card: Card) -> Iterator[tuple[Words, tuple[Link, ...]]]:
        if events := self.events.get(card.basic_code):
            yield WORDS["in_events"], events
        if card.is_basic:
            return
        links = [self.atlas.peer_link(one) for one in self.atlas.near(card)]
        if basic := self.atlas.basics.get(card.basic_code):
            count = len(self.atlas.by_basic[card.basic_code])
            links.append(Link(self.atlas.link(basic).href, _in_all(count)))
        if links:
            yield WORDS["peers"], tuple(links)
        if card.agency_code in self.atlas.by_agency:
            yield (
                WORDS["agencies"],
                (Link(f"agencies/{card.agency_code}/index.html", card.agency),),
            )

    def _sheet(self, card: Card, name: str, values: dict[str, Any]) -> Sheet:
        place = WORDS["basic"] if card.is_basic else self.atlas.place(card.jurisdiction)
        zh, en = (place, place) if isinstance(place, str) else place
        title = Text(f"{card.name} · {zh}", f"{card.name} · {en}")
        about = "、".join((card.name, *card.aliases, card.agency))
        return Sheet(
            f"items/{card.id}/{name}.html",
            f"{_TEMPLATES[name]}.html",
            title,
            about,
            "items/index.html",
            values,
        )

    def _whole(self, card: Card, lang: Lang) -> bytes:
        guide = self.guide(card)
        sheet = self._sheet(card, "index", _values(guide) | {"ties": self.ties(card)})
        page = self._page(sheet, card, lang)
        drawn = {
            "linked": markup(linked_of(guide, lang, page.canonical)),
            "ruler": markup(ruler_svg(guide.ruler, lang)),
        }
        return self.press.render(sheet.template, page, sheet.values | drawn)  # type: ignore[operator]

    def _data(self, card: Card) -> bytes:
        return data_of(self.guide(card)).encode()

    def _short(self, card: Card, lang: Lang) -> bytes:
        guide = self.guide(card)
        titles = {
            id: section.title if (section := guide.section(id)) else ""
            for id in ("materials", "steps")
        }
        sheet = self._sheet(card, "short", _values(guide) | titles)
        return self.press.render(sheet.template, self._page(sheet, card, lang), sheet.values)

    def _page(self, sheet: Sheet, card: Card, lang: Lang) -> Any:  # noqa: ANN401 - a Page
        up = "../" * (sheet.path.count("/") + (lang != "zh"))
        home = f"{up}items/{card.id}/" if lang != "zh" else ""
        qr = f"{home}qr.svg" if self.press.site.base_url else ""
        return self.press.page(sheet, lang, data=f"{home}data.json", qr=qr)


@cache
def _in_all(count: int) -> Text:
    return filled("all_places", n=count)


_TEMPLATES = {"index": "guide", "short": "short"}


def _values(guide: Guide) -> dict[str, Any]:
    return {
        "guide": guide,
        "head": guide.head,
        "held": sum(paper.held for paper in guide.papers),
        "paper_names": _Names({paper.id: paper.name for paper in guide.papers}),
    }


class _Names(dict[str, str]):
    """Names by ids; an id that nothing has gives an empty text."""

    def __missing__(self, key: str) -> str:
        """Give an empty text."""
        return ""


def qr_svg(url: str) -> bytes:
    """Draw the QR code of an address. The mask is fixed: choosing it costs four times the drawing."""
    import segno  # noqa: PLC0415 - 20 ms that only a site with an address needs

    drawn = BytesIO()
    segno.make(url, error="m", mask=3, boost_error=False, micro=False).save(
        drawn, kind="svg", scale=4, xmldecl=False
    )
    return drawn.getvalue()
