"""Two editions in words: what breaks, what is freed, what is new, with an example each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from catalog_std.report.asked import asked
from catalog_std.report.frame import plain
from catalog_std.report.sayings import value_at, why_undecided
from catalog_std.standard.check.editions import Revision, Shift
from catalog_std.standard.check.judgement import Ground, telling
from catalog_std.text import Lang, Text

_NAMES = {
    Shift.REMOVED: Text("删去", "removed"),
    Shift.TIGHTER: Text("收紧", "tighter"),
    Shift.UNDECIDED: Text("未能判定", "undecided"),
    Shift.LOOSER: Text("放宽", "looser"),
    Shift.ADDED: Text("新增", "added"),
    Shift.SAME: Text("未变", "same"),
}
_EXAMPLES = {
    Shift.REMOVED: Text("旧版合格、新版不合格：{value}", "right before, wrong now: {value}"),
    Shift.TIGHTER: Text("旧版合格、新版不合格：{value}", "right before, wrong now: {value}"),
    Shift.LOOSER: Text("旧版不合格、新版合格：{value}", "wrong before, right now: {value}"),
}
_OLD, _NEW = Text("旧", "old"), Text("新", "new")
_NOTHING = Text("没有要求", "asks nothing")
_KEPT = Text(
    "旧版合格的事项，新版都合格（已证）",
    "every item right under the old edition stays right (proved)",
)
_BREAK = Text(
    "旧版合格的事项，新版有的不合格",
    "some items right under the old edition are wrong under the new one",
)
_OPEN = Text(
    "旧版合格的事项是否都合格，未能判定", "whether every item stays right is undecided"
)
_FROM = Text("自 {day} 起", "from {day}")


def stays_valid(revisions: Iterable[Revision]) -> bool | None:
    """Say whether all that was right stays right; None where that is undecided."""
    shifts = {one.shift for one in revisions}
    if shifts & {Shift.REMOVED, Shift.TIGHTER}:
        return False
    return None if Shift.UNDECIDED in shifts else True


def revision_lines(
    revisions: Sequence[Revision], lang: Lang, effective: date | None
) -> Iterator[str]:
    """Print each element that changed, the worst first; then how it comes out."""
    order = list(Shift)
    for one in sorted(revisions, key=lambda revision: order.index(revision.shift)):
        if one.shift is not Shift.SAME:
            yield from _revision(one, lang)
    yield outcome_line(revisions, lang, effective)


def _revision(one: Revision, lang: Lang) -> Iterator[str]:
    label = f" · {one.label.said(lang)}" if one.label else ""
    yield f"{_NAMES[one.shift].said(lang)} `{one.element}`{label}"
    sides = ((_OLD, one.old), (_NEW, one.new)) if one.old or one.new else ()
    for words, grounds in sides:
        told = list(told_lines(grounds, lang)) or [_NOTHING.said(lang)]
        yield from (plain(f"    {words.said(lang)}: {line}") for line in told)
    if example := example_of(one, lang):
        yield plain(f"    {example}")


def example_of(one: Revision, lang: Lang) -> str:
    """Show a change by a value, or say why it is undecided; empty where there is nothing to show."""
    if one.has_witness:
        value = value_at(one.witness, one.path).said(lang).strip()
        return _EXAMPLES[one.shift].into(lang, value=value)
    return why_undecided(one.why, one.about).said(lang) if one.why else ""


def shift_word(shift: Shift, lang: Lang) -> str:
    """Name what became of an element."""
    return _NAMES[shift].said(lang)


def told_lines(grounds: Sequence[Ground], lang: Lang) -> Iterator[str]:
    """Say what each clause asks, and where it stands."""
    for ground in telling(grounds):
        at = ground.clause.at
        where = f"  {at.file}:{at.span.line}" if at else ""
        yield f"{asked(ground).said(lang)}{where}"


def outcome_line(revisions: Sequence[Revision], lang: Lang, effective: date | None) -> str:
    """Say how it comes out: counts, whether what was right stays right, and from when."""
    counts = Counter(one.shift for one in revisions)
    told = [f"{_NAMES[shift].said(lang)} {counts[shift]}" for shift in Shift if counts[shift]]
    verdict = {True: _KEPT, False: _BREAK, None: _OPEN}[stays_valid(revisions)].said(lang)
    day = _FROM.into(lang, day=effective.isoformat()) if effective else ""
    comma, stop = ("，", "；") if lang == "zh" else (", ", "; ")
    return stop.join(part for part in (comma.join(told), verdict, day) if part)
