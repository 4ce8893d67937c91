"""Texts within Markdown: what they might mean there, they only say."""

from __future__ import annotations

import re

from catalog_std.report.frame import line_of

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#@~!])")


def quoted(text: str) -> str:
    """Make text safe within Markdown: one line that marks nothing up and calls nobody."""
    return _ACTIVE.sub(r"\\\1", line_of(text))


def coded(text: str) -> str:
    """Write a name as code; what is not there as a dash."""
    return "—" if text in ("", "—") else f"`{line_of(text).replace('`', '').replace('|', '¦')}`"
