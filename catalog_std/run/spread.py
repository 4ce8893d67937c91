"""Spreading the file phase: parts out, chunks in, and a file that kills whoever reads it told by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog_std.run.cores import cores
from catalog_std.run.engine import Engine, InProcess, Part, Work
from catalog_std.run.pool import Pool
from catalog_std.run.sheet import Chunk, Crash, Sheet

_PART = 64  # files; towards the end parts are smaller, so that all who work end together
_LEAST = 16
_TAIL = 16  # parts that what is left is cut into, unless they are too large or too small
_WORTH = 300  # files: below that a second process costs more than it brings


def engine_for(files: int, jobs: int | None = None) -> Engine:
    """Choose who does the work: ``jobs`` processes, by default as many as there are processors."""
    wanted = jobs or (cores() if files >= _WORTH else 1)
    return Pool(wanted) if wanted > 1 else InProcess()


def parts_of(names: Sequence[str]) -> Iterator[Part]:
    """Cut a catalog into parts."""
    begun, left = 0, len(names)
    while left > 0:
        size = min(_PART, max(_LEAST, left // _TAIL // _LEAST * _LEAST))
        yield Part(tuple(names[begun : begun + size]))
        begun, left = begun + size, left - size


def spread(engine: Engine, work: Work, parts: Iterator[Part]) -> Iterator[Chunk]:
    """Give what came of each part, in any order.

    A part that was given up is split and tried again, until the one file at fault is known.
    """
    todo = parts
    while True:
        halves: list[Part] = []
        for part, answer in engine.map(work, todo):
            if isinstance(answer, Chunk):
                yield answer
            elif len(part.names) > 1:
                halves += part.halves()
            else:
                crash = Crash("", part.names[0], answer.reason)
                yield Chunk((Sheet(part.names[0], 0, (), (crash,)),), {})
        if not halves:
            return
        todo = iter(halves)
