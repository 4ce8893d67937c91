"""Where an implementation item departs from its basic item in a way it may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from catalog_std.alignment import aligned
from catalog_std.document import Document, Place
from catalog_std.lint.rule import Case
from catalog_std.standard.freedom import Path, is_known
from catalog_std.standard.weight import Weight, weigh
from catalog_std.text import Text

Kind = Literal["fixed", "heavier", "added"]
_LONGEST = 60
_BOUND = ("fixed", "lighter")


@dataclass(frozen=True, slots=True)
class Departure:
    """One departure: a fixed value changed, a burden made heavier, an entry added."""

    kind: Kind
    at: Place
    label: Text
    basic: str
    local: str


def departures(case: Case) -> Sequence[Departure]:
    """Compare what an item states itself with what its basic item says.

    Remembered for the item judged last: three rules ask for the same.
    """
    document = case.document
    if document.under is None or not document.own:
        return ()
    last = _MEMORY.last
    if last is None or last[0] is not document:
        found = tuple(_mapping(case, (), case.document.root, document.under.data, document.own))
        last = _MEMORY.last = document, found
    return last[1]


@dataclass(slots=True)
class _Memory:
    """The departures of the item judged last."""

    last: tuple[Document, tuple[Departure, ...]] | None = None


_MEMORY = _Memory()


def _mapping(
    case: Case, path: Path, at: Place, basic: Mapping[str, Any], local: Mapping[str, Any]
) -> Iterator[Departure]:
    apart = "unit" in basic and "unit" in local and basic["unit"] != local["unit"]
    for key in local:
        if key not in basic or basic[key] == local[key] or (apart and key == "days"):
            continue
        freedom = case.freedoms.get((*path, key))
        if freedom and freedom.latitude in _BOUND:
            yield from _value(case, (*path, key), at / key, basic[key], local[key])


def _value(case: Case, path: Path, at: Place, basic: Any, local: Any) -> Iterator[Departure]:  # noqa: ANN401 - plain data
    freedom = case.freedoms[path]
    if isinstance(basic, dict) and isinstance(local, dict):
        yield from _mapping(case, path, at, basic, local)
    elif isinstance(basic, list) and isinstance(local, list) and freedom.key:
        yield from _records(case, path, at, basic, local)
    elif freedom.latitude == "fixed":
        if not _within(basic, local):
            yield _departure("fixed", case, path, at, (basic, local))
    elif weigh(freedom, basic, local) is Weight.HEAVIER:
        yield _departure("heavier", case, path, at, (basic, local))


def _records(
    case: Case, path: Path, at: Place, basic: list[Any], local: list[Any]
) -> Iterator[Departure]:
    """Compare lists of records, the same entry known by any of its names."""
    freedom = case.freedoms[path]
    fewer = freedom.latitude == "lighter" and freedom.lighter in ("fewer", "less")
    known = sorted(name for one in basic for name in _names(one, freedom.key))
    pairs = aligned(basic, local, freedom.key)
    same = {p.after: basic[p.before] for p in pairs if is_known(freedom, p.by, p.sure)}
    for index, entry in enumerate(local):
        names = _names(entry, freedom.key)
        if isinstance(same.get(index), dict):
            yield from _mapping(case, (*path, "[]"), at / index, same[index], entry)
        elif names and (fewer or not (freedom.added or freedom.latitude == "lighter")):
            kind: Kind = "added" if fewer else "fixed"
            key = next(k for k in freedom.key if isinstance(entry.get(k), str))
            yield _departure(kind, case, path, at / index / key, (known, names[0]))


def _names(entry: Any, keys: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ANN401 - plain data
    if not isinstance(entry, dict):
        return ()
    return tuple(entry[key] for key in keys if isinstance(entry.get(key), str))


def _within(basic: Any, local: Any) -> bool:  # noqa: ANN401 - plain data
    """Say whether a value keeps to a fixed one: equal, equal as a set, or one of those allowed."""
    if isinstance(basic, list):
        own = local if isinstance(local, list) else [local]
        return all(one in basic for one in own) and (own is not local or len(own) == len(basic))
    return bool(basic == local)


def _departure(
    kind: Kind, case: Case, path: Path, at: Place, said: tuple[Any, Any]
) -> Departure:
    """Write a departure down; ``said`` is what the basic item says and what the local one does."""
    above = (path[:n] for n in range(len(path), 0, -1))
    named = (case.freedoms[one].label for one in above if one in case.freedoms)
    label = next((one for one in named if one), Text(path[-1], path[-1]))
    return Departure(kind, at, label, *(_shown(value) for value in said))


def _shown(value: Any) -> str:  # noqa: ANN401 - plain data
    words = value if isinstance(value, list) else [value]
    shown = "、".join(
        str(word).lower() if isinstance(word, bool) else str(word) for word in words
    )
    return shown if len(shown) < _LONGEST else f"{shown[: _LONGEST - 1]}…"
