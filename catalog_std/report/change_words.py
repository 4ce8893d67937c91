"""What a change says, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from catalog_std.catalog.approvals import Approval, Review
from catalog_std.diff.edits import Spot
from catalog_std.diff.kind import Change
from catalog_std.diff.load import MEASURES, Load
from catalog_std.diff.weigh import Weight
from catalog_std.report.frame import plain
from catalog_std.report.words import said
from catalog_std.run.answered import Answered
from catalog_std.text import Lang, Text

WEIGHT = {
    Weight.HEAVIER: Text("加重", "heavier"),
    Weight.UNKNOWN: Text("不明", "unknown"),
    Weight.LIGHTER: Text("减轻", "lighter"),
    Weight.NEITHER: Text("无关", "neither"),
}
MEASURE = dict(
    zip(
        MEASURES,
        (
            Text("材料", "papers"),
            Text("原件", "originals"),
            Text("复印件", "copies"),
            Text("工作日", "working days"),
            Text("自然日", "calendar days"),
            Text("费用", "money"),
            Text("到现场", "visits"),
            Text("环节", "steps"),
        ),
        strict=True,
    )
)
SIDES = Text("由 {before} 到 {after}", "from {before} to {after}")
COUNTS = Text(
    "{all} 处变化，{items} 个事项：加重 {heavier}，不明 {unknown}，减轻 {lighter}，无关 {neither}",
    "{all} changes in {items} items: {heavier} heavier, {unknown} unknown, {lighter} lighter, {neither} neither",
)
NOTHING = Text("没有变化", "nothing changed")
APPROVED = Text(
    "已批准：{reason}（{approver}，{date}）", "approved: {reason} ({approver}, {date})"
)
UNUSED = Text(
    "用不着的批准或复核：{fingerprint}（{date}）",
    "an answer to no change: {fingerprint} ({date})",
)
UNREAD = Text(
    "未比较：{side} {file}:{line}:{column}：{reason}",
    "not compared: {side} {file}:{line}:{column}: {reason}",
)
MOVED = Text("{moved} 个事项换了文件", "{moved} items moved to other files")
GUESSED = Text(
    "认作同一事项：{by}，把握 {sure:.0%}", "taken for the same item: by {by}, {sure:.0%} sure"
)
TOTAL = Text("总负担（{before} → {after} 个事项）", "load in all ({before} → {after} items)")
_LONGEST = 120


def message(change: Change, lang: Lang) -> str:
    """Say what changed."""
    facts = {key: _short(said(value, lang)) for key, value in change.facts.items()}
    return plain(change.kind.words.into(lang, **facts))


def place(spot: Spot) -> str:
    """Say where a value stands; what is absent stands nowhere."""
    if spot.value is None:
        return "—"
    span = spot.at.span
    return f"{plain(spot.at.source.name)}:{span.line}:{span.column}"


def places(change: Change) -> str:
    """Say where a change stands on both sides; the file once where it is the same."""
    one, other = place(change.before), place(change.after)
    file = f"{one.rsplit(':', 2)[0]}:"
    return f"{one} → {other.removeprefix(file)}"


def counts(answered: Answered, lang: Lang) -> str:
    """Count the changes by their weight."""
    weights = Counter(change.weight for change in answered.outcome.changes)
    items = sum(bool(item.changes) for item in answered.outcome.items)
    numbers = {weight.value: weights[weight] for weight in Weight}
    return COUNTS.into(lang, all=weights.total(), items=items, **numbers)


def loads(before: Load | None, after: Load | None) -> Iterator[tuple[str, float, float]]:
    """Give the measures that either side states, with both numbers; none stated counts as none."""
    one, other = before or {}, after or {}
    for name in MEASURES:
        if name in one or name in other:
            yield name, one.get(name, 0), other.get(name, 0)


def number(value: float) -> str:
    """Write a number without needless zeros."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def grown(before: float, after: float) -> str:
    """Write how much more or less it is."""
    return f"{'+' if after > before else '-'}{number(abs(after - before))}"


def unused_line(answer: Approval | Review, lang: Lang) -> str:
    """Name an answer that answers nothing."""
    return UNUSED.into(lang, fingerprint=answer.fingerprint, date=answer.date.isoformat())


def approved_line(approval: Approval, lang: Lang) -> str:
    """Say who answers for a change, and why."""
    facts = {"reason": approval.reason, "approver": approval.approver}
    return plain(APPROVED.into(lang, date=approval.date.isoformat(), **facts))


def _short(value: object) -> object:
    """Cut a long text: its beginning tells which it is."""
    if isinstance(value, str):
        line = " ".join(value.split())
        return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
    return value
