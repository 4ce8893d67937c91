"""Bytes become text, or one clear reason why not."""

from __future__ import annotations

import re

from catalog_std.document.exact import Fault
from catalog_std.source import START, Span

LARGEST = 32 * 1024 * 1024
_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_BREAKS = re.compile("[\x85\u2028\u2029]")


def decoded(raw: bytes) -> tuple[str, list[Fault]]:
    """Give the text of a file and what is wrong with it; an empty text where it cannot be had."""
    if len(raw) > LARGEST:
        return "", [Fault("size", START, {"bytes": len(raw), "most": LARGEST})]
    for bom, name in _BOMS.items():
        if raw.startswith(bom):
            return "", [Fault("encoding", START, {"encoding": name})]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        byte = f"0x{raw[error.start]:02x}"
        return "", [Fault("encoding", _after(before), {"encoding": byte})]
    faults = []
    if text.startswith("\ufeff"):
        faults.append(Fault("bom", _after(""), {}))
    return text.removeprefix("\ufeff"), faults


def character_faults(text: str) -> list[Fault]:
    """Find characters that no text should hold; the first of each kind is told."""
    control, line_break = _CONTROL.search(text), _BREAKS.search(text)
    return [
        Fault(kind, _after(text[: found.start()]), {"character": f"U+{ord(found[0]):04X}"})
        for kind, found in (("control-character", control), ("line-separator", line_break))
        if found
    ]


def _after(before: str) -> Span:
    """Point at the character behind a stretch of text."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    column = len(lines[-1]) + 1
    return Span(len(lines), column, len(lines), column + 1)
