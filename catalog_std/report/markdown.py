"""Findings as Markdown: for a job summary or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from catalog_std.finding import Finding
from catalog_std.report.frame import line_of
from catalog_std.report.words import BY_NAME, SEVERITY, message, totals
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

_MOST = 1000  # a job summary holds a mebibyte
_LONGEST = 300
_TITLE = Text("目录检查", "Catalog lint")
_HEAD = Text("| 位置 | 级别 | 规则 | 发现 |", "| Place | Severity | Rule | Finding |")
_MORE = Text("另有 {count} 处。", "And {count} more.")
_SPECIAL = re.compile(r"[\\`*_{}\[\]|~^$]")
_PARTED = re.compile(r"([@#]|www(?=\.)|https?(?=:))", re.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SEAM = "<!-- -->"  # nothing to see, but a mention, a reference or a link breaks at it


def markdown_lines(outcome: Outcome, lang: Lang, prefix: str) -> Iterator[str]:
    """Print totals and a table; no text of the catalog can make markup of its own."""
    yield f"## {_TITLE.said(lang)}"
    yield ""
    yield _plain(totals(outcome, lang))
    if outcome.findings:
        yield ""
        yield _HEAD.said(lang)
        yield "|---|---|---|---|"
        yield from (_row(one, lang, prefix) for one in islice(outcome.findings, _MOST))
    if len(outcome.findings) > _MOST:
        yield ""
        yield _MORE.into(lang, count=len(outcome.findings) - _MOST)


def _row(finding: Finding, lang: Lang, prefix: str) -> str:
    span, rule = finding.where.span, BY_NAME[finding.rule]
    cells = [
        _code(f"{prefix}{finding.where.file}:{span.line}:{span.column}"),
        _plain(SEVERITY[finding.severity].said(lang)),
        _code(f"{rule.id} {rule.name}"),
        _plain(_short(message(finding, lang))),
    ]
    return f"| {' | '.join(cells)} |"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _code(text: str) -> str:
    """Write a name as code; one that would end the code or the cell, as text."""
    return _plain(text) if set(text) & set("`|\\\n\r") else f"`{text}`"


def _plain(text: str) -> str:
    """Write a text that makes no markup, calls nobody and links nowhere."""
    marked = _SPECIAL.sub(lambda found: f"\\{found[0]}", line_of(text).translate(_ENTITIES))
    return _PARTED.sub(lambda found: found[0] + _SEAM, marked)
