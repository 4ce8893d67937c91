"""What a proof may cost: steps counted, never seconds, so that no verdict depends on a machine."""

from __future__ import annotations

from catalog_std.proof.verdict import Budget, Reason

DEPTH = 250


class RefusedError(Exception):
    """A question that is given up, with the reason and what it is about."""

    def __init__(self, *, reason: Reason, about: str) -> None:
        super().__init__(f"{reason}: {about}")
        self.reason: Reason = reason
        self.about = about


class Meter:
    """Counts the steps of one question; remembers why anything had to be left open."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.steps = 0
        self.depth = 0
        self.doubts: dict[Reason, str] = {}

    def reset(self) -> None:
        """Begin another question."""
        self.steps = self.depth = 0
        self.doubts.clear()

    def first_doubt(self, otherwise: Reason, about: str = "") -> tuple[Reason, str]:
        """Tell why the answer is not exact: the first doubt there was."""
        return next(iter(self.doubts.items()), (otherwise, about))

    def step(self, cost: int = 1) -> None:
        """Count work; raises RefusedError past the budget."""
        self.steps += cost
        if self.steps > self.budget.steps:
            raise RefusedError(reason="budget", about=f"steps > {self.budget.steps}")

    def doubt(self, reason: Reason, about: str) -> None:
        """Note why an answer is not exact."""
        self.doubts.setdefault(reason, about)

    def __enter__(self) -> None:
        """Go one level deeper; raises RefusedError past the deepest."""
        self.depth += 1
        if self.depth > DEPTH:
            raise RefusedError(reason="budget", about=f"depth > {DEPTH}")

    def __exit__(self, *_: object) -> None:
        """Come back up."""
        self.depth -= 1
