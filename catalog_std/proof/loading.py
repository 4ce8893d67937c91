"""Schema documents become nodes; equal parts coincide, recursive ones too."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any, Final

from catalog_std.proof.nodes import FALSE, MANY, NAMED, ONE, TRUE, Node, Pool, face
from catalog_std.proof.references import HERE, References, Scope, within
from catalog_std.proof.values import exact
from catalog_std.proof.verdict import Json

Rename = Callable[[int], int]
_BOUNDS: Final = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
)
_LEAST: Final = ("minLength", "minItems", "minProperties")
_COUNTS: Final = ("minContains", "maxContains")
_MOST: Final = ("maxLength", "maxItems", "maxProperties")


class Loader:
    """Reads documents into a pool. ``formats``: whether they assert or only note."""

    def __init__(self, pool: Pool, *, formats: bool) -> None:
        self.pool = pool
        self.formats = formats
        self._raw: list[dict[str, Any]] = [{}, {"never": True}]
        self._numbers: dict[tuple[int, Scope], int] = {}
        self._waiting: list[tuple[int, dict[str, Any], str, Scope]] = []
        self._references = References({})

    def load(self, documents: list[Json]) -> list[int]:
        """Give the nodes of documents, in one go so that their recursive parts can coincide."""
        roots = []
        for document in documents:
            self._references = References(document)
            roots.append(self._number(document, HERE, ()))
            while self._waiting:
                number, schema, base, scope = self._waiting.pop()
                base = within(schema, base)
                scope = self._references.entered(scope, base)
                self._raw[number].update(self._read(schema, base, scope))
        settled = _settled(self._raw, self.pool)
        return [settled[root] for root in roots]

    def _number(self, schema: Json, base: str, scope: Scope) -> int:
        if isinstance(schema, bool):
            return TRUE if schema else FALSE
        key = (id(schema), self._references.entered(scope, within(schema, base)))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._raw)
            self._raw.append({})
            self._waiting.append((number, schema, base, scope))
        return number

    def _read(
        self, schema: dict[str, Any], base: str, scope: Scope
    ) -> Iterator[tuple[str, Any]]:
        yield from _asserted(schema, self.pool)
        if self.formats and "format" in schema:
            yield "format", schema["format"]
        for word in ONE:
            if word in schema:
                yield word, self._number(schema[word], base, scope)
        for word in MANY:
            if word in schema and word != "allOf":
                yield word, tuple(self._number(child, base, scope) for child in schema[word])
        for word in NAMED:
            if word in schema:
                children = schema[word].items()
                yield word, {name: self._number(child, base, scope) for name, child in children}
        yield from self._conjoined(schema, base, scope)

    def _conjoined(
        self, schema: dict[str, Any], base: str, scope: Scope
    ) -> Iterator[tuple[str, Any]]:
        """Give references and ``allOf``: all are met in the same place."""
        children = [self._number(child, base, scope) for child in schema.get("allOf", ())]
        for word, find in (("$ref", self._static), ("$dynamicRef", self._references.dynamic)):
            if word in schema:
                target = find(schema[word], base, scope)
                if target is None or not isinstance(target[0], (dict, bool)):
                    yield "opaque", f"{word} {schema[word]}"
                    continue
                children.append(self._number(*target, scope))
        if children:
            yield "allOf", tuple(dict.fromkeys(children))

    def _static(self, reference: str, base: str, _scope: Scope) -> tuple[Json, str] | None:
        return self._references.find(reference, base)


def _asserted(schema: dict[str, Any], pool: Pool) -> Iterator[tuple[str, Any]]:
    """Give the keywords without schemas inside, in one form each."""
    lists = [schema["enum"]] if "enum" in schema else []
    lists += [[schema["const"]]] if "const" in schema else []
    if lists:
        yield "among", tuple(pool.among(values) for values in lists)
    if "type" in schema:
        types = schema["type"]
        yield "type", (types,) if isinstance(types, str) else tuple(sorted(types))
    if "pattern" in schema:
        yield "pattern", schema["pattern"]
    if schema.get("required"):
        yield "required", _names(schema["required"])
    if "dependentRequired" in schema:
        needs = schema["dependentRequired"].items()
        yield "dependentRequired", {name: _names(others) for name, others in needs if others}
    yield from _bounded(schema)


def _bounded(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the bounds; those that bind nothing are left out."""
    yield from ((word, exact(schema[word])) for word in _BOUNDS if word in schema)
    yield from ((word, int(schema[word])) for word in _LEAST if schema.get(word))
    yield from ((word, int(schema[word])) for word in _MOST if word in schema)
    if "contains" in schema:
        yield from ((word, int(schema[word])) for word in _COUNTS if word in schema)
    if schema.get("uniqueItems"):
        yield "uniqueItems", True


def _names(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _settled(raw: list[dict[str, Any]], pool: Pool) -> dict[int, int]:
    """Give each raw node its number in the pool."""
    numbers = {TRUE: TRUE, FALSE: FALSE}
    parents: dict[int, list[int]] = {}
    waits = {}
    for number, node in enumerate(raw):
        inner = {child for child in _children(node) if child not in numbers}
        waits[number] = len(inner)
        for child in inner:
            parents.setdefault(child, []).append(number)
    ready = [number for number, count in waits.items() if not count and number not in numbers]
    while ready:
        number = ready.pop()
        numbers[number] = pool.intern(_renamed(raw[number], numbers.__getitem__))
        for parent in parents.get(number, ()):
            waits[parent] -= 1
            if not waits[parent]:
                ready.append(parent)
    circular = [number for number in range(len(raw)) if number not in numbers]
    return numbers | _settled_circles(circular, raw, numbers, pool)


def _settled_circles(
    circular: list[int], raw: list[dict[str, Any]], numbers: dict[int, int], pool: Pool
) -> dict[int, int]:
    """Give numbers to recursive nodes: those that no unfolding can tell apart share one."""
    colours = dict.fromkeys(circular, 0)
    count = 0
    while True:

        def rename(child: int, colours: dict[int, int] = colours) -> int:
            return numbers[child] if child in numbers else -1 - colours[child]

        faces: dict[Hashable, int] = {}
        colours = {
            number: faces.setdefault(face(_renamed(raw[number], rename)), len(faces))
            for number in circular
        }
        if len(faces) == count:
            break
        count = len(faces)
    reserved = {colour: pool.reserve() for colour in dict.fromkeys(colours.values())}
    found = {number: reserved[colour] for number, colour in colours.items()}
    for number in circular:
        pool.settle(found[number], _renamed(raw[number], (numbers | found).__getitem__))
    return found


def _children(node: Node) -> Iterator[int]:
    for word in ONE:
        if word in node:
            yield node[word]
    for word in MANY:
        yield from node.get(word, ())
    for word in NAMED:
        yield from node.get(word, {}).values()


def _renamed(node: Node, rename: Rename) -> Node:
    """Write a node with other numbers for its children."""
    renamed = dict(node)
    for word in node:
        if word in ONE:
            renamed[word] = rename(node[word])
        elif word in MANY:
            renamed[word] = tuple(rename(child) for child in node[word])
        elif word in NAMED:
            renamed[word] = {name: rename(child) for name, child in node[word].items()}
    return renamed
