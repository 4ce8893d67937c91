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
from catalog_std.metrics.numbers import Faults, Numbers
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
_ITEMS = Text("事项", "items")
_TARGET = Text("目标 {value}（{document}，{sure}）", "target {value} ({document}, {sure})")
_SHOWN = ("online", "online-real", "zero", "cut", "papers", "complete")


def _target_words(target: Target, lang: Lang) -> str:
    """Say what a target asks for, on whose word, and how sure that is."""
    facts = {"document": target.document.said(lang), "sure": SURE[target.sure].said(lang)}
    return _TARGET.into(lang, value=f"{target.value:.0%}", **facts)


def text_numbers(numbers: Numbers, faults: Faults, day: date, lang: Lang) -> Iterator[str]:
    """Print the numbers for a terminal."""
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
    yield from _found(faults, lang)


def csv_numbers(numbers: Numbers, faults: Faults, day: date, lang: Lang) -> Iterator[str]:
    """Write one line a group and measure. Texts that a spreadsheet would run are disarmed."""
    yield _line(("group", "code", "name", "measure", "title", "part", "whole", "value"))
    groups = [("all", "", "", numbers.whole)]
    groups += [
        ("place", code, _place(code, day), tally) for code, tally in numbers.by_place.items()
    ]
    groups += [
        ("agency", code, numbers.names[code], tally)
        for code, tally in numbers.by_agency.items()
    ]
    for kind, code, name, tally in groups:
        for measure in ALL:
            if measure.key in tally.sums:
                part, whole = tally.sums[measure.key]
                value = tally.value(measure)
                number = "" if value is None else f"{value:.4f}"
                row = (kind, code, name, measure.key, measure.title.said(lang))
                yield _line((*row, f"{part:g}", f"{whole:g}", number))
    for (rule, severity), count in faults.by_rule.items():
        yield _line(("rule", rule, severity.value, "findings", "", str(count), "", ""))


def json_numbers(numbers: Numbers, faults: Faults, day: date, lang: Lang) -> Iterator[str]:
    """Write everything, each measure with its formula: a snapshot that a later site can draw a line through."""
    coverage = {
        code: {"offered": one.offered, "of_basics": one.of_basics, "of_peers": one.of_peers}
        for code, one in numbers.coverage.items()
    }
    data = {
        "version": 1,
        "day": day.isoformat(),
        "items": numbers.whole.items,
        "measures": {m.key: _measure(m, numbers, lang) for m in ALL},
        "coverage": coverage,
        "findings": {
            "by_rule": {rule: count for (rule, _), count in faults.by_rule.items()},
            "by_place": faults.by_place,
            "by_agency": faults.by_agency,
        },
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


def _found(faults: Faults, lang: Lang) -> Iterator[str]:
    yield ""
    yield _FAULTS.said(lang)
    titles = {rule.name: rule.card.title.said(lang) for rule in RULES}
    for (rule, severity), count in faults.by_rule.items():
        yield f"  {count:>6}  {SEVERITY[severity].said(lang)}  {rule}  {titles[rule]}"


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
