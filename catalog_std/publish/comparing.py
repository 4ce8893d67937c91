"""The pages of comparisons: one item across places, and two places across items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations, islice
from typing import Any, NamedTuple

from catalog_std.codes.division import level_of
from catalog_std.harmonize.compare import matrix_of
from catalog_std.harmonize.kin import Family, Kin, Sighting
from catalog_std.harmonize.matrix import Cell, Matrix, Row, Verdict
from catalog_std.harmonize.pairs import Pairs
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.guide import Words
from catalog_std.publish.listings import Group, filled
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.page import FOLDERS, Link
from catalog_std.publish.press import LANGS, Press, Sheet
from catalog_std.publish.said import days_in, is_of_papers
from catalog_std.publish.survey import Survey
from catalog_std.publish.words import WORDS
from catalog_std.run.compare import table_of
from catalog_std.run.job import Job
from catalog_std.text import Lang, Text

_ACTIVE = "compare/index.html"
_MOST = 30
_MOST_PAIRS = 60
_DIGITS = 6
_VERDICTS = {Verdict.FORBIDDEN: "bad", Verdict.UNCLEAR: "off", Verdict.ALLOWED: ""}


class Told(NamedTuple):
    """One cell: its words, and what colours and names it (``best``, ``bad``, ``off``)."""

    words: Words
    kind: str = ""
    more: Words = ""


class Line(NamedTuple):
    """One element across the places."""

    label: Words
    differs: bool
    cells: tuple[Told, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Both:
    """What two places ask in one item, in numbers: keys hang on thousands of these, few are put into words."""

    link: Link
    one: tuple[float | None, ...]
    other: tuple[float | None, ...]

    def __repr__(self) -> str:
        return f"{self.link!r}{self.one}{self.other}"

    def __iter__(self) -> Iterator[object]:
        yield self.link
        yield tuple(
            told for pair in zip(self.one, self.other, strict=True) for told in _lighter(*pair)
        )


def compared(atlas: Atlas) -> Mapping[str, tuple[Card, ...]]:
    """Find the basic items that two places or more have, with at most so many of their guides."""
    several = (
        (code, _spread(cards)) for code, cards in atlas.by_basic.items() if code in atlas.basics
    )
    return {code: cards for code, cards in several if len({c.jurisdiction for c in cards}) > 1}


def _spread(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Choose the guides to compare: one of each place, and more of them where there is room."""
    first = {card.jurisdiction: card for card in reversed(cards)}
    chosen = {card.id: card for card in (*first.values(), *cards)}
    kept = frozenset(list(chosen)[:_MOST])
    return tuple(card for card in cards if card.id in kept)


@dataclass(slots=True)
class Comparer:
    """Compares items across places: the cards, the documents behind them, the titles of sections.

    One comparison is made once for both languages, and then let go: each holds thousands of cells.
    """

    job: Job
    atlas: Atlas
    survey: Survey
    titles: Mapping[str, Text]
    _last: Sheet | None = None

    def outputs(self, press: Press) -> Iterator[Output]:
        """List the pages of items across places; each hangs on the items it compares."""
        for code, cards in compared(self.atlas).items():
            basic = self.atlas.basics[code]
            key = key_of(press.edition, [card.digest for card in (basic, *cards)])
            for lang in LANGS:
                path = f"{FOLDERS[lang]}compare/{code}/index.html"
                yield Output(path, key, partial(self._set, press, lang, basic, cards))

    def _set(self, press: Press, lang: Lang, basic: Card, cards: tuple[Card, ...]) -> bytes:
        path, made = _path(basic), self._last
        if made is None or made.path != path:
            made = self._last = self._sheet(basic, cards)
        return press.render(made.template, press.page(made, lang), made.values)

    def _sheet(self, basic: Card, cards: tuple[Card, ...]) -> Sheet:
        matrix = self._matrix(basic, cards)
        title = filled("compare_title", item=basic.name, n=len(cards))
        differing = len(matrix.divergences)
        same = len(matrix.rows) - differing
        values = {
            "way": (Link(_ACTIVE, WORDS["compare"]), Link("", basic.name)),
            "item": self.atlas.link(basic),
            "counts": filled("compare_counts", same=same, differing=differing),
            "columns": tuple(_columns(self.atlas, cards, matrix)),
            "groups": tuple(_groups(matrix, self.titles)),
        }
        return Sheet(_path(basic), "compare.html", title, title, _ACTIVE, values)

    def _matrix(self, basic: Card, cards: tuple[Card, ...]) -> Matrix:
        family = Family(
            basic.basic_code, _sighting(basic), tuple(Kin(_sighting(card)) for card in cards)
        )
        known = {_sighting(card): self.survey.document(card) for card in (basic, *cards)}
        return matrix_of(table_of(self.job, family, Pairs(), known))


def comparison_sheets(atlas: Atlas) -> Iterator[Sheet]:
    """Give the list of comparisons, and the pages of two places across items."""
    items = tuple(
        Link(
            f"compare/{code}/index.html",
            atlas.basics[code].name,
            filled("count_places", n=len(cards)),
        )
        for code, cards in compared(atlas).items()
    )
    pairs = tuple(_pairs(atlas))
    links = tuple(Link(sheet.path, sheet.title) for sheet in pairs)
    groups = (
        Group(WORDS["compare_items"], items, "items"),
        Group(WORDS["compare_places"], links, "places"),
    )
    title = WORDS["compare"]
    values = {"way": (Link("", title),), "lede": WORDS["compare_lede"], "groups": groups}
    yield Sheet(_ACTIVE, "listing.html", title, WORDS["compare_lede"], _ACTIVE, values)
    yield from pairs


def _path(basic: Card) -> str:
    return f"compare/{basic.basic_code}/index.html"


def _sighting(card: Card) -> Sighting:
    return Sighting(
        card.file, card.number, card.is_basic, card.basic_code, (card.id,), card.name,
        card.aliases, card.jurisdiction, frozenset(),
    )  # fmt: skip


def _columns(
    atlas: Atlas, cards: Iterable[Card], matrix: Matrix
) -> Iterator[tuple[Link, int, int]]:
    """Give each place with the number of elements in which it is lightest, and of those not allowed."""
    rows = [(row, row.divergence) for row in matrix.rows if row.divergence]
    for number, card in enumerate(cards):
        best = sum(number in difference.lightest for _, difference in rows)
        bad = sum(row.cells[number].verdict is Verdict.FORBIDDEN for row, _ in rows)
        link = atlas.link(card)
        yield Link(link.href, atlas.place(card.jurisdiction), card.agency), best, bad


def _groups(
    matrix: Matrix, titles: Mapping[str, Text]
) -> Iterator[tuple[Words, tuple[Line, ...]]]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for row in matrix.rows:
        groups[row.section].append(_line(row))
    order = [*titles, *(section for section in groups if section not in titles)]
    for section in (one for one in order if one in groups):
        yield titles.get(section, section), tuple(groups[section])


def _line(row: Row) -> Line:
    difference = row.divergence
    best = difference.lightest if difference else ()
    cells = tuple(
        _told(row, cell, best=number in best) for number, cell in enumerate(row.cells)
    )
    entry = f"{row.entry}：" if row.entry else ""
    label = Text(f"{entry}{row.label.zh}", f"{entry.replace('：', ': ')}{row.label.en}")
    return Line(label, difference is not None, (_told(row, row.basic, best=False), *cells))


def _told(row: Row, cell: Cell | None, *, best: bool) -> Told:
    if cell is None:
        return Told("—")
    kind = _VERDICTS[cell.verdict] if cell.verdict else ""
    more = WORDS[f"verdict_{cell.verdict.value}"] if cell.verdict and kind else ""
    if best and not kind:
        kind, more = "best", WORDS["compare_best"]
    value = _named(cell) if is_of_papers(row.path[-1]) else cell.value
    return Told(_words(row, value), kind, more)


def _named(cell: Cell) -> Any:  # noqa: ANN401 - plain data
    """Call papers by their names, as the item that the cell stands in has them."""
    papers = cell.at.document.data.get("materials") if cell.at else ()
    listed = (
        [one for one in papers if isinstance(one, dict)] if isinstance(papers, list) else []
    )
    names = {one.get("id"): one.get("name") for one in listed if isinstance(one.get("id"), str)}
    ids = cell.value if isinstance(cell.value, list) else ()
    return [names.get(id) or id if isinstance(id, str) else id for id in ids] or cell.value


def _words(row: Row, value: object) -> Words:
    """Put a cell into words: codes by their labels, days with their unit, lists in a row."""
    match value:
        case None:
            return "—"
        case bool():
            return WORDS["yes"] if value else WORDS["no"]
        case {"days": days, "unit": str(unit)}:
            return days_in(days, row.words.get(unit, unit)) or "—"
        case list() | tuple() | dict():
            return _joined(row, value.values() if isinstance(value, dict) else value)
    text = f"{value:g}" if isinstance(value, int | float) else str(value)
    return row.words.get(text, text)


def _joined(row: Row, values: Iterable[object]) -> Words:
    parts = [_words(row, one) for one in values]
    both = [part if isinstance(part, Text) else Text(part, part) for part in parts]
    return Text("、".join(p.zh for p in both) or "—", ", ".join(p.en for p in both) or "—")


def _pairs(atlas: Atlas) -> Iterator[Sheet]:
    """Give a page for each two places of one level that share items."""
    places = [code for code in atlas.by_place if len(code) == _DIGITS]
    alike = ((a, b) for a, b in combinations(places, 2) if level_of(a) == level_of(b))
    asked = {code: tuple(_asked(atlas, code)) for code in places}
    for one, other in islice(alike, _MOST_PAIRS):
        if lines := tuple(_shared(asked[one], asked[other])):
            yield _pair(atlas, one, other, lines)


def _pair(atlas: Atlas, one: str, other: str, lines: tuple[Both, ...]) -> Sheet:
    names = atlas.place(one), atlas.place(other)
    title = filled("compare_pair", one=names[0], other=names[1])
    values = {
        "way": (Link(_ACTIVE, WORDS["compare"]), Link("", title)),
        "places": names,
        "lines": lines,
        "counts": filled("compare_shared", n=len(lines)),
    }
    return Sheet(f"compare/{one}-{other}.html", "pair.html", title, title, _ACTIVE, values)


def _asked(atlas: Atlas, place: str) -> Iterator[tuple[str, Link, tuple[float | None, ...]]]:
    """Give what a place asks in each item: days, visits, papers."""
    for card in atlas.by_place[place]:
        if card.basic_code in atlas.basics:
            papers = sum(not need.held for need in card.graph.needs)
            link = Link(f"compare/{card.basic_code}/index.html", card.name)
            yield card.basic_code, link, (card.days, card.visits, papers)


def _shared(
    ones: Sequence[tuple[str, Link, tuple[float | None, ...]]],
    others: Sequence[tuple[str, Link, tuple[float | None, ...]]],
) -> Iterator[Both]:
    there = {code: asked for code, _, asked in others}
    return (Both(link, asked, there[code]) for code, link, asked in ones if code in there)


@lru_cache(maxsize=1 << 12)
def _lighter(one: float | None, other: float | None) -> tuple[Told, Told]:
    """Set two numbers side by side, the lighter one marked."""
    said = [Told("—" if n is None else f"{n:g}") for n in (one, other)]
    if one is not None and other is not None and one != other:
        best = int(other < one)
        said[best] = Told(said[best].words, "best", WORDS["compare_best"])
    return said[0], said[1]
