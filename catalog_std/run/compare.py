"""Compare a catalog's items across places: find who belongs together, then one matrix at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog_std.burden import burden_of
from catalog_std.codes.division import division_of, full_name
from catalog_std.configured import nearest
from catalog_std.document import Document
from catalog_std.effective import effective_of, is_implementation
from catalog_std.harmonize.choose import View
from catalog_std.harmonize.compare import matrix_of
from catalog_std.harmonize.comparison import Comparison
from catalog_std.harmonize.draft import draft_of
from catalog_std.harmonize.kin import Family, Kin, Sighting, families_of
from catalog_std.harmonize.matrix import Column, Matrix
from catalog_std.harmonize.pairs import Pairs
from catalog_std.harmonize.table import Seat, Table
from catalog_std.item import Item, item_of
from catalog_std.run.job import Job
from catalog_std.same import written
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_TWO = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare: codes or names of items, else all; division codes of places, else all."""

    items: tuple[str, ...] = ()
    across: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathering:
    """The families to compare, and the files that hold an item nobody can read."""

    families: tuple[Family, ...]
    unread: tuple[str, ...]


def gathered(job: Job, wanted: Wanted, pairs: Pairs) -> Gathering:
    """Find the families that are wanted; of all, those that two places or more have.

    Raises CatalogError for an item or a place that the catalog does not have.
    """
    unread: list[str] = []
    families = families_of(_sightings(job, unread), pairs)
    chosen = _chosen(families, wanted.items) if wanted.items else families
    least = 1 if wanted.items else _TWO
    kept = (_across(family, wanted.across) for family in chosen)
    found = tuple(family for family in kept if len(family.members) >= least)
    if wanted.across:
        _check_places(families, wanted.across)
    if wanted.items and not found:
        saying = Text("这些地方都没有这个事项", "none of these places has the item")
        raise CatalogError(saying)
    return Gathering(found, tuple(dict.fromkeys(unread)))


def matrices(job: Job, families: Iterable[Family], pairs: Pairs) -> Iterator[Matrix]:
    """Compare families, one after the other."""
    for family in families:
        yield matrix_of(table_of(job, family, pairs))


def comparisons(
    job: Job, families: Iterable[Family], pairs: Pairs, view: View | None
) -> Iterator[Comparison]:
    """Compare families, and draft what one view would choose."""
    for family in families:
        table = table_of(job, family, pairs)
        matrix = matrix_of(table)
        yield Comparison(matrix, draft_of(table, matrix, view) if view else None)


def table_of(
    job: Job, family: Family, pairs: Pairs, known: Mapping[Sighting, Document] | None = None
) -> Table:
    """Set the table for a family; its items are read, unless their effective documents are ``known``."""
    found = known or {}
    basic = _seat(job, Kin(family.basic), {}, found) if family.basic else None
    basics = {family.key: basic.document} if basic else {}
    seats = tuple(_seat(job, kin, basics, found) for kin in family.members)
    return Table(basic, seats, pairs, job.profiles.on)


def within(jurisdiction: str, places: Iterable[str]) -> bool:
    """Say whether a jurisdiction lies in one of the places, each the digits a division begins with."""
    return any(jurisdiction.startswith(place) for place in places)


def _sightings(job: Job, unread: list[str]) -> Iterator[Sighting]:
    for name in job.texts.names:
        for document in job.texts.documents(name):
            if isinstance(document.data, dict):
                yield _sighting(document)
            else:
                unread.append(document.source.name)


def _sighting(document: Document) -> Sighting:
    item = item_of(document)
    codes = (item.handling_code, item.code, item.local_code)
    return Sighting(
        document.source.name,
        document.number,
        not is_implementation(document),
        item.basic_code,
        tuple(code for code in codes if code),
        item.name,
        item.aliases,
        item.jurisdiction,
        frozenset(written(law.title) for law in item.legal_basis if law.title),
    )


def _chosen(families: list[Family], items: tuple[str, ...]) -> list[Family]:
    chosen = []
    for item in items:
        found = [family for family in families if item in family.names]
        if not found:
            known = (name for family in families for name in family.names)
            guess = nearest(item, known)
            raise CatalogError(
                Text(
                    f"没有事项 {item}" + (f"，是否想写 {guess}？" if guess else ""),
                    f"no item {item}" + (f"; did you mean {guess}?" if guess else ""),
                )
            )
        chosen += [family for family in found if family not in chosen]
    return chosen


def _across(family: Family, places: tuple[str, ...]) -> Family:
    """Keep the members that lie in the places asked for."""
    if not places:
        return family
    kept = (kin for kin in family.members if within(kin.sighting.jurisdiction, places))
    return Family(family.key, family.basic, tuple(kept))


def _check_places(families: list[Family], places: tuple[str, ...]) -> None:
    known = {kin.sighting.jurisdiction for family in families for kin in family.members}
    for place in places:
        if not any(within(jurisdiction, (place,)) for jurisdiction in known):
            raise CatalogError(
                Text(
                    f"目录里没有 {place} 的事项；有：{'、'.join(sorted(known))}",
                    f"the catalog has no item of {place}; it has: {', '.join(sorted(known))}",
                )
            )


def _seat(
    job: Job,
    kin: Kin,
    basics: Mapping[str, Document],
    known: Mapping[Sighting, Document],
) -> Seat:
    seen = kin.sighting
    document = known.get(seen)
    if document is None:
        document = effective_of(job.texts.document(seen.file, seen.number), basics)
    column = _column(job, item_of(document), kin)
    return Seat(column, document, job.profiles.of(document.data))


def _column(job: Job, item: Item, kin: Kin) -> Column:
    on, seen = job.profiles.on, kin.sighting
    division = division_of(item.jurisdiction, on)
    return Column(
        code=next(iter(seen.codes), item.basic_code),
        name=item.name,
        jurisdiction=item.jurisdiction,
        place=full_name(item.jurisdiction, on) if division else item.jurisdiction,
        agency=item.agency.name,
        version=item.version,
        file=seen.file,
        number=seen.number,
        burden=burden_of(item),
        how=kin.how,
        confidence=kin.confidence,
        short=division.name if division else item.jurisdiction,
    )
