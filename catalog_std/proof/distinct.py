"""Values that are all different, one for each place."""

from __future__ import annotations

from catalog_std.proof.matching import matching
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
