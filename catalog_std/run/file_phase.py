"""The file phase: a chunk of files in, compact rows out. Files know nothing of each other.

What comes out is a function of the files' bytes, the basic items they name, the standards and the rules;
so chunks may be judged anywhere, in any order, and twice.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalog_std.catalog.facts import Facts
from catalog_std.document import Document
from catalog_std.effective import effective_of
from catalog_std.finding import Finding
from catalog_std.lint import judging
from catalog_std.lint.rule import Case, Hit, Rule
from catalog_std.lint.suppression import suppressions_of
from catalog_std.run.findings import finding_of
from catalog_std.run.job import Job
from catalog_std.run.sheet import Chunk, Crash, Sheet, same


@dataclass(frozen=True, slots=True)
class FilePhase:
    """A job with its basic items at hand, on which every file may lean: ready to judge files."""

    job: Job
    basics: Mapping[str, Document]

    @classmethod
    def of(cls, job: Job) -> FilePhase:
        """Make ready; what is read here is shared by all workers."""
        return cls(job, job.texts.basics())

    def chunk(self, names: Iterable[str]) -> Chunk:
        """Judge some files."""
        facts = Facts()
        sheets = tuple(self._sheet(name, facts) for name in names)
        return Chunk(sheets, facts.texts())

    def _sheet(self, name: str, facts: Facts) -> Sheet:
        documents = self.job.texts.documents(name)
        suppressions = suppressions_of(documents)
        findings: dict[object, Finding] = {}
        crashes: dict[str, Crash] = {}
        for document in documents:
            case = self.job.case(effective_of(document, self.basics))
            if suppressions:
                own = tuple(s for s in suppressions if s.number == document.number)
                case = replace(case, suppressions=own)
            for finding in self._judged(case, facts, crashes):
                findings.setdefault(same(finding), finding)
        found = tuple(findings.values())
        return Sheet(name, len(documents), found, tuple(crashes.values()), suppressions)

    def _judged(self, case: Case, facts: Facts, crashes: dict[str, Crash]) -> Iterator[Finding]:
        if case.item.at.document.data:
            facts.add_item(case.item)
        rules = iter(judging(case, self.job.rules))
        while broken := (yield from self._told(case, rules)):
            crashes.setdefault(broken.rule, broken)

    def _told(
        self, case: Case, rules: Iterator[Rule]
    ) -> Generator[Finding, None, Crash | None]:
        """Ask one rule after the other, until one breaks down: a block around each would cost more than it."""
        rule: Rule | None = None
        try:
            for rule in rules:
                for found in rule.check(case) if rule.check else ():
                    yield from weighed(self.job, rule, found)
        except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
            return crash_of(rule.name if rule else "", case.item.at.document.source.name, error)
        return None


def weighed(job: Job, rule: Rule, found: Hit) -> Iterable[Finding]:
    """Make a finding of a hit, unless the settings switch its rule off there.

    Where a standard makes the rule mandatory they can neither switch it off nor make it lighter.
    """
    usual = found.breach.severity if found.breach else rule.card.severity
    severity = job.settings.weight(rule.name, usual, found.at.source.name)
    finding = finding_of(rule, found, severity or usual, job)
    if finding.bound_by:
        worse = min(usual, finding.severity, key=lambda s: s.rank)
        return (replace(finding, severity=worse),)
    return () if severity is None else (finding,)


def crash_of(rule: str, file: str, error: Exception) -> Crash:
    """Write down that a rule broke down."""
    return Crash(rule, file, f"{type(error).__name__}: {error}")
