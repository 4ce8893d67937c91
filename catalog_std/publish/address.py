"""Addresses that may stand in a page: which web addresses, which telephone numbers, which paths of ours."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\\<>\"'`{}|^\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)
_HOST = re.compile(r"[^\s/@:?#\[\]]+(?::[0-9]{1,5})?")
_MAIL = re.compile(r"mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()－-]{1,30}")
_SLUG = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,62}[0-9A-Za-z])?")
_LONGEST = 2000
BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=1 << 10)
def safe_url(text: str) -> str | None:
    """Give an address people may be sent to: http, https or mailto, with a host and nobody's name in it.

    None for anything else: scripts, files, backslashes, control and invisible characters, ``//host``,
    ``https:host``, ``http://user@host``.
    """
    text = text.strip(" ")
    if len(text) > _LONGEST or _FORBIDDEN.search(text):
        return None
    if _MAIL.fullmatch(text):
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    whole = text[:8].lower().startswith(("http://", "https://"))
    return text if whole and _HOST.fullmatch(parts.netloc) else None


def phone_url(text: str) -> str | None:
    """Give the ``tel:`` address of a telephone number; None where the text is more than a number."""
    return "tel:" + re.sub(r"[^0-9+]", "", text) if _PHONE.fullmatch(text) else None


def is_slug(text: str) -> bool:
    """Say whether a code may be a folder's name: ASCII letters, digits and hyphens."""
    return _SLUG.fullmatch(text) is not None


def within(root: str, path: str) -> str:
    """Point from a page to a path below the root it names (``../../``)."""
    return root + quote(path, safe="/#-._~")
