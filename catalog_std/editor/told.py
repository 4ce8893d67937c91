"""Findings as an editor shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsprotocol import types as lsp

from catalog_std.editor.lines import Lines
from catalog_std.finding import Finding, Severity, Where
from catalog_std.report.words import BY_NAME, basis, message
from catalog_std.text import Lang, Text

_WEIGHTS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_BASIS = Text("依据", "basis")
_CLAUSE = Text("条文", "the clause")
NAME = "catalog-std"

Locate = Callable[[Where], lsp.Location]


def diagnostic_of(finding: Finding, lines: Lines, lang: Lang, locate: Locate) -> lsp.Diagnostic:
    """Write a finding down for an editor: what is wrong, on whose word, and where else to look."""
    words = f"{message(finding, lang)}\n{_BASIS.said(lang)}: {basis(finding, lang)}"
    return lsp.Diagnostic(
        range=lines.range(finding.where.span),
        message=words,
        severity=_WEIGHTS[finding.severity],
        code=BY_NAME[finding.rule].id,
        source=NAME,
        related_information=list(_related(finding, lang, locate)),
        data={"fingerprint": finding.fingerprint, "rule": finding.rule},
    )


def _related(
    finding: Finding, lang: Lang, locate: Locate
) -> Iterator[lsp.DiagnosticRelatedInformation]:
    for related in finding.related:
        saying = related.saying.said(lang)
        yield lsp.DiagnosticRelatedInformation(locate(related.where), saying)
    if finding.clause and finding.clause.at:
        clause = _CLAUSE.said(lang)
        yield lsp.DiagnosticRelatedInformation(locate(finding.clause.at), clause)
