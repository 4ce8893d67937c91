"""What upper layers give up to lower ones: rules that are only defaults, lists that may be added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from catalog_std.source import Pointer
from catalog_std.standard.check.assertion import Assertion, assertions_of
from catalog_std.standard.check.way import Path, names_of
from catalog_std.standard.elements import Element, root_of
from catalog_std.standard.freedom import Freedom, freedoms_of, standing
from catalog_std.standard.shelf import Stack

Schema = dict[str, Any]
_VALUES = ("enum", "const")


def after_yielding(
    stack: Stack, schemas: Sequence[Schema], freedoms: Mapping[tuple[str, ...], Freedom]
) -> list[Schema]:
    """Take out of each layer's schema what it leaves to a layer below that speaks of it.

    Of an ``open`` element everything is left; of one to ``extend`` the values allowed, where the
    lower layer names values of its own. ``freedoms`` are the stack's: mostly nothing is left in them.
    """
    root = root_of(stack)
    if not any(_shared(root, names) for names, freedom in freedoms.items() if freedom.left):
        return list(schemas)
    said = [assertions_of(one, schema) for one, schema in zip(stack, schemas, strict=True)]
    return [
        _without(schema, set(_given_up(stack, said, number)))
        for number, schema in enumerate(schemas)
    ]


def _shared(root: Element, names: tuple[str, ...]) -> bool:
    """Say whether more than one layer speaks of an element."""
    element = root.along(0 if name == "[]" else name for name in names)
    return len({facet.standard.id for facet in element.facets}) > 1


def _given_up(
    stack: Stack, said: Sequence[Sequence[Assertion]], number: int
) -> Iterator[Pointer]:
    """Find the rules of one layer that those below have taken over."""
    freedoms = freedoms_of(root_of(stack[: number + 1]))
    below = [one for layer in said[number + 1 :] for one in layer if one.asserts]
    spoken: dict[str, set[Path]] = {
        "open": {one.path[:n] for one in below for n in range(len(one.path) + 1)},
        "extend": {one.path for one in below if one.keyword in _VALUES},
    }
    for one in said[number]:
        word = standing(freedoms, names_of(one.path)).standard
        if one.path in spoken.get(word, ()) and (word == "open" or one.keyword in _VALUES):
            yield one.at


def _without(schema: Any, gone: set[Pointer], at: Pointer = Pointer()) -> Any:  # noqa: ANN401, B008 - JSON; pointers are values
    """Copy a schema, some keywords left out; the tokens of a code list go with its name."""
    if isinstance(schema, list):
        return [_without(part, gone, at / index) for index, part in enumerate(schema)]
    if not isinstance(schema, dict):
        return schema
    left = {key for key in schema if at / key in gone}
    left |= {"enum"} if "x-codes" in left else set()
    return {
        key: _without(part, gone, at / key) for key, part in schema.items() if key not in left
    }
