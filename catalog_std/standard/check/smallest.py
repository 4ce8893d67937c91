"""The smallest part of a set that is enough for something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

One = TypeVar("One")
Enough = Callable[[Sequence[One]], bool]


def smallest(pool: Sequence[One], enough: Enough[One]) -> list[One]:
    """Find a part of the pool that is enough, and no part of which is (Junker's QuickXplain).

    The whole pool is enough, unless there is nothing in it; and more never undoes it. Asks a few questions for each one found:
    twice the logarithm of the pool.
    """
    return [] if not pool or enough([]) else _halved([], [], list(pool), enough)


def _halved(
    given: list[One], added: list[One], pool: list[One], enough: Enough[One]
) -> list[One]:
    if added and enough(given):
        return []
    if len(pool) == 1:
        return pool
    left, right = pool[: len(pool) // 2], pool[len(pool) // 2 :]
    second = _halved([*given, *left], left, right, enough)
    first = _halved([*given, *second], second, left, enough)
    return [*first, *second]
