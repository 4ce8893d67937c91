"""References of one schema document: ``$id``, anchors and pointers. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from catalog_std.proof.nodes import MANY, NAMED, ONE
from catalog_std.proof.verdict import Json

HERE = "https://document.invalid/"
Scope = tuple[tuple[str, str], ...]


class References:
    """The addresses of one document."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self._resources: dict[str, Json] = {HERE: document}
        self._anchors: dict[str, tuple[Json, str]] = {}
        self._dynamic: dict[str, dict[str, Json]] = {}
        for schema, base in subschemas(document, HERE):
            self._enter(schema, base)

    def find(self, reference: str, base: str) -> tuple[Json, str] | None:
        """Give the schema a reference leads to, and its own address; None where it leads nowhere."""
        address, fragment = urldefrag(joined(base, reference))
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._anchors.get(f"{address}#{fragment}")
        if address not in self._resources:
            return None
        return _walked(self._resources[address], fragment, address)

    def entered(self, scope: Scope, base: str) -> Scope:
        """Add the dynamic anchors of a resource; those of the resources outside it go first."""
        own = dict.fromkeys(self._dynamic.get(base, ()), base)
        return tuple(sorted((own | dict(scope)).items())) if own else scope

    def dynamic(self, reference: str, base: str, scope: Scope) -> tuple[Json, str] | None:
        """Give the schema a dynamic reference leads to from where it is reached."""
        found = self.find(reference, base)
        name = reference.partition("#")[2]
        if found is None or self._dynamic.get(found[1], {}).get(name) is not found[0]:
            return found
        address = dict(scope).get(name, found[1])
        return self._dynamic[address][name], address

    def _enter(self, schema: dict[str, Any], base: str) -> None:
        if "$id" in schema:
            self._resources[base] = schema
        for word in ("$anchor", "$dynamicAnchor"):
            if word in schema:
                self._anchors[f"{base}#{schema[word]}"] = (schema, base)
        if "$dynamicAnchor" in schema:
            self._dynamic.setdefault(base, {})[schema["$dynamicAnchor"]] = schema


def joined(base: str, reference: str) -> str:
    """Join an address and a reference to it, also where the address is no path."""
    return base + reference if reference.startswith("#") else urljoin(base, reference)


def within(schema: Json, base: str) -> str:
    """Give a schema's own address, where it stands inside that of another."""
    if isinstance(schema, dict) and isinstance(schema.get("$id"), str):
        return urldefrag(joined(base, schema["$id"]))[0]
    return base


def subschemas(schema: Json, base: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give a schema and all those inside it, each with its address."""
    stack = [(schema, base)]
    while stack:
        inner, address = stack.pop()
        if isinstance(inner, dict):
            address = within(inner, address)
            yield inner, address
            stack += [(child, address) for child in children(inner)]


def children(schema: dict[str, Any]) -> Iterator[Json]:
    """Give the schemas directly inside a schema."""
    for word in ONE:
        if word in schema:
            yield schema[word]
    for word in MANY:
        yield from schema.get(word, ())
    for word in (*NAMED, "$defs", "definitions"):
        yield from schema.get(word, {}).values()


def _walked(schema: Json, pointer: str, base: str) -> tuple[Json, str] | None:
    """Follow a JSON Pointer, minding addresses on the way."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        try:
            schema = schema[_index(name)] if isinstance(schema, list) else schema[name]
        except (KeyError, IndexError, TypeError):
            return None
        base = within(schema, base)
    return schema, base


def _index(name: str) -> int:
    """Read an index as RFC 6901 writes it; raises KeyError for anything else."""
    if name != "0" and (name[:1] == "0" or not (name.isascii() and name.isdigit())):
        raise KeyError(name)
    return int(name)
