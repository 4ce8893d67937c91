"""Findings as a JUnit report: a suite a file, a case a finding; errors are failures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from catalog_std.finding import Finding, Severity
from catalog_std.report.words import BY_NAME, SEVERITY, message
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

_CLEAN = Text("没有发现", "nothing found")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_lines(outcome: Outcome, lang: Lang, prefix: str) -> Iterator[str]:
    """Print the report. Warnings and infos pass as tests, and are told in the suite's output.

    The schemas at large ask for a time, a host and a package: the day judged by, ``localhost``, ours.
    """
    day = f"{outcome.on.isoformat()}T00:00:00"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<testsuites>"
    by_file = groupby(outcome.findings, key=lambda finding: finding.where.file)
    suites = [(prefix + file, tuple(findings)) for file, findings in by_file]
    for number, (file, findings) in enumerate(suites or [(prefix or ".", ())]):
        yield from _suite(file, findings, f'id="{number}" timestamp="{day}"', lang)
    yield "</testsuites>"


def _suite(file: str, findings: Sequence[Finding], marks: str, lang: Lang) -> Iterator[str]:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    yield (
        f'  <testsuite name={_quoted(file)} package="catalog-std" hostname="localhost" {marks}'
        f' tests="{max(len(findings), 1)}" failures="{failures}" errors="0" time="0">'
    )
    yield '    <properties><property name="tool" value="catalog-std"/></properties>'
    if not findings:
        yield _case("catalog-std", _CLEAN.said(lang), "/>")
    for finding in findings:
        yield from _told(finding, lang)
    light = (_line(f, lang) for f in findings if f.severity is not Severity.ERROR)
    yield f"    <system-out>{_plain(chr(10).join(light))}</system-out>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _told(finding: Finding, lang: Lang) -> Iterator[str]:
    rule, span = BY_NAME[finding.rule], finding.where.span
    name = f"{rule.id} {finding.pointer or '/'} {span.line}:{span.column}"
    if finding.severity is not Severity.ERROR:
        yield _case(finding.rule, name, "/>")
        return
    yield _case(finding.rule, name, ">")
    said = _quoted(message(finding, lang))
    yield f"      <failure type={_quoted(finding.rule)} message={said}>{_plain(_line(finding, lang))}</failure>"
    yield "    </testcase>"


def _case(classname: str, name: str, end: str) -> str:
    return f'    <testcase classname={_quoted(classname)} name={_quoted(name)} time="0"{end}'


def _line(finding: Finding, lang: Lang) -> str:
    span = finding.where.span
    place = f"{finding.where.file}:{span.line}:{span.column}"
    severity = SEVERITY[finding.severity].said(lang)
    return f"{place}: {severity} {BY_NAME[finding.rule].id} {message(finding, lang)}"


def _plain(text: str) -> str:
    """Escape a text; characters that XML 1.0 cannot hold become a mark."""
    return escape(_NO_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    line = _NO_XML.sub("\ufffd", text)
    return quoteattr(line, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
