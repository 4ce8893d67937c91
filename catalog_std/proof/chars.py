"""Characters in ranges: the classes patterns name, and the whole of Unicode without surrogates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from catalog_std.proof.oracle import matches_property

Ranges: TypeAlias = tuple[tuple[int, int], ...]

TOP: Final = 0x10FFFF
_SURROGATES: Final = (0xD800, 0xDFFF)


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Put ranges in order, none touching another."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def without(ranges: Ranges) -> Ranges:
    """Give all other characters; no surrogate is one."""
    return tuple(_gaps(merged((*ranges, _SURROGATES))))


def _gaps(ranges: Ranges) -> Iterator[tuple[int, int]]:
    start = 0
    for low, high in ranges:
        if low > start:
            yield start, low - 1
        start = high + 1
    if start <= TOP:
        yield start, TOP


def has(ranges: Ranges, char: int) -> bool:
    """Say whether a character is among them."""
    return any(low <= char <= high for low, high in ranges)


ANY: Final = without(())
_DIGIT: Final[Ranges] = ((48, 57),)
_WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: Final = merged(
    (
        *((9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
        *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)),
        (0xFEFF, 0xFEFF),
    )
)
DOT: Final = without(((10, 10), (13, 13), (0x2028, 0x2029)))
CLASSES: Final[dict[str, Ranges]] = {
    "d": _DIGIT,
    "D": without(_DIGIT),
    "w": _WORD,
    "W": without(_WORD),
    "s": _SPACE,
    "S": without(_SPACE),
}
CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}


@lru_cache(maxsize=64)
def property_ranges(name: str) -> Ranges | None:
    r"""Give the characters of a Unicode property, as the validator reads ``\p{name}``.

    The validator is asked about each of 1,112,064 characters (0.2 s), so that no two readings of
    Unicode can differ. None where it knows no such property.
    """
    judge = matches_property(name)
    if judge is None:
        return None
    every = (code for low, high in ANY for code in range(low, high + 1))
    runs = groupby(every, key=lambda code: judge(chr(code)))
    return merged((codes[0], codes[-1]) for told, run in runs if told for codes in [list(run)])
