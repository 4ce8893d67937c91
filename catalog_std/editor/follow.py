"""Where a thing leads: a code to its basic item, a material to who issues it, an element to its clauses."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.document import Document, Place
from catalog_std.editor.spot import Spot
from catalog_std.finding import Where
from catalog_std.report.origin import value_at
from catalog_std.run.session import Session
from catalog_std.source import Pointer
from catalog_std.standard.profile import Profile

_CODES = ("basic_code", "issued_by")
_CODE = Pointer(("basic_code",))


def leads_to(session: Session, profile: Profile, spot: Spot) -> Iterator[Where]:
    """Give the places that a value, or its key, leads to."""
    found = None if spot.on_key else _item(session, spot)
    if found:
        place = Place(found, _CODE)
        yield Where(place.source.name, place.span)
        return
    for facet in profile.root.along(spot.pointer).facets:
        place = Place(facet.standard.schema, facet.at)
        yield Where(place.source.name, place.key_span)


def _item(session: Session, spot: Spot) -> Document | None:
    """Find the basic item that a code names, or that gives out the material around the cursor."""
    data, pointer = spot.document.data, spot.pointer
    code = value_at(data, pointer) if pointer and pointer[-1] in _CODES else None
    if code is None and pointer[:1] == ("materials",):
        code = value_at(data, Pointer((*pointer[:2], "issued_by")))
    return session.basics.get(code) if isinstance(code, str) else None
