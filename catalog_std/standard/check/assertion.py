"""A standard taken apart: each thing it asserts, of which element, under which conditions, where."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from catalog_std.source import Pointer
from catalog_std.standard.breach import clause_of
from catalog_std.standard.check.judgement import Ground
from catalog_std.standard.check.way import (
    Condition,
    Entries,
    Named,
    Nth,
    Others,
    Path,
    Step,
    Way,
    around,
    steps_of,
)
from catalog_std.standard.elements import referred
from catalog_std.standard.shelf import Standard

MENTION = "properties"
UNDECLARED = "undeclared"
_BARE = (
    "type",
    "const",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "anyOf",
    "oneOf",
    "not",
    "$dynamicRef",
)
_CONTAINS = ("contains", "minContains", "maxContains")
_UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")
_WHOLE = ("$defs", "whole")
_DEEPEST = 40
_MOST_REFERENCES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Assertion:
    """One thing one clause asserts of one element.

    ``schema`` asserts this of a whole item and nothing else, and stands by itself; it is ``inner``,
    asked where ``way`` leads to. A ``MENTION`` asserts nothing: it tells that the standard speaks of
    the element.
    """

    standard: Standard
    path: Path
    keyword: str
    value: Any = field(repr=False)
    at: Pointer
    schema: dict[str, Any] = field(repr=False)
    inner: dict[str, Any] = field(default_factory=dict, repr=False)
    way: Way = ()
    words: Mapping[str, Any] = field(default_factory=dict, repr=False)
    codes: str = ""
    text: str = field(default="", repr=False)

    @property
    def ground(self) -> Ground:
        """Write it down for a report."""
        conditions = tuple(step for step in self.way if isinstance(step, Condition))
        clause = clause_of(self.standard, self.words, self.at)
        return Ground(clause, self.keyword, self.value, self.path, conditions, self.codes)

    @property
    def asserts(self) -> bool:
        """Say whether it asks anything."""
        return self.keyword != MENTION


def same(one: Assertion, other: Assertion) -> bool:
    """Say whether two assertions ask the very same, to the letter; not told of references."""
    return one.text != "" and one.text == other.text


def assertions_of(standard: Standard, schema: Mapping[str, Any]) -> tuple[Assertion, ...]:
    """Take a standard's schema apart; ``schema`` is it with its code lists written out.

    A reference is followed to what it says; one that leads back to itself is kept as it stands.
    """
    root = _rehomed({k: v for k, v in schema.items() if k not in ("$id", "$schema")})
    start = _Spot(standard, root, root, Pointer(), (), root.get("x-clause", {}))
    return tuple(_walk(replace(start, seen=frozenset({Pointer()}))))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the walk stands: in the schema, and seen from the item."""

    standard: Standard
    root: dict[str, Any]
    schema: Any
    at: Pointer
    way: Way
    words: Mapping[str, Any]
    seen: frozenset[Pointer] = frozenset()
    fuel: Iterator[int] = field(default_factory=lambda: iter(range(_MOST_REFERENCES)))

    def inside(self, *steps: str | int, way: Step | Condition | None = None) -> _Spot:
        """Step into a part of the schema, and with it perhaps further into the item."""
        schema = self.schema
        for step in steps:
            schema = schema[step]
        words = schema.get("x-clause", self.words) if isinstance(schema, dict) else self.words
        further = (*self.way, way) if way else self.way
        at = Pointer((*self.at, *steps))
        return replace(self, schema=schema, at=at, way=further, words=words)

    def says(
        self, keyword: str, value: object, inner: dict[str, Any], at: Pointer
    ) -> Assertion:
        """Write down that something is asked of the element we stand at."""
        whole = around(self.way, inner)
        text = "" if _refers(whole) else json.dumps(whole, sort_keys=True)
        defs = {} if text else {"$defs": {"whole": self.root}}
        return Assertion(
            self.standard,
            steps_of(self.way),
            keyword,
            value,
            at,
            whole | defs,
            inner,
            self.way,
            self.words,
            text=text,
        )

    @property
    def beside(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Name the properties and the patterns that have a schema of their own."""
        names = self.schema.get("properties", {}), self.schema.get("patternProperties", {})
        return tuple(names[0]), tuple(names[1])


def _walk(spot: _Spot) -> Iterator[Assertion]:
    if spot.schema is False:
        yield spot.says("false", False, {"not": {}}, spot.at)  # noqa: FBT003 - it is what the schema says
    if not isinstance(spot.schema, dict):
        return
    if len(spot.way) > _DEEPEST:
        yield spot.says("$ref", "…", spot.schema, spot.at)
        return
    for part in _PARTS:
        yield from part(spot)


def _bare(spot: _Spot) -> Iterator[Assertion]:
    """Keywords that ask one thing by themselves."""
    for keyword in _BARE:
        if keyword in spot.schema:
            value = spot.schema[keyword]
            yield spot.says(keyword, value, {keyword: value}, spot.at / keyword)


def _enum(spot: _Spot) -> Iterator[Assertion]:
    """The values allowed: written out, or those of a code list."""
    if "enum" in spot.schema:
        codes = spot.schema.get("x-codes", "")
        values = spot.schema["enum"]
        at = spot.at / ("x-codes" if codes else "enum")
        yield replace(spot.says("enum", values, {"enum": values}, at), codes=codes)


def _groups(spot: _Spot) -> Iterator[Assertion]:
    """Keywords that ask something only together."""
    if "contains" in spot.schema:
        said = {key: spot.schema[key] for key in _CONTAINS if key in spot.schema}
        yield spot.says("contains", said, said, spot.at / "contains")
    for keyword in _UNEVALUATED:
        if keyword in spot.schema:
            whole = {k: v for k, v in spot.schema.items() if not k.startswith("x-")}
            yield spot.says(keyword, spot.schema[keyword], whole, spot.at / keyword)


def _required(spot: _Spot) -> Iterator[Assertion]:
    """Elements that must be there: asked of each of them, under its own name."""
    for index, name in enumerate(spot.schema.get("required", ())):
        yield _demand(spot, name, spot.at / "required" / index)
    for have, names in spot.schema.get("dependentRequired", {}).items():
        given = replace(spot, way=(*spot.way, Condition({"required": [have]})))
        for index, name in enumerate(names):
            yield _demand(given, name, spot.at / "dependentRequired" / have / index)


def _demand(spot: _Spot, name: str, at: Pointer) -> Assertion:
    said = spot.says("required", name, {"required": [name]}, at)
    return replace(said, path=(*said.path, Named(name)))


def _inward(spot: _Spot) -> Iterator[Assertion]:
    """What is asked of the elements inside."""
    for name in spot.schema.get("properties", {}):
        inner = spot.inside("properties", name, way=Named(name))
        yield inner.says(MENTION, name, {}, inner.at)
        yield from _walk(inner)
    for pattern in spot.schema.get("patternProperties", {}):
        yield from _walk(spot.inside("patternProperties", pattern, way=Others(pattern)))
    first = spot.schema.get("prefixItems", ())
    for index in range(len(first)):
        yield from _walk(spot.inside("prefixItems", index, way=Nth(index)))
    if "items" in spot.schema:
        yield from _walk(spot.inside("items", way=Entries(len(first))))


def _rest(spot: _Spot) -> Iterator[Assertion]:
    """What is asked of elements that have no name here."""
    if "additionalProperties" not in spot.schema:
        return
    others = Others(None, spot.beside)
    inner = spot.inside("additionalProperties", way=others)
    if isinstance(inner.schema, dict):
        yield from _walk(inner)
    else:
        yield spot.says(
            "additionalProperties", inner.schema, others.around(inner.schema), inner.at
        )


def _in_place(spot: _Spot) -> Iterator[Assertion]:
    """Further schemas for the same element, some of them under a condition."""
    for index in range(len(spot.schema.get("allOf", ()))):
        yield from _walk(spot.inside("allOf", index))
    for branch in ("then", "else"):
        if "if" in spot.schema and branch in spot.schema:
            condition = Condition(spot.schema["if"], branch)
            yield from _walk(spot.inside(branch, way=condition))
    for have in spot.schema.get("dependentSchemas", {}):
        condition = Condition({"type": "object", "required": [have]})
        yield from _walk(spot.inside("dependentSchemas", have, way=condition))


def _referred(spot: _Spot) -> Iterator[Assertion]:
    """What a reference leads to, unless we come from there."""
    if "$ref" not in spot.schema:
        return
    found = referred({"$defs": {"whole": spot.root}}, spot.schema)
    at = Pointer(found[1][len(_WHOLE) :]) if found else None
    if found is None or at is None or at in spot.seen or next(spot.fuel, None) is None:
        reference = spot.schema["$ref"]
        yield spot.says("$ref", reference, {"$ref": reference}, spot.at / "$ref")
        return
    words = found[0].get("x-clause", spot.words)
    yield from _walk(replace(spot, schema=found[0], at=at, words=words, seen=spot.seen | {at}))


_PARTS: tuple[Callable[[_Spot], Iterator[Assertion]], ...] = (
    _bare,
    _enum,
    _groups,
    _required,
    _inward,
    _rest,
    _in_place,
    _referred,
)


def _rehomed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Copy a schema, its references led to where it will stand: under ``$defs/whole``."""
    if isinstance(schema, list):
        return [_rehomed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {key: _rehomed(part) for key, part in schema.items()}
    reference = schema.get("$ref")
    if isinstance(reference, str) and (reference == "#" or reference.startswith("#/")):
        copy["$ref"] = "/".join(("#", *_WHOLE)) + reference[1:]
    return copy


def _refers(schema: object) -> bool:
    """Say whether a schema has a reference anywhere in it."""
    if isinstance(schema, dict):
        return "$ref" in schema or any(_refers(part) for part in schema.values())
    return isinstance(schema, list) and any(_refers(part) for part in schema)
