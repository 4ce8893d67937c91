"""What an implementation item may do with each element, and which way is lighter for the applicant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog_std.standard.elements import Element
from catalog_std.text import Text

_DEEPEST = 8
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freedom:
    """The latitude of an element (``fixed``, ``lighter``, ``local``), its burden and its label.

    ``added`` says that a list may have more entries than the basic item's, though those stay.
    """

    latitude: str
    lighter: str
    key: tuple[str, ...]
    added: bool
    label: Text | None


def freedoms_of(root: Element) -> Mapping[Path, Freedom]:
    """Lay out what the stack says, by path; the entries of a list stand under ``[]``."""
    return dict(_below(root, (), "", 0))


def _below(
    element: Element, path: Path, latitude: str, depth: int
) -> Iterator[tuple[Path, Freedom]]:
    if depth > _DEEPEST:
        return
    said = element.annotation("x-latitude") or {}
    burden = element.annotation("x-burden") or {}
    own = said.get("item", latitude)
    if path:
        key = tuple(burden.get("key", ()))
        added = said.get("standard") == "extend"
        yield path, Freedom(own, burden.get("lighter", ""), key, added, element.label)
    for name in element.names:
        yield from _below(element.inside(name), (*path, name), own, depth + 1)
    entries = element.inside(0)
    if entries.facets:
        yield from _below(entries, (*path, "[]"), own, depth + 1)
