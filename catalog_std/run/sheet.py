"""What the file phase says: a sheet for each file, and the facts of a chunk of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog_std.finding import Finding
from catalog_std.lint.suppression import Suppression
from catalog_std.run.leaning import Question
from catalog_std.source import Span


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that broke down, or a file (and no rule) that its worker died of; the rest goes on."""

    rule: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the file phase has to say of one file, whose bytes had that digest.

    ``leans`` are the questions, beside the bytes, that the verdict depends on.
    """

    file: str
    items: int
    findings: tuple[Finding, ...] = ()
    crashes: tuple[Crash, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    digest: str = ""
    leans: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """The sheets of some files, and the fact rows of all of them: CSV text by table.

    ``silent`` counts files, and items in them, whose sheets were left out.
    """

    sheets: tuple[Sheet, ...]
    facts: Mapping[str, str]
    silent: tuple[int, int] = (0, 0)

    def terse(self) -> Chunk:
        """Leave out the sheets that say nothing, for one who remembers nothing: those are nearly all."""
        told = tuple(s for s in self.sheets if s.findings or s.crashes or s.suppressions)
        items = sum(sheet.items for sheet in self.sheets) - sum(sheet.items for sheet in told)
        return Chunk(told, self.facts, (len(self.sheets) - len(told), items))


def same(finding: Finding) -> object:
    """Tell what makes two findings one: place, rule and fingerprint."""
    return finding.where, finding.rule, finding.fingerprint


def place_of(finding: Finding) -> tuple[str, Span, str, str]:
    """Tell where a finding stands in the order of all: by file, position and rule."""
    return finding.where.file, finding.where.span, finding.rule, finding.fingerprint
