"""Values that are all different: a matching of places and values."""

from __future__ import annotations

from collections.abc import Hashable

from catalog_std.proof.nodes import Goal
from catalog_std.proof.objects import Solver
from catalog_std.proof.values import key_of
from catalog_std.proof.verdict import Json


def all_different(solver: Solver, goals: list[Goal]) -> tuple[list[Json] | None, bool]:
    """Find a value for each goal, no two the same; and say whether a failure is sure.

    As many candidates as there are places are enough: one of them is always left.
    """
    found = {goal: solver.models(goal, len(goals)) for goal in dict.fromkeys(goals)}
    sure = all(whole or len(values) == len(goals) for values, whole in found.values())
    values = {key_of(value): value for some, _ in found.values() for value in some}
    choices = [[key_of(value) for value in found[goal][0]] for goal in goals]
    taken = matching(choices)
    if taken is None:
        return None, sure
    return [values[key] for key in taken], sure


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
