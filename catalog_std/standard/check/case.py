"""One lower standard before those above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog_std.finding import Clause
from catalog_std.source import Pointer
from catalog_std.standard.breach import clause_of
from catalog_std.standard.check.clash import Clashes
from catalog_std.standard.check.judgement import Call, Judgement
from catalog_std.standard.check.layers import Bench, Doc, Layer, Layers
from catalog_std.standard.check.said import Said
from catalog_std.standard.check.way import Path, names_of
from catalog_std.standard.elements import Element, Facet
from catalog_std.standard.freedom import Freedom, freedoms_of, standing
from catalog_std.standard.profile import Validator, validator_of
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged (``own``), what it is judged by (``above``), and the whole stack.

    ``declared`` are the elements of which those above speak; ``rules`` are what they assert, but
    for what clashes among itself; ``whole`` are the same as schemas, and their validators.
    """

    bench: Bench
    own: Layer
    above: Layers
    stack: Layers
    clashes: Clashes
    freedoms: Mapping[tuple[str, ...], Freedom]
    declared: Mapping[Path, None]
    rules: Said
    whole: tuple[Doc, ...]
    validators: tuple[Validator, ...]

    def judged(self, call: Call, path: Path, **more: Any) -> Judgement:  # noqa: ANN401 - fields of a judgement
        """Write down a judgement of an element, by the name an officer knows it by."""
        return Judgement(call, self.own.standard, path, label_of(self.stack.root, path), **more)

    def takes(self, item: object) -> bool:
        """Say whether all that those above assert admits a value."""
        return all(validator.is_valid(item) for validator in self.validators)

    def standing(self, path: Path) -> Freedom:
        """Say what those above leave to lower standards at an element, or around it."""
        return standing(self.freedoms, names_of(path))


def case_of(bench: Bench, own: Layer, stack: Layers, clashes: Clashes) -> Case:
    """Bring a layer of a stack before the judges."""
    above = stack.above(own)
    rules = clashes.spared(above.said)
    layers = (*above.layers, above.union)
    whole = tuple(layer.doc for layer in layers)
    validators = tuple(layer.validator for layer in layers)
    if rules is not above.said:
        whole = tuple(one.schema for one in rules.every)
        apart = [doc for doc in whole if "$defs" in doc]
        rest = {"allOf": [doc for doc in whole if "$defs" not in doc] or [{}]}
        validators = tuple(validator_of(doc) for doc in (rest, *apart))
    freedoms = freedoms_of(above.root)
    return Case(
        bench, own, above, stack, clashes, freedoms, above.paths, rules, whole, validators
    )


def seen_at(root: Element, path: Path) -> Element:
    """Find an element by its path."""
    return root.along(0 if name == "[]" else name for name in names_of(path))


def label_of(root: Element, path: Path) -> Text | None:
    """Name an element in words, or that around it."""
    around = (path[:length] for length in range(len(path), 0, -1))
    return next((label for one in around if (label := seen_at(root, one).label)), None)


def clause_at(facet: Facet, *steps: str) -> Clause:
    """Say which clause stands where a standard speaks of an element."""
    outer = facet.standard.schema.data.get("x-clause", {})
    at = Pointer((*facet.at, *steps))
    return clause_of(facet.standard, facet.schema.get("x-clause", outer), at)
