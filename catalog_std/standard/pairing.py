"""Which entry of one list is which of another: known by the keys their standard names, each at most once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from catalog_std.standard.freedom import Freedom

Names = tuple[str | None, ...]


def paired(
    freedom: Freedom, one: Sequence[Any], other: Sequence[Any]
) -> tuple[int | None, ...]:
    """For each entry of ``other`` give the index of the same entry in ``one``, None for a new one.

    Entries that agree in every key are the same before those that agree in one key only: of two
    papers of one standard name the one with the same name is meant.
    """
    found: dict[int, int] = {}
    for keys in (freedom.key, *((key,) for key in freedom.alone)):
        free = defaultdict[Names, list[int]](list)
        for index, names in _named(one, keys):
            if index not in found.values():
                free[names].append(index)
        for index, names in _named(other, keys):
            if index not in found and free[names]:
                found[index] = free[names].pop(0)
    return tuple(found.get(index) for index in range(len(other)))


def names_of(freedom: Freedom, entry: object) -> tuple[str, ...]:
    """Give the names an entry goes by, the standard one first."""
    data = entry if isinstance(entry, dict) else {}
    return tuple(data[key] for key in freedom.key if isinstance(data.get(key), str))


def _named(entries: Sequence[Any], keys: tuple[str, ...]) -> Iterator[tuple[int, Names]]:
    for index, entry in enumerate(entries):
        data = entry if isinstance(entry, dict) else {}
        names = tuple(data[key] if isinstance(data.get(key), str) else None for key in keys)
        if any(name is not None for name in names):
            yield index, names
