"""What is judged of a standard: the verdict, the element, the clauses on both sides, and the proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalog_std.finding import Clause
from catalog_std.standard.check.way import Condition, Path, shown
from catalog_std.standard.manifest import Words
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text


class Call(StrEnum):
    """The names by which faults of standards are called, the worst first."""

    CONTRADICTION = "contradiction"
    DEAD = "dead-element"
    LATITUDE = "latitude-breach"
    LOOSENING = "loosening"
    REDUNDANCY = "redundancy"
    UNDECIDED = "undecided"
    COMPATIBLE = "compatible"


@dataclass(frozen=True, slots=True)
class Ground:
    """What one clause says, as far as a judgement rests on it."""

    clause: Clause
    keyword: str
    value: Any
    path: Path
    conditions: tuple[Condition, ...] = ()
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict on one element of a lower standard.

    ``lower`` are its own clauses, ``upper`` those of other standards. The witness is a small value:
    what the lower clauses admit and an upper one forbids (loosening), or what those above admit and
    the lower forbids (compatible: it tightens). ``why`` tells a kind of breach, or why it is
    undecided and ``about`` what. ``also`` are further elements that fall to the same clauses.
    """

    call: Call
    standard: Standard
    path: Path
    label: Text | None = None
    lower: tuple[Ground, ...] = ()
    upper: tuple[Ground, ...] = ()
    witness: Any = None
    has_witness: bool = False
    why: str = ""
    about: str = ""
    also: tuple[Path, ...] = ()
    explained: Words | None = None

    @property
    def element(self) -> str:
        """Write the element as officers do; the whole item as a dot."""
        return shown(self.path) or "."


def telling(grounds: Sequence[Ground]) -> Sequence[Ground]:
    """Leave out the kind of value where more is asked there: it is needed for the proof only."""
    more = [one.path for one in grounds if one.keyword not in ("type", "required")]
    return [
        one
        for one in grounds
        if one.keyword != "type" or not any(path[: len(one.path)] == one.path for path in more)
    ]
