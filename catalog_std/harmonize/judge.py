"""May a place do what it does with the basic item's value, who is lightest, and who stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from catalog_std.harmonize.matrix import Cell, Divergence, Origin, Reason, Verdict
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


def judged(freedom: Freedom, basic: Any, local: Any, weight: Weigh) -> Reason | None:  # noqa: ANN401 - plain data
    """Say why a place may or may not state ``local`` where the basic item says ``basic``.

    None where they say the same. ``basic`` is None where the basic item is silent, or where there is none.
    """
    if canonical(basic) == canonical(local):
        return None
    if freedom.latitude not in ("fixed", "lighter"):
        return Reason.LOCAL
    if basic is None:
        return Reason.SILENT if freedom.latitude == "lighter" else Reason.NO_BASIC
    if freedom.latitude == "fixed":
        return Reason.WITHIN if _within(basic, local) else Reason.FIXED
    found = weight(basic, local)
    if found is None:
        days = isinstance(basic, dict) and isinstance(local, dict)
        return Reason.UNIT if days else Reason.UNWEIGHED
    return _BY_WEIGHT[found]


def weigher(freedom: Freedom, shape: str, on: date) -> Weigh:
    """Give what weighs two values of a row: amounts of days by calendar, all else by its standard."""
    return lambda one, other: (
        _limits(one, other, on) if shape == "days" else weigh(freedom, one, other)
    )


def divergence_of(cells: Sequence[Cell], weight: Weigh) -> Divergence | None:
    """Say what differs between places; None where they agree, with the basic item too."""
    told = [n for n, cell in enumerate(cells) if cell.origin is not Origin.VOID]
    groups: dict[Hashable, list[int]] = {}
    for n in told:
        groups.setdefault(canonical(cells[n].value), []).append(n)
    verdicts = {cell.verdict for cell in cells if cell.verdict}
    if len(groups) < _TWO and not verdicts:
        return None
    largest = max(groups.values(), key=len)
    majority = tuple(largest) if len(largest) * 2 > len(told) else ()
    lightest, heaviest = _extremes(cells, list(groups.values()), weight)
    return Divergence(
        verdict=next((v for v in _WORST if v in verdicts), Verdict.ALLOWED),
        reasons=_reasons(cells),
        majority=majority,
        deviating=tuple(n for n in told if n not in majority) if majority else (),
        lightest=lightest,
        heaviest=heaviest,
    )


def canonical(value: Any) -> Hashable:  # noqa: ANN401 - plain data
    """Give what two values have in common when they say the same: width, spaces, 1 and 1.0, order of sets."""
    match value:
        case bool() | None:
            return repr(value)
        case int() | float():
            return float(value)
        case str():
            return " ".join(normalize("NFKC", value).split())
        case dict():
            return tuple(sorted((str(k), canonical(v)) for k, v in value.items()))
        case list():
            entries = [canonical(entry) for entry in value]
            records = any(isinstance(entry, dict) for entry in value)
            return tuple(entries if records else sorted(entries, key=repr))
        case _:
            return repr(value)


_TWO = 2


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
