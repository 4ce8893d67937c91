"""Findings as a code quality report for GitLab merge requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from catalog_std.finding import Finding, Severity
from catalog_std.report.words import BY_NAME, message
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab_lines(outcome: Outcome, lang: Lang, prefix: str) -> Iterator[str]:
    """Print one JSON list. GitLab keeps one of equal fingerprints, so a repeated one gets a number."""
    seen: Counter[str] = Counter()
    found = []
    for finding in outcome.findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        mark = finding.fingerprint if count == 1 else f"{finding.fingerprint}-{count}"
        found.append(_issue(finding, lang, prefix) | {"fingerprint": mark})
    yield json.dumps(found, ensure_ascii=False, indent=2)


def _issue(finding: Finding, lang: Lang, prefix: str) -> dict[str, Any]:
    span = finding.where.span
    return {
        "description": message(finding, lang),
        "check_name": f"{BY_NAME[finding.rule].id} {finding.rule}",
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": prefix + finding.where.file,
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
        },
    }
