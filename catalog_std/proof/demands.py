"""What the keywords of one JSON type demand, and what their opposites do.

Facts: ``low``/``high`` a bound (of a number: with whether it is excluded; of the others: a length),
``multiple``/``not-multiple``, ``in``/``out`` a set of values, ``pattern`` and ``format`` with a sign;
of arrays ``prefix`` an item by place, ``rest`` the items from a place on, ``exists`` such an item,
``count`` how many such items, ``unique`` and ``repeated``; of objects ``required``, ``absent``,
``property``, ``region`` all properties of a region, ``some`` such a property, ``names``, ``some-name``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from catalog_std.proof.formula import NO, YES, Fact, Formula, both, either
from catalog_std.proof.nodes import TRUE, Node, Signed
from catalog_std.proof.values import Kind

Pair: TypeAlias = tuple[Formula, Formula]
Demand: TypeAlias = Callable[..., Iterator[Pair]]

MANY = 10**18


class Region(NamedTuple):
    """Names of properties: those a pattern matches, or those outside names and patterns."""

    inside: str | None
    names: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def outside(node: Node) -> Region:
    """Give the names that neither ``properties`` nor ``patternProperties`` of a node know."""
    properties, patterns = node.get("properties", {}), node.get("patternProperties", {})
    return Region(None, tuple(sorted(properties)), tuple(sorted(patterns)))


def _bound(low: str, high: str, *, excluded: bool) -> Demand:
    def demand(_node: Node, value: Fraction) -> Iterator[Pair]:
        yield Fact(low, value, excluded), Fact(high, value, not excluded)

    return demand


def _at_least(_node: Node, value: int) -> Iterator[Pair]:
    yield Fact("low", value), Fact("high", value - 1)


def _at_most(_node: Node, value: int) -> Iterator[Pair]:
    yield Fact("high", value), Fact("low", value + 1)


def _multiple(_node: Node, value: Fraction) -> Iterator[Pair]:
    yield Fact("multiple", value), Fact("not-multiple", value)


def _matched(kind: str) -> Demand:
    def demand(_node: Node, value: str) -> Iterator[Pair]:
        yield Fact(kind, value, of=True), Fact(kind, value, of=False)

    return demand


def _prefix(_node: Node, children: tuple[int, ...]) -> Iterator[Pair]:
    for at, child in enumerate(children):
        wrong = both((Fact("low", at + 1), Fact("prefix", at, Signed(child, holds=False))))
        yield Fact("prefix", at, Signed(child, holds=True)), wrong


def _items(node: Node, child: int) -> Iterator[Pair]:
    start = len(node.get("prefixItems", ()))
    yield (
        Fact("rest", start, Signed(child, holds=True)),
        Fact("exists", start, Signed(child, holds=False)),
    )


def _contains(node: Node, child: int) -> Iterator[Pair]:
    least, most = node.get("minContains", 1), node.get("maxContains", MANY)
    wanted = Signed(child, holds=True)
    few = (Fact("count", wanted, (0, least - 1)),) if least else ()
    many = (Fact("count", wanted, (most + 1, MANY)),) if most < MANY else ()
    yield Fact("count", wanted, (least, most)) if few or many else YES, either((*few, *many))


def _unique(_node: Node, _value: bool) -> Iterator[Pair]:  # noqa: FBT001 - a row of the table
    yield Fact("unique"), Fact("repeated")


def _required(_node: Node, names: tuple[str, ...]) -> Iterator[Pair]:
    yield (
        both(Fact("required", name) for name in names),
        either(Fact("absent", name) for name in names),
    )


def _properties(_node: Node, children: Mapping[str, int]) -> Iterator[Pair]:
    for name, child in children.items():
        wrong = both(
            (Fact("required", name), Fact("property", name, Signed(child, holds=False)))
        )
        yield Fact("property", name, Signed(child, holds=True)), wrong


def _patterns(_node: Node, children: Mapping[str, int]) -> Iterator[Pair]:
    for pattern, child in children.items():
        yield _over(Region(pattern), child)


def _others(node: Node, child: int) -> Iterator[Pair]:
    yield _over(outside(node), child)


def _over(region: Region, child: int) -> Pair:
    if child == TRUE:
        return YES, NO
    return (
        Fact("region", region, Signed(child, holds=True)),
        Fact("some", region, Signed(child, holds=False)),
    )


def _names(_node: Node, child: int) -> Iterator[Pair]:
    yield (
        Fact("names", None, Signed(child, holds=True)),
        Fact("some-name", None, Signed(child, holds=False)),
    )


def _dependent_required(_node: Node, needs: Mapping[str, tuple[str, ...]]) -> Iterator[Pair]:
    for name, others in needs.items():
        yield (
            either((Fact("absent", name), both(Fact("required", other) for other in others))),
            both((Fact("required", name), either(Fact("absent", other) for other in others))),
        )


def _dependent_schemas(_node: Node, children: Mapping[str, int]) -> Iterator[Pair]:
    for name, child in children.items():
        yield (
            either((Fact("absent", name), Signed(child, holds=True))),
            both((Fact("required", name), Signed(child, holds=False))),
        )


DEMANDS: Mapping[Kind, Mapping[str, Demand]] = {
    "null": {},
    "boolean": {},
    "number": {
        "minimum": _bound("low", "high", excluded=False),
        "exclusiveMinimum": _bound("low", "high", excluded=True),
        "maximum": _bound("high", "low", excluded=False),
        "exclusiveMaximum": _bound("high", "low", excluded=True),
        "multipleOf": _multiple,
    },
    "string": {
        "minLength": _at_least,
        "maxLength": _at_most,
        "pattern": _matched("pattern"),
        "format": _matched("format"),
    },
    "array": {
        "minItems": _at_least,
        "maxItems": _at_most,
        "uniqueItems": _unique,
        "prefixItems": _prefix,
        "items": _items,
        "contains": _contains,
    },
    "object": {
        "minProperties": _at_least,
        "maxProperties": _at_most,
        "required": _required,
        "properties": _properties,
        "patternProperties": _patterns,
        "additionalProperties": _others,
        "propertyNames": _names,
        "dependentRequired": _dependent_required,
        "dependentSchemas": _dependent_schemas,
    },
}
