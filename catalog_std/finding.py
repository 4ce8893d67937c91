"""What a judge says, before anybody prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from catalog_std.source import Pointer, Span
from catalog_std.text import Text


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Count from 0, the worst: so that the worst sorts first."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Where:
    """A stretch of a named file."""

    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a standard that say no: which standard, which clause, and where we keep it."""

    standard: str
    layer: str
    number: str
    clause: str | None
    basis: Text
    sure: str
    at: Where | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, and what it has to do with it."""

    where: Where
    saying: Text


@dataclass(frozen=True, slots=True)
class Subject:
    """The item a finding is about."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of data at a place, or of spelling at a span, that mends what a finding tells.

    ``set`` the value, ``rename`` its key, ``add`` a pair (key, value) behind it, ``remove`` it from its
    list; ``respell`` the text at the span, ``unmark`` the file, put another ``comment`` there or none:
    these leave the data as they were.
    """

    action: Literal["set", "rename", "add", "remove", "respell", "unmark", "comment"]
    value: Any = None
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule, a place and the facts. Words come later, in the reader's language.

    ``touch`` changes when the element pointed at does; ``bound_by`` is the standard, if any, under
    which nobody may silence the rule.
    """

    where: Where
    pointer: Pointer
    rule: str
    severity: Severity
    facts: Mapping[str, object]
    subject: Subject
    fingerprint: str
    clause: Clause | None = None
    related: tuple[Related, ...] = ()
    number: int = 0
    fix: Fix | None = None
    touch: str = ""
    bound_by: str = ""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that does not count: a comment or the baseline says so, or it was there before."""

    finding: Finding
    by: Literal["comment", "baseline", "base"]
    reason: str = ""
    until: date | None = None
