"""Two editions of a standard as Markdown and as one page: element by element, and what breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from catalog_std.finding import Finding
from catalog_std.report.frame import line_of
from catalog_std.report.look import CLOSING, opening, sums
from catalog_std.report.marked import coded, quoted
from catalog_std.report.revisions import example_of, outcome_line, shift_word, told_lines
from catalog_std.report.words import message
from catalog_std.standard.check.editions import Revision, Shift
from catalog_std.standard.check.judgement import Ground
from catalog_std.standard.shelf import Standard
from catalog_std.text import Lang, Text

_TITLE = Text("标准两版比较", "Two editions of a standard")
_SIDES = Text("{old} → {new}", "{old} → {new}")
_HEAD = Text("| 变化 | 要素 | 旧 | 新 | 例 |", "| change | element | old | new | example |")
_NOTHING = Text("没有要求", "asks nothing")
_OLD, _NEW = Text("旧", "old"), Text("新", "new")
_BROKEN = Text("目录中不再合格的：{n}", "No longer right in the catalog: {n}")
_MOST = 200  # findings told one by one: a comment holds 65,536 characters
_COLOURS = {
    Shift.REMOVED: "heavier",
    Shift.TIGHTER: "heavier",
    Shift.UNDECIDED: "unknown",
    Shift.LOOSER: "lighter",
    Shift.ADDED: "neither",
    Shift.SAME: "neither",
}


@dataclass(frozen=True, slots=True)
class Editions:
    """Two editions, what became of each element, and what breaks in a catalog, if one was asked about."""

    old: Standard
    new: Standard
    revisions: Sequence[Revision]
    broken: Sequence[Finding] | None

    @property
    def changed(self) -> list[Revision]:
        """List what is not the same, the worst first."""
        order = list(Shift)
        some = (one for one in self.revisions if one.shift is not Shift.SAME)
        return sorted(some, key=lambda one: order.index(one.shift))


def revision_markdown(editions: Editions, lang: Lang) -> Iterator[str]:
    """Write two editions for a pull request."""
    yield f"## {_TITLE.said(lang)}"
    yield from ("", quoted(_sides(editions, lang)), "", quoted(_total(editions, lang)))
    if editions.changed:
        yield from ("", _HEAD.said(lang), "|---|---|---|---|---|")
    for one in editions.changed:
        cells = (
            shift_word(one.shift, lang),
            f"{coded(one.element)} {quoted(_label(one, lang))}".strip(),
            "<br>".join(map(quoted, _asked(one.old, lang))),
            "<br>".join(map(quoted, _asked(one.new, lang))),
            quoted(example_of(one, lang)),
        )
        yield f"| {' | '.join(cells)} |"
    if editions.broken is not None:
        yield from ("", f"### {_BROKEN.into(lang, n=len(editions.broken))}", "")
        for finding in editions.broken[:_MOST]:
            yield f"- {coded(_where(finding))} {quoted(message(finding, lang))}"
        if len(editions.broken) > _MOST:
            yield f"- … {len(editions.broken) - _MOST}"


def revision_html(editions: Editions, lang: Lang) -> Iterator[str]:
    """Write two editions as a whole page."""
    counts = Counter(one.shift for one in editions.revisions)
    yield from opening(_TITLE.said(lang), _sides(editions, lang), lang)
    yield from sums([(_COLOURS[s], counts[s], shift_word(s, lang)) for s in Shift])
    yield f"<p>{escape(_total(editions, lang))}</p>"
    for one in editions.changed:
        yield from _element(one, lang)
    if editions.broken is not None:
        yield f"<h2>{_BROKEN.into(lang, n=len(editions.broken))}</h2><ul>"
        for finding in editions.broken:
            told = escape(line_of(message(finding, lang)))
            yield f"<li>{told}<code>{escape(_where(finding))} · {finding.rule}</code></li>"
        yield "</ul>"
    yield CLOSING


def _element(one: Revision, lang: Lang) -> Iterator[str]:
    tag = f'<span class="tag {_COLOURS[one.shift]}">{shift_word(one.shift, lang)}</span>'
    yield f"<article><h3>{tag} {escape(_label(one, lang) or one.element)}</h3>"
    yield f"<code>{escape(one.element)}</code><ul>" if one.label else "<ul>"
    for words, grounds in ((_OLD, one.old), (_NEW, one.new)):
        for line in _asked(grounds, lang):
            yield f'<li><span class="tag">{words.said(lang)}</span>{escape(line)}</li>'
    if example := example_of(one, lang):
        yield f'<li class="soft">{escape(example)}</li>'
    yield "</ul></article>"


def _sides(editions: Editions, lang: Lang) -> str:
    old, new = (
        f"{getattr(one.manifest.title, lang)} ({one.id})"
        for one in (editions.old, editions.new)
    )
    return _SIDES.into(lang, old=old, new=new)


def _total(editions: Editions, lang: Lang) -> str:
    return outcome_line(editions.revisions, lang, editions.new.manifest.effective)


def _label(one: Revision, lang: Lang) -> str:
    return one.label.said(lang) if one.label else ""


def _asked(grounds: Sequence[Ground], lang: Lang) -> list[str]:
    return [line_of(line) for line in told_lines(grounds, lang)] or [_NOTHING.said(lang)]


def _where(finding: Finding) -> str:
    span = finding.where.span
    return f"{line_of(finding.where.file)}:{span.line}:{span.column}"
