"""Findings about standards as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from catalog_std.finding import Finding, Severity, Where
from catalog_std.report.verdicts import VERDICTS
from catalog_std.report.words import message
from catalog_std.text import Lang

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_text(findings: Iterable[Finding], lang: Lang, version: str) -> str:
    """Write findings as one SARIF document; columns count code points."""
    rules = [rule.card for rule in VERDICTS.values()]
    driver = {
        "name": "catalog-std",
        "version": version,
        "rules": [
            {
                "id": card.id,
                "name": card.name,
                "shortDescription": {"text": card.title.said(lang)},
            }
            for card in rules
        ],
    }
    numbers = {card.name: number for number, card in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers, lang) for finding in findings],
    }
    return json.dumps(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _result(finding: Finding, numbers: Mapping[str, int], lang: Lang) -> dict[str, Any]:
    number = numbers[finding.rule]
    return {
        "ruleId": list(VERDICTS.values())[number].id,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": message(finding, lang)},
        "locations": [_location(finding.where)],
        "relatedLocations": [
            {**_location(other.where), "message": {"text": other.saying.said(lang)}}
            for other in finding.related
        ],
        "partialFingerprints": {"catalogStd/v1": finding.fingerprint},
    }


def _location(where: Where) -> dict[str, Any]:
    span = where.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    place = {"artifactLocation": {"uri": where.file}, "region": region}
    return {"physicalLocation": place}
