"""A basic item then, the basic item now, and each local item that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.alignment import name_of
from catalog_std.diff.catalogs import Resting, Upstream
from catalog_std.diff.edits import Spot
from catalog_std.report.change_words import message, place
from catalog_std.report.frame import plain
from catalog_std.report.words import said
from catalog_std.run.answered import Answered
from catalog_std.text import Lang, Text

HEAD = Text(
    "基本目录变了，下列实施清单以它为据", "basic items changed; these local items rest on them"
)
FOLLOWS = Text("随基本目录", "follows")
OWN = Text("自定：{value}", "says itself: {value}")
REVIEWED = Text(
    "已复核，无影响：{note}（{reviewer}，{date}）",
    "reviewed, no impact: {note} ({reviewer}, {date})",
)
THEN_NOW = Text("原为 {before}，现为 {after}", "then {before}, now {after}")
_LONGEST = 60


def three_way_lines(answered: Answered, lang: Lang) -> Iterator[str]:
    """Print each change of a basic item, then what each local item that rests on it says."""
    if not answered.outcome.upstream:
        return
    yield HEAD.said(lang)
    for upstream in answered.outcome.upstream:
        change = upstream.change
        yield f"  {plain(change.subject.name)}: {message(change, lang)}  [{change.fingerprint}]"
        yield f"    {then_now(upstream, lang)}"
        for resting in upstream.resting:
            yield f"    {plain(resting.file)}: {stance(answered, upstream, resting, lang)}"
    yield ""


def then_now(upstream: Upstream, lang: Lang) -> str:
    """Say what the basic item said then, and what it says now."""
    facts = upstream.change.facts
    before, after = (_short(said(facts[side], lang)) for side in ("before", "after"))
    return plain(THEN_NOW.into(lang, before=before, after=after))


def stance(answered: Answered, upstream: Upstream, resting: Resting, lang: Lang) -> str:
    """Say how a local item stands to a basic change: follows, says otherwise, was reviewed."""
    own = resting.own
    words = OWN.into(lang, value=_value(own)) if own else FOLLOWS.said(lang)
    review = answered.review(upstream.change, resting)
    if review is None:
        return plain(words)
    facts = {"note": review.note, "reviewer": review.reviewer}
    return plain(f"{words} · {REVIEWED.into(lang, date=review.date.isoformat(), **facts)}")


def _value(spot: Spot) -> str:
    value = spot.value
    if isinstance(value, list):
        value = "、".join(name_of(entry) for entry in value)
    return f"{_short(name_of(value) or value)} ({place(spot)})"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
