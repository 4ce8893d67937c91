"""Lint a catalog: every item by itself, then all of them together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from operator import lt

from catalog_std.catalog.base import Base, Spool, open_base, open_spool, ready
from catalog_std.catalog.facts import Row
from catalog_std.finding import Finding, Silenced
from catalog_std.lint.suppression import Suppression
from catalog_std.run.catalog_phase import answers_of, asking, facts_beside, placed
from catalog_std.run.engine import InProcess
from catalog_std.run.environment import environment_of
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job
from catalog_std.run.last import judged_last
from catalog_std.run.recall import Recall, recalled
from catalog_std.run.sheet import Chunk, Crash, Sheet, place_of, same
from catalog_std.run.spread import parts_of, spread
from catalog_std.run.store import MISHAPS, discard, open_store

Progress = Callable[[int, int], None]
Keep = Callable[[Base], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linting found that counts, over how much, and what does not count.

    ``mishap`` says why nothing could be remembered, where it could not; what was found is the same.
    ``cached`` counts the files whose verdict was remembered.
    """

    findings: tuple[Finding, ...]
    files: int
    items: int
    on: date
    crashes: tuple[Crash, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    mishap: str = field(default="", compare=False)
    cached: int = field(default=0, compare=False)


def run_lint(job: Job, progress: Progress | None = None, keep: Keep | None = None) -> Outcome:
    """Lint a whole catalog; findings sorted by file, position and rule, each said once.

    What is remembered of earlier runs is used; where it cannot be, all is judged anew. Who wants to ``keep`` the
    facts is shown them all before they are asked; nothing is remembered then.
    """
    if job.memory is None or job.setting.before or job.texts.bundles or keep:
        return _Run(job, progress, keep=keep).outcome()
    environment = environment_of(job)
    try:
        with open_store(job.memory, environment) as store:
            return _Run(job, progress, recalled(job, store)).outcome()
    except MISHAPS as error:
        discard(job.memory, environment, error)
        return replace(_Run(job, progress).outcome(), mishap=str(error))


def judged_elsewhere(job: Job, chunks: Iterable[Chunk]) -> Outcome:
    """Judge together what the file phase said, wherever it was done."""
    return _Run(job, None, said=chunks).outcome()


@dataclass(slots=True)
class _Run:
    """One run: both phases, with or without what is remembered."""

    job: Job
    progress: Progress | None
    recall: Recall | None = None
    said: Iterable[Chunk] | None = None
    keep: Keep | None = None

    def outcome(self) -> Outcome:
        """Judge what must be judged, then all of it together."""
        job, recall = self.job, self.recall
        tally = _Tally(_rank_among(job.texts.names))
        if recall:
            tally.take(recall.sheets())
            tally.count(*recall.silent())
        with open_spool() as spool:
            for chunk in self._chunks():
                tally.take(chunk.sheets)
                tally.count(*chunk.silent)
                spool.write(chunk.facts)
                if recall:
                    recall.keep(chunk.sheets)
                if self.progress:
                    self.progress(tally.files, len(job.texts.names))
            if asking(job):
                tally.add(len(job.texts.names), self._together(spool, tally.crashes))
        if recall:
            recall.write()
        if not recall:
            return tally.outcome(job)
        return replace(tally.outcome(job), mishap=recall.mishap, cached=len(recall.held))

    def _chunks(self) -> Iterable[Chunk]:
        if self.said is not None:
            return self.said
        recall, job = self.recall, self.job
        names = recall.fresh if recall else job.texts.names
        basics = recall.basics if recall else job.texts.basics(apart=_apart(job))
        phase = FilePhase.of(job, basics, noted=recall is not None or job.recorded)
        chunks = spread(job.engine, phase, parts_of(names))
        return _while_waiting(ready, chunks) if asking(job) and _apart(job) else chunks

    def _together(self, spool: Spool, crashes: list[Crash]) -> Iterator[Finding]:
        """Judge all items together; where no fact can have changed, by what was answered before."""
        known = self.recall.answered() if self.recall else None
        if known is not None:
            return placed(self.job, known)
        broken: list[Crash] = []
        answers = self._asked(spool, broken)
        crashes += broken
        if self.recall and not broken:
            self.recall.answer(answers)
        return placed(self.job, answers)

    def _asked(self, spool: Spool, crashes: list[Crash]) -> Mapping[str, list[Row]]:
        with open_base(spool.room(self.job.settings.memory)) as base:
            if self.recall:
                self.recall.gather(base, spool)
            else:
                base.load(spool)
            if self.keep:
                self.keep(base)
            spool.clear()
            spool.write(facts_beside(self.job, self.job.beside).texts())
            base.load(spool)
            return answers_of(self.job, base, crashes)


def _apart(job: Job) -> bool:
    """Say whether the work may be done by several at a time, and so not here."""
    return not isinstance(job.engine, InProcess)


def _while_waiting(do: Callable[[], None], chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Do something as soon as others are at work on the chunks."""
    for number, chunk in enumerate(chunks):
        yield chunk
        if number == 0:
            do()


def _rank_among(names: Sequence[str]) -> Callable[[str], int]:
    """Tell which of all files one is. Most stand in the order of their names: a dictionary of a million takes 100 MB."""
    if all(map(lt, names, islice(names, 1, None))):
        return partial(bisect_left, names)
    return {name: rank for rank, name in enumerate(names)}.__getitem__


@dataclass(slots=True)
class _Tally:
    """What has been found so far. Of findings that are the same, the first file's is kept."""

    rank: Callable[[str], int]
    findings: dict[object, tuple[int, Finding]] = field(default_factory=dict)
    files: int = 0
    items: int = 0
    crashes: list[Crash] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)

    def take(self, sheets: Iterable[Sheet]) -> None:
        """Count what some sheets say."""
        for sheet in sheets:
            self.files += 1
            self.items += sheet.items
            self.crashes += sheet.crashes
            self.suppressions += sheet.suppressions
            if sheet.findings:
                self.add(self.rank(sheet.file), sheet.findings)

    def count(self, files: int, items: int) -> None:
        """Count files of which there is nothing to say."""
        self.files += files
        self.items += items

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
