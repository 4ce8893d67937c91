"""The unified social credit code (GB 32100-2015) and what is in it.

It holds the organisation code (GB 11714-1997). Beside it the citizen's number (GB 11643-1999), which has no
place in a catalog.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import mul
from string import ascii_uppercase, digits

LENGTH = 18
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_DIGITS = {letter: int(letter, 36) for letter in ascii_uppercase + digits}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CITIZEN = re.compile("[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]")
_MOSTLY = 12


class Trouble(StrEnum):
    """What can be wrong with a credit code, the first that is found first."""

    LENGTH = "length"
    ALPHABET = "alphabet"
    PSEUDO = "pseudo"
    PLACEHOLDER = "placeholder"
    CHECK_DIGIT = "check-digit"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A credit code taken apart: registering authority, class, division, organisation, check."""

    authority: str
    kind: str
    division: str
    organisation: str
    check: str


def read_credit(code: str) -> CreditCode | None:
    """Take a credit code apart; None where its length is wrong. Check digits are not looked at."""
    if len(code) != LENGTH:
        return None
    return CreditCode(code[0], code[1], code[2:8], code[8:17], code[17])


@lru_cache(maxsize=4096)
def credit_troubles(code: str) -> tuple[Trouble, ...]:
    """Say all that is wrong with a credit code; nothing where it is right.

    Codes that begin with ``TE`` are made up by systems for bodies that have none: their check digits
    mean nothing and are not looked at. Remembered, because many items share an agency.
    """
    if code.startswith("TE"):
        return (Trouble.PSEUDO,)
    if len(code) != LENGTH:
        return (Trouble.LENGTH,)
    if not _VALUES.keys() >= set(code):
        return (Trouble.ALPHABET,)
    if max(map(code.count, set(code))) >= _MOSTLY:
        return (Trouble.PLACEHOLDER,)
    found = []
    if check_digit(code[:17]) != code[17]:
        found.append(Trouble.CHECK_DIGIT)
    if organisation_check(code[8:16]) != code[16]:
        found.append(Trouble.ORGANISATION)
    return tuple(found)


def check_digit(first: str) -> str:
    """Compute the last digit of a credit code from its first seventeen."""
    total = sum(map(mul, map(_VALUES.__getitem__, first), _WEIGHTS))
    return _ALPHABET[-total % 31]


def organisation_check(first: str) -> str:
    """Compute the last digit of an organisation code from its first eight."""
    rest = -sum(map(mul, map(_DIGITS.__getitem__, first), _ORGANISATION_WEIGHTS)) % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004 - ten is written X


def is_citizen_number(text: str) -> bool:
    """Say whether a text is a citizen's number: a day of birth in it, and the right check digit."""
    if not _CITIZEN.fullmatch(text) or not _is_day(text[6:14]):
        return False
    total = sum(int(d) * w for d, w in zip(text, _CITIZEN_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[17].upper()


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
