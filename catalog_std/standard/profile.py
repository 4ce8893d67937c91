"""A stack of standards made ready to judge many items."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import jsonschema_rs

from catalog_std.configured import nearest
from catalog_std.finding import Clause, Severity
from catalog_std.source import Pointer
from catalog_std.standard.bare import bare
from catalog_std.standard.breach import Breach, breaches_of
from catalog_std.standard.codelist import CodeList, merged
from catalog_std.standard.elements import Element, closed_schema, root_of
from catalog_std.standard.freedom import Freedom, Path, freedoms_of
from catalog_std.standard.shelf import Stack, Standard
from catalog_std.standard.yielding import after_yielding
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_UNION = Text("各层标准都没有这个要素", "no layer of the standards has this element")


Validator = jsonschema_rs.Draft202012Validator
_COMPILED: OrderedDict[str, Validator] = OrderedDict()
_MOST = 64


@dataclass(frozen=True, slots=True)
class Profile:
    """The compiled stack: shared by every item with the same standards."""

    stack: Stack
    lists: Mapping[str, CodeList]
    root: Element
    whole: jsonschema_rs.Draft202012Validator
    union: jsonschema_rs.Draft202012Validator
    layers: tuple[jsonschema_rs.Draft202012Validator, ...]
    freedoms: Mapping[Path, Freedom]
    mandatory: Mapping[str, str]

    def breaches(self, data: object) -> tuple[Breach, ...]:
        """Judge an effective item: layer by layer, then once over the union for unknown fields.

        What several layers object to is said once, by the highest; the others are ``also``.
        """
        if self.whole.is_valid(data):
            return ()
        said: dict[object, Breach] = {}
        for standard, layer in zip(self.stack, self.layers, strict=True):
            for breach in breaches_of(standard, layer.iter_errors(data)):
                above = said.setdefault(breach.what, breach)
                if above.clause.standard != standard.id:
                    said[breach.what] = replace(above, also=(*above.also, breach.clause))
        return (*said.values(), *self._unknown(data))

    def _unknown(self, data: object) -> Iterator[Breach]:
        """Tell every key that no layer declares, with a guess at what was meant."""
        for error in self.union.iter_errors(data):
            at = Pointer(error.instance_path)
            for key in error.kind.value:
                yield _unheard_of(self.root.along(at), str(key), at)


def profile_of(stack: Stack) -> Profile:
    """Compile a stack. Raises CatalogError where a schema cannot be compiled."""
    lists = merged(file for standard in stack for file in standard.lists)
    root = root_of(stack)
    freedoms = freedoms_of(root)
    schemas = [with_enums(standard.schema.data, lists) for standard in stack]
    schemas = after_yielding(stack, schemas, freedoms)
    layers = tuple(
        compiled(standard, schema) for standard, schema in zip(stack, schemas, strict=True)
    )
    # One call for the common case: most of a call's price is handing the data over.
    closed = closed_schema(root)
    # Each layer keeps an id of its own, so that its references stay within it.
    named = [s | {"$id": f"catalog-std:layer/{n}"} for n, s in enumerate(schemas)]
    whole = validator_of({"allOf": [*named, closed]})
    return Profile(
        stack,
        lists,
        root,
        whole,
        validator_of(closed),
        layers,
        freedoms,
        _mandatory(stack),
    )


def _mandatory(stack: Stack) -> dict[str, str]:
    """Name the rules that a layer makes mandatory, each with the highest such standard's number."""
    return {
        rule: standard.manifest.number or standard.id
        for standard in reversed(stack)
        for rule in standard.manifest.mandatory_rules
    }


def with_enums(schema: object, lists: Mapping[str, CodeList]) -> Any:  # noqa: ANN401 - JSON
    """Copy a schema, the tokens of each ``x-codes`` list written out as its ``enum``."""
    if isinstance(schema, list):
        return [with_enums(part, lists) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {key: with_enums(part, lists) for key, part in schema.items()}
    name = schema.get("x-codes")
    if isinstance(name, str) and name in lists:
        copy["enum"] = list(lists[name].entries)
    return copy


def compiled(standard: Standard, schema: dict[str, Any]) -> Validator:
    """Compile a standard's schema; raises CatalogError where that cannot be done."""
    try:
        return validator_of(schema)
    except ValueError as error:
        where = standard.schema.source.name
        raise CatalogError(Text(f"{where}: {error}", f"{where}: {error}")) from error


def validator_of(schema: dict[str, Any]) -> Validator:
    """Compile offline, with formats asserted and patterns in linear time; what judges alike is compiled once.

    Annotations are left out, unless something is referred to among them.
    """
    judging = bare(schema)
    text = json.dumps(judging)
    if text not in _COMPILED:
        try:
            found = _compiled(judging)
        except ValueError:
            found = _compiled(schema)
        while len(_COMPILED) >= _MOST:
            _COMPILED.popitem(last=False)
        _COMPILED[text] = found
    return _COMPILED[text]


def _compiled(schema: dict[str, Any]) -> Validator:
    return jsonschema_rs.Draft202012Validator(
        schema,
        offline=True,
        validate_formats=True,
        pattern_options=jsonschema_rs.RegexOptions(),
    )


def _unheard_of(element: Element, key: str, at: Pointer) -> Breach:
    top = element.facets[0].standard
    guess = nearest(key, element.names) or _by_label(element, key)
    facts = {"key": key, "guess": guess}
    clause = Clause(
        top.id, top.manifest.layer, top.manifest.number or top.id, None, _UNION, "practice"
    )
    return Breach(at / key, "unknown", facts, clause, Severity.ERROR)


def _by_label(element: Element, word: str) -> str | None:
    """Guess the key of someone who wrote the element's label instead."""
    for name in element.names:
        label = element.inside(name).label
        if label and word in label:
            return name
    return None
