"""The file phase: a chunk of files in, compact rows out. Files know nothing of each other.

What comes out is a function of the files' bytes, the basic items they name, the standards and the rules;
so chunks may be judged anywhere, in any order, and twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from catalog_std.catalog.facts import Facts
from catalog_std.document import Document
from catalog_std.effective import effective_of
from catalog_std.finding import Finding
from catalog_std.lint import judging
from catalog_std.lint.rule import Case, Hit, Rule
from catalog_std.run.findings import finding_of
from catalog_std.run.job import Job
from catalog_std.run.sheet import Chunk, Crash, Sheet, same


@dataclass(frozen=True, slots=True)
class FilePhase:
    """A job with its basic items at hand, on which every file may lean: ready to judge files."""

    job: Job
    basics: Mapping[str, Document]
    cases: dict[tuple[str, int], Case] = field(default_factory=dict, repr=False)

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
        findings: dict[object, Finding] = {}
        crashes: dict[str, Crash] = {}
        for document in documents:
            for finding in self._judged(effective_of(document, self.basics), facts, crashes):
                findings.setdefault(same(finding), finding)
        return Sheet(name, len(documents), tuple(findings.values()), tuple(crashes.values()))

    def _judged(
        self, document: Document, facts: Facts, crashes: dict[str, Crash]
    ) -> Iterator[Finding]:
        case = self.job.case(document)
        if document.data:
            facts.add_item(case.item)
        for rule in judging(case, self.job.rules):
            yield from self._told(rule, case, crashes)

    def _told(self, rule: Rule, case: Case, crashes: dict[str, Crash]) -> tuple[Finding, ...]:
        """Ask a rule what it finds. A rule that breaks down is noted; nobody else catches everything."""
        try:
            hits = rule.check(case) if rule.check else ()
            return tuple(
                finding
                for found in hits
                for finding in weighed(self.job, rule, found, self._alone)
            )
        except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
            file = case.item.at.document.source.name
            crashes.setdefault(rule.name, crash_of(rule, file, error))
            return ()

    def _alone(self, basic: Document) -> Case:
        """Bring a basic item before the judges, once for all who lean on it."""
        key = basic.source.name, basic.number
        if key not in self.cases:
            self.cases[key] = self.job.case(basic)
        return self.cases[key]


def weighed(
    job: Job, rule: Rule, found: Hit, alone: Callable[[Document], Case]
) -> Iterable[Finding]:
    """Make a finding of a hit, unless the settings switch its rule off there."""
    usual = found.breach.severity if found.breach else rule.card.severity
    severity = job.settings.weight(rule.name, usual, found.at.source.name)
    return () if severity is None else (finding_of(rule, found, severity, alone),)


def crash_of(rule: Rule, file: str, error: Exception) -> Crash:
    """Write down that a rule broke down."""
    return Crash(rule.name, file, f"{type(error).__name__}: {error}")
