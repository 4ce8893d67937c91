"""The same words in Chinese and in English."""

from __future__ import annotations

from string import Formatter
from typing import Literal, NamedTuple, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]


class Text(NamedTuple):
    """One saying, two tongues."""

    zh: str
    en: str

    def into(self, lang: Lang, **facts: object) -> str:
        """Say it in one language, with the facts filled in."""
        return self.said(lang).format(**facts)

    def said(self, lang: Lang) -> str:
        """Give the saying as it stands, blanks and all."""
        return self.zh if lang == "zh" else self.en

    def blanks(self, lang: Lang) -> set[str]:
        """Name the blanks a translation leaves for facts."""
        return {name for _, name, _, _ in Formatter().parse(self.said(lang)) if name}
