"""Changes for a pull request: a table an item, the heavier ones first, ready answers for those left open."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.catalogs import ItemChanges
from catalog_std.diff.kind import Change
from catalog_std.diff.weigh import Weight
from catalog_std.report.change_words import (
    MEASURE,
    NOTHING,
    SIDES,
    WEIGHT,
    approved_line,
    counts,
    grown,
    loads,
    message,
    number,
    place,
    unused_line,
)
from catalog_std.report.marked import coded, quoted
from catalog_std.report.three_ways import HEAD, stance, then_now
from catalog_std.run.answered import Answered
from catalog_std.text import Lang, Text

_SIGN = {Weight.HEAVIER: "🔴", Weight.UNKNOWN: "🟡", Weight.LIGHTER: "🟢", Weight.NEITHER: "⚪"}
_TITLE = Text("事项目录的变化", "Changes of the catalog")
_HEADS = Text("| 轻重 | 变化 | 原处 | 现处 |", "| weight | change | was at | is at |")
_LOAD = Text("| 负担 | 之前 | 之后 | 增减 |", "| load | before | after | |")
_ANSWER = Text(
    "要放行仍未批准的加重变化，可把下面几行填好后加进 approvals.yaml：",
    "To let the heavier changes pass, fill these lines in and add them to approvals.yaml:",
)
_MOST = 200  # items shown in full: a comment holds 65,536 characters


def markdown_lines(answered: Answered, lang: Lang) -> Iterator[str]:
    """Write changes as a comment under a pull request."""
    outcome = answered.outcome
    sides = SIDES.into(lang, before=outcome.before.label, after=outcome.after.label)
    yield f"## {_TITLE.said(lang)}"
    yield ""
    yield f"{quoted(sides)}  "
    yield counts(answered, lang) if outcome.changes else NOTHING.said(lang)
    yield from _load(answered, lang)
    for item in sorted(outcome.items, key=_worst)[:_MOST]:
        yield from _item(answered, item, lang)
    if len(outcome.items) > _MOST:
        yield f"\n… {len(outcome.items) - _MOST}"
    yield from _upstream(answered, lang)
    yield from _answers(answered, lang)


def _load(answered: Answered, lang: Lang) -> Iterator[str]:
    totals = answered.outcome.totals
    rows = [row for row in loads(totals.before.load, totals.after.load) if row[1] != row[2]]
    if rows:
        yield from ("", _LOAD.said(lang), "|---|--:|--:|--:|")
    for name, one, other in rows:
        yield f"| {MEASURE[name].said(lang)} | {number(one)} | {number(other)} | {grown(one, other)} |"


def _item(answered: Answered, item: ItemChanges, lang: Lang) -> Iterator[str]:
    yield ""
    yield f"### {quoted(item.subject.name)} `{item.subject.code.replace('`', '')}`"
    yield from ("", _HEADS.said(lang), "|---|---|---|---|")
    order = list(Weight)
    for change in sorted(item.changes, key=lambda change: order.index(change.weight)):
        sign = f"{_SIGN[change.weight]} {WEIGHT[change.weight].said(lang)}"
        words = quoted(message(change, lang))
        if approval := answered.approval(change):
            words += f"<br>✅ {quoted(approved_line(approval, lang))}"
        yield f"| {sign} | {words} | {coded(place(change.before))} | {coded(place(change.after))} |"


def _upstream(answered: Answered, lang: Lang) -> Iterator[str]:
    if answered.outcome.upstream:
        yield from ("", f"### {HEAD.said(lang)}", "")
    for upstream, left in answered.to_review():
        words = (
            f"{quoted(upstream.change.subject.name)}：{quoted(message(upstream.change, lang))}"
        )
        yield f"- [{' ' if left else 'x'}] {words} ({quoted(then_now(upstream, lang))})"
        for resting in upstream.resting:
            yield f"  - {coded(resting.file)} {quoted(stance(answered, upstream, resting, lang))}"


def _answers(answered: Answered, lang: Lang) -> Iterator[str]:
    unused = [f"- {unused_line(answer, lang)}" for answer in answered.unused()]
    if unused:
        yield from ("", *unused)
    open_ = list(answered.blocking("heavier"))
    if open_:
        yield from ("", _ANSWER.said(lang), "", "```yaml", "approvals:")
        yield from (_line(change) for change in open_)
        yield "```"


def _line(change: Change) -> str:
    return f'  - {{fingerprint: "{change.fingerprint}", reason: , approver: , date: }}'


def _worst(item: ItemChanges) -> int:
    order = list(Weight)
    return min(order.index(change.weight) for change in item.changes)
