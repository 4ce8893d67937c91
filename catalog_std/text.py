"""The same words in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Literal, NamedTuple, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]
_COUNTED = re.compile(r"\{(\w+):([a-z]{3}[a-z ]*)\}")
_SINGULAR = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ss", "ss"),
    ("s", ""),
)


class Text(NamedTuple):
    """One saying, two tongues."""

    zh: str
    en: str

    def into(self, lang: Lang, **facts: object) -> str:
        """Say it in one language, with the facts filled in; ``{n:days}`` is a number of days, or 1 day."""
        return _numbered(self.said(lang), facts).format(**facts)

    def said(self, lang: Lang) -> str:
        """Give the saying as it stands, blanks and all."""
        return self.zh if lang == "zh" else self.en

    def blanks(self, lang: Lang) -> set[str]:
        """Name the blanks a translation leaves for facts."""
        return {name for _, name, _, _ in Formatter().parse(self.said(lang)) if name}


def counted(number: object, words: str) -> str:
    """Give English words as they stand after a number: one working day, two working days."""
    if str(number) not in ("1", "1.0"):
        return words
    for plural, singular in _SINGULAR:
        if words.endswith(plural):
            return words.removesuffix(plural) + singular
    return words


def uncounted(words: str) -> str:
    """Put a pattern's counted words as they stand after most numbers."""
    return _COUNTED.sub(r"{\1} \2", words)


def _numbered(words: str, facts: Mapping[str, object]) -> str:
    if ":" not in words:
        return words
    return _COUNTED.sub(lambda one: f"{{{one[1]}}} {counted(facts[one[1]], one[2])}", words)
