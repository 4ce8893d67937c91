"""Findings for people: the line itself, carets under the fault, and whose clause it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from catalog_std.finding import Finding, Severity
from catalog_std.report.frame import frame, plain
from catalog_std.report.words import BY_NAME, SEVERITY, basis, message
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

Paint = Callable[[str, str], str]
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_BASIS = Text("依据", "basis")
_TOTAL = Text(
    "{items} 个事项，{files} 个文件：{error} 个错误，{warning} 个警告，{info} 个提示（截至 {on}）",
    "{items} items in {files} files: {error} errors, {warning} warnings, {info} infos (as of {on})",
)


def text_lines(
    outcome: Outcome, lang: Lang, text_of: Callable[[str], str], paint: Paint
) -> Iterator[str]:
    """Print each finding with its frame, then the totals."""
    for finding in outcome.findings:
        yield from _finding(finding, lang, text_of, paint)
        yield ""
    counts = Counter(finding.severity for finding in outcome.findings)
    yield _TOTAL.into(
        lang,
        items=outcome.items,
        files=outcome.files,
        on=outcome.on.isoformat(),
        **{severity.value: counts[severity] for severity in Severity},
    )


def _finding(
    finding: Finding, lang: Lang, text_of: Callable[[str], str], paint: Paint
) -> Iterator[str]:
    span, colour = finding.where.span, _COLOURS[finding.severity]
    where = f"{plain(finding.where.file)}:{span.line}:{span.column}"
    label = paint(SEVERITY[finding.severity].said(lang), colour)
    rule = f"{BY_NAME[finding.rule].id} {finding.rule}"
    yield f"{where}: {label} {plain(message(finding, lang))}  [{rule}]"
    for line in frame(text_of(finding.where.file), span):
        yield paint(line, colour) if line.lstrip().startswith("| ") else line
    yield f"       = {_BASIS.said(lang)}: {basis(finding, lang)}"
    for related in finding.related:
        at = f"{related.where.file}:{related.where.span.line}"
        yield f"       = {related.saying.said(lang)}: {at}"
