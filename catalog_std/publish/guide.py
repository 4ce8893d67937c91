"""A guide as every printer sees it: what is said, section by section, with labels and origins.

Words are a plain text where they are the publisher's own, and a ``Text`` where they are the standards' or
ours, in both tongues. Nothing here knows HTML, paper or a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from catalog_std.text import Text

Words: TypeAlias = str | Text
Kind: TypeAlias = Literal["", "url", "phone", "file", "item", "paper", "code"]


class Phrase(NamedTuple):
    """A few words; ``kind`` says what they lead to, ``target`` where (an address, an id, a path)."""

    words: Words
    kind: Kind = ""
    target: str = ""


class Said(NamedTuple):
    """What an item says of one element: phrases, or entries with elements of their own.

    ``note`` is the number of the footnote that tells where an inherited value comes from, else 0.
    """

    name: str
    label: Text
    phrases: tuple[Phrase, ...] = ()
    entries: tuple[tuple[Said, ...], ...] = ()
    note: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One row of the list of materials. ``situation`` counts from 1; 0 is for everybody."""

    id: str
    name: str
    held: bool
    deferrable: bool
    situation: int
    when: str
    originals: int
    copies: int
    medium: Words
    source: Words
    issuer: str
    issued_by: str
    e_licence: Words
    signed: bool
    files: tuple[Phrase, ...]
    remarks: tuple[tuple[Text, Words], ...]

    @property
    def sheets(self) -> int:
        """Count the sheets to hand in."""
        return self.originals + self.copies


@dataclass(frozen=True, slots=True)
class Step:
    """One step of handling: who does it, for how long, by which standard, with what result."""

    name: str
    actor: str
    days: float | None
    standard: str
    result: str


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days and their kind: working or calendar."""

    days: float
    unit: Words


@dataclass(frozen=True, slots=True)
class Ruler:
    """Steps laid along the days: what is promised, and what the law allows."""

    parts: tuple[tuple[str, float], ...]
    promised: Span
    statutory: Span | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact of the strip at the top: a number with its unit, or words; and a remark."""

    name: str
    label: Text
    number: str
    unit: Words
    remark: Words = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An element that a standard asks for and the item lacks, and on whose word."""

    section: str
    label: Text
    clause: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title and what is said in it, in the order of the annotations."""

    id: str
    title: Text
    said: tuple[Said, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: which element a standard or the basic item supplied, and where it stands."""

    number: int
    label: Text
    origin: Text
    item: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Who offers what, where."""

    id: str
    code: str
    basic_code: str
    is_basic: bool
    name: str
    aliases: tuple[str, ...]
    type: Words
    handling: Words
    jurisdiction: str
    place: str
    agency: str
    agency_code: str
    online: str
    remark: str
    status: Words
    in_use: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """All that a guide says. ``data`` is the effective item itself, for machines.

    ``top`` is what stands above the sections: name, everyday names, basic code, each with its origin.
    """

    head: Head
    top: tuple[Said, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    papers: tuple[Paper, ...]
    situations: tuple[str, ...]
    steps: tuple[Step, ...]
    ruler: Ruler | None
    notes: tuple[Note, ...]
    data: Mapping[str, Any]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """List what is missing, section by section."""
        return tuple(gap for section in self.sections for gap in section.gaps)

    def section(self, id: str) -> Section | None:
        """Find a section."""
        return next((section for section in self.sections if section.id == id), None)
