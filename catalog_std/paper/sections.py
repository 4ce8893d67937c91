"""Sections that are told in a way of their own; the others are told element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog_std.paper.manuscript import Bit, Block, Line, Para, Points, Table
from catalog_std.paper.voice import Voice, marked
from catalog_std.publish.figures import step_days
from catalog_std.publish.guide import Guide, Paper, Said, Section, Step, Words
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_DOWNLOADS = Text("下载", "Downloads")
_NUMBER = Text("序号", "No.")
_STEP = Text("环节", "Step")
_LIMIT = Text("时限", "Time")
_CHECKED = Text("审查标准", "What is checked")
_GIVES = Text("形成", "Gives")
_NONE = "—"
_MAIN = frozenset({"conditions", "materials", "steps", "faq", "legal_basis"})


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the sections of one guide. ``issuer`` names the item that issues a paper."""

    guide: Guide
    voice: Voice
    issuer: Callable[[str], tuple[Words, str]]

    def blocks(self, section: Section) -> tuple[Block, ...]:
        """Tell a section, what is missing from it first."""
        told = _TOLD.get(section.id, Teller.plainly)(self, section.said)
        return (*self._gaps(section), *told)

    def title(self, section: Section) -> Line:
        """Give a section's title; footnotes of what needs no label of its own stand there."""
        alone = len(section.said) == 1
        notes = (one.note for one in section.said if alone or one.name in _MAIN)
        return (self.voice.bit(section.title), *(m for note in notes for m in marked(note)))

    def _gaps(self, section: Section) -> Iterator[Block]:
        for gap in section.gaps:
            facts = {"label": gap.label, "clause": gap.clause}
            words = Text(
                WORDS["gap"].into("zh", **{k: v.zh for k, v in facts.items()})
                + WORDS["gap_call"].zh,
                WORDS["gap"].into("en", **{k: v.en for k, v in facts.items()})
                + " "
                + WORDS["gap_call"].en,
            )
            yield Para((self.voice.bit(words),), "gap")

    def plainly(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell elements under their labels; one alone needs no label."""
        if len(said) == 1:
            yield from self.voice.value(said[0])
        elif said:
            yield self.voice.rows(said)

    def _others(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell what stands beside the main element of a section."""
        others = [one for one in said if one.name not in _MAIN]
        if others:
            yield self.voice.rows(others)

    def conditions(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell each condition and the papers that prove it."""
        points = tuple(tuple(self._condition(entry)) for entry in _entries(said))
        if points:
            yield Points(points, numbered=True)
        yield from self._others(said)

    def _condition(self, entry: tuple[Said, ...]) -> Iterator[Block]:
        line: list[Bit] = []
        for one in entry:
            if one.name == "text":
                line.extend(self.voice.phrases(one.phrases))
        proof = [self.voice.inline(one) for one in entry if one.name not in ("id", "text")]
        yield Para((*line, *_aside(self.voice.joined(proof))))

    def faq(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell questions, each with its answer under it."""
        for entry in _entries(said):
            for one in entry:
                if one.name == "question":
                    yield Para(_styled(self.voice.phrases(one.phrases)), "ask")
            yield from self._rest(entry)
        yield from self._others(said)

    def legal(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell each law: title and article, then what is known of it, then its words."""
        yield Points(tuple(tuple(self._law(entry)) for entry in _entries(said)))
        yield from self._others(said)

    def _law(self, entry: tuple[Said, ...]) -> Iterator[Block]:
        named = {one.name: one for one in entry}
        head = [
            self.voice.phrases(named[n].phrases) for n in ("title", "article") if n in named
        ]
        more = [
            self.voice.phrases(one.phrases)
            for one in entry
            if one.phrases and one.name not in ("title", "article", "text")
        ]
        yield Para((*_spaced(head), *_aside(self.voice.joined(more))))
        if "text" in named:
            yield Para(self.voice.phrases(named["text"].phrases), "quote")
        yield from self._nested(entry)

    def _rest(self, entry: tuple[Said, ...]) -> Iterator[Block]:
        for one in entry:
            if one.name != "question":
                yield from self.voice.value(one)

    def _nested(self, entry: tuple[Said, ...]) -> Iterator[Block]:
        nested = [one for one in entry if one.entries]
        if nested:
            yield self.voice.rows(nested)

    def materials(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell the papers in a table."""
        yield from self._others(said)
        if self.guide.papers:
            names = ("paper", "originals", "copies", "medium", "source")
            head = (_NUMBER, *(WORDS[name] for name in names))
            rows = (self._paper(*numbered) for numbered in enumerate(self.guide.papers, 1))
            yield self._table(WORDS["papers_table"], head, (6, 48, 10, 9, 12, 15), rows)

    def _paper(self, number: int, paper: Paper) -> tuple[tuple[Line, ...], ...]:
        voice = self.voice
        return (
            ((Bit(str(number)),),),
            tuple(line for line in self._about(paper) if line),
            ((Bit(str(paper.originals or _NONE)),),),
            ((Bit(str(paper.copies or _NONE)),),),
            ((voice.bit(paper.medium),),),
            tuple(self._from(paper)),
        )

    def _about(self, paper: Paper) -> Iterator[Line]:
        voice = self.voice
        tags = [voice.tag(words) for words in _tags(paper)]
        yield (voice.bit(paper.name, "strong"), *tags)
        if paper.when:
            yield (Bit(WORDS["when"].said(voice.lang), "quiet"), voice.bit(paper.when, "quiet"))
        for label, words in paper.remarks:
            yield (*(_quiet(voice.labelled(label))), voice.bit(words, "quiet"))
        if paper.files:
            files = voice.joined((voice.download(one),) for one in paper.files)
            yield (*_quiet(voice.labelled(_DOWNLOADS)), *files)

    def _from(self, paper: Paper) -> Iterator[Line]:
        yield (self.voice.bit(paper.issuer or paper.source),)
        words, url = self.issuer(paper.issued_by) if paper.issued_by else ("", "")
        if words:
            name = self.voice.bit(words)
            lead = Bit(WORDS["issued_by"].said(self.voice.lang), "quiet")
            yield (lead, Bit(name.text, "quiet", url, name.own))

    def steps(self, said: tuple[Said, ...]) -> Iterator[Block]:
        """Tell the steps in a table."""
        yield from self._others(said)
        if self.guide.steps:
            head = (_NUMBER, _STEP, WORDS["who"], _LIMIT, _CHECKED, _GIVES)
            rows = (self._step(*numbered) for numbered in enumerate(self.guide.steps, 1))
            name = self.guide.section("steps")
            yield self._table(
                name.title if name else _STEP, head, (6, 14, 17, 13, 32, 18), rows
            )

    def _step(self, number: int, step: Step) -> tuple[tuple[Line, ...], ...]:
        words = (step.actor, self._limit(step), step.standard, step.result)
        first = ((Bit(str(number)),),), ((self.voice.bit(step.name, "strong"),),)
        return (*first, *(((self.voice.bit(one),),) for one in words))

    def _limit(self, step: Step) -> Words:
        if step.days:
            ruler = self.guide.ruler
            return Text(step_days(step.days, ruler, "zh"), step_days(step.days, ruler, "en"))
        return "" if step.days is None else WORDS["on_the_spot"]

    def _table(
        self,
        name: Text,
        head: Iterable[Text],
        widths: tuple[int, ...],
        rows: Iterable[tuple[tuple[Line, ...], ...]],
    ) -> Table:
        words = tuple(self.voice.label(one).text for one in head)
        return Table(self.voice.label(name).text, words, widths, tuple(rows))


_TOLD: Mapping[str, Callable[[Teller, tuple[Said, ...]], Iterator[Block]]] = {
    "conditions": Teller.conditions,
    "faq": Teller.faq,
    "legal": Teller.legal,
    "materials": Teller.materials,
    "steps": Teller.steps,
}


def _entries(said: Iterable[Said]) -> Iterator[tuple[Said, ...]]:
    return (entry for one in said if one.name in _MAIN for entry in one.entries)


def _tags(paper: Paper) -> Iterator[Words]:
    if paper.held:
        yield WORDS["held"]
    elif paper.e_licence:
        yield WORDS["e_licence"]
    if paper.signed:
        yield WORDS["signed"]
    if paper.deferrable:
        yield WORDS["deferrable"]


def _styled(line: Line) -> Line:
    return tuple(Bit(bit.text, "strong", bit.url, bit.own) for bit in line)


def _quiet(line: Iterable[Bit]) -> Line:
    return tuple(Bit(bit.text, "quiet", bit.url, bit.own) for bit in line)


def _spaced(lines: Iterable[Line]) -> Line:
    found = [bit for line in lines for bit in (Bit(" "), *_styled(line))]
    return tuple(found[1:])


def _aside(line: Line) -> Line:
    return (Bit("  ", "quiet"), *_quiet(line)) if line else ()
