"""A matching: to each place a value of its own, where that can be."""

from __future__ import annotations

from collections.abc import Hashable


def matching(choices: list[list[Hashable]]) -> list[Hashable] | None:
    """Choose for each place, no two the same; None where that cannot be (Kőnig)."""
    holder: dict[Hashable, int] = {}

    def settle(place: int, tried: set[Hashable]) -> bool:
        for value in choices[place]:
            if value in tried:
                continue
            tried.add(value)
            if value not in holder or settle(holder[value], tried):
                holder[value] = place
                return True
        return False

    if not all(settle(place, set()) for place in range(len(choices))):
        return None
    chosen = {place: value for value, place in holder.items()}
    return [chosen[place] for place in range(len(choices))]
