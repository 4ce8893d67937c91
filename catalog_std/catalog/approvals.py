"""What people answered for: changes they approved, and basic changes they found to have no impact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from catalog_std.catalog.settings import Strict
from catalog_std.configured import configured
from catalog_std.document import documents_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

NAME = "approvals.yaml"


class Approval(Strict):
    """A change that somebody answers for: by its fingerprint, with the reason, who and when."""

    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    reason: str = Field(min_length=1)
    approver: str = Field(min_length=1)
    date: date


class Review(Strict):
    """A change of a basic item that was looked at for one local item, or for all, and has no impact there."""

    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    item: str = "*"
    note: str = Field(min_length=1)
    reviewer: str = Field(min_length=1)
    date: date


class Approvals(Strict):
    """The whole of ``approvals.yaml``."""

    approvals: tuple[Approval, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """Approvals by fingerprint, reviews by fingerprint and item."""

    given: Approvals

    def approval(self, fingerprint: str) -> Approval | None:
        """Find who approved a change."""
        return next((a for a in self.given.approvals if a.fingerprint == fingerprint), None)

    def review(self, fingerprint: str, item: str) -> Review | None:
        """Find who reviewed a basic change for an item."""
        return next(
            (
                review
                for review in self.given.reviews
                if review.fingerprint == fingerprint and review.item in ("*", item)
            ),
            None,
        )

    def unused(self, fingerprints: Iterable[str]) -> tuple[Approval | Review, ...]:
        """List answers to changes that are not there."""
        seen = set(fingerprints)
        given: list[Approval | Review] = [*self.given.approvals, *self.given.reviews]
        return tuple(one for one in given if one.fingerprint not in seen)


def read_answers(path: Path, *, asked: bool) -> Answers:
    """Read the answers; a file that was not asked for by name need not be there.

    Raises CatalogError with file, line and reason where it cannot be read.
    """
    if not asked and not path.exists():
        return Answers(Approvals())
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
    if not raw.strip():
        return Answers(Approvals())
    return Answers(configured(Approvals, documents_of(path.as_posix(), raw)[0]))
