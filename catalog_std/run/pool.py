"""Processes on this machine: each does one part at a time, so it is known what a worker died of.

A worker that dies takes its part with it and nothing else: the part is done again by a fresh worker, and
given up when that dies too. The next part lies ready beside the one in hand, so nobody waits for us to read
an answer. Ctrl-C is ours to hear: we end the workers, and nothing half-done is kept.
"""

from __future__ import annotations

import gc
import signal
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from catalog_std.run.engine import Answer, Killed, Part, Work
from catalog_std.run.leaning import Question
from catalog_std.run.rows import row_of, value_of
from catalog_std.run.sheet import Chunk, Sheet

# A fork shares what has been read already; where it is not safe, workers make ready anew.
_START = "fork" if sys.platform.startswith("linux") else "spawn"
_CHANCES = 2
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Pool:
    """At most so many processes at a time."""

    size: int
    start: str = _START

    def map(self, work: Work, parts: Iterable[Part]) -> Iterator[Answer]:
        """Do every part; an exception raised in one is raised here."""
        crew = _Crew(self, work, iter(parts))
        try:
            while crew.at_work():
                yield from crew.answers()
        finally:
            crew.dismiss()


@dataclass(slots=True)
class _Worker:
    """A process, our end of the pipe to it, the part it is doing, and the one to be done next."""

    process: Any
    pipe: Any
    parts: list[Part]

    def feed(self, part: Part | None) -> None:
        """Give it a part more; with None there will be none."""
        self.parts += [part] if part else []
        try:
            self.pipe.send(part.names if part else None)
        except OSError:
            return  # it is dead: we hear of that where we wait for its answer


@dataclass(slots=True)
class _Crew:
    """The workers of one run, and the parts that wait for them."""

    pool: Pool
    work: Work
    parts: Iterator[Part]
    again: list[Part] = field(default_factory=list)
    deaths: dict[Part, int] = field(default_factory=dict)
    workers: list[_Worker] = field(default_factory=list)

    def at_work(self) -> bool:
        """Hire as long as there are parts and room; say whether anybody is at work."""
        fresh: list[_Worker] = []
        while len(self.workers) < self.pool.size and (part := self._next()):
            fresh.append(self._hired(part))
            self.workers.append(fresh[-1])
        for worker in fresh:
            worker.feed(self._next())
        return bool(self.workers)

    def answers(self) -> Iterator[Answer]:
        """Wait until somebody answers or dies, and give what is settled by it."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - likewise

        ready = wait([worker.pipe for worker in self.workers])
        for worker in [w for w in self.workers if w.pipe in ready]:
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._buried(worker)
                continue
            part = worker.parts.pop(0)
            self._sent_on(worker)
            if isinstance(said, BaseException):
                raise said
            yield part, chunk_of(said)

    def dismiss(self) -> None:
        """End whoever is still at work."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join(_PATIENCE)
            worker.pipe.close()

    def _next(self) -> Part | None:
        return self.again.pop() if self.again else next(self.parts, None)

    def _hired(self, part: Part) -> _Worker:
        """Start a worker on a part. It must not hold our ends of the others' pipes open."""
        from multiprocessing import get_context  # noqa: PLC0415 - 5 ms and 2 MB that one process alone spares

        context = get_context(self.pool.start)
        ours, theirs = context.Pipe()
        forked = self.pool.start == "fork"
        inherited = [ours, *(worker.pipe for worker in self.workers)] if forked else []
        process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, self.work, inherited), daemon=True
        )
        with warnings.catch_warnings():
            # Python 3.12 warns of threads at a fork; ours hold no lock that a worker takes.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        worker = _Worker(process, ours, [])
        worker.feed(part)
        return worker

    def _sent_on(self, worker: _Worker) -> None:
        """Give a worker the part after its next, or let it go."""
        if worker.parts:
            worker.feed(self._next())
        else:
            self.workers.remove(worker)
            worker.pipe.close()
            worker.process.join(_PATIENCE)

    def _buried(self, worker: _Worker) -> Iterator[Answer]:
        """Give a dead worker's part another chance, or give it up; the next one is not to blame."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join(_PATIENCE)
        part, *rest = worker.parts
        self.again += rest
        self.deaths[part] = self.deaths.get(part, 0) + 1
        if self.deaths[part] < _CHANCES:
            self.again.append(part)
        else:
            yield part, Killed(_manner(worker.process.exitcode))


def serve(pipe: Any, work: Work, inherited: Iterable[Any]) -> None:  # noqa: ANN401 - generic in 3.13 only
    """Do parts as they come, until there are no more.

    The next is read before an answer is written: else we and the one who asks could wait for each other to read.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    try:
        names = pipe.recv()
        while names:
            said = _answered(work, names)
            names = pipe.recv()
            pipe.send(said)
    except EOFError:
        return


def _answered(work: Work, names: tuple[str, ...]) -> object:
    try:
        return plain(work(names))
    except Exception as error:  # noqa: BLE001 - raised again where the run can be ended
        return error


_Row = tuple[str, int, Any, Any, Any, str, tuple[Question, ...]]
_Said = tuple[list[_Row], dict[str, str], tuple[int, int]]


def plain(chunk: Chunk) -> _Said:
    """Write a chunk as plain rows. Most files say nothing: that is not gone through."""
    return [_row(sheet) for sheet in chunk.sheets], dict(chunk.facts), chunk.silent


def _row(sheet: Sheet) -> _Row:
    told = sheet.findings, sheet.crashes, sheet.suppressions
    found, crashes, silences = (some and row_of(some) for some in told)
    return sheet.file, sheet.items, found, crashes, silences, sheet.digest, sheet.leans


def chunk_of(said: _Said) -> Chunk:
    """Read a chunk back."""
    rows, facts, silent = said
    return Chunk((*map(_sheet, rows),), facts, silent)


def _sheet(row: _Row) -> Sheet:
    file, items, *told, digest, leans = row
    findings, crashes, silences = map(value_of, told)
    return Sheet(file, items, findings, crashes, silences, digest, leans)


def _manner(code: int | None) -> str:
    """Say how a process died."""
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit {code}"
