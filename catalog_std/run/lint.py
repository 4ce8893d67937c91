"""Lint a catalog: every item by itself, then all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalog_std.catalog.facts import Ask, Facts, Row
from catalog_std.document import Document, Place
from catalog_std.effective import effective_of
from catalog_std.finding import Finding
from catalog_std.lint import judging
from catalog_std.lint.rule import Case, Hit, Rule
from catalog_std.run.findings import finding_of
from catalog_std.run.job import Job
from catalog_std.run.sources import Texts
from catalog_std.source import Pointer, Span

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that broke down: our fault, told with its name and the item; the others go on."""

    rule: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linting found, and over how much."""

    findings: tuple[Finding, ...]
    files: int
    items: int
    on: date
    crashes: tuple[Crash, ...] = ()


def run_lint(job: Job, progress: Progress | None = None) -> Outcome:
    """Lint a whole catalog; findings sorted by file, position and rule, each said once."""
    facts, found, items = Facts(), dict[object, Finding](), 0
    crashes: dict[str, Crash] = {}
    basics = job.texts.basics()
    for done, name in enumerate(job.texts.names, start=1):
        for document in job.texts.documents(name):
            items += 1
            for finding in _judged(job, effective_of(document, basics), facts, crashes):
                found.setdefault(_same(finding), finding)
        if progress:
            progress(done, len(job.texts.names))
    for finding in _together(job, facts, crashes):
        found.setdefault(_same(finding), finding)
    ordered = tuple(sorted(found.values(), key=_order))
    files = len(job.texts.names)
    return Outcome(ordered, files, items, job.profiles.on, tuple(crashes.values()))


def _judged(
    job: Job, document: Document, facts: Facts, crashes: dict[str, Crash]
) -> Iterator[Finding]:
    case = job.case(document)
    if document.data:
        facts.add_item(case.item)
    for rule in judging(case, job.rules):
        yield from _told(job, rule, case, crashes)


def _told(job: Job, rule: Rule, case: Case, crashes: dict[str, Crash]) -> tuple[Finding, ...]:
    """Ask a rule what it finds. A rule that breaks down is noted once; nobody else catches everything."""
    try:
        hits = rule.check(case) if rule.check else ()
        return tuple(finding for found in hits for finding in _weighed(job, rule, found))
    except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
        file = case.item.at.document.source.name
        crashes.setdefault(
            rule.name, Crash(rule.name, file, f"{type(error).__name__}: {error}")
        )
        return ()


def _together(job: Job, facts: Facts, crashes: dict[str, Crash]) -> Iterator[Finding]:
    rules = [rule for rule in job.rules if rule.query is not None]
    if not rules:
        return
    for name in job.power_lists:
        for document in job.texts.documents(name):
            facts.add_power_list(document)
    places = _Places(job.texts)
    with facts.opened() as ask:
        for rule in rules:
            for row in _rows(rule, ask, crashes):
                yield from _weighed(job, rule, places.hit(row))


def _rows(rule: Rule, ask: Ask, crashes: dict[str, Crash]) -> list[Row]:
    """Ask the facts for a rule's rows; a query that breaks down is noted, as a rule that does."""
    try:
        rows = ask(rule.query or "")
        return rule.sift(rows) if rule.sift else rows
    except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
        crashes[rule.name] = Crash(rule.name, "", f"{type(error).__name__}: {error}")
        return []


@dataclass(slots=True)
class _Places:
    """Places of fact rows; a file is read again only when a finding stands in it."""

    texts: Texts
    last: tuple[str, tuple[Document, ...]] = ("", ())

    def hit(self, row: Row) -> Hit:
        name, number = str(row.pop("file")), row.pop("number")
        if self.last[0] != name:
            self.last = name, self.texts.documents(name)
        document = next(d for d in self.last[1] if d.number == number)
        return Hit(Place(document, _pointer(str(row.pop("pointer")))), row)


def _pointer(text: str) -> Pointer:
    return Pointer(int(step) if step.isdigit() else step for step in text.split("/")[1:])


def _weighed(job: Job, rule: Rule, found: Hit) -> Iterable[Finding]:
    usual = found.breach.severity if found.breach else rule.card.severity
    severity = job.settings.weight(rule.name, usual, found.at.source.name)
    return () if severity is None else (finding_of(rule, found, severity, job.case),)


def _same(finding: Finding) -> object:
    return finding.where, finding.rule, finding.fingerprint


def _order(finding: Finding) -> tuple[str, Span, str, str]:
    return finding.where.file, finding.where.span, finding.rule, finding.fingerprint
