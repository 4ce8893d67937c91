"""What keywords mean: a signed node becomes a formula over the facts of one JSON type.

Search and recheck both stand on this module; a law of the tests holds it against a validator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

from catalog_std.proof.demands import DEMANDS
from catalog_std.proof.formula import NO, YES, Fact, Formula, both, either
from catalog_std.proof.nodes import TRUE, Among, Node, Pool, Signed
from catalog_std.proof.unevaluated import Evaluation
from catalog_std.proof.values import Kind

Pair: TypeAlias = tuple[Formula, Formula]


class Meaning:
    """The formulas of a pool's nodes, each worked out once."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._known: dict[tuple[Signed, Kind], Formula] = {}
        self._evaluation = Evaluation(pool)

    def of(self, signed: Signed, kind: Kind) -> Formula:
        """Say what a signed node demands of a value of one JSON type."""
        key = (signed, kind)
        known = self._known.get(key)
        if known is None:
            pairs = self._pairs(self.pool.nodes[signed.node], kind)
            known = (
                both(yes for yes, _ in pairs) if signed.holds else either(no for _, no in pairs)
            )
            self._known[key] = known
        return known

    def _pairs(self, node: Node, kind: Kind) -> Iterator[Pair]:
        for word, value in node.items():
            if word in EVERYWHERE:
                yield EVERYWHERE[word](node, value, kind)
            elif word in DEMANDS[kind]:
                yield from DEMANDS[kind][word](node, value)
        if kind == "array" and "unevaluatedItems" in node:
            yield self._evaluation.of_items(node)
        if kind == "object" and "unevaluatedProperties" in node:
            yield self._evaluation.of_properties(node)


def _never(_node: Node, _value: bool, _kind: Kind) -> Pair:  # noqa: FBT001 - a row of the table
    return NO, YES


def _opaque(_node: Node, about: str, _kind: Kind) -> Pair:
    return Fact("opaque", about, of=True), Fact("opaque", about, of=False)


def _type(_node: Node, types: tuple[str, ...], kind: Kind) -> Pair:
    if kind in types:
        return YES, NO
    if kind == "number" and "integer" in types:
        return Fact("multiple", 1), Fact("not-multiple", 1)
    return NO, YES


def _among(_node: Node, lists: tuple[Among, ...], kind: Kind) -> Pair:
    pairs = [_listed(one, kind) for one in lists]
    return both(yes for yes, _ in pairs), either(no for _, no in pairs)


def _listed(among: Among, kind: Kind) -> Pair:
    if kind in ("array", "object"):
        return (
            either(Signed(one, holds=True) for one in among.wholes),
            both(Signed(one, holds=False) for one in among.wholes),
        )
    values = frozenset(value for its, value in among.scalars if its == kind)
    if kind == "null":
        return (YES, NO) if values else (NO, YES)
    return (Fact("in", values), Fact("out", values)) if values else (NO, YES)


def _not(_node: Node, child: int, _kind: Kind) -> Pair:
    return Signed(child, holds=False), Signed(child, holds=True)


def _all_of(_node: Node, children: tuple[int, ...], _kind: Kind) -> Pair:
    return both(_met(children)), either(_unmet(children))


def _any_of(_node: Node, children: tuple[int, ...], _kind: Kind) -> Pair:
    return either(_met(children)), both(_unmet(children))


def _one_of(_node: Node, children: tuple[int, ...], _kind: Kind) -> Pair:
    just_one = either(
        both(Signed(child, holds=at == chosen) for at, child in enumerate(children))
        for chosen in range(len(children))
    )
    two = (both(_met(pair)) for pair in combinations(children, 2))
    return just_one, either((both(_unmet(children)), *two))


def _met(children: Iterable[int]) -> Iterator[Formula]:
    return (Signed(child, holds=True) for child in children)


def _unmet(children: Iterable[int]) -> Iterator[Formula]:
    return (Signed(child, holds=False) for child in children)


def _if(node: Node, condition: int, _kind: Kind) -> Pair:
    if "then" not in node and "else" not in node:
        return YES, NO
    ways = ((True, node.get("then", TRUE)), (False, node.get("else", TRUE)))

    def chosen(*, holds: bool) -> Formula:
        return either(
            both((Signed(condition, way), Signed(child, holds))) for way, child in ways
        )

    return chosen(holds=True), chosen(holds=False)


EVERYWHERE: dict[str, Callable[..., Pair]] = {
    "never": _never,
    "opaque": _opaque,
    "type": _type,
    "among": _among,
    "not": _not,
    "allOf": _all_of,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "if": _if,
}
