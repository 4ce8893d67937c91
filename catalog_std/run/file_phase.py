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
from catalog_std.lint.suppression import Suppression, suppressions_of
from catalog_std.run.findings import finding_of
from catalog_std.run.job import Job
from catalog_std.run.leaning import Witness
from catalog_std.run.sheet import Chunk, Crash, Sheet, same
from catalog_std.run.sources import digest_of

# Items between which the work changes hands: each kind of it stays in the processor's caches meanwhile, which
# spares 6 % with all rules; more at once need memory and bring nothing.
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class _Text:
    """A file as it was read: its documents, and what silences rules in them."""

    name: str
    digest: str
    documents: tuple[Document, ...]
    suppressions: tuple[Suppression, ...]

    def silenced(self, case: Case, document: Document) -> Case:
        """Give a case what is silenced in its own document."""
        if not self.suppressions:
            return case
        own = tuple(s for s in self.suppressions if s.number == document.number)
        return replace(case, suppressions=own)


@dataclass(frozen=True, slots=True)
class FilePhase:
    """A job with its basic items at hand, on which every file may lean: ready to judge files."""

    job: Job
    basics: Mapping[str, Document]
    witness: Witness
    asked: bool  # whether any rule will ask for facts
    dockets: Mapping[bool, Docket]  # for what could be read, and for what could not
    noted: bool  # whether it is written down of which bytes a verdict is, and what it leans on

    @classmethod
    def of(
        cls, job: Job, basics: Mapping[str, Document] | None = None, *, noted: bool = True
    ) -> FilePhase:
        """Make ready; what is read here is shared by all workers. What nobody will remember need not be noted.

        Nor need it be said of most files that there is nothing to say.
        """
        witness = Witness()
        setting = witness.watching(job.setting) if noted else job.setting
        watched = replace(job, setting=setting, cases={})
        dockets = {
            readable: Docket.of(judging(job.rules, readable=readable))
            for readable in (True, False)
        }
        at_hand = job.texts.basics() if basics is None else basics
        asked = any(rule.query is not None for rule in job.rules)
        return cls(watched, at_hand, witness, asked, dockets, noted)

    def __call__(self, names: Iterable[str]) -> Chunk:
        """Judge some files: what an engine is given to do."""
        return self.chunk(names)

    def chunk(self, names: Iterable[str]) -> Chunk:
        """Judge some files: a few items are read, then seen, then judged, and forgotten before the next are read."""
        facts = Facts()
        sheets: list[Sheet] = []
        for few in self._few(names):
            seen = [(text, self._cases(text)) for text in few]
            sheets += [self._sheet(text, cases, facts) for text, cases in seen]
        chunk = Chunk((*sheets,), facts.texts())
        return chunk if self.noted else chunk.terse()

    def _few(self, names: Iterable[str]) -> Iterator[list[_Text]]:
        """Read files, and hand them on as soon as there are some items."""
        few: list[_Text] = []
        items = 0
        for name in names:
            few.append(text := self._read(name))
            items += len(text.documents)
            if items >= _AT_ONCE:
                yield few
                few, items = [], 0
        yield few

    def _read(self, name: str) -> _Text:
        raw = self.job.texts.raw(name)
        documents = documents_of(name, raw)
        digest = digest_of(raw) if self.noted else ""
        return _Text(name, digest, documents, suppressions_of(documents))

    def _cases(self, text: _Text) -> Iterable[Case]:
        """See the item of a file; where there are many, each when its turn comes: they are large."""
        cases = map(self._case, text.documents)
        return cases if len(text.documents) > 1 else (*cases,)

    def _case(self, document: Document) -> Case:
        case = self.job.case(effective_of(document, self.basics))
        if self.dockets[True].looks:
            _ = case.item  # seen now, not between the questions of rules
        return case

    def _sheet(self, text: _Text, cases: Iterable[Case], facts: Facts) -> Sheet:
        findings: dict[object, Finding] = {}
        crashes: dict[str, Crash] = {}
        for document, case in zip(text.documents, cases, strict=True):
            if self.noted:
                self.witness.saw(case.document, self.job.profiles)
            for finding in self._judged(text.silenced(case, document), facts, crashes):
                findings.setdefault(same(finding), finding)
            if self.job.recorded:
                facts.add("documents", self._record(case.document, text))
        leans = self.witness.leave()
        if self.job.recorded:
            for path in sorted(about[0] for word, *about in leans if word == "file"):
                facts.add("forms", (text.name, path))
        return Sheet(
            text.name,
            len(text.documents),
            (*findings.values(),),
            (*crashes.values(),),
            text.suppressions,
            text.digest,
            leans,
        )

    def _record(self, document: Document, text: _Text) -> Iterable[object]:
        from catalog_std.run.record import record_of  # noqa: PLC0415 - 13 ms and 2 MB that only snapshots need

        return record_of(document, self.job.texts, text.digest)

    def _judged(self, case: Case, facts: Facts, crashes: dict[str, Crash]) -> Iterator[Finding]:
        """Ask every rule what it finds. One that breaks down is noted; nobody else catches everything.

        The rules are gone through inside one ``try``, and on behind the one that broke: a frame and a
        ``try`` for each cost a tenth of a run.
        """
        document = case.document
        if document.data and self.asked:
            facts.add_item(case.item)
        rules = iter(self.dockets[bool(document.data)].due(case))
        broken = True
        while broken:
            broken = False
            try:
                for rule, check, whole in rules:
                    if hits := [*check(case if whole else case.item)]:
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
