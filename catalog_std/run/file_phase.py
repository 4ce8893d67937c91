"""The file phase: a chunk of files in, compact rows out. Files know nothing of each other.

What comes out is a function of the files' bytes, the basic items they name, the standards and the rules;
so chunks may be judged anywhere, in any order, and twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog_std.catalog.facts import Facts
from catalog_std.document import Document
from catalog_std.effective import effective_of
from catalog_std.finding import Finding
from catalog_std.item import item_of
from catalog_std.lint import judging
from catalog_std.lint.rule import Case, Hit, Rule, Setting
from catalog_std.run.findings import finding_of
from catalog_std.run.job import Job
from catalog_std.run.sheet import Chunk, Crash, Sheet, same
from catalog_std.standard.profiles import Profiles

NOTHING = Setting()


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
        findings: dict[object, Finding] = {}
        crashes: dict[str, Crash] = {}
        for document in documents:
            for finding in self._judged(effective_of(document, self.basics), facts, crashes):
                findings.setdefault(same(finding), finding)
        return Sheet(name, len(documents), tuple(findings.values()), tuple(crashes.values()))

    def _judged(
        self, document: Document, facts: Facts, crashes: dict[str, Crash]
    ) -> Iterator[Finding]:
        case = case_of(self.job.profiles, document, self.job.setting)
        if document.data:
            facts.add_item(case.item)
        for rule in judging(case, self.job.rules):
            for found in _hits(rule, case, crashes):
                yield from weighed(self.job, rule, found)


def case_of(profiles: Profiles, document: Document, setting: Setting = NOTHING) -> Case:
    """Bring one effective item before the judges."""
    profile = profiles.of(document.data)
    breaches = profile.breaches(document.data) if document.data else ()
    return Case(
        item_of(document),
        profiles.on,
        breaches,
        profiles.tables,
        profile.lists,
        profile.root,
        setting,
        profile.freedoms,
    )


def weighed(job: Job, rule: Rule, found: Hit) -> Iterable[Finding]:
    """Make a finding of a hit, unless the settings switch its rule off there."""
    usual = found.breach.severity if found.breach else rule.card.severity
    severity = job.settings.weight(rule.name, usual, found.at.source.name)
    return () if severity is None else (finding_of(rule, found, severity, job.profiles),)


def crash_of(rule: Rule, file: str, error: Exception) -> Crash:
    """Write down that a rule broke down."""
    return Crash(rule.name, file, f"{type(error).__name__}: {error}")


def _hits(rule: Rule, case: Case, crashes: dict[str, Crash]) -> Iterable[Hit]:
    """Ask a rule for its hits. A rule that breaks down is noted once; nobody else catches everything."""
    try:
        return tuple(rule.check(case)) if rule.check else ()
    except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
        file = case.item.at.document.source.name
        crashes.setdefault(rule.name, crash_of(rule, file, error))
        return ()
