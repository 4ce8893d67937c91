"""What is demanded of an array, gathered: bounds, items by place, items that there must be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from catalog_std.proof.demands import MANY
from catalog_std.proof.formula import Fact
from catalog_std.proof.nodes import Goal, Signed


@dataclass(slots=True)
class Row:
    """All demands on one array."""

    low: int = 0
    high: int = MANY
    prefix: dict[int, set[Signed]] = field(default_factory=dict)
    rest: list[tuple[int, Signed]] = field(default_factory=list)
    counts: dict[Signed, tuple[int, int]] = field(default_factory=dict)
    wants: list[tuple[int, Signed]] = field(default_factory=list)
    unique: bool = False
    repeated: bool = False

    @property
    def clashes(self) -> bool:
        """Whether bounds alone contradict each other."""
        crossed = any(least > most for least, most in self.counts.values())
        return crossed or self.low > self.high or (self.unique and self.repeated)

    @property
    def plain(self) -> bool:
        """Whether each item can be chosen by itself."""
        return not (self.counts or self.wants or self.unique or self.repeated)

    @property
    def told(self) -> int:
        """The place from which on all items must satisfy the same."""
        starts = [start for start, _ in (*self.rest, *self.wants)]
        return max((*(at + 1 for at in self.prefix), *starts, 0))

    @property
    def core(self) -> int:
        """The length that a shortest array does not exceed, unless it must be longer."""
        needed = sum(least for least, _ in self.counts.values())
        return self.told + needed + len(self.wants) + (2 if self.repeated else 0)

    def item(self, at: int) -> Goal:
        """Say what the item at a place must satisfy."""
        rest = (signed for start, signed in self.rest if at >= start)
        return frozenset((*self.prefix.get(at, ()), *rest))


def row_of(facts: Iterable[Fact]) -> Row:
    """Gather facts about an array."""
    row = Row()
    for fact in facts:
        _gather(row, fact)
    return row


def _gather(row: Row, fact: Fact) -> None:
    at: Any = fact.at
    of: Any = fact.of
    match fact.kind:
        case "low":
            row.low = max(row.low, at)
        case "high":
            row.high = min(row.high, at)
        case "prefix":
            row.prefix.setdefault(at, set()).add(of)
        case "rest":
            row.rest.append((at, of))
        case "count":
            least, most = row.counts.get(at, (0, MANY))
            row.counts[at] = (max(least, of[0]), min(most, of[1]))
        case "exists":
            row.wants.append((at, of))
        case "unique":
            row.unique = True
        case _:
            row.repeated = True
