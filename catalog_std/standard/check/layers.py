"""A stack of standards made ready for proofs: whole, and taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from catalog_std.proof import Prover, Verdict
from catalog_std.standard.check.assertion import UNDECLARED, Assertion, assertions_of
from catalog_std.standard.check.said import Said, said_by
from catalog_std.standard.check.stacks import height
from catalog_std.standard.check.way import Entries, Named, Path, around
from catalog_std.standard.codelist import merged
from catalog_std.standard.elements import DEEPEST, Element, closed_schema, root_of
from catalog_std.standard.freedom import freedoms_of
from catalog_std.standard.profile import Validator, compiled, validator_of, with_enums
from catalog_std.standard.shelf import Stack, Standard
from catalog_std.standard.yielding import after_yielding

Doc = dict[str, Any]
ITEM: Doc = {"type": "object"}


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One standard within a stack: its schema with code lists written out, and its assertions."""

    standard: Standard
    doc: Doc
    assertions: tuple[Assertion, ...]
    said: Said
    validator: Validator

    @property
    def rank(self) -> tuple[int, int]:
        """Say how high it stands: equal for those side by side."""
        return height(self.standard)


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of one stack, upper ones first.

    ``union`` forbids the elements that no layer declares, as lint does: it is the layer of no
    standard, and its assertions stand where the highest one declares what may be there.
    """

    layers: tuple[Layer, ...]
    root: Element
    union: Layer
    said: Said

    def above(self, layer: Layer) -> Layers:
        """Keep the layers above one: those side by side with it are not."""
        kept = tuple(one for one in self.layers if one.rank < layer.rank)
        return layers_of(kept, root_of(tuple(one.standard for one in kept)), self.union)

    def of(self, standard: Standard) -> Layer:
        """Find the layer a standard makes."""
        return next(one for one in self.layers if one.standard.id == standard.id)

    @property
    def docs(self) -> list[Doc]:
        """Give the schemas, whole."""
        return [layer.doc for layer in (*self.layers, self.union)]

    @property
    def paths(self) -> dict[Path, None]:
        """List the elements any layer speaks of, and all those around them."""
        said = (one.path for layer in self.layers for one in layer.assertions)
        return dict.fromkeys(path[:n] for path in said for n in range(1, len(path) + 1))

    def takes(self, item: object) -> bool:
        """Say whether every layer admits a value, and nothing in it is undeclared."""
        return all(layer.validator.is_valid(item) for layer in (*self.layers, self.union))


@dataclass(slots=True)
class Bench:
    """Makes layers of stacks; what was made or proved once serves every stack."""

    prover: Prover = field(default_factory=lambda: Prover(formats=True))
    _made: dict[object, Layer] = field(default_factory=dict)
    _second: Any = None

    def layers(self, stack: Stack) -> Layers:
        """Make a stack ready."""
        lists = merged(file for standard in stack for file in standard.lists)
        root = root_of(stack)
        docs = [with_enums(standard.schema.data, lists) for standard in stack]
        docs = after_yielding(stack, docs, freedoms_of(root))
        made = [self._layer(one, doc) for one, doc in zip(stack, docs, strict=True)]
        return layers_of(tuple(made), root, _union(stack, root))

    def _layer(self, standard: Standard, doc: Doc) -> Layer:
        key = standard.id, json.dumps(doc, sort_keys=True)
        if key not in self._made:
            assertions = assertions_of(standard, doc)
            said = said_by(assertions)
            self._made[key] = Layer(standard, doc, assertions, said, compiled(standard, doc))
        return self._made[key]

    def contains(self, sup: Iterable[Doc], sub: Iterable[Doc]) -> Verdict:
        """Judge whether every item that ``sub`` admits is admitted by ``sup``."""
        return self.prover.contains(list(sup), [ITEM, *sub])

    def satisfiable(self, docs: Iterable[Doc]) -> Verdict:
        """Judge whether any item is admitted by all."""
        return self.prover.satisfiable([ITEM, *docs])

    def shown(self, sup: list[Doc], sub: list[Doc]) -> Verdict:
        """Judge containment; a witness is one that two validators see."""
        verdict = self.contains(sup, sub)
        return self.seconded(verdict, verdict.witness, sup, sub)

    def seconded(
        self, verdict: Verdict, value: object, sup: list[Doc], sub: list[Doc]
    ) -> Verdict:
        """Keep a verdict and its witness if a second validator too finds that ``value`` shows it.

        ``value`` is the witness within a whole item: what all of ``sub`` admit and not all of ``sup``.
        """
        if not verdict.has_witness:
            return verdict
        from catalog_std.proof.second import Second, doubted  # noqa: PLC0415 - 50 ms, for witnesses only

        self._second = self._second or Second(formats=self.prover.formats)
        return verdict if self._second.agrees(value, sub, sup) else doubted(verdict)


def layers_of(layers: tuple[Layer, ...], root: Element, union: Layer) -> Layers:
    """Put layers together, what they assert sorted by element, the highest first."""
    every = (one for layer in (*layers, union) for one in layer.assertions)
    return Layers(layers, root, union, said_by(every))


def touching(said: Said, path: Path) -> list[Doc]:
    """Give what is asserted of an element, of what is around it and of what is in it."""
    return [one.schema for one in said.near(path)]


def cut_down(witness: object, path: Path) -> Iterator[Doc]:
    """Give what a witness says of the one element, without the rest; then the whole of it."""
    if isinstance(witness, dict):
        name = str(path[0]) if path else ""
        if name in witness:
            yield {name: witness[name]}
        yield witness


def refused(docs: Iterable[Doc], value: object) -> bool:
    """Say whether a validator finds that some schema does not admit a value."""
    return not all(validator_of(doc).is_valid(value) for doc in docs)


def _union(stack: Stack, root: Element) -> Layer:
    doc = closed_schema(root)
    assertions = tuple(_undeclared(root, ()))
    return Layer(stack[0], doc, assertions, said_by(assertions), compiled(stack[0], doc))


def _undeclared(element: Element, path: Path) -> Iterator[Assertion]:
    """Forbid what is not declared, element by element; as deep as ``closed_schema`` goes."""
    if element.closed and len(path) <= DEEPEST:
        facet = next(facet for facet in element.facets if "properties" in facet.schema)
        names = dict.fromkeys(element.names, True)
        inner = {"properties": names, "additionalProperties": False}
        yield Assertion(
            facet.standard,
            path,
            UNDECLARED,
            list(names),
            facet.at / "properties",
            around(path, inner),
            inner,
            path,
            facet.schema.get("x-clause") or facet.standard.schema.data.get("x-clause", {}),
        )
    if len(path) <= DEEPEST:
        for name in element.names:
            yield from _undeclared(element.inside(name), (*path, Named(name)))
        if element.inside(0).facets:
            yield from _undeclared(element.inside(0), (*path, Entries()))
