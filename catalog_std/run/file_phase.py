"""The file phase: a chunk of files in, compact rows out. Files know nothing of each other.

What comes out is a function of the files' bytes, the basic items they name, the standards and the rules;
so chunks may be judged anywhere, in any order, and twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalog_std.catalog.facts import Facts
from catalog_std.document import Document, documents_of
from catalog_std.effective import effective_of
from catalog_std.finding import Finding
from catalog_std.lint import judging
from catalog_std.lint.docket import Docket
from catalog_std.lint.rule import Case, Hit, Rule
from catalog_std.lint.suppression import suppressions_of
from catalog_std.run.findings import finding_of
from catalog_std.run.job import Job
from catalog_std.run.leaning import Witness
from catalog_std.run.record import record_of
from catalog_std.run.sheet import Chunk, Crash, Sheet, same
from catalog_std.run.sources import digest_of
from catalog_std.run.unswept import unswept


@dataclass(frozen=True, slots=True)
class FilePhase:
    """A job with its basic items at hand, on which every file may lean: ready to judge files."""

    job: Job
    basics: Mapping[str, Document]
    witness: Witness
    asked: bool  # whether any rule will ask for facts
    dockets: Mapping[bool, Docket]  # for what could be read, and for what could not

    @classmethod
    def of(cls, job: Job, basics: Mapping[str, Document] | None = None) -> FilePhase:
        """Make ready; what is read here is shared by all workers."""
        witness = Witness()
        watched = replace(job, setting=witness.watching(job.setting), cases={})
        dockets = {
            readable: Docket.of(judging(job.rules, readable=readable))
            for readable in (True, False)
        }
        at_hand = job.texts.basics() if basics is None else basics
        asked = any(rule.query is not None for rule in job.rules)
        return cls(watched, at_hand, witness, asked, dockets)

    def __call__(self, names: Iterable[str]) -> Chunk:
        """Judge some files: what an engine is given to do."""
        return self.chunk(names)

    def chunk(self, names: Iterable[str]) -> Chunk:
        """Judge some files."""
        facts = Facts()
        with unswept():
            sheets = tuple([self._sheet(name, facts) for name in names])
            return Chunk(sheets, facts.texts())

    def _sheet(self, name: str, facts: Facts) -> Sheet:
        raw = self.job.texts.raw(name)
        documents, digest = documents_of(name, raw), digest_of(raw)
        suppressions = suppressions_of(documents)
        findings: dict[object, Finding] = {}
        crashes: dict[str, Crash] = {}
        for document in documents:
            case = self.job.case(effective_of(document, self.basics))
            self.witness.saw(case.item.at.document, self.job.profiles)
            if suppressions:
                own = tuple(s for s in suppressions if s.number == document.number)
                case = replace(case, suppressions=own)
            for finding in self._judged(case, facts, crashes):
                findings.setdefault(same(finding), finding)
            if self.job.recorded:
                row = record_of(case.item.at.document, self.job.texts, digest)
                facts.add("documents", row)
        leans = self.witness.leave()
        if self.job.recorded:
            for path in sorted(about[0] for word, *about in leans if word == "file"):
                facts.add("forms", (name, path))
        return Sheet(
            name,
            len(documents),
            tuple(findings.values()),
            tuple(crashes.values()),
            suppressions,
            digest,
            leans,
        )

    def _judged(self, case: Case, facts: Facts, crashes: dict[str, Crash]) -> Iterator[Finding]:
        """Ask every rule what it finds. One that breaks down is noted; nobody else catches everything.

        The rules are gone through inside one ``try``, and on behind the one that broke: a frame and a
        ``try`` for each cost a tenth of a run.
        """
        document = case.item.at.document
        if document.data and self.asked:
            facts.add_item(case.item)
        rules = iter(self.dockets[bool(document.data)].due(case))
        shown = case.item, case
        broken = True
        while broken:
            broken = False
            try:
                for rule, check, whole in rules:
                    if hits := [*check(shown[whole])]:
                        yield from [f for hit in hits for f in weighed(self.job, rule, hit)]
            except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
                crashes.setdefault(rule.name, crash_of(rule.name, document.source.name, error))
                broken = True


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
