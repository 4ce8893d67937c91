"""What people answered for is held against what changed: what is approved, what is left, what is unused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog_std.catalog.approvals import Answers, Approval, Review
from catalog_std.diff.catalogs import Resting, Upstream
from catalog_std.diff.kind import Change
from catalog_std.diff.weigh import Weight
from catalog_std.run.diff import DiffOutcome

_BLOCKING: dict[str, tuple[Weight, ...]] = {
    "heavier": (Weight.HEAVIER,),
    "unknown": (Weight.HEAVIER, Weight.UNKNOWN),
    "any": tuple(Weight),
    "none": (),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What comparing found, and what people answered for."""

    outcome: DiffOutcome
    answers: Answers

    def approval(self, change: Change) -> Approval | None:
        """Find who answers for a change."""
        return self.answers.approval(change.fingerprint)

    def review(self, change: Change, resting: Resting) -> Review | None:
        """Find who looked at a basic change for a local item."""
        return self.answers.review(change.fingerprint, resting.subject.code)

    def blocking(self, fail_on: str) -> Iterator[Change]:
        """Give the changes that nobody answers for and that must not pass so."""
        for change in self.outcome.changes:
            if change.weight in _BLOCKING[fail_on] and not self.approval(change):
                yield change

    def unused(self) -> tuple[Approval | Review, ...]:
        """List answers to changes that are not there."""
        return self.answers.unused(change.fingerprint for change in self.outcome.changes)

    def to_review(self) -> Iterator[tuple[Upstream, tuple[Resting, ...]]]:
        """Give the basic changes with the local items that nobody has looked at yet."""
        for upstream in self.outcome.upstream:
            left = tuple(r for r in upstream.resting if not self.review(upstream.change, r))
            yield upstream, left
