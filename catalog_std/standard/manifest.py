"""The manifest of a standard: who issued it, for whom, from when, and how sure we are of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Layer = Literal["national", "industry", "local"]
Judged = Literal[
    "contradiction", "dead-element", "latitude-breach", "loosening", "redundancy", "undecided"
]
Sure = Literal["text", "practice", "memory"]


class Strict(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """The same words in Chinese and in English."""

    zh: str
    en: str


class Origin(Strict):
    """What a standard was written from: the text itself, what systems do, or memory."""

    document: str
    sure: Sure
    note: Words | None = None


class Known(Strict):
    """A judgement of ``standards check`` that stands, and why it is left so."""

    call: Judged
    element: str
    why: Words


class Manifest(Strict):
    """``standard.yaml``. Dates bound the time in which the standard is in force.

    ``mandatory_rules`` are rules, by name, that nobody below this standard may silence.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$")
    number: str | None = None
    title: Words
    layer: Layer
    force: Literal["mandatory", "recommended"] = "mandatory"
    optional: bool = False
    jurisdiction: str = Field(default="", pattern=r"^[0-9]{0,12}$")
    sectors: tuple[str, ...] = ()
    item_types: tuple[str, ...] = ()
    issued: date | None = None
    effective: date | None = None
    abolished: date | None = None
    replaces: tuple[str, ...] = ()
    issuer: Words | None = None
    source: Origin
    schema_file: str | None = Field(default=None, alias="schema")
    codes: tuple[str, ...] = ()
    exceptions: tuple[Known, ...] = ()
    mandatory_rules: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """Say whether it binds on a day: from ``effective`` until the day before ``abolished``."""
        begun = self.effective is None or self.effective <= on
        return begun and (self.abolished is None or on < self.abolished)


class Entry(Strict):
    """One value of a code list: our token, the official code, and its words."""

    token: str
    code: str | None = None
    zh: str
    en: str = ""
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()


class ListFile(Strict):
    """``codes/*.yaml``: a code list, or what a lower layer adds to one."""

    id: str
    title: Words
    extends: str | None = None
    complete: bool = False
    latitude: Literal["narrow", "extend", "open", "closed"] = "narrow"
    ordered: bool = False
    source: Origin
    entries: tuple[Entry, ...]
