"""Findings as SARIF 2.1.0 (OASIS): for code scanning, and for viewers of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from catalog_std.finding import Finding, Severity, Silenced, Where
from catalog_std.report.remedy import Edit, edits, title
from catalog_std.report.words import BY_NAME, basis, basis_line, message
from catalog_std.run.lint import Outcome
from catalog_std.source import Span
from catalog_std.text import Lang

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_KINDS = {"comment": "inSource", "baseline": "external"}
_ROOT = "%SRCROOT%"
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Log:
    """What every part of a log needs: the language, where the catalog lies, and its texts."""

    lang: Lang
    prefix: str
    raw: Callable[[str], bytes]
    version: str

    def lines(self, outcome: Outcome) -> Iterator[str]:
        """Print the log. Silenced findings are in it, and said to be silenced."""
        told: list[tuple[Finding, Silenced | None]] = [(one, None) for one in outcome.findings]
        told += [(one.finding, one) for one in outcome.silenced]
        names = sorted({finding.rule for finding, _ in told})
        results = [self._result(finding, names, silenced) for finding, silenced in told]
        driver = {
            "name": "catalog-std",
            "version": self.version,
            "rules": [self._rule(name) for name in names],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(outcome)],
            "results": results,
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        yield json.dumps(log, ensure_ascii=False, indent=2)

    def _rule(self, name: str) -> Data:
        """Describe a rule from its page."""
        rule = BY_NAME[name]
        return {
            "id": rule.id,
            "name": rule.name,
            "shortDescription": {"text": rule.card.title.said(self.lang)},
            "fullDescription": {"text": rule.why.said(self.lang)},
            "help": {"text": basis_line(rule.card.basis, self.lang)},
            "defaultConfiguration": {"level": _LEVELS[rule.card.severity]},
        }

    def _result(self, finding: Finding, names: list[str], silenced: Silenced | None) -> Data:
        said: Data = {
            "ruleId": BY_NAME[finding.rule].id,
            "ruleIndex": names.index(finding.rule),
            "level": _LEVELS[finding.severity],
            "message": {"text": message(finding, self.lang)},
            "locations": [self._location(finding.where)],
            "partialFingerprints": {"catalogStd/v1": finding.fingerprint},
            "properties": {
                "item": finding.subject.code,
                "pointer": str(finding.pointer),
                "basis": basis(finding, self.lang),
            },
        }
        said["relatedLocations"] = [
            self._location(other.where) | {"message": {"text": other.saying.said(self.lang)}}
            for other in finding.related
        ]
        return said | self._fixes(finding) | _silence(silenced)

    def _fixes(self, finding: Finding) -> Data:
        """Give the fix, if it is safe: whoever applies one from a log asks nobody."""
        if not finding.fix or not finding.fix.safe:
            return {}
        changes = edits(finding, finding.fix, self.raw(finding.where.file))
        if not changes:
            return {}
        change = {
            "artifactLocation": self._artifact(finding.where.file),
            "replacements": [_replacement(edit) for edit in changes],
        }
        words = {"text": title(finding.fix, self.lang)}
        return {"fixes": [{"description": words, "artifactChanges": [change]}]}

    def _location(self, where: Where) -> Data:
        place = {"artifactLocation": self._artifact(where.file), "region": _region(where.span)}
        return {"physicalLocation": place}

    def _artifact(self, file: str) -> Data:
        """Name a file from the top of the repository, as a URI."""
        return {"uri": quote(self.prefix + file, safe="/"), "uriBaseId": _ROOT}


def _silence(silenced: Silenced | None) -> Data:
    """Say whether a result counts: new, or known before, or silenced by whom and why."""
    if silenced is None:
        return {}
    if silenced.by == "base":
        return {"baselineState": "unchanged"}
    why = {"justification": silenced.reason} if silenced.reason else {}
    return {"suppressions": [{"kind": _KINDS[silenced.by], "status": "accepted"} | why]}


def _replacement(edit: Edit) -> Data:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _invocation(outcome: Outcome) -> Data:
    """Say how the run went: rules that broke down are told."""
    notes = [
        {"level": "error", "message": {"text": f"{crash.rule} {crash.file} {crash.reason}"}}
        for crash in outcome.crashes
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}
