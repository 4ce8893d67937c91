"""Lint a catalog: every item by itself, then all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from catalog_std.catalog.base import Spool, open_base, open_spool
from catalog_std.finding import Finding, Silenced
from catalog_std.lint.suppression import Suppression
from catalog_std.run.catalog_phase import asking, judged_together, power_facts
from catalog_std.run.file_phase import Chunk, Crash, FilePhase, same
from catalog_std.run.job import Job
from catalog_std.run.last import judged_last
from catalog_std.source import Span

Progress = Callable[[int, int], None]
_CHUNK = 128


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linting found that counts, over how much, and what does not count."""

    findings: tuple[Finding, ...]
    files: int
    items: int
    on: date
    crashes: tuple[Crash, ...] = ()
    silenced: tuple[Silenced, ...] = ()


def run_lint(job: Job, progress: Progress | None = None) -> Outcome:
    """Lint a whole catalog; findings sorted by file, position and rule, each said once."""
    tally = _Tally()
    with open_spool() as spool:
        for chunk in _chunks(job):
            tally.take(chunk)
            spool.write(chunk.facts)
            if progress:
                progress(tally.files, len(job.texts.names))
        if asking(job):
            tally.add(_together(job, spool, tally.crashes))
    return tally.outcome(job)


def _chunks(job: Job) -> Iterator[Chunk]:
    phase, names = FilePhase(job), iter(job.texts.names)
    while some := list(islice(names, _CHUNK)):
        yield phase.chunk(some)


def _together(job: Job, spool: Spool, crashes: list[Crash]) -> Iterator[Finding]:
    spool.write(power_facts(job).texts())
    with open_base() as base:
        base.load(spool)
        yield from judged_together(job, base, crashes)


@dataclass(slots=True)
class _Tally:
    """What has been found so far, each finding and each broken rule once."""

    findings: dict[object, Finding] = field(default_factory=dict)
    files: int = 0
    items: int = 0
    crashes: list[Crash] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)

    def take(self, chunk: Chunk) -> None:
        """Count what one chunk says."""
        for sheet in chunk.sheets:
            self.files += 1
            self.items += sheet.items
            self.crashes += sheet.crashes
            self.suppressions += sheet.suppressions
            self.add(sheet.findings)

    def add(self, findings: Iterable[Finding]) -> None:
        """Keep findings that were not said before."""
        for finding in findings:
            self.findings.setdefault(same(finding), finding)

    def outcome(self, job: Job) -> Outcome:
        """Let the last phase judge, and put everything in order."""
        crashes = {crash.rule: crash for crash in reversed(self.crashes)}
        broken = tuple(crashes[name] for name in dict.fromkeys(c.rule for c in self.crashes))
        found = sorted(self.findings.values(), key=_order)
        verdict = judged_last(job, found, self.suppressions, crashes)
        counting = tuple(sorted(verdict.counting, key=_order))
        on = job.profiles.on
        return Outcome(counting, self.files, self.items, on, broken, verdict.silenced)


def _order(finding: Finding) -> tuple[str, Span, str, str]:
    return finding.where.file, finding.where.span, finding.rule, finding.fingerprint
