"""Changes for people: by item, each with both places, what it weighs, and the load in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog_std.diff.catalogs import ItemChanges
from catalog_std.diff.kind import Change
from catalog_std.diff.weigh import Weight
from catalog_std.report.change_words import (
    GUESSED,
    MEASURE,
    MOVED,
    NOTHING,
    SIDES,
    TOTAL,
    UNREAD,
    WEIGHT,
    approved_line,
    counts,
    grown,
    loads,
    message,
    number,
    places,
    unused_line,
)
from catalog_std.report.frame import plain, width
from catalog_std.report.three_ways import three_way_lines
from catalog_std.run.answered import Answered
from catalog_std.text import Lang

Paint = Callable[[str, str], str]
COLOURS = {
    Weight.HEAVIER: "red",
    Weight.UNKNOWN: "yellow",
    Weight.LIGHTER: "green",
    Weight.NEITHER: "cyan",
}
_SURE = 1.0


def change_lines(answered: Answered, lang: Lang, paint: Paint) -> Iterator[str]:
    """Print what changed item by item, what rests on basic items, then the sums."""
    outcome = answered.outcome
    yield SIDES.into(lang, before=plain(outcome.before.label), after=plain(outcome.after.label))
    yield ""
    for item in outcome.items:
        yield from _item(answered, item, lang, paint)
        yield ""
    yield from three_way_lines(answered, lang)
    yield from _sums(answered, lang)


def _item(answered: Answered, item: ItemChanges, lang: Lang, paint: Paint) -> Iterator[str]:
    yield plain(f"{item.subject.name or '—'}  {item.subject.code}")
    if item.by and item.sure < _SURE:
        yield f"  {GUESSED.into(lang, by=item.by, sure=item.sure)}"
    for change in item.changes:
        yield from _change(answered, change, lang, paint)
    differing = [
        f"{MEASURE[name].said(lang)} {number(one)} → {number(other)}"
        for name, one, other in loads(item.before, item.after)
        if one != other
    ]
    if differing and item.before is not None and item.after is not None:
        yield f"  = {' · '.join(differing)}"


def _change(answered: Answered, change: Change, lang: Lang, paint: Paint) -> Iterator[str]:
    word = WEIGHT[change.weight].said(lang)
    label = paint(word, COLOURS[change.weight]) + " " * (8 - width(word))
    yield f"  {label} {message(change, lang)}  [{change.kind.name} {change.fingerprint}]"
    yield f"           {places(change)}"
    if approval := answered.approval(change):
        yield f"           {approved_line(approval, lang)}"


def _sums(answered: Answered, lang: Lang) -> Iterator[str]:
    outcome = answered.outcome
    for unread in outcome.unread:
        where, span = unread.where, unread.where.span
        facts = {
            "side": unread.side,
            "file": where.file,
            "line": span.line,
            "column": span.column,
        }
        yield plain(UNREAD.into(lang, reason=unread.reason.said(lang), **facts))
    yield from (unused_line(answer, lang) for answer in answered.unused())
    if outcome.moved:
        yield MOVED.into(lang, moved=outcome.moved)
    one, other = outcome.totals.before, outcome.totals.after
    yield TOTAL.into(lang, before=one.items, after=other.items)
    for name, before, after in loads(one.load, other.load):
        more = f" ({grown(before, after)})" if before != after else ""
        yield f"  {MEASURE[name].said(lang)} {number(before)} → {number(after)}{more}"
    yield counts(answered, lang) if outcome.changes else NOTHING.said(lang)
