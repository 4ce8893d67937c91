"""The published JSON document of two editions, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from catalog_std.report.diagnostics import Diagnostic
from catalog_std.report.revisions import stays_valid, told_lines
from catalog_std.standard.check.editions import Revision, Shift
from catalog_std.standard.shelf import Standard
from catalog_std.text import Lang


class Published(BaseModel):
    """A part of the published document: all keys known, all keys written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(Published):
    """What became of one element."""

    shift: Shift
    element: str
    label: str | None
    old: list[str]
    new: list[str]
    has_witness: bool
    witness: Any
    reason: str
    about: str


class Revisions(Published):
    """The whole document; ``broken`` is null where no catalog was asked about, as what is undecided is."""

    version: int = 1
    old: str
    new: str
    effective: date | None
    stays_valid: bool | None
    summary: dict[Shift, int]
    elements: list[Change]
    broken: list[Diagnostic] | None


def revisions_document(
    revisions: Sequence[Revision],
    lang: Lang,
    editions: tuple[Standard, Standard],
    broken: list[Diagnostic] | None,
) -> Revisions:
    """Write two editions down as the published document."""
    counts = Counter(one.shift for one in revisions)
    return Revisions(
        old=editions[0].id,
        new=editions[1].id,
        effective=editions[1].manifest.effective,
        stays_valid=stays_valid(revisions),
        summary={shift: counts[shift] for shift in Shift},
        elements=[_change(one, lang) for one in revisions],
        broken=broken,
    )


def _change(one: Revision, lang: Lang) -> Change:
    return Change(
        shift=one.shift,
        element=one.element,
        label=one.label.said(lang) if one.label else None,
        old=list(told_lines(one.old, lang)),
        new=list(told_lines(one.new, lang)),
        has_witness=one.has_witness,
        witness=one.witness,
        reason=one.why,
        about=one.about,
    )
