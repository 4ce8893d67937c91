"""A harmonised draft: a basic item made of what the places have, each part with where it was taken from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from catalog_std.document import Place
from catalog_std.harmonize.choose import Candidate, Choice, Scale, View, chosen
from catalog_std.harmonize.matrix import Alignment, Matrix
from catalog_std.harmonize.table import Seat, Table, value_at
from catalog_std.harmonize.walk import ordered_names
from catalog_std.source import Pointer
from catalog_std.standard.freedom import Freedom, Path

BASIC = -1


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a part of a draft was taken from: whose item, where in it, and how many places say so."""

    seat: int
    place: Place
    agreeing: int
    of: int


@dataclass(slots=True)
class Draft:
    """A basic item as it could be: its data, where each part comes from, which entry is which."""

    view: View
    data: dict[str, Any] = field(default_factory=dict)
    taken: dict[Pointer, Taken] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)

    def source(self, pointer: Pointer) -> Taken | None:
        """Say where a value was taken from; None for what only holds other parts."""
        for length in range(len(pointer), 0, -1):
            above = Pointer(pointer[:length])
            if above in self.taken:
                found = self.taken[above]
                rest = Pointer((*found.place.pointer, *pointer[length:]))
                return Taken(
                    found.seat, Place(found.place.document, rest), found.agreeing, found.of
                )
        return None


def draft_of(table: Table, matrix: Matrix, view: View) -> Draft:
    """Draft the harmonised item.

    What the basic item fixes stays; what only places decide is left to them; the rest is chosen. An
    entry of a list where fewer is lighter is kept, by the view, if all places ask for it, if any does,
    or if more than half do.
    """
    draft = Draft(view)
    scale = Scale(table.lead.profile.freedoms, table.on)
    lists = _by_path(matrix.alignments)
    for path in _units(table):
        freedom = table.lead.freedom(path)
        if path in lists and _open(table, path, freedom):
            _list(draft, table, scale, lists[path])
        else:
            _unit(draft, table, scale, path)
    _relink(draft, table, lists)
    return draft


def _units(table: Table) -> Iterator[Path]:
    """Give the elements to choose whole: the deepest for which a standard states a latitude."""
    root = table.lead.profile.root
    stated = dict.fromkeys(name for seat in table.everyone for name in seat.document.data)
    required = {n for f in root.facets for n in f.schema.get("required", ())}
    for name in [name for name in ordered_names(root) if name in stated]:
        inner = [
            n
            for n in root.inside(name).names
            if root.inside(name).inside(n).annotation("x-latitude")
        ]
        at_home = table.basic is not None and name in table.basic.document.data
        bound = table.lead.freedom((name,)).latitude in ("fixed", "lighter")
        if not (at_home or bound or (name in required and not table.basic)):
            continue
        whole = not inner or set(root.inside(name).names) - set(inner)
        yield from ([(name,)] if whole else [(name, n) for n in inner])


def _open(table: Table, path: Path, freedom: Freedom) -> bool:
    """Say whether the entries of a list may be chosen: a fixed list of the basic item stays."""
    fixed = table.basic is not None and freedom.latitude == "fixed"
    return not (fixed and table.basic and table.basic.entries(path))


def _unit(draft: Draft, table: Table, scale: Scale, path: Path) -> None:
    """Choose one element whole; what is fixed, or the place's own, is the basic item's."""
    pointer = Pointer(path)
    candidates = [
        Candidate(number, value)
        for number, seat in _numbered(table)
        if (value := value_at(seat.document.data, pointer)) is not None
    ]
    basic = [candidate for candidate in candidates if candidate.seat == BASIC]
    if table.lead.freedom(path).latitude != "lighter" and basic:
        candidates = basic
    if candidates:
        choice = chosen(draft.view, scale, path, candidates)
        _put(draft, table, pointer, (pointer, choice))


def _list(draft: Draft, table: Table, scale: Scale, found: Sequence[Alignment]) -> None:
    """Choose the entries of a list, and of each the record of one place, whole."""
    path = found[0].path
    stating = [n for n, seat in enumerate(table.seats) if seat.entries(path)]
    for one in found:
        asked = [n for n in stating if one.matches[n]]
        if not _kept(draft.view, scale.freedoms[path], (len(asked), len(stating)), one):
            continue
        matches = {n: match for n, match in enumerate(one.matches) if match}
        if one.basic:
            matches[BASIC] = one.basic
        at = {n: Pointer((*path, match.index)) for n, match in matches.items()}
        candidates = [
            Candidate(n, value_at(_seat(table, n).document.data, at[n])) for n in matches
        ]
        choice = chosen(draft.view, scale, (*path, "[]"), candidates)
        entries = _holder(draft.data, path)
        draft.entries[one.key] = len(entries)
        _put(
            draft,
            table,
            Pointer((*path, len(entries))),
            (at[choice.candidate.seat], choice),
        )


def _kept(view: View, freedom: Freedom, count: tuple[int, int], one: Alignment) -> bool:
    """Say whether an entry stands in the draft, by how many of the places that state the list have it."""
    asked, places = count
    if not places:
        return one.basic is not None
    if view is View.MAJORITY:
        return asked * 2 > places or (asked * 2 == places and one.basic is not None)
    every = (view is View.LIGHTEST) != (freedom.lighter == "more")
    return asked == places if every else asked > 0


def _put(draft: Draft, table: Table, pointer: Pointer, found: tuple[Pointer, Choice]) -> None:
    """Lay a chosen value into the draft, and note where it was taken from."""
    at, choice = found
    seat = choice.candidate.seat
    place = Place(_seat(table, seat).document, at)
    draft.taken[pointer] = Taken(seat, place, choice.agreeing, choice.of)
    *above, last = pointer
    value = deepcopy(choice.candidate.value)
    if isinstance(last, int):
        _holder(draft.data, tuple(str(step) for step in above)).append(value)
    else:
        _inside(draft.data, tuple(str(step) for step in above))[last] = value


def _inside(data: dict[str, Any], path: Path) -> dict[str, Any]:
    for name in path:
        data = data.setdefault(name, {})
    return data


def _holder(data: dict[str, Any], path: Path) -> list[Any]:
    found: list[Any] = _inside(data, path[:-1]).setdefault(path[-1], [])
    return found


def _relink(draft: Draft, table: Table, lists: Mapping[Path, Sequence[Alignment]]) -> None:
    """Give materials ids of their own, and let conditions name them, or nothing that is gone."""
    ids: dict[tuple[int, str], str] = {}
    used = set[str]()
    for one in lists.get(("materials",), ()):
        if one.key not in draft.entries:
            continue
        paper = draft.data["materials"][draft.entries[one.key]]
        if isinstance(paper.get("id"), str):
            paper["id"] = _fresh(paper["id"], used)
        for number, match in [(BASIC, one.basic), *enumerate(one.matches)]:
            if match:
                entry = _seat(table, number).entries(("materials",))[match.index]
                ids[number, str(entry.get("id"))] = str(paper.get("id"))
    for one in lists.get(("conditions",), ()):
        if one.key in draft.entries:
            at = Pointer(("conditions", draft.entries[one.key]))
            _reprove(value_at(draft.data, at), draft.taken[at].seat, ids)


def _reprove(condition: dict[str, Any], seat: int, ids: Mapping[tuple[int, str], str]) -> None:
    """Let a condition name the papers it is proven by as the draft names them."""
    proofs = condition.pop("proven_by", None)
    if isinstance(proofs, list):
        kept = [ids[seat, str(id)] for id in proofs if (seat, str(id)) in ids]
        condition.update({"proven_by": kept} if kept else {})


def _fresh(id: str, used: set[str]) -> str:
    """Give an id that no other entry has."""
    number, fresh = 2, id
    while fresh in used:
        fresh, number = f"{id}_{number}", number + 1
    used.add(fresh)
    return fresh


def _by_path(alignments: Sequence[Alignment]) -> dict[Path, list[Alignment]]:
    found: dict[Path, list[Alignment]] = {}
    for one in alignments:
        found.setdefault(one.path, []).append(one)
    return found


def _numbered(table: Table) -> Iterator[tuple[int, Seat]]:
    yield from enumerate(table.seats)
    if table.basic:
        yield BASIC, table.basic


def _seat(table: Table, number: int) -> Seat:
    """Give a seat by its number; -1 is the basic item's, which stands last."""
    return table.everyone[number]
