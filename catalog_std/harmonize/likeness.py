"""How alike two texts are, once what does not tell things apart is taken out of them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

_NOISE = re.compile(r"[\W_]+")
_FORM = re.compile(
    r"原件|复印件|扫描件|影印件|电子件|电子版|纸质|一式[一二两三四五]份|[0-9一二两三]份"
)


def alike(one: str, other: str) -> float:
    """Give the likeness of two texts, from 0 to 1.

    It is the share of characters in common blocks, the lower of both directions: unlike the library's
    ``ratio`` it does not depend on which text comes first.
    """
    first, second = sorted((essence(one), essence(other)))
    if not first or not second:
        return 0.0
    return 1.0 if first == second else _ratio(first, second)


@lru_cache(maxsize=65536)
def essence(text: str) -> str:
    """Take width, case, punctuation and the form of a copy out of a text, unless nothing else is left."""
    plain = _NOISE.sub("", normalize("NFKC", text)).lower()
    return _FORM.sub("", plain) or plain


@lru_cache(maxsize=65536)
def _ratio(first: str, second: str) -> float:
    """Count common blocks; texts of very different length are not looked at."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _WORTH:
        return 0.0
    return min(matcher.ratio(), SequenceMatcher(None, second, first, autojunk=False).ratio())


_WORTH = 0.5
