"""Lint a catalog: every item by itself, then all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from catalog_std.catalog.base import Spool, open_base, open_spool
from catalog_std.finding import Finding, Silenced
from catalog_std.lint.suppression import Suppression
from catalog_std.run.catalog_phase import asking, judged_together, power_facts
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job
from catalog_std.run.last import judged_last
from catalog_std.run.sheet import Chunk, Crash, place_of, same
from catalog_std.run.spread import parts_of, spread

Progress = Callable[[int, int], None]


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
    tally, names = _Tally(), job.texts.names
    with open_spool() as spool:
        for first, chunk in spread(job.engine, FilePhase.of(job).chunk, parts_of(names)):
            tally.take(first, chunk)
            spool.write(chunk.facts)
            if progress:
                progress(tally.files, len(names))
        if asking(job):
            tally.add(len(names), _together(job, spool, tally.crashes))
    return tally.outcome(job)


def _together(job: Job, spool: Spool, crashes: list[Crash]) -> Iterator[Finding]:
    spool.write(power_facts(job).texts())
    with open_base() as base:
        base.load(spool)
        yield from judged_together(job, base, crashes)


@dataclass(slots=True)
class _Tally:
    """What has been found so far. Of findings that are the same, the first file's is kept."""

    findings: dict[object, tuple[int, Finding]] = field(default_factory=dict)
    files: int = 0
    items: int = 0
    crashes: list[Crash] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)

    def take(self, first: int, chunk: Chunk) -> None:
        """Count what one chunk says, of which the first file has that number."""
        for number, sheet in enumerate(chunk.sheets, start=first):
            self.files += 1
            self.items += sheet.items
            self.crashes += sheet.crashes
            self.suppressions += sheet.suppressions
            self.add(number, sheet.findings)

    def add(self, number: int, findings: Iterable[Finding]) -> None:
        """Keep findings that no earlier file has said."""
        for finding in findings:
            known = self.findings.get(key := same(finding))
            if known is None or number < known[0]:
                self.findings[key] = number, finding

    def outcome(self, job: Job) -> Outcome:
        """Let the last phase judge, and put all in order; a broken rule is told with its first file."""
        crashes = sorted(self.crashes, key=lambda crash: (crash.rule, crash.file))
        told = {crash.rule or crash.file: crash for crash in reversed(crashes)}
        broken = tuple(
            sorted(told.values(), key=lambda crash: (not crash.file, crash.file, crash.rule))
        )
        found = sorted((finding for _, finding in self.findings.values()), key=place_of)
        verdict = judged_last(job, found, self.suppressions, told)
        counting = tuple(sorted(verdict.counting, key=place_of))
        on = job.profiles.on
        return Outcome(counting, self.files, self.items, on, broken, verdict.silenced)
