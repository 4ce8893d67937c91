"""May a place do what it does with the basic item's value, who is lightest, and who stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from catalog_std.harmonize.matrix import Cell, Divergence, Origin, Reason, Verdict
from catalog_std.same import canonical, written
from catalog_std.standard.freedom import Freedom
from catalog_std.standard.weight import Weight, weigh, weigh_days

Weigh = Callable[[Any, Any], Weight | None]

VERDICT = {
    **dict.fromkeys(
        (
            Reason.LOCAL,
            Reason.LIGHTER,
            Reason.LEVEL,
            Reason.WITHIN,
            Reason.EXTRA,
            Reason.DROPPED,
            Reason.SILENT,
            Reason.OMITTED,
        ),
        Verdict.ALLOWED,
    ),
    **dict.fromkeys(
        (Reason.FIXED, Reason.HEAVIER, Reason.MORE, Reason.MISSING), Verdict.FORBIDDEN
    ),
    **dict.fromkeys(
        (Reason.UNWEIGHED, Reason.UNIT, Reason.GUESS, Reason.NO_BASIC), Verdict.UNCLEAR
    ),
}
_BY_WEIGHT = {
    Weight.LIGHTER: Reason.LIGHTER,
    Weight.SAME: Reason.LEVEL,
    Weight.HEAVIER: Reason.HEAVIER,
}
_WORST = (Verdict.FORBIDDEN, Verdict.UNCLEAR, Verdict.ALLOWED)


def judged(freedom: Freedom, basic: Any, local: Any, weight: Weigh) -> Reason:  # noqa: ANN401 - plain data
    """Say why a place may or may not state ``local`` where the basic item says ``basic``, which is not the same.

    ``basic`` is None where the basic item is silent, or where there is none.
    """
    match freedom.latitude:
        case "lighter":
            return Reason.SILENT if basic is None else _by_weight(basic, local, weight)
        case "fixed":
            return Reason.NO_BASIC if basic is None else _by_rule(basic, local)
        case _:
            return Reason.LOCAL


def weigher(freedom: Freedom, shape: str, on: date) -> Weigh:
    """Give what weighs two values of a row.

    Days go by calendar, lists of a place's own records by their number, entries by being asked for or
    not, all else by its standard; a list that is left out is an empty one.
    """
    match shape:
        case "days":
            return lambda one, other: _limits(one, other, on)
        case "list":
            return lambda one, other: weigh(freedom, _size(one), _size(other))
        case "set":
            return lambda one, other: weigh(freedom, one or [], other or [])
        case "entry":
            return lambda one, other: weigh(freedom, one is not None, other is not None)
        case _:
            return lambda one, other: weigh(freedom, one, other)


def divergence_of(cells: Sequence[Cell], shape: str, weight: Weigh) -> Divergence | None:
    """Say what differs between places; None where they agree, with the basic item too."""
    groups = groups_of(cells, shape)
    verdicts = {cell.verdict for cell in cells if cell.verdict}
    if len(groups) < _TWO and not verdicts:
        return None
    told = sorted(n for group in groups for n in group)
    largest = max(groups, key=len)
    majority = tuple(largest) if len(largest) * 2 > len(told) else ()
    lightest, heaviest = _extremes(cells, groups, weight)
    return Divergence(
        verdict=next((v for v in _WORST if v in verdicts), Verdict.ALLOWED),
        reasons=_reasons(cells),
        majority=majority,
        deviating=tuple(n for n in told if n not in majority) if majority else (),
        lightest=lightest,
        heaviest=heaviest,
    )


def groups_of(cells: Sequence[Cell], shape: str) -> list[list[int]]:
    """Group the columns that say the same; of an entry, whether it is asked for at all."""
    groups: dict[Hashable, list[int]] = {}
    seen: dict[int, Hashable] = {}  # what places have of the basic item is one object
    for n, cell in enumerate(cells):
        if cell.origin is not Origin.VOID:
            value = cell.value is None if shape == "entry" else cell.value
            if id(value) not in seen:
                seen[id(value)] = said(value)
            groups.setdefault(seen[id(value)], []).append(n)
    return list(groups.values())


def said(value: Any) -> Hashable:  # noqa: ANN401 - plain data
    """Give what two values have in common when they say the same; a list of scalars is a set."""
    if type(value) is str:
        return written(value)
    if isinstance(value, list) and not any(isinstance(entry, dict) for entry in value):
        return frozenset(canonical(entry) for entry in value)
    return canonical(value)


_TWO = 2


def _size(value: Any) -> int | None:  # noqa: ANN401 - plain data
    """Count the records of a list; nothing is none of them."""
    if value is None:
        return 0
    return len(value) if isinstance(value, tuple) else None


def _by_weight(basic: Any, local: Any, weight: Weigh) -> Reason:  # noqa: ANN401 - plain data
    found = weight(basic, local)
    if found is not None:
        return _BY_WEIGHT[found]
    limits = all(isinstance(value, dict) and "unit" in value for value in (basic, local))
    return Reason.UNIT if limits else Reason.UNWEIGHED


def _by_rule(basic: Any, local: Any) -> Reason:  # noqa: ANN401 - plain data
    if local is None:
        return Reason.OMITTED
    return Reason.WITHIN if _within(basic, local) else Reason.FIXED


def _within(basic: Any, local: Any) -> bool:  # noqa: ANN401 - plain data
    """Say whether a value keeps to a fixed one: it is one of those allowed."""
    return isinstance(basic, list) and not isinstance(local, list) and local in basic


def _limits(one: Any, other: Any, on: date) -> Weight | None:  # noqa: ANN401 - plain data
    pairs = [
        (value.get("days"), value.get("unit"))
        for value in (one, other)
        if isinstance(value, dict)
    ]
    match pairs:
        case [(int() | float() as a, str() as of_a), (int() | float() as b, str() as of_b)]:
            return weigh_days((a, of_a), (b, of_b), on)
    return None


def _extremes(
    cells: Sequence[Cell], groups: list[list[int]], weight: Weigh
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Find who is lightest and who is heaviest; nobody where some pair cannot be weighed."""
    values = [cells[group[0]].value for group in groups]
    weights = [[weight(one, other) for other in values] for one in values]
    if len(groups) < _TWO or any(w is None for row in weights for w in row):
        return (), ()
    sides = []
    for unwanted in (Weight.LIGHTER, Weight.HEAVIER):
        best = [
            group for group, row in zip(groups, weights, strict=True) if unwanted not in row
        ]
        sides.append(tuple(sorted(n for group in best for n in group)))
    return (sides[0], sides[1]) if sides[0] != sides[1] else ((), ())


def _reasons(cells: Sequence[Cell]) -> tuple[Reason, ...]:
    """List the reasons of the cells, each once, the worst verdict's first."""
    found = Counter(cell.reason for cell in cells if cell.reason)
    return tuple(sorted(found, key=lambda reason: (_WORST.index(VERDICT[reason]), reason)))
