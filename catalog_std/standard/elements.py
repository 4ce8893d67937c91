"""What a stack of standards says about one element, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog_std.source import Pointer
from catalog_std.standard.shelf import Stack, Standard
from catalog_std.text import Text

Schema = Mapping[str, Any]
_IN_PLACE = ("if", "then", "else", "not")
_IN_LISTS = ("allOf", "anyOf", "oneOf")
DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Facet:
    """One schema that one standard puts on an element, and where it stands in that standard."""

    standard: Standard
    schema: Schema
    at: Pointer


@dataclass(frozen=True, slots=True)
class Element:
    """An element of an item as the whole stack sees it; a step inside is taken once."""

    facets: tuple[Facet, ...]
    _steps: dict[tuple[str, ...], Element] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def names(self) -> tuple[str, ...]:
        """List the elements declared inside it, in the order of the layers."""
        return tuple(
            dict.fromkeys(n for f in self.facets for n in f.schema.get("properties", {}))
        )

    @property
    def closed(self) -> bool:
        """Say whether only declared names may stand in it: some are, and no layer opens it."""
        opened = any(
            f.schema.get("additionalProperties", False) is not False
            or "patternProperties" in f.schema
            for f in self.facets
        )
        return bool(self.names) and not opened

    @property
    def label(self) -> Text | None:
        """Give its name in both tongues, from the highest layer that has one."""
        words = self.annotation("x-label")
        return Text(words["zh"], words["en"]) if words else None

    def annotation(self, keyword: str) -> Any:  # noqa: ANN401 - annotations are free-form data
        """Give an annotation from the highest layer that makes it, or None."""
        return next((f.schema[keyword] for f in self.facets if keyword in f.schema), None)

    def inside(self, step: str | int) -> Element:
        """Step into a named element, or (by any number) into the entries of a list."""
        way = ("items",) if isinstance(step, int) else ("properties", step)
        if way not in self._steps:
            self._steps[way] = Element(tuple(_through(self.facets, way)))
        return self._steps[way]

    def along(self, steps: Iterable[str | int]) -> Element:
        """Follow a pointer inwards."""
        element = self
        for step in steps:
            element = element.inside(step)
        return element


def root_of(stack: Stack) -> Element:
    """See an item through a stack of standards."""
    return Element(
        tuple(f for s in stack for f in _spread(Facet(s, _mapping(s.schema.data), Pointer())))
    )


def steps_of(path: str) -> Pointer:
    """Read an officer's path, ``materials[].originals`` or ``/materials/0/originals``."""
    if path.startswith("/"):
        return Pointer(int(s) if s.isdigit() else s for s in path.split("/")[1:])
    steps: list[str | int] = []
    for part in path.split("."):
        steps += [part.split("[")[0], *[0] * part.count("[")]
    return Pointer(steps)


def closed_schema(element: Element, depth: int = 0) -> dict[str, Any]:
    """Make the schema that forbids what no layer declares, over the union of all layers."""
    if depth > DEEPEST:
        return {}
    schema: dict[str, Any] = {}
    if names := element.names:
        schema["properties"] = {n: closed_schema(element.inside(n), depth + 1) for n in names}
        if element.closed:
            schema["additionalProperties"] = False
    entries = element.inside(0)
    if entries.facets:
        schema["items"] = closed_schema(entries, depth + 1)
    return schema


def _through(facets: Iterable[Facet], steps: tuple[str, ...]) -> Iterator[Facet]:
    for facet in facets:
        schema: Any = facet.schema
        for step in steps:
            schema = schema.get(step) if isinstance(schema, dict) else None
        if isinstance(schema, dict):
            at = Pointer((*facet.at, *steps))
            yield from _spread(Facet(facet.standard, schema, at))


def _spread(facet: Facet, seen: frozenset[Pointer] = frozenset()) -> Iterator[Facet]:
    """Yield a facet and those that apply in the same place: branches and references."""
    if facet.at in seen:
        return
    seen |= {facet.at}
    yield facet
    for keyword in _IN_PLACE:
        if isinstance(part := facet.schema.get(keyword), dict):
            yield from _spread(Facet(facet.standard, part, facet.at / keyword), seen)
    for keyword in _IN_LISTS:
        for index, part in enumerate(facet.schema.get(keyword, ())):
            if isinstance(part, dict):
                yield from _spread(
                    Facet(facet.standard, part, facet.at / keyword / index), seen
                )
    if target := referred(facet.standard.schema.data, facet.schema):
        yield from _spread(Facet(facet.standard, target[0], target[1]), seen)


def referred(root: object, schema: Schema) -> tuple[Schema, Pointer] | None:
    """Follow a local ``$ref`` (``#`` or ``#/...``); None where there is none or it leads nowhere."""
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        return None
    found, at = root, Pointer()
    for step in reference.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        found, at = _mapping(found).get(name), at / name
    return (found, at) if isinstance(found, dict) else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
