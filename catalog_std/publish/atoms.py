"""The smallest parts of a page, set by hand: half of a page is these, and templates take five times as long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from catalog_std.publish.address import phone_url, safe_url
from catalog_std.publish.attachments import Attachments, outside
from catalog_std.publish.guide import Phrase, Said, Words
from catalog_std.publish.words import spoken
from catalog_std.text import Lang, Text

_KILO = 1024
_SPECIAL = re.compile("[&<>\"']")
_OUT = ' rel="noopener external"'


@dataclass(frozen=True, slots=True)
class Speech:
    """Sets words in one language. All text is escaped here."""

    lang: Lang

    def plain(self, words: Words) -> str:
        """Give words without marks, for attributes."""
        if isinstance(words, str):
            return words
        return words.zh if self.lang == "zh" else words.en

    def label(self, words: Words) -> str:
        """Give a label, with a capital in English."""
        text = self.plain(words)
        return text[:1].upper() + text[1:]

    def said(self, words: Words) -> str:
        """Write words as HTML; on an English page the publisher's own are marked as Chinese."""
        if not isinstance(words, str):
            return escaped(words.zh if self.lang == "zh" else words.en)
        if self.lang == "zh" or words.isascii():
            return escaped(words)
        return f'<span lang="zh-CN">{escaped(words)}</span>'

    def marked(self, note: int) -> str:
        """Write the mark of a footnote as HTML; nothing where there is none."""
        if not note:
            return ""
        told = spoken(self.lang).origin_mark.format(n=note)
        return f'<sup><a href="#o{note}" id="n{note}" aria-label="{told}">{note}</a></sup>'


class Atoms:
    """Writes phrases and values as HTML, in one language, with files found among a catalog's attachments."""

    def __init__(self, lang: Lang, attachments: Attachments) -> None:
        self.speech = Speech(lang)
        self.attachments = attachments

    def _phrase(self, phrase: Phrase, top: str) -> str:
        """Set a phrase as what it leads to: an address, a number, a file, a code, or plain words."""
        match phrase.kind:
            case "url":
                return _link(safe_url(phrase.target), phrase.target, _OUT)
            case "phone":
                return _link(phone_url(phrase.target), phrase.target)
            case "file":
                return self.file(phrase, top)
            case "code":
                return _code(phrase.target)
        return self.speech.said(phrase.words)

    def file(self, phrase: Phrase, top: str) -> str:
        """Set a file to download, or say that it is missing."""
        name = phrase.target
        if url := outside(name):
            return _link(url, self.speech.plain(phrase.words), _OUT)
        found = self.attachments.found(name)
        if found is None:
            return f'{self.speech.said(name)} <span class="quiet">{spoken(self.speech.lang).missing_file}</span>'
        words = found.name if phrase.words == name else self.speech.plain(phrase.words)
        link = _link(top + found.path, words, f' download="{escaped(found.name)}"')
        return f'{link} <span class="quiet">{found.format} {size_of(found.size)}</span>'

    def value(self, said: Said, top: str) -> str:
        """Set what is said of an element, without its label."""
        phrases, entries = said.phrases, said.entries
        text = ""
        if len(phrases) == 1:
            text = self._phrase(phrases[0], top)
        elif phrases:
            rows = "".join([f"<li>{self._phrase(phrase, top)}</li>" for phrase in phrases])
            text = f'<ul class="plain">{rows}</ul>'
        if len(entries) == 1:
            return text + self._entry(entries[0], top)
        return text + "".join(
            [f'<div class="entry">{self.pairs(entry, top)}</div>' for entry in entries]
        )

    def _entry(self, entry: tuple[Said, ...], top: str) -> str:
        """Set the only entry; one that says one thing only needs no label for it."""
        if len(entry) == 1:
            return self.value(entry[0], top) + self.speech.marked(entry[0].note)
        return self.pairs(entry, top)

    def pairs(self, said: Iterable[Said], top: str) -> str:
        """Set elements with their labels."""
        rows = [
            f"<div><dt>{escaped(self.speech.label(one.label))}{self.speech.marked(one.note)}</dt>"
            f"<dd>{self.value(one, top)}</dd></div>"
            for one in said
        ]
        return f'<dl class="pairs">{"".join(rows)}</dl>'


@lru_cache(maxsize=1 << 14)
def escaped(text: str) -> str:
    """Escape a text for the middle of HTML or of an attribute; most need nothing, which is quick to see."""
    return str(escape(text)) if _SPECIAL.search(text) else text


def size_of(size: int) -> str:
    """Say how large a file is."""
    kilo = max(size / _KILO, 0.1)
    return f"{kilo:.0f} KB" if kilo >= 10 else f"{kilo:.1f} KB"  # noqa: PLR2004 - two digits are enough


def said_in(words: Words, lang: Lang) -> str:
    """Choose the language of words that stand in a chart or a data file."""
    return words.said(lang) if isinstance(words, Text) else words


def _link(url: str | None, words: str, more: str = "") -> str:
    """Set a link, or the bare text where its address is not one to follow."""
    if url is None:
        return _code(words)
    return f'<a href="{escaped(url)}"{more}>{escaped(words)}</a>'


def _code(text: str) -> str:
    return f'<span class="code">{escaped(text)}</span>'
