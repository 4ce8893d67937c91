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
from catalog_std.report.three_ways import HEAD, stance, then_now
from catalog_std.run.answered import Answered
from catalog_std.text import Lang, Text

_TITLE = Text("事项目录的变化", "Changes of the catalog")
_LOAD = Text("总负担", "The load in all")
_ONE_BY_ONE = Text("逐项", "Item by item")
_ITEMS = Text("{before} → {after} 个事项", "{before} → {after} items")
_AS_OF = Text("截至 {on}", "as of {on}")
_UNREAD = Text("未能比较", "Not compared")
_STYLE = """
:root{--paper:#fbfaf7;--ink:#1d2129;--soft:#667;--line:#e3e0d8;--card:#fff;--heavier:#b3261e;--unknown:#8a5a00;--lighter:#1a6b3c;--neither:#5b6472}
@media(prefers-color-scheme:dark){:root{--paper:#15171b;--ink:#e8e6e1;--soft:#9aa0aa;--line:#2c3038;--card:#1c1f25;--heavier:#ff8a80;--unknown:#f0b95a;--lighter:#7fd6a2;--neither:#9aa4b2}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.65 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1.1rem;margin:2.5rem 0 .75rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}
.soft{color:var(--soft);font-size:.9rem;margin:0}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:1.5rem 0}
.sum{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem .9rem}
.sum b{display:block;font-size:1.6rem;line-height:1.25;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right}
article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.2rem;margin:0 0 1rem;break-inside:avoid-page}
article h3{font-size:1.05rem;margin:0}
code{font:.82rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
ul{list-style:none;margin:.6rem 0 0;padding:0}
li{padding:.4rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.tag{display:inline-block;min-width:3.2em;font-weight:600;margin-right:.5em}
.heavier{color:var(--heavier)}.unknown{color:var(--unknown)}.lighter{color:var(--lighter)}.neither{color:var(--neither)}
.ok{display:block;color:var(--lighter);font-size:.9rem}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--heavier:#900;--unknown:#640;--lighter:#040;--neither:#444}
body{font-size:10.5pt}main{max-width:none;padding:0}
@page{size:A4;margin:16mm}h2{break-after:avoid}li,tr{break-inside:avoid}}
"""


def html_lines(answered: Answered, lang: Lang) -> Iterator[str]:
    """Write changes as a whole page."""
    outcome = answered.outcome
    title = _TITLE.said(lang)
    code = "zh-CN" if lang == "zh" else "en"
    yield "<!doctype html>"
    yield f'<html lang="{code}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
    yield f"<header><h1>{title}</h1>"
    sides = SIDES.into(lang, before=outcome.before.label, after=outcome.after.label)
    yield f'<p class="soft">{escape(sides)} · {_AS_OF.into(lang, on=outcome.on.isoformat())}</p></header>'
    yield from _sums(answered, lang)
    yield from _load(answered, lang)
    for item in outcome.items:
        yield from _item(answered, item, lang)
    if not outcome.changes:
        yield f"<p>{NOTHING.said(lang)}</p>"
    yield from _upstream(answered, lang)
    yield from _rest(answered, lang)
    yield "</main></body></html>"


def _sums(answered: Answered, lang: Lang) -> Iterator[str]:
    weights = Counter(change.weight for change in answered.outcome.changes)
    yield '<section class="sums">'
    for weight in Weight:
        word = WEIGHT[weight].said(lang)
        yield f'<div class="sum"><b class="{weight}">{weights[weight]}</b>{word}</div>'
    yield "</section>"


def _load(answered: Answered, lang: Lang) -> Iterator[str]:
    one, other = answered.outcome.totals.before, answered.outcome.totals.after
    items = _ITEMS.into(lang, before=one.items, after=other.items)
    yield f'<h2>{_LOAD.said(lang)}</h2><p class="soft">{items}</p><table>'
    for name, before, after in loads(one.load, other.load):
        weight = Weight.HEAVIER if after > before else Weight.LIGHTER
        more = (
            f'<span class="{weight}">{grown(before, after)}</span>' if before != after else ""
        )
        cells = f'<td class="n">{number(before)}</td><td class="n">{number(after)}</td><td class="n">{more}</td>'
        yield f"<tr><th>{MEASURE[name].said(lang)}</th>{cells}</tr>"
    yield "</table>"
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
    return f"{tag}{escape(message(change, lang))}{ok}<br><code>{escape(places(change))}</code>"


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
            yield f"<li><code>{escape(resting.file)}</code><br>{stands}</li>"
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
