"""What every engine is: it takes parts of the work and gives back what came of each, in any order.

The work is a pure function, so a part may be done twice, anywhere. An engine only says which parts killed
whoever did them; what to do about those is the same for all engines and stands in ``spread``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from catalog_std.run.sheet import Chunk


class Part(NamedTuple):
    """Some files of a catalog."""

    names: tuple[str, ...]

    def halves(self) -> tuple[Part, Part]:
        """Split it in two."""
        middle = len(self.names) // 2
        return Part(self.names[:middle]), Part(self.names[middle:])


@dataclass(frozen=True, slots=True)
class Killed:
    """A part that killed each worker that took it up, and how the last one died."""

    reason: str


Work = Callable[[tuple[str, ...]], Chunk]
Answer = tuple[Part, Chunk | Killed]


class Engine(Protocol):
    """Where the work is done."""

    def map(self, work: Work, parts: Iterable[Part]) -> Iterator[Answer]:
        """Do every part once; an exception raised in one is raised here."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """One part after another, here: the least there is to start, and to go wrong."""

    def map(self, work: Work, parts: Iterable[Part]) -> Iterator[Answer]:
        """Do every part."""
        return ((part, work(part.names)) for part in parts)
