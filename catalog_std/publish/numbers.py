"""The dashboards: all places together, and each place by its agencies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog_std.codes.division import level_of
from catalog_std.metrics.measure import Measure, Target
from catalog_std.metrics.measures import ALL, BY_KEY
from catalog_std.metrics.numbers import Coverage, Numbers, Row, numbers_of
from catalog_std.metrics.tally import Tally, tallies_of, target_at
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.charts import Bar, bars, trend
from catalog_std.publish.faults import found_of
from catalog_std.publish.guide import Figure, Words
from catalog_std.publish.listings import filled
from catalog_std.publish.page import Link
from catalog_std.publish.press import LANGS, Sheet
from catalog_std.publish.words import WORDS
from catalog_std.text import Text

_ACTIVE = "numbers/index.html"
_FIRST = ("online-real", "zero", "cut", "fetched", "complete")
_HEATED = (
    "online",
    "online-real",
    "once",
    "zero",
    "one-door",
    "one-window",
    "instant",
    "cut",
    "fetched",
    "complete",
)
_WARM = (0.5, 0.7, 0.85, 0.95)
_MOST = 30
Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure: its picture in both tongues, what it means, and the numbers themselves."""

    key: str
    title: Text
    formula: Text
    source: Text
    target: Words
    picture: Text
    rows: tuple[tuple[Words, str], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """One row of the table of all measures: each number, and how warm it is (0 the coldest, to 4)."""

    name: Words
    href: str
    cells: tuple[tuple[str, int], ...]


def numbers_in(atlas: Atlas) -> Numbers:
    """Add up what a catalog's cards count."""
    return numbers_of(map(_row, atlas.cards))


def number_sheets(
    atlas: Atlas, numbers: Numbers, snapshots: Sequence[Snapshot]
) -> Iterator[Sheet]:
    """Give the dashboard of the whole catalog, and one for each place."""
    places = {atlas.place(code): tally for code, tally in numbers.by_place.items()}
    hrefs = {atlas.place(code): f"numbers/{code}.html" for code in numbers.by_place}
    values = {
        "way": (Link("", WORDS["numbers"]),),
        "lede": _lede(numbers.whole),
        "figures": tuple(_figures(numbers.whole)),
        "heads": tuple(BY_KEY[key].title for key in _HEATED),
        "heat": tuple(_heat(places, hrefs)),
        "charts": tuple(_charts(places, "")),
        "trends": tuple(_trends(snapshots)),
        "coverage": tuple(_covered(atlas, numbers.coverage)),
        "claimed": _claimed(numbers.whole),
        "found": found_of(snapshots, atlas),
    }
    title = WORDS["numbers"]
    yield Sheet(_ACTIVE, "numbers.html", title, WORDS["numbers_lede"], _ACTIVE, values)
    for code, tally in numbers.by_place.items():
        yield _of_place(atlas, numbers, code, tally)


def machine_numbers(numbers: Numbers) -> bytes:
    """Write the numbers for machines."""
    data = {
        "items": numbers.whole.items,
        "measures": numbers.whole.values(),
        "by_place": {code: tally.values() for code, tally in numbers.by_place.items()},
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_snapshots(texts: Iterable[bytes]) -> tuple[Snapshot, ...]:
    """Read what ``stats --output json`` wrote on earlier days, the earliest first; the rest is passed over."""
    found: dict[str, Snapshot] = {}
    for text in texts:
        try:
            data = json.loads(text)
            {key: float(one["value"] or 0) for key, one in data["measures"].items()}
            found[str(data["day"])] = data
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return tuple(found[day] for day in sorted(found))


def _of_place(atlas: Atlas, numbers: Numbers, code: str, tally: Tally) -> Sheet:
    cards = atlas.by_place.get(code, ())
    agencies = tallies_of((card.agency, card.counts) for card in cards if card.agency)
    title = filled("numbers_of", place=atlas.place(code))
    values = {
        "way": (Link(_ACTIVE, WORDS["numbers"]), Link("", atlas.place(code))),
        "lede": _lede(tally),
        "figures": tuple(_figures(tally)),
        "heads": tuple(BY_KEY[key].title for key in _HEATED),
        "heat": tuple(_heat(agencies, {})),
        "charts": tuple(_charts(agencies, level_of(code))),
        "trends": (),
        "coverage": tuple(
            _covered(atlas, {code: numbers.coverage[code]} if code in numbers.coverage else {})
        ),
        "claimed": _claimed(tally),
        "found": None,
    }
    return Sheet(f"numbers/{code}.html", "numbers.html", title, title, _ACTIVE, values)


def _row(card: Card) -> Row:
    agency = card.agency_code or card.agency
    return Row(
        card.jurisdiction,
        agency,
        card.agency,
        card.basic_code,
        card.is_basic,
        card.levels,
        card.counts,
    )


def _lede(tally: Tally) -> Text:
    return filled("numbers_counted", n=tally.items)


def _figures(tally: Tally) -> Iterator[Figure]:
    for key in _FIRST:
        measure = BY_KEY[key]
        value = tally.value(measure)
        if value is not None:
            yield Figure(key, measure.title, f"{value * 100:.1f}", "%")


def _heat(groups: Mapping[str, Tally], hrefs: Mapping[str, str]) -> Iterator[Heat]:
    """Shade each number by how near it comes to the best of its column: some shares are low everywhere."""
    some = list(groups.items())[:_MOST]
    measures = [BY_KEY[key] for key in _HEATED]
    best = [max((tally.value(m) or 0 for _, tally in some), default=0) for m in measures]
    for name, tally in some:
        values = [(m, tally.value(m), top) for m, top in zip(measures, best, strict=True)]
        cells = tuple((m.written(value), _warmth(value, top)) for m, value, top in values)
        yield Heat(name, hrefs.get(name, ""), cells)


def _warmth(value: float | None, best: float) -> int:
    return sum(value >= step * best for step in _WARM) if value is not None else 2


def _charts(groups: Mapping[str, Tally], level: str) -> Iterator[Chart]:
    for measure in ALL:
        valued = [
            (name, value)
            for name, tally in groups.items()
            if (value := tally.value(measure)) is not None
        ]
        if valued:
            yield _chart(measure, valued[:_MOST], level)


def _chart(measure: Measure, valued: list[tuple[str, float]], level: str) -> Chart:
    most = max((value for _, value in valued), default=1) if measure.shown == "mean" else 1
    rows = [Bar(name, value / (most or 1), measure.written(value)) for name, value in valued]
    target = target_at(measure, level) or next(iter(measure.targets), None)
    goal = target.value if target else None
    told = _told(target) if target else ""
    title = measure.title
    picture = Text(bars(title.zh, rows, goal), bars(title.en, rows, goal))
    pairs = tuple((row.name, row.shown) for row in rows)
    return Chart(measure.key, title, measure.formula, measure.source, told, picture, pairs)


def _told(target: Target) -> Text:
    """Say what a target asks for, on whose word, and how sure that is."""
    sure, words = WORDS[f"sure_{target.sure}"], WORDS["target"]
    facts = {
        lang: {"document": target.document.said(lang), "sure": sure.said(lang)}
        for lang in LANGS
    }
    value = f"{target.value:.0%}"
    return Text(
        words.into("zh", value=value, **facts["zh"]),
        words.into("en", value=value, **facts["en"]),
    )


def _trends(snapshots: Sequence[Snapshot]) -> Iterator[Chart]:
    """Draw how shares have moved, where there are two days to draw a line between."""
    for key in _FIRST:
        measure = BY_KEY[key]
        points = [(str(s["day"]), s["measures"].get(key, {}).get("value")) for s in snapshots]
        known = [(day, float(value)) for day, value in points if value is not None]
        if len(known) > 1:
            picture = Text(trend(measure.title.zh, known), trend(measure.title.en, known))
            rows = tuple((day, measure.written(value)) for day, value in known)
            yield Chart(
                f"t-{key}", measure.title, measure.formula, measure.source, "", picture, rows
            )


def _covered(
    atlas: Atlas, coverage: Mapping[str, Coverage]
) -> Iterator[tuple[Words, int, str, str]]:
    for code, one in coverage.items():
        basics, peers = (
            ("—" if v is None else f"{v:.0%}") for v in (one.of_basics, one.of_peers)
        )
        yield atlas.place(code), one.offered, basics, peers


def _claimed(tally: Tally) -> Text:
    """Say how far what is claimed and what can really be done online lie apart."""
    claimed, real = (tally.value(BY_KEY[key]) or 0 for key in ("online", "online-real"))
    return filled("numbers_claimed", claimed=f"{claimed:.1%}", real=f"{real:.1%}")
