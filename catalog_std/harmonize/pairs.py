"""What people have confirmed: which names mean the same thing, and which do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from catalog_std.configured import configured
from catalog_std.document import documents_of
from catalog_std.same import written
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

NAME = "alignments.yaml"


class Strict(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Pair(Strict):
    """Names, or codes of items, that are the ``same`` or ``different``; who says so, when and why."""

    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    by: str
    on: date
    note: str = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> Pair:
        if bool(self.same) == bool(self.different) or len(self.same or self.different) < _TWO:
            raise ValueError(_SHAPE)
        return self


class Pairs(Strict):
    """``alignments.yaml``: confirmed pairs of entries (materials, conditions, …) and of items."""

    version: int = 1
    entries: tuple[Pair, ...] = ()
    items: tuple[Pair, ...] = ()

    def entry(self, one: str, other: str) -> bool | None:
        """Say whether two entries are the same by their names; None where nobody has said."""
        return _said(self.entries, one, other)

    def item(self, one: str, other: str) -> bool | None:
        """Say whether two items are the same by their codes; None where nobody has said."""
        return _said(self.items, one, other)


def read_pairs(path: Path) -> Pairs:
    """Read confirmed pairs; raises CatalogError where the file cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        saying = f"{path}: {error.strerror}"
        raise CatalogError(Text(saying, saying)) from error
    return configured(Pairs, documents_of(path.as_posix(), raw)[0]) if raw.strip() else Pairs()


_TWO = 2
_SHAPE = "a pair has either `same` or `different`, of two names or more"


def _said(pairs: tuple[Pair, ...], one: str, other: str) -> bool | None:
    both = {written(one), written(other)}
    for pair in pairs:
        if both <= {written(name) for name in (*pair.same, *pair.different)}:
            return bool(pair.same)
    return None
