"""Findings as annotations of a pull request: workflow commands for GitHub Actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from catalog_std.finding import Finding, Severity
from catalog_std.report.frame import plain
from catalog_std.report.words import BY_NAME, message
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

MOST = 10  # GitHub shows no more of a kind for one step
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
_MORE = Text(
    "另有 {count} 处发现未在此标注，见作业摘要", "{count} more findings are in the job summary"
)


def github_lines(outcome: Outcome, lang: Lang, prefix: str) -> Iterator[str]:
    """Print at most ten commands a severity, the first of each, then how many are left."""
    shown: Counter[Severity] = Counter()
    for finding in outcome.findings:
        shown[finding.severity] += 1
        if shown[finding.severity] <= MOST:
            yield _command(finding, lang, prefix)
    left = sum(max(0, count - MOST) for count in shown.values())
    if left:
        yield _MORE.into(lang, count=left)


def _command(finding: Finding, lang: Lang, prefix: str) -> str:
    """Write one command; columns are told only within one line, as GitHub wants them."""
    span = finding.where.span
    properties = {"file": prefix + finding.where.file, "line": span.line}
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    else:
        properties |= {"endLine": span.end_line}
    properties["title"] = f"{BY_NAME[finding.rule].id} {finding.rule}"
    written = ",".join(
        f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items()
    )
    said = plain(message(finding, lang)).translate(_DATA)
    return f"::{_COMMANDS[finding.severity]} {written}::{said}"
