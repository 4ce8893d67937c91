"""What a schema demands of one JSON type: signed nodes and facts, joined by both and either."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from catalog_std.proof.nodes import Signed


class Fact(NamedTuple):
    """One demand on a value: ``kind`` of demand, ``at`` which bound, name or place, ``of`` what.

    The kinds are listed in ``meaning``.
    """

    kind: str
    at: Hashable = None
    of: Hashable = None


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """All of these; of nothing: true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """Any of these; of nothing: false."""

    parts: tuple[Formula, ...]


@dataclass(slots=True, eq=False)
class Later:
    """A formula worked out only when it is asked for: there may be very many."""

    make: Callable[[], Formula]
    made: Formula | None = field(default=None)

    def formula(self) -> Formula:
        """Work it out, once."""
        if self.made is None:
            self.made = self.make()
        return self.made


Formula: TypeAlias = Signed | Fact | Both | Either | Later

YES: Final = Both(())
NO: Final = Either(())


def both(parts: Iterable[Formula]) -> Formula:
    """Join demands that must all be met."""
    kept: list[Formula] = []
    for part in parts:
        if part is NO:
            return NO
        kept += part.parts if isinstance(part, Both) else (part,)
    return YES if not kept else kept[0] if len(kept) == 1 else Both(tuple(kept))


def either(parts: Iterable[Formula]) -> Formula:
    """Join demands of which one must be met."""
    kept: list[Formula] = []
    for part in parts:
        if part is YES:
            return YES
        kept += part.parts if isinstance(part, Either) else (part,)
    return NO if not kept else kept[0] if len(kept) == 1 else Either(tuple(kept))


def narrowest(choices: Sequence[Sequence[Formula]]) -> Sequence[Formula]:
    """Choose what to choose first: among schemas to satisfy, for they tell most; then the fewest.

    Measured on a union of 40 kinds told apart by a constant, one in the other: 0.17 s; with the
    fewest ways first it was not done in 3 s.
    """
    return min(choices, key=lambda choice: (not all(map(_telling, choice)), len(choice)))


def _telling(way: Formula) -> bool:
    if isinstance(way, Both):
        return any(map(_telling, way.parts))
    return isinstance(way, Signed) and way.holds
