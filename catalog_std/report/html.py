"""Findings as one HTML file: no script, nothing fetched, to be kept or sent."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from catalog_std.finding import Finding
from catalog_std.report.frame import LineAt, cut, plain
from catalog_std.report.remedy import title
from catalog_std.report.words import BY_NAME, SEVERITY, basis, message, totals
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

_TITLE = Text("目录检查", "Catalog lint")
_BASIS = Text("依据：", "Basis: ")
_FIX = Text("可改：", "Fix: ")
LANGS = {"zh": "zh-CN", "en": "en"}
STYLE = """
:root { color-scheme: light dark; --line: #8884; --error: #b3261e; --warning: #8a5a00; --info: #1a5f9e; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffc46b; --info: #8fc7ff; } }
body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.05rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
article { margin: 0 0 1.25rem; padding-left: .75rem; border-left: .25rem solid var(--line); }
article p { margin: .2rem 0; overflow-wrap: anywhere; }
.error { border-color: var(--error); } .error b { color: var(--error); }
.warning { border-color: var(--warning); } .warning b { color: var(--warning); }
.info { border-color: var(--info); } .info b { color: var(--info); }
pre { overflow-x: auto; background: #8881; padding: .5rem; line-height: 1.35; }
mark { background: none; color: inherit; text-decoration: underline wavy var(--error); text-underline-offset: .25em; }
.warning mark { text-decoration-color: var(--warning); } .info mark { text-decoration-color: var(--info); }
small { opacity: .8; }
""".strip()


def html_lines(outcome: Outcome, lang: Lang, line_at: LineAt) -> Iterator[str]:
    """Print the page: totals, then each file with its findings and their frames."""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{LANGS[lang]}">'
    yield '<head><meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_TITLE.said(lang)}</title>"
    yield f"<style>{STYLE}</style></head>"
    yield "<body><main>"
    yield f"<h1>{_TITLE.said(lang)}</h1>"
    yield f"<p>{escape(totals(outcome, lang))}</p>"
    for file, findings in groupby(outcome.findings, key=lambda finding: finding.where.file):
        yield f"<section><h2>{escape(plain(file))}</h2>"
        for finding in findings:
            yield from article(finding, lang, line_at(finding.where))
        yield "</section>"
    yield "</main></body></html>"


def article(finding: Finding, lang: Lang, text: str | None) -> Iterator[str]:
    """Print one finding, with the line it stands on."""
    rule, span = BY_NAME[finding.rule], finding.where.span
    severity = SEVERITY[finding.severity].said(lang)
    said = escape(plain(message(finding, lang)))
    yield f'<article class="{finding.severity.value}">'
    yield f"<p><b>{severity}</b> {span.line}:{span.column} {said} <small>{rule.id} {rule.name}</small></p>"
    if shown := cut(text, span):
        before, meant, behind = map(escape, (shown.before, shown.meant, shown.behind))
        yield f"<pre>{shown.number:>6} | {before}<mark>{meant or ' '}</mark>{behind}</pre>"
    yield f"<p><small>{_BASIS.said(lang)}{escape(plain(basis(finding, lang)))}</small></p>"
    if finding.fix:
        yield f"<p><small>{_FIX.said(lang)}{escape(plain(title(finding.fix, lang)))}</small></p>"
    yield "</article>"
