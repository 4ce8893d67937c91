"""What an implementation item may do with each element, and which way is lighter for the applicant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog_std.standard.elements import Element
from catalog_std.text import Text

_DEEPEST = 8
_BY_KEY = 0.95  # what ``alignment`` gives entries that agree in a key
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freedom:
    """The latitude of an element (``fixed``, ``lighter``, ``local``), its burden and its label.

    ``added`` says that a list may have more entries than the basic item's, though those stay.
    ``order`` lists values from light to heavy; those of one group weigh alike. ``key`` tells the entries
    of a list apart, the strongest first.
    """

    latitude: str
    lighter: str
    key: tuple[str, ...]
    added: bool
    label: Text | None
    order: tuple[tuple[str, ...], ...] = ()


def freedoms_of(root: Element) -> Mapping[Path, Freedom]:
    """Lay out what the stack says, by path; the entries of a list stand under ``[]``."""
    return dict(_below(root, (), "", 0))


def is_known(freedom: Freedom, by: str, sure: float) -> bool:
    """Say whether what two entries agree on makes them the same: a key of their list, not likeness."""
    return sure >= _BY_KEY or (by == "id" and by in freedom.key)


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
        order = tuple(tuple(group) for group in burden.get("order", ()))
        yield path, Freedom(own, burden.get("lighter", ""), key, added, element.label, order)
    for name in element.names:
        yield from _below(element.inside(name), (*path, name), own, depth + 1)
    entries = element.inside(0)
    if entries.facets:
        yield from _below(entries, (*path, "[]"), own, depth + 1)
