"""Marked text: YAML in which «» stand round what a rule must point at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog_std.source import Source, Span

_MARKED = re.compile("«(.*?)»")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_BREAK = re.compile(r"^=== (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    r"""A few lines from a rule's page, and the verdict the page gives on them.

    ``=== name`` lines part several files; without one the example is ``items/a.yaml``. What no page
    can show is written ``\u0000``; ``\udcff`` stands for the bare byte FF.
    """

    verdict: str
    marked: str

    @property
    def sources(self) -> list[Source]:
        """The files the example stands for, marks taken out."""
        return [Source(name, _MARKED.sub(r"\1", part)) for name, part in self._parts()]

    @property
    def marks(self) -> set[tuple[str, Span]]:
        """Where the marks stand, once they are taken out."""
        return {(name, span) for name, part in self._parts() for span in _spans(part)}

    def _parts(self) -> list[tuple[str, str]]:
        shown = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), self.marked)
        head, *rest = _BREAK.split(shown)
        if not rest:
            return [("items/a.yaml", head)]
        return list(zip(rest[::2], rest[1::2], strict=True))


def _spans(part: str) -> list[Span]:
    spans = []
    for line, text in enumerate(part.removeprefix("\ufeff").split("\n"), start=1):
        for earlier, mark in enumerate(_MARKED.finditer(text)):
            column = mark.start() + 1 - 2 * earlier
            spans.append(Span(line, column, line, column + len(mark[1])))
    return spans
