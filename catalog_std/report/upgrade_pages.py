"""What a revision of the standards does to a catalog, as Markdown and as one page, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from catalog_std.finding import Finding, Subject
from catalog_std.report.frame import line_of
from catalog_std.report.look import CLOSING, opening, sums
from catalog_std.report.marked import coded, quoted
from catalog_std.report.words import basis, message
from catalog_std.run.upgrade import Upgrade
from catalog_std.text import Lang, Text

_TITLE = Text("换用标准的影响", "What a change of standards does")
_SIDES = Text(
    "标准由 {before} 到 {after}，{items} 个事项",
    "standards from {before} to {after}, {items} items",
)
_NOTHING = Text("没有影响", "Nothing changes for this catalog")
_KINDS = (
    ("broken", "🔴", "heavier", Text("不再合规", "No longer conforming")),
    ("stale", "🟡", "unknown", Text("需要更新", "Growing stale")),
    ("allowed", "🟢", "lighter", Text("变为允许", "Newly allowed")),
)
_MOST = 100  # items of a kind shown in full: a comment holds 65,536 characters
_HEAD = Text("| 位置 | 发现 | 依据 |", "| where | what | basis |")


def upgrade_markdown(upgrade: Upgrade, lang: Lang) -> Iterator[str]:
    """Write the impact for a pull request: a table an item."""
    yield f"## {_TITLE.said(lang)}"
    yield ""
    yield quoted(_sides(upgrade, lang))
    for kind, sign, _, head in _KINDS:
        found: tuple[Finding, ...] = getattr(upgrade, kind)
        if found:
            yield from ("", f"### {sign} {head.said(lang)} · {len(found)}")
        items = list(_by_item(found))
        for subject, some in items[:_MOST]:
            yield from ("", f"**{quoted(subject.name)}** {coded(subject.code)}")
            yield from ("", _HEAD.said(lang), "|---|---|---|")
            yield from (_row(one, lang) for one in some)
        if len(items) > _MOST:
            yield from ("", f"… {len(items) - _MOST}")
    if _quiet(upgrade):
        yield from ("", _NOTHING.said(lang))


def upgrade_html(upgrade: Upgrade, lang: Lang) -> Iterator[str]:
    """Write the impact as a whole page."""
    yield from opening(_TITLE.said(lang), _sides(upgrade, lang), lang)
    yield from sums(
        [
            (colour, len(getattr(upgrade, kind)), head.said(lang))
            for kind, _, colour, head in _KINDS
        ]
    )
    for kind, _, colour, head in _KINDS:
        if found := getattr(upgrade, kind):
            yield f'<h2 class="{colour}">{head.said(lang)}</h2>'
        for subject, some in _by_item(found):
            yield f"<article><h3>{escape(subject.name or '—')}</h3>"
            yield f"<code>{escape(subject.code)}</code><ul>"
            yield from (_entry(one, lang) for one in some)
            yield "</ul></article>"
    if _quiet(upgrade):
        yield f"<p>{_NOTHING.said(lang)}</p>"
    yield CLOSING


def _sides(upgrade: Upgrade, lang: Lang) -> str:
    return _SIDES.into(lang, before=upgrade.before, after=upgrade.after, items=upgrade.items)


def _quiet(upgrade: Upgrade) -> bool:
    return not (upgrade.broken or upgrade.stale or upgrade.allowed)


def _by_item(findings: Iterable[Finding]) -> Iterable[tuple[Subject, list[Finding]]]:
    """Bring the findings of each item together, in the order they were found."""
    items: dict[Subject, list[Finding]] = {}
    for finding in findings:
        items.setdefault(finding.subject, []).append(finding)
    return items.items()


def _where(finding: Finding) -> str:
    span = finding.where.span
    return f"{line_of(finding.where.file)}:{span.line}:{span.column}"


def _row(finding: Finding, lang: Lang) -> str:
    told = quoted(message(finding, lang))
    return f"| {coded(_where(finding))} | {told} | {quoted(basis(finding, lang))} |"


def _entry(finding: Finding, lang: Lang) -> str:
    told, rests = message(finding, lang), basis(finding, lang)
    return (
        f'<li>{escape(line_of(told))}<p class="soft">{escape(line_of(rests))}</p>'
        f"<code>{escape(_where(finding))} · {finding.rule}</code></li>"
    )
