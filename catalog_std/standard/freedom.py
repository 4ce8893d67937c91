"""What an implementation item may do with each element, and which way is lighter for the applicant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog_std.standard.elements import Element, Facet
from catalog_std.text import Text

STRICTEST_FIRST = {
    "item": ("fixed", "lighter", "local"),
    "standard": ("closed", "narrow", "extend", "open"),
}
LEFT = ("extend", "open")
_DEEPEST = 8
_BY_KEY = 0.95  # what ``alignment`` gives entries that agree in a key
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freedom:
    """The latitude of an element, its burden and its label.

    ``latitude`` is what an implementation item may do (``fixed``, ``lighter``, ``local``),
    ``standard`` what a lower standard may (``closed``, ``narrow``, ``extend``, ``open``); both go for
    everything inside, until something inside says otherwise. Where layers differ the strictest
    binds: no layer gives more than it has. ``added`` says that a list may have more entries than
    the basic item's, though those stay; ``left``, that some layer leaves something to those below.
    ``order`` lists values from light to heavy; those of one group weigh alike. ``key`` tells the entries
    of a list apart, the strongest first.
    """

    latitude: str
    lighter: str
    key: tuple[str, ...]
    added: bool
    label: Text | None
    standard: str = "narrow"
    left: bool = False
    order: tuple[tuple[str, ...], ...] = ()


def freedoms_of(root: Element) -> Mapping[Path, Freedom]:
    """Lay out what the stack says, by path; the entries of a list stand under ``[]``."""
    return dict(_below(root, (), Freedom("", "", (), added=False, label=None), 0))


def standing(freedoms: Mapping[Path, Freedom], names: Path) -> Freedom:
    """Give the freedom of an element, or of the nearest one around it."""
    around = (names[:length] for length in range(len(names), -1, -1))
    return next(freedoms[one] for one in around if one in freedoms)


def strictest(element: Element, who: str) -> str | None:
    """Give the least latitude that any layer leaves ``item`` or ``standard``; None where none says."""
    words = {
        f.schema["x-latitude"].get(who) for f in element.facets if "x-latitude" in f.schema
    }
    return next((word for word in STRICTEST_FIRST[who] if word in words), None)


def is_known(freedom: Freedom, by: str, sure: float) -> bool:
    """Say whether what two entries agree on makes them the same: a key of their list, not likeness."""
    return sure >= _BY_KEY or (by == "id" and by in freedom.key)


def _below(
    element: Element, path: Path, around: Freedom, depth: int
) -> Iterator[tuple[Path, Freedom]]:
    if depth > _DEEPEST:
        return
    own = _freedom(element, around)
    yield path, own
    for name in element.names:
        yield from _below(element.inside(name), (*path, name), own, depth + 1)
    entries = element.inside(0)
    if entries.facets:
        yield from _below(entries, (*path, "[]"), own, depth + 1)


def _freedom(element: Element, around: Freedom) -> Freedom:
    burden = element.annotation("x-burden") or {}
    standard = strictest(element, "standard")
    return Freedom(
        strictest(element, "item") or around.latitude,
        burden.get("lighter", ""),
        tuple(burden.get("key", ())),
        standard == "extend",
        element.label,
        standard or around.standard,
        around.left or any(_leaves(facet) for facet in element.facets),
        tuple(tuple(group) for group in burden.get("order", ())),
    )


def _leaves(facet: Facet) -> bool:
    return facet.schema.get("x-latitude", {}).get("standard") in LEFT
