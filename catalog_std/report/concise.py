"""One line a finding: place, rule, words."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.report.frame import line_of, plain
from catalog_std.report.words import BY_NAME, SEVERITY, message
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang


def concise_lines(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Print each finding on a line of its own."""
    for found in outcome.findings:
        span = found.where.span
        place = f"{plain(found.where.file)}:{span.line}:{span.column}"
        severity = SEVERITY[found.severity].said(lang)
        yield f"{place}: {severity} {BY_NAME[found.rule].id} {line_of(message(found, lang))}"
