"""What makes two findings the same, however the file around them moves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from catalog_std.source import Pointer

_LINES = ("first",)  # facts that tell a line
_IDENTITY = ("id", "code", "name", "title", "text", "question")


def fingerprint(rule: str, owner: str, pointer: Pointer, facts: Mapping[str, object]) -> str:
    """Give 16 hex digits over rule, owner (code or path), pointer and the facts of the defect; no line."""
    stated = {
        key: value
        for key, value in facts.items()
        if isinstance(value, str | int | float) and key not in _LINES
    }
    text = json.dumps([rule, owner, str(pointer), stated], sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


def by_identity(data: object, pointer: Pointer) -> Pointer:
    """Write a pointer with what identifies list entries in place of their indexes."""
    steps: list[str | int] = []
    value = data
    for step in pointer:
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            steps.append(_identity(value, step))
        else:
            value = value.get(step) if isinstance(value, dict) else None
            steps.append(step)
    return Pointer(steps)


def touch(data: object, pointer: Pointer) -> str:
    """Give 8 hex digits over the value pointed at: whoever edits the element changes them.

    A finding about the whole item has no element of its own, and is touched by no edit.
    """
    value: object = data if pointer else None
    for step in pointer:
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _identity(entry: object, index: int) -> str | int:
    if isinstance(entry, dict):
        named = (str(entry[key]) for key in _IDENTITY if isinstance(entry.get(key), str))
        return next(named, index)
    return entry if isinstance(entry, str) else index
