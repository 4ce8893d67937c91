"""The shortest word of a language, as readable as can be; or that there is none."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Final

from catalog_std.proof.chars import TOP
from catalog_std.proof.meter import Meter
from catalog_std.proof.terms import Term, Terms, intervals

_LIKED: Final = tuple(map(ord, "aA0一-. "))
_READABLE: Final = ((97, 122), (65, 90), (48, 57), (0x4E00, 0x9FA5), (33, 126), (32, 32))
_LONGEST: Final = 100_000
_ODD: Final = 9
_DEAR: Final = 8
_DISPUTED: Final = 20


class TooManyStatesError(Exception):
    """A language whose automaton outgrows the budget."""

    def __init__(self, *, most: str) -> None:
        super().__init__(most)


def shortest(terms: Terms, term: Term, low: int, high: int | None, meter: Meter) -> str | None:
    """Give a shortest word within bounds of length; None where there is none.

    Raises TooManyStatesError past the budget of states.
    """
    if low > _LONGEST:
        raise TooManyStatesError(most=f"length > {_LONGEST}")
    dear = _DEAR if high is None else 0
    paths = [(0, 0, 0, "", term)]
    seen: set[tuple[Term, int]] = set()
    count = 0
    while paths:
        cost, ugly, _, word, state = heapq.heappop(paths)
        key = (state, min(len(word), max(low, 1)))
        if key in seen:
            continue
        seen.add(key)
        _keep_within(meter, len(seen))
        if state is terms.all or (len(word) >= low and state.empty(first=not word, last=True)):
            return word + "a" * (low - len(word))
        for char, after in _ways(terms, state, first=not word) if len(word) != high else ():
            count += 1
            rate = _ugliness(char)
            price = cost + 1 + dear * (rate >= _ODD)
            heapq.heappush(paths, (price, ugly + rate, count, word + chr(char), after))
    return None


def _keep_within(meter: Meter, states: int) -> None:
    meter.step()
    if states > meter.budget.states:
        raise TooManyStatesError(most=f"states > {meter.budget.states}")


def _ways(terms: Terms, term: Term, *, first: bool) -> Iterator[tuple[int, Term]]:
    """Give one character, the most readable, for each term that may follow."""
    best: dict[Term, int] = {}
    for low, high in intervals(terms.edges(term)):
        after = terms.derived(term, low, first=first)
        char = _likeable(low, high)
        if after is not terms.nothing and (
            after not in best or _ugliness(char) < _ugliness(best[after])
        ):
            best[after] = char
    for after, char in best.items():
        yield char, after


def _likeable(low: int, high: int) -> int:
    for char in _LIKED:
        if low <= char <= high:
            return char
    for first, last in _READABLE:
        if low <= last and first <= high:
            return max(low, first)
    return low


def _ugliness(char: int) -> int:
    """Rate a character: letters read best; controls, and the last of Unicode, worst."""
    for rate, (low, high) in enumerate(_READABLE):
        if low <= char <= high:
            return rate
    return _DISPUTED if char < 32 or char > TOP - 2 else _ODD  # noqa: PLR2004 - controls
