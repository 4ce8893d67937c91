"""What is said of an element becomes blocks, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from catalog_std.paper.manuscript import Bit, Block, Line, Para, Points, Rows, Style, printable
from catalog_std.publish.address import phone_url, safe_url
from catalog_std.publish.guide import Phrase, Said, Words
from catalog_std.text import Lang, Text

Finder = Callable[[str], tuple[str, str]]
_COLON = Text("：", ": ")
_SEMICOLON = Text("；", "; ")
_TAG = Text("（{words}）", " ({words})")
_COMMA = Text("、", ", ")


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language. ``file`` finds the words and the address of a form; ``papers`` are names by id."""

    lang: Lang
    file: Finder
    papers: Mapping[str, str] = field(default_factory=dict)

    def bit(self, words: Words, style: Style = "") -> Bit:
        """Say a few words."""
        own = self.lang == "en" and isinstance(words, str) and not words.isascii()
        text = words if isinstance(words, str) else words.said(self.lang)
        return Bit(printable(text), style, own=own)

    def tag(self, words: Words) -> Bit:
        """Say a remark in brackets."""
        return Bit(_TAG.into(self.lang, words=self.bit(words).text), "tag")

    def label(self, words: Words) -> Bit:
        """Say a label, with a capital in English."""
        text = self.bit(words).text
        return Bit(text[:1].upper() + text[1:])

    def labelled(self, words: Words, note: int = 0) -> Iterator[Bit]:
        """Say a label, its footnote and a colon."""
        yield self.label(words)
        yield from marked(note)
        yield Bit(_COLON.said(self.lang))

    def phrase(self, phrase: Phrase) -> Bit:
        """Say a phrase, leading to what it names where people may be sent there."""
        target = phrase.target
        match phrase.kind:
            case "url":
                return _leading(printable(target), safe_url(target))
            case "phone":
                return _leading(printable(target), phone_url(target))
            case "file":
                return self.download(phrase)
            case "code":
                return Bit(printable(target), "code")
            case "paper" if target in self.papers:
                return self.bit(self.papers[target])
        return self.bit(phrase.words)

    def download(self, phrase: Phrase) -> Bit:
        """Say what a form is, and where to find it."""
        words, url = self.file(phrase.target)
        kind = "" if phrase.words == phrase.target else self.bit(phrase.words).text
        return Bit(_COLON.said(self.lang).join(filter(None, (kind, printable(words)))), url=url)

    def phrases(self, phrases: Iterable[Phrase]) -> Line:
        """Say phrases one after the other."""
        return self.joined(((self.phrase(phrase),) for phrase in phrases), _COMMA)

    def joined(self, lines: Iterable[Line], between: Text = _SEMICOLON) -> Line:
        """Join lines to one."""
        parts = ((Bit(between.said(self.lang)), *line) for line in lines if line)
        return tuple(chain.from_iterable(parts))[1:]

    def value(self, said: Said) -> Iterator[Block]:
        """Say what is said of an element, without its label."""
        if said.phrases:
            yield Para(self.phrases(said.phrases))
        if len(said.entries) == 1:
            yield from self.entry(said.entries[0])
        elif said.entries:
            yield Points(tuple(tuple(self.entry(entry)) for entry in said.entries))

    def entry(self, entry: tuple[Said, ...]) -> Iterator[Block]:
        """Say an entry: in a line where its elements are simple, else element by element."""
        if len(entry) == 1:
            yield from noted(self.value(entry[0]), entry[0].note)
        elif all(not one.entries for one in entry):
            yield Para(self.joined(map(self.inline, entry)))
        else:
            yield self.rows(entry)

    def inline(self, said: Said) -> Line:
        """Say a simple element with its label."""
        return (*self.labelled(said.label, said.note), *self.phrases(said.phrases))

    def rows(self, said: Iterable[Said]) -> Rows:
        """Say elements under their labels."""
        return Rows(
            tuple(
                (tuple(self.labelled(one.label, one.note)), tuple(self.value(one)))
                for one in said
            )
        )


def marked(note: int) -> Iterator[Bit]:
    """Give the mark of a footnote; nothing where there is none."""
    if note:
        yield Bit(str(note), "mark")


def noted(blocks: Iterable[Block], note: int) -> Iterator[Block]:
    """Put a footnote's mark behind the first paragraph, or before what is no paragraph."""
    for number, block in enumerate(blocks):
        if number or not note:
            yield block
        elif isinstance(block, Para):
            yield Para((*block.line, *marked(note)), block.manner)
        else:
            yield Para(tuple(marked(note)))
            yield block


def _leading(text: str, url: str | None) -> Bit:
    return Bit(text, url=url) if url else Bit(text, "code")
