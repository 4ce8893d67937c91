"""The codes of items, taken apart and put together.

Basic (12) = region 2, type 2, department 2, main item 3, sub item 3; implementing (31) = credit code 18,
level 1, basic 12; handling (33) = implementing 31, serial 2. Derived from 2,262 published items of one
province, all of which agree; the text of GB/T 39554.1-2020 could not be had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_BASIC = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{3})([0-9]{3}|00Y)")
_IMPLEMENTING = re.compile(r"([0-9A-Z]{18})([1-7])([0-9]{12})")
_HANDLING = re.compile(r"([0-9A-Z]{18}[1-7][0-9]{12})([0-9]{2})")
# Where the parts of an implementing code stand: the credit code of its agency, its level, its basic code.
CREDIT, LEVEL, BASIC = slice(18), slice(18, 19), slice(19, 31)
_PARENT = "00Y"
_WHOLE = "000"


@dataclass(frozen=True, slots=True)
class BasicCode:
    """A basic code taken apart. Region ``00`` is the national catalogue."""

    region: str
    type: str
    department: str
    main: str
    sub: str

    def __str__(self) -> str:
        return f"{self.region}{self.type}{self.department}{self.main}{self.sub}"

    @property
    def is_parent(self) -> bool:
        """Say whether it only heads sub items; such a code is never carried out itself."""
        return self.sub == _PARENT

    @property
    def parent(self) -> BasicCode:
        """Give the code that heads it: ``00Y`` for a sub item, itself where there are none."""
        if self.sub in (_WHOLE, _PARENT):
            return self
        return BasicCode(self.region, self.type, self.department, self.main, _PARENT)


@dataclass(frozen=True, slots=True)
class ImplementingCode:
    """An implementing code taken apart."""

    credit: str
    level: str
    basic: BasicCode

    def __str__(self) -> str:
        return f"{self.credit}{self.level}{self.basic}"


@dataclass(frozen=True, slots=True)
class HandlingCode:
    """A handling code taken apart."""

    implementing: ImplementingCode
    serial: str

    def __str__(self) -> str:
        return f"{self.implementing}{self.serial}"


@dataclass(frozen=True, slots=True)
class CodeTable:
    """How one region reads its codes: official code → token, for types and for departments."""

    region: str
    types: Mapping[str, str]
    departments: Mapping[str, str]


@lru_cache(maxsize=8192)
def read_basic(text: str) -> BasicCode | None:
    """Take a basic code apart; None where it is not one."""
    found = _BASIC.fullmatch(text)
    return BasicCode(*found.groups()) if found else None


@lru_cache(maxsize=64)
def read_implementing(text: str) -> ImplementingCode | None:
    """Take an implementing code apart; None where it is not one."""
    found = _IMPLEMENTING.fullmatch(text)
    basic = read_basic(found[3]) if found else None
    return ImplementingCode(found[1], found[2], basic) if found and basic else None


def read_handling(text: str) -> HandlingCode | None:
    """Take a handling code apart; None where it is not one. Serials count from 01."""
    found = _HANDLING.fullmatch(text)
    implementing = read_implementing(found[1]) if found else None
    if not found or not implementing or found[2] == "00":
        return None
    return HandlingCode(implementing, found[2])


def is_parent_of(parent: str, child: str) -> bool:
    """Say whether one basic code heads another, or is it."""
    code = read_basic(child)
    return code is not None and parent in (child, str(code.parent))
