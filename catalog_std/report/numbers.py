"""The numbers of reform as text with bars, as CSV, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from catalog_std.codes.division import full_name
from catalog_std.lint import RULES
from catalog_std.metrics.measure import Measure, Target
from catalog_std.metrics.measures import ALL
from catalog_std.metrics.numbers import Numbers, Past, Stats
from catalog_std.metrics.tally import Tally, target_at
from catalog_std.report.frame import width as width_of
from catalog_std.report.words import SEVERITY, SURE
from catalog_std.text import Lang, Text

_BAR = 24
_MOST = 12
_TITLE = Text("共 {items} 个申请类事项，{day}", "{items} items that people apply for, {day}")
_PLACES = Text("按地方", "By place")
_AGENCIES = Text("按部门（事项最多的 {n} 个）", "By agency (the {n} with most items)")
_COVERAGE = Text("事项覆盖", "Coverage")
_OF_BASICS = Text("基本目录", "of the basic catalogue")
_OF_PEERS = Text("同级地方", "of its peers")
_FAULTS = Text("检查发现", "Findings")
_FOUND_AT = Text("检查发现（按地方）", "Findings by place")
_FOUND_BY = Text("检查发现（按部门，最多的 {n} 个）", "Findings by agency (the {n} with most)")
_TREND = Text("走势", "Over time")
_NOW = Text("现在", "now")
_ITEMS = Text("事项", "items")
_TARGET = Text("目标 {value}（{document}，{sure}）", "target {value} ({document}, {sure})")
_SHOWN = ("online", "online-real", "zero", "cut", "papers", "complete")


def _target_words(target: Target, lang: Lang) -> str:
    """Say what a target asks for, on whose word, and how sure that is."""
    facts = {"document": target.document.said(lang), "sure": SURE[target.sure].said(lang)}
    return _TARGET.into(lang, value=f"{target.value:.0%}", **facts)


def text_numbers(stats: Stats, lang: Lang) -> Iterator[str]:
    """Print the numbers for a terminal."""
    numbers, day = stats.numbers, stats.day
    yield _TITLE.into(lang, items=numbers.whole.items, day=day.isoformat())
    yield ""
    yield from _bars(numbers.whole, lang)
    yield from _table(
        _PLACES.said(lang), {_place(c, day): t for c, t in numbers.by_place.items()}, lang
    )
    most = sorted(numbers.by_agency.items(), key=lambda pair: (-pair[1].items, pair[0]))[:_MOST]
    agencies = {numbers.names[code]: tally for code, tally in most}
    yield from _table(_AGENCIES.into(lang, n=len(agencies)), agencies, lang)
    yield from _coverage(numbers, day, lang)
    yield from _trend(stats, lang)
    yield from _found(stats, lang)


def csv_numbers(stats: Stats, lang: Lang) -> Iterator[str]:
    """Write one line a group and measure. Texts that a spreadsheet would run are disarmed."""
    numbers, day = stats.numbers, stats.day
    yield _line(("group", "code", "name", "measure", "title", "part", "whole", "value"))
    groups = [("all", "", "", numbers.whole)]
    groups += [
        ("place", code, _place(code, day), tally) for code, tally in numbers.by_place.items()
    ]
    groups += [
        ("agency", code, numbers.names[code], tally)
        for code, tally in numbers.by_agency.items()
    ]
    groups += [("commit", "", past.name, past.tally) for past in stats.past]
    for kind, code, name, tally in groups:
        for measure in ALL:
            if measure.key in tally.sums:
                part, whole = tally.sums[measure.key]
                value = tally.value(measure)
                number = "" if value is None else f"{value:.4f}"
                row = (kind, code, name, measure.key, measure.title.said(lang))
                yield _line((*row, f"{part:g}", f"{whole:g}", number))
    for kind, code, name, count in _counted(stats):
        yield _line((kind, code, name, "findings", "", str(count), "", ""))


def _counted(stats: Stats) -> Iterator[tuple[str, str, str, int]]:
    """Give the findings of each rule, place, agency and commit."""
    faults, names = stats.faults, stats.numbers.names
    for (rule, severity), count in faults.by_rule.items():
        yield "rule", rule, severity.value, count
    for code, count in faults.by_place.items():
        yield "place", code, _place(code, stats.day), count
    for code, count in faults.by_agency.items():
        yield "agency", code, names.get(code, code), count
    for past in stats.past:
        yield "commit", "", past.name, past.findings


def json_numbers(stats: Stats, lang: Lang) -> Iterator[str]:
    """Write everything, each measure with its formula: a snapshot that a later site can draw a line through."""
    numbers, faults = stats.numbers, stats.faults
    coverage = {
        code: {"offered": one.offered, "of_basics": one.of_basics, "of_peers": one.of_peers}
        for code, one in numbers.coverage.items()
    }
    data = {
        "version": 1,
        "day": stats.day.isoformat(),
        "items": numbers.whole.items,
        "measures": {m.key: _measure(m, numbers, lang) for m in ALL},
        "coverage": coverage,
        "findings": {
            "by_rule": {rule: count for (rule, _), count in faults.by_rule.items()},
            "by_place": faults.by_place,
            "by_agency": faults.by_agency,
        },
        "past": [
            {"commit": past.name, "measures": past.tally.values(), "findings": past.findings}
            for past in stats.past
        ],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _measure(measure: Measure, numbers: Numbers, lang: Lang) -> dict[str, Any]:
    return {
        "title": measure.title.said(lang),
        "formula": measure.formula.said(lang),
        "source": measure.source.said(lang),
        "value": numbers.whole.value(measure),
        "by_place": {code: tally.value(measure) for code, tally in numbers.by_place.items()},
        "by_agency": {code: tally.value(measure) for code, tally in numbers.by_agency.items()},
    }


def _bars(tally: Tally, lang: Lang) -> Iterator[str]:
    titles = {measure.key: measure.title.said(lang) for measure in ALL}
    wide = max(map(width_of, titles.values()))
    for measure in ALL:
        value = tally.value(measure)
        share = measure.shown != "mean" and value is not None
        filled = round((value or 0) * _BAR) if share else 0
        bar = "█" * filled + "·" * (_BAR - filled) if share else " " * _BAR
        title = titles[measure.key]
        target = target_at(measure, "")
        told = f"  {_target_words(target, lang)}" if target else ""
        yield f"{title}{' ' * (wide - width_of(title))}  {bar} {measure.written(value):>7}{told}"


def _table(title: str, rows: Mapping[str, Tally], lang: Lang) -> Iterator[str]:
    measures = [measure for measure in ALL if measure.key in _SHOWN]
    heads = [_ITEMS.said(lang), *(measure.title.said(lang) for measure in measures)]
    cells = {
        name: [str(tally.items), *(m.written(tally.value(m)) for m in measures)]
        for name, tally in rows.items()
    }
    yield from _grid(title, heads, cells)


def _coverage(numbers: Numbers, day: date, lang: Lang) -> Iterator[str]:
    heads = [_ITEMS.said(lang), _OF_BASICS.said(lang), _OF_PEERS.said(lang)]
    cells = {
        _place(code, day): [str(one.offered), _share(one.of_basics), _share(one.of_peers)]
        for code, one in numbers.coverage.items()
    }
    yield from _grid(_COVERAGE.said(lang), heads, cells)


def _trend(stats: Stats, lang: Lang) -> Iterator[str]:
    """Set the numbers of some commits beside those of now."""
    if not stats.past:
        return
    now = Past(_NOW.said(lang), stats.numbers.whole, stats.faults.count)
    columns = (*stats.past, now)
    rows = {m.title.said(lang): [m.written(one.tally.value(m)) for one in columns] for m in ALL}
    rows[_ITEMS.said(lang)] = [str(one.tally.items) for one in columns]
    rows[_FAULTS.said(lang)] = [str(one.findings) for one in columns]
    yield from _grid(_TREND.said(lang), [one.name for one in columns], rows)


def _found(stats: Stats, lang: Lang) -> Iterator[str]:
    faults, names = stats.faults, stats.numbers.names
    yield ""
    yield _FAULTS.said(lang)
    titles = {rule.name: rule.card.title.said(lang) for rule in RULES}
    for (rule, severity), count in faults.by_rule.items():
        yield f"  {count:>6}  {SEVERITY[severity].said(lang)}  {rule}  {titles[rule]}"
    at = {_place(code, stats.day): [str(count)] for code, count in faults.by_place.items()}
    yield from _grid(_FOUND_AT.said(lang), [_FAULTS.said(lang)], at)
    most = list(faults.by_agency.items())[:_MOST]
    by = {names.get(code, code): [str(count)] for code, count in most}
    yield from _grid(_FOUND_BY.into(lang, n=len(by)), [_FAULTS.said(lang)], by)


def _grid(title: str, heads: list[str], rows: Mapping[str, list[str]]) -> Iterator[str]:
    """Print a table whose first column is text and the others numbers, by East Asian width."""
    if not rows:
        return
    first = max(map(width_of, (title, *rows)))
    widths = [max(width_of(head), 6) for head in heads]
    yield ""
    yield f"{title}{' ' * (first - width_of(title))}  " + "  ".join(
        f"{' ' * (wide - width_of(head))}{head}"
        for head, wide in zip(heads, widths, strict=True)
    )
    for name, cells in rows.items():
        padded = (f"{cell:>{wide}}" for cell, wide in zip(cells, widths, strict=True))
        yield f"{name}{' ' * (first - width_of(name))}  " + "  ".join(padded)


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}"


def _place(code: str, day: date) -> str:
    return full_name(code, day) or code


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    safe = [f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells]
    csv.writer(out, lineterminator="").writerow(safe)
    return out.getvalue()
