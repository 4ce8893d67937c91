"""Going through a catalog once: a card for every item, made anew only where a text has changed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalog_std.document import Document
from catalog_std.effective import basic_code_of, effective_of
from catalog_std.metrics.measured import Measurer
from catalog_std.publish.cards import Card, card_of, read_card, written
from catalog_std.publish.output import key_of
from catalog_std.publish.seen import Seen
from catalog_std.run.sources import Basics, Texts, basics_in
from catalog_std.source import Source
from catalog_std.standard.profiles import Profiles

Progress = Callable[[int, int], None]
_MOST_HELD = 20_000
_READ = json.JSONDecoder().decode
_ROWS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Kept(NamedTuple):
    """What a build keeps of a file: what its cards hang on, the basic items under them, themselves; its digest, its codes."""

    key: str
    under: Mapping[str, str]
    cards: str
    digest: str
    codes: list[str]


@dataclass(slots=True)
class Survey:
    """A catalog's texts, its basic items, and the cards of an earlier build that still hold.

    Cards are kept as text: a sixth of the objects' size, and most are written back as they are.
    """

    texts: Texts
    profiles: Profiles
    edition: str
    earlier: dict[str, Any] = field(default_factory=dict)
    seen: Seen | None = None
    basics: Mapping[str, Document] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _contents: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, list[str]] = field(default_factory=dict)
    _held: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def cards(self, progress: Progress | None = None) -> tuple[Card, ...]:
        """Make the cards of all items, the basic ones first read."""
        self.basics = self._basics()
        measurer, found = Measurer(self.profiles), list[Card]()
        for done, name in enumerate(self.texts.names, start=1):
            found.extend(self._of_file(name, measurer))
            if progress:
                progress(done, len(self.texts.names))
        return tuple(found)

    def document(self, card: Card) -> Document:
        """Give the effective item of a card again.

        Its data are held as JSON, pressed: far smaller than the objects, and a tenth of the time to read YAML.
        """
        held = self._held.get((card.file, card.number))
        if held is None:
            return effective_of(self.texts.document(card.file, card.number), self.basics)
        document = Document(
            Source(card.file, ""), card.number, json.loads(zlib.decompress(held))
        )
        return effective_of(document, self.basics)

    def _basics(self) -> Basics:
        """Find the basic items, and read what no earlier build has looked into; the first file wins."""
        seen = self.seen or Seen(self.texts)
        files: dict[str, str] = {}
        basics = Basics(self.texts, files)
        for name in self.texts.names:
            digest = self._contents[name] = seen.digest(name)
            kept = self._kept(name)
            if kept and kept.digest == digest:
                codes = kept.codes
            else:
                found = list(basics_in(name, self.texts.raw(name)))
                codes = self._codes[name] = list(dict.fromkeys(code for code, _ in found))
                for code, document in found:
                    basics.read.setdefault(code, document)
            for code in codes:
                files.setdefault(code, name)
                self._digests.setdefault(code, digest)
        return basics

    def _kept(self, name: str) -> Kept | None:
        row = self.earlier.get(name)
        return Kept(*row) if row else None

    def _of_file(self, name: str, measurer: Measurer) -> Iterable[Card]:
        digest = f"{self.edition}.{self._contents[name]}"
        kept = self._kept(name)
        if (
            kept
            and kept.key == digest
            and all(b == self._digests.get(c, "") for c, b in kept.under.items())
        ):
            return [read_card(row) for row in _READ(kept.cards)]
        cards = list(self._made(name, digest, measurer))
        under = {card.basic_code: self._digests.get(card.basic_code, "") for card in cards}
        rows = _ROWS.encode([written(card) for card in cards])
        codes = self._codes[name] if name in self._codes else Kept(*self.earlier[name]).codes
        self.earlier[name] = [*Kept(digest, under, rows, self._contents[name], codes)]
        return cards

    def _made(self, name: str, digest: str, measurer: Measurer) -> Iterator[Card]:
        documents = self.texts.documents(name)
        if len(self._held) < _MOST_HELD:
            self._held |= {
                (d.source.name, d.number): zlib.compress(
                    _ROWS.encode(d.data).encode("utf-8", "surrogatepass"), 1
                )
                for d in documents
            }
        for document in documents:
            if document.data:
                under = self._digests.get(basic_code_of(document), "")
                effective = effective_of(document, self.basics)
                yield card_of(effective, key_of(digest, under), measurer)


def kept_cards(survey: Survey) -> dict[str, Any]:
    """Give the cards to keep for the next build: those of files that are still there."""
    names = set(survey.texts.names)
    return {name: row for name, row in sorted(survey.earlier.items()) if name in names}
