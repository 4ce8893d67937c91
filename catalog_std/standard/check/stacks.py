"""The stacks a standard may stand in: with whom an item can be bound at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

from catalog_std.standard.shelf import Shelf, Stack, Standard


def stacks_of(shelf: Shelf, standard: Standard, on: date) -> Iterator[Stack]:
    """Give each stack of a standard once: with all that binds the same items above and beside it.

    Judged is the day, or the day the standard takes effect where that is later. An edition that the
    standard replaces is not in its stack; nor is anything below it.
    """
    manifest = standard.manifest
    day = max(on, manifest.effective or on)
    seen: set[tuple[str, ...]] = set()
    if not manifest.in_force(day):
        return
    for sector, item_type in product(*_scopes(shelf, standard)):
        stack = tuple(
            one
            for one in shelf.stack(manifest.jurisdiction, sector, item_type, day)
            if height(one) <= height(standard) and one.id not in manifest.replaces
        )
        key = tuple(one.id for one in stack)
        if key not in seen:
            seen.add(key)
            yield stack


def _scopes(shelf: Shelf, standard: Standard) -> tuple[list[str], list[str]]:
    """List the sectors and types to tell apart: the standard's own, else any named, and all others."""
    every = [one.manifest for one in shelf.standards]
    own = standard.manifest
    sectors = own.sectors or _named(one.sectors for one in every)
    types = own.item_types or _named(one.item_types for one in every)
    return list(sectors), list(types)


def _named(scopes: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(["", *(name for names in scopes for name in names)]))


def height(standard: Standard) -> tuple[int, int]:
    """Say how high a standard stands: equal for those side by side."""
    order, jurisdiction, _ = standard.rank
    return order, len(jurisdiction)
