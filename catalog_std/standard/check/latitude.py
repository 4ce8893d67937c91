"""Where a lower standard does more than those above leave to it."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.standard.check.assertion import Assertion
from catalog_std.standard.check.case import Case, clause_at, seen_at
from catalog_std.standard.check.judgement import Call, Ground, Judgement
from catalog_std.standard.check.way import Named, Others, Path
from catalog_std.standard.elements import Element
from catalog_std.standard.freedom import STRICTEST_FIRST, strictest

_MAY_ADD = ("extend", "open")


def latitude_breaches(case: Case) -> Iterator[Judgement]:
    """Judge each element the standard speaks of, the outer before the inner; one breach each."""
    told: set[Path] = set()
    for one in sorted(case.own.assertions, key=lambda assertion: len(assertion.path)):
        around = (one.path[:length] for length in range(len(one.path) + 1))
        if not told.intersection(around) and (judgement := _breach(case, one)):
            told.add(one.path)
            yield judgement


def _breach(case: Case, one: Assertion) -> Judgement | None:
    for judge in (_touched, _added, _opened, _freer):
        if judgement := judge(case, one):
            return judgement
    return None


def _touched(case: Case, one: Assertion) -> Judgement | None:
    """It speaks of what is closed."""
    if not one.path or case.standing(one.path).standard != "closed":
        return None
    return _judged(case, one, "closed", _given(case, one.path))


def _added(case: Case, one: Assertion) -> Judgement | None:
    """It makes an element up where those above may only be narrowed."""
    if not one.path or not isinstance(one.path[-1], Named):
        return None
    if one.path in case.declared:
        return None
    around = seen_at(case.above.root, one.path[:-1])
    name = one.path[-1].name
    known = name in around.names or not _closed(case, one.path[:-1], around)
    return None if known else _judged(case, one, "added", _given(case, one.path[:-1]))


def _opened(case: Case, one: Assertion) -> Judgement | None:
    """It lets any element stand where those above name the ones that may."""
    opens = one.keyword == "additionalProperties" and one.value is True
    path = one.path
    if path and isinstance(path[-1], Others):
        opens, path = True, path[:-1]
    around = seen_at(case.above.root, path)
    if not opens or not _closed(case, path, around):
        return None
    return _judged(case, one, "opened", _given(case, path))


def _freer(case: Case, one: Assertion) -> Judgement | None:
    """It gives away more latitude than it has."""
    if one.asserts or not seen_at(case.above.root, one.path).facets:
        return None
    facets = seen_at(case.stack.root, one.path).facets
    own = Element(tuple(facet for facet in facets if facet.standard.id == case.own.standard.id))
    freedom = case.standing(one.path)
    given = {"item": freedom.latitude, "standard": freedom.standard}
    for who, order in STRICTEST_FIRST.items():
        said = strictest(own, who)
        if said and given[who] and order.index(said) > order.index(given[who]):
            return _judged(case, one, f"freer-{who}", _given(case, one.path))
    return None


def _closed(case: Case, path: Path, around: Element) -> bool:
    """Say whether those above name what may stand in an element, and leave no more to add."""
    return around.closed and case.standing(path).standard not in _MAY_ADD


def _judged(case: Case, one: Assertion, why: str, upper: Ground) -> Judgement:
    return case.judged(Call.LATITUDE, one.path, lower=(one.ground,), upper=(upper,), why=why)


def _given(case: Case, path: Path) -> Ground:
    """Find the clause by which those above leave what they leave; else where they speak of it."""
    word = case.standing(path).standard
    for length in range(len(path), -1, -1):
        for facet in seen_at(case.above.root, path[:length]).facets:
            if facet.schema.get("x-latitude", {}).get("standard") == word:
                clause = clause_at(facet, "x-latitude")
                return Ground(clause, "x-latitude", word, path[:length])
    facet = seen_at(case.above.root, path).facets[0]
    return Ground(clause_at(facet), "x-latitude", word, path)
