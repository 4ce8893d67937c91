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
    ``order`` lists values from light to heavy; those of one group weigh alike. ``key`` tells the entries
    of a list apart, ``alone`` names those of its keys that do so by themselves: the first, and
    whichever an entry must have.
    """

    latitude: str
    lighter: str
    key: tuple[str, ...]
    added: bool
    label: Text | None
    order: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()


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
    entries = element.inside(0)
    if path:
        key = tuple(burden.get("key", ()))
        added = said.get("standard") == "extend"
        order = tuple(tuple(group) for group in burden.get("order", ()))
        lighter, alone = burden.get("lighter", ""), _alone(key, entries)
        yield path, Freedom(own, lighter, key, added, element.label, order, alone)
    for name in element.names:
        yield from _below(element.inside(name), (*path, name), own, depth + 1)
    if entries.facets:
        yield from _below(entries, (*path, "[]"), own, depth + 1)


def _alone(key: tuple[str, ...], entries: Element) -> tuple[str, ...]:
    required = {name for facet in entries.facets for name in facet.schema.get("required", ())}
    return tuple(name for name in key if name == key[0] or name in required)
