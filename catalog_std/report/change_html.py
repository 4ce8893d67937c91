"""Changes as one page: nothing to load, good on a screen and on paper, in light and in dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from catalog_std.diff.catalogs import ItemChanges
from catalog_std.diff.kind import Change
from catalog_std.diff.weigh import Weight
from catalog_std.report.change_words import (
    MEASURE,
    NOTHING,
    SIDES,
    UNREAD,
    WEIGHT,
    approved_line,
    grown,
    loads,
    message,
    number,
    places,
    unused_line,
)
from catalog_std.report.look import CLOSING, opening, sums
from catalog_std.report.three_ways import HEAD, stance, then_now
from catalog_std.run.answered import Answered
from catalog_std.text import Lang, Text

_TITLE = Text("事项目录的变化", "Changes of the catalog")
_LOAD = Text("总负担", "The load in all")
_HEADS = (Text("之前", "before"), Text("之后", "after"), Text("增减", "change"))
_ONE_BY_ONE = Text("逐项", "Item by item")
_ITEMS = Text("{before} → {after} 个事项", "{before} → {after} items")
_AS_OF = Text("截至 {on}", "as of {on}")
_UNREAD = Text("未能比较", "Not compared")


def html_lines(answered: Answered, lang: Lang) -> Iterator[str]:
    """Write changes as a whole page."""
    outcome = answered.outcome
    sides = SIDES.into(lang, before=outcome.before.label, after=outcome.after.label)
    told = f"{sides} · {_AS_OF.into(lang, on=outcome.on.isoformat())}"
    yield from opening(_TITLE.said(lang), told, lang)
    yield from _sums(answered, lang)
    yield from _load(answered, lang)
    for item in outcome.items:
        yield from _item(answered, item, lang)
    if not outcome.changes:
        yield f"<p>{NOTHING.said(lang)}</p>"
    yield from _upstream(answered, lang)
    yield from _rest(answered, lang)
    yield CLOSING


def _sums(answered: Answered, lang: Lang) -> Iterator[str]:
    weights = Counter(change.weight for change in answered.outcome.changes)
    yield from sums([(w.value, weights[w], WEIGHT[w].said(lang)) for w in Weight])


def _load(answered: Answered, lang: Lang) -> Iterator[str]:
    one, other = answered.outcome.totals.before, answered.outcome.totals.after
    items = _ITEMS.into(lang, before=one.items, after=other.items)
    yield f'<h2>{_LOAD.said(lang)}</h2><p class="soft">{items}</p><table>'
    heads = "".join(f'<th class="n" scope="col">{head.said(lang)}</th>' for head in _HEADS)
    yield f"<thead><tr><td></td>{heads}</tr></thead><tbody>"
    for name, before, after in loads(one.load, other.load):
        weight = Weight.HEAVIER if after > before else Weight.LIGHTER
        more = (
            f'<span class="{weight}">{grown(before, after)}</span>' if before != after else ""
        )
        cells = f'<td class="n">{number(before)}</td><td class="n">{number(after)}</td><td class="n">{more}</td>'
        yield f'<tr><th scope="row">{MEASURE[name].said(lang)}</th>{cells}</tr>'
    yield "</tbody></table>"
    yield f"<h2>{_ONE_BY_ONE.said(lang)}</h2>"


def _item(answered: Answered, item: ItemChanges, lang: Lang) -> Iterator[str]:
    yield f"<article><h3>{escape(item.subject.name or '—')}</h3><code>{escape(item.subject.code)}</code><ul>"
    for change in item.changes:
        yield f"<li>{_change(answered, change, lang)}</li>"
    yield "</ul></article>"


def _change(answered: Answered, change: Change, lang: Lang) -> str:
    word = WEIGHT[change.weight].said(lang)
    approval = answered.approval(change)
    ok = (
        f'<span class="ok">✓ {escape(approved_line(approval, lang))}</span>' if approval else ""
    )
    tag = f'<span class="tag {change.weight}">{word}</span>'
    return f"{tag}{escape(message(change, lang))}{ok}<code>{escape(places(change))}</code>"


def _upstream(answered: Answered, lang: Lang) -> Iterator[str]:
    if not answered.outcome.upstream:
        return
    yield f"<h2>{HEAD.said(lang)}</h2>"
    for upstream in answered.outcome.upstream:
        name, words = upstream.change.subject.name, message(upstream.change, lang)
        yield f"<article><h3>{escape(name)}</h3>{escape(words)}"
        yield f'<p class="soft">{escape(then_now(upstream, lang))}</p><ul>'
        for resting in upstream.resting:
            stands = escape(stance(answered, upstream, resting, lang))
            yield f"<li><code>{escape(resting.file)}</code>{stands}</li>"
        yield "</ul></article>"


def _rest(answered: Answered, lang: Lang) -> Iterator[str]:
    unused = [unused_line(answer, lang) for answer in answered.unused()]
    unread = [
        UNREAD.into(
            lang,
            side=text.side,
            file=text.where.file,
            line=text.where.span.line,
            column=text.where.span.column,
            reason=text.reason.said(lang),
        )
        for text in answered.outcome.unread
    ]
    if unused or unread:
        yield f"<h2>{_UNREAD.said(lang)}</h2><ul>"
        yield from (f"<li>{escape(line)}</li>" for line in (*unread, *unused))
        yield "</ul>"
