"""What stands under the cursor: its label, its value and whose it is, the clauses on it, who may change it."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.editor.complete import Asking, clauses_of
from catalog_std.editor.spot import Spot
from catalog_std.report.origin import origin_line, value_at
from catalog_std.source import Pointer

_MOST = 24  # lines: a list of forty sectors hides what matters


def hover(asking: Asking, spot: Spot) -> str:
    """Tell, as Markdown; nothing of what no standard knows."""
    return "\n\n".join(_parts(asking, spot))


def _parts(asking: Asking, spot: Spot) -> Iterator[str]:
    element = asking.profile.root.along(spot.pointer)
    if not element.facets or not spot.pointer:
        return
    label = element.label
    path = _written(spot.pointer)
    yield f"**{label.said(asking.lang)}** `{path}`" if label else f"`{path}`"
    value = value_at(spot.document.data, spot.pointer)
    meaning = _meaning(asking, spot, value)
    if not isinstance(value, dict | list):
        yield origin_line(spot.document, spot.pointer, asking.lang) + meaning
    lines = clauses_of(asking, spot.pointer).splitlines()
    yield "\n".join(lines[:_MOST] + (["- …"] if len(lines) > _MOST else []))


def _written(pointer: Pointer) -> str:
    """Write a pointer as officers do."""
    return ".".join("[]" if isinstance(s, int) else s for s in pointer).replace(".[]", "[]")


def _meaning(asking: Asking, spot: Spot, value: object) -> str:
    """Say what a token or a code stands for."""
    lists = asking.profile.lists
    element = asking.profile.root.along(spot.pointer)
    listed = lists.get(element.annotation("x-codes") or "")
    entry = listed.entries.get(value) if listed and isinstance(value, str) else None
    if entry:
        words = entry.zh if asking.lang == "zh" else entry.en or entry.zh
        return f" = {words}" + (f" ({entry.code})" if entry.code else "")
    basic = asking.session.basics.get(value) if isinstance(value, str) else None
    return f" = {basic.data.get('name', '')}" if basic else ""
