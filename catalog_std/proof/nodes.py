"""Schemas as nodes: equal schemas are one node, wherever they were written."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from catalog_std.proof.values import exact, kind_of
from catalog_std.proof.verdict import Json

Node: TypeAlias = Mapping[str, Any]

TRUE: Final = 0
FALSE: Final = 1

ONE: Final = (
    *("not", "if", "then", "else", "items", "contains", "additionalProperties"),
    *("propertyNames", "unevaluatedItems", "unevaluatedProperties"),
)
MANY: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
NAMED: Final = ("properties", "patternProperties", "dependentSchemas")


class Signed(NamedTuple):
    """A node that a value must satisfy, or must not."""

    node: int
    holds: bool


Goal: TypeAlias = frozenset[Signed]


class Among(NamedTuple):
    """The values an ``enum`` lists: scalars by kind, the others as nodes."""

    scalars: frozenset[tuple[str, Hashable]]
    wholes: tuple[int, ...]


class Pool:
    """All nodes met so far. Children are numbers; number 0 admits all, number 1 nothing."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [{}, {"never": True}]
        self._numbers: dict[Hashable, int] = {face({}): TRUE, face({"never": True}): FALSE}

    def add(self, **keywords: Any) -> int:  # noqa: ANN401 - the values of keywords are of every type
        """Give the number of a node whose children have theirs."""
        return self.intern(keywords)

    def intern(self, node: Node) -> int:
        """Give the number of a node: the old one where an equal node is known."""
        key = face(node)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.nodes)
            self.nodes.append(node)
        return number

    def reserve(self) -> int:
        """Give a number whose node is yet to come: recursion needs names before things."""
        self.nodes.append({})
        return len(self.nodes) - 1

    def settle(self, number: int, node: Node) -> None:
        """Put the node of a reserved number in its place."""
        self.nodes[number] = node

    def among(self, values: Iterable[Json]) -> Among:
        """Sort listed values into scalars and nodes."""
        scalars, wholes = set[tuple[str, Hashable]](), set[int]()
        for value in values:
            kind = kind_of(value)
            if kind in ("array", "object"):
                wholes.add(self.const(value))
            else:
                scalars.add((kind, exact(value) if kind == "number" else value))
        return Among(frozenset(scalars), tuple(sorted(wholes)))

    def listed(self, values: Iterable[Json]) -> int:
        """Give the node that admits just these values."""
        return self.add(among=(self.among(values),))

    def const(self, value: Json) -> int:
        """Give the node that admits just this value."""
        match value:
            case list():
                parts = tuple(self.const(part) for part in value)
                return self.add(
                    type=("array",), prefixItems=parts, items=FALSE, minItems=len(parts)
                )
            case dict():
                fields = {name: self.const(part) for name, part in value.items()}
                return self.add(
                    type=("object",),
                    required=tuple(sorted(fields)),
                    properties=fields,
                    additionalProperties=FALSE,
                )
            case _:
                return self.listed([value])


def face(node: Node) -> Hashable:
    """Give what makes nodes equal: words and values, in whatever order."""
    return frozenset(
        (word, frozenset(value.items()) if isinstance(value, dict) else value)
        for word, value in node.items()
    )
