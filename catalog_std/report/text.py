"""Findings for people: the line itself, carets under the fault, and whose clause it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog_std.finding import Finding, Severity
from catalog_std.report.frame import LineAt, frame, line_of, plain
from catalog_std.report.remedy import title
from catalog_std.report.words import BY_NAME, SEVERITY, basis, message, totals
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

Paint = Callable[[str, str], str]
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_BASIS = Text("依据", "basis")
_FIX = Text("可改", "fix")
_BOUND = Text("{by} 规定必须遵守，不得豁免", "mandatory under {by}: nobody may silence it")


def text_lines(outcome: Outcome, lang: Lang, line_at: LineAt, paint: Paint) -> Iterator[str]:
    """Print each finding with its frame, then the totals."""
    for finding in outcome.findings:
        yield from _finding(finding, lang, line_at, paint)
        yield ""
    yield totals(outcome, lang)


def _finding(finding: Finding, lang: Lang, line_at: LineAt, paint: Paint) -> Iterator[str]:
    span, colour = finding.where.span, _COLOURS[finding.severity]
    where = f"{plain(finding.where.file)}:{span.line}:{span.column}"
    label = paint(SEVERITY[finding.severity].said(lang), colour)
    rule = f"{BY_NAME[finding.rule].id} {finding.rule}"
    yield f"{where}: {label} {line_of(message(finding, lang))}  [{rule}]"
    for line in frame(line_at(finding.where), span):
        yield paint(line, colour) if line.lstrip().startswith("| ") else line
    yield f"       = {_BASIS.said(lang)}: {basis(finding, lang)}"
    for related in finding.related:
        at = f"{related.where.file}:{related.where.span.line}"
        yield f"       = {related.saying.said(lang)}: {at}"
    if finding.bound_by:
        yield f"       = {_BOUND.into(lang, by=finding.bound_by)}"
    if finding.fix:
        command = "catalog-std fix" if finding.fix.safe else "catalog-std fix --unsafe"
        yield f"       = {_FIX.said(lang)}: {plain(title(finding.fix, lang))} ({command})"
