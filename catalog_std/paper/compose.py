"""A guide becomes a manuscript, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalog_std.paper.manuscript import (
    Bit,
    Block,
    Fact,
    Line,
    Manuscript,
    Para,
    Part,
    printable,
)
from catalog_std.paper.sections import Teller
from catalog_std.paper.voice import Finder, Voice, marked
from catalog_std.publish.guide import Figure, Guide, Head, Words
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a guide does not know of itself: where forms lie, who issues papers, its address, a notice."""

    file: Finder
    issuer: Callable[[str], tuple[Words, str]]
    url: str = ""
    notice: Text | None = None


def manuscript_of(guide: Guide, lang: Lang, around: Surroundings) -> Manuscript:
    """Write a guide out in one language."""
    voice = Voice(
        lang, around.file, {paper.id: paper.name for paper in guide.papers if paper.id}
    )
    teller = Teller(guide, voice, around.issuer)
    head = guide.head
    return Manuscript(
        lang=lang,
        title=printable(head.name) or printable(head.id),
        heading=(voice.bit(printable(head.name) or head.id), *marked(_noted(guide, "name"))),
        code=printable(head.id),
        agency=printable(head.agency),
        place=voice.bit(WORDS["basic"] if head.is_basic else head.place).text,
        keywords=tuple(map(printable, head.aliases)),
        top=tuple(_top(guide, voice)),
        facts=tuple(_fact(figure, voice) for figure in guide.figures),
        parts=tuple(Part(s.id, teller.title(s), teller.blocks(s)) for s in guide.sections),
        notes_title=WORDS["origins"].said(lang),
        notes_about=WORDS["origins_note"].said(lang),
        notes=tuple(
            (n.number, (voice.label(n.label), *_origin(n.origin, voice))) for n in guide.notes
        ),
        last=tuple(_last(head, voice, around)),
        url=around.url,
    )


def _origin(origin: Text, voice: Voice) -> Iterator[Bit]:
    yield Bit("：" if voice.lang == "zh" else ": ")
    yield voice.bit(origin)


def _top(guide: Guide, voice: Voice) -> Iterator[Block]:
    """Say what stands under the name: what it is, by whom, what else it is called, whether it is offered."""
    head = guide.head
    yield Para(tuple(_kinds(head, voice)), "quiet")
    if head.is_basic:
        yield Para((voice.bit(WORDS["basic_lede"]),))
    elif head.agency:
        before, _, after = WORDS["by"].said(voice.lang).partition("{agency}")
        yield Para((Bit(before), voice.bit(head.agency), Bit(after)))
    if head.aliases:
        lead, names = Bit(WORDS["also"].said(voice.lang)), voice.bit("、".join(head.aliases))
        yield Para((lead, names, *marked(_noted(guide, "aliases"))))
    others = [one for one in guide.top if one.note and one.name not in ("name", "aliases")]
    if others:
        yield Para(voice.joined((voice.label(one.label), *marked(one.note)) for one in others))
    yield from _warning(head, voice)


def _noted(guide: Guide, name: str) -> int:
    return next((one.note for one in guide.top if one.name == name), 0)


def _kinds(head: Head, voice: Voice) -> Iterator[Bit]:
    place: Words = WORDS["basic"] if head.is_basic else head.place
    said: tuple[Words, ...] = (
        head.type,
        place,
        head.handling,
        "" if head.in_use else head.status,
    )
    between = False
    for words in (one for one in said if one):
        if between:
            yield Bit(" · ")
        yield voice.bit(words)
        between = True


def _warning(head: Head, voice: Voice) -> Iterator[Block]:
    words = head.remark or ("" if head.in_use else head.status)
    if words:
        lead = WORDS["not_offered" if head.remark else "not_in_use"].said(voice.lang)
        yield Para((Bit(lead), voice.bit(words)), "gap")


def _fact(figure: Figure, voice: Voice) -> Fact:
    unit = voice.bit(figure.unit)
    number = Bit(f"{figure.number} " if figure.number and unit.text else figure.number)
    value = tuple(bit for bit in (number, unit) if bit.text)
    remark = voice.bit(figure.remark)
    return Fact((voice.label(figure.label),), value, (remark,) if remark.text else ())


def _last(head: Head, voice: Voice, around: Surroundings) -> Iterator[Line]:
    """Say where the guide is to be found, and whose words count."""
    yield (Bit(printable(head.id), "code"),)
    if around.url:
        yield (Bit(WORDS["permalink"].said(voice.lang) + " "), Bit(around.url, url=around.url))
    if around.notice:
        yield (voice.bit(around.notice),)
    yield (voice.bit(WORDS["made"]),)
