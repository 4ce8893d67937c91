"""References of one schema document: ``$id``, anchors and pointers. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from catalog_std.proof.nodes import MANY, NAMED, ONE
from catalog_std.proof.verdict import Json

HERE = "https://document.invalid/"


class References:
    """The addresses of one document."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self._resources: dict[str, Json] = {HERE: document}
        self._anchors: dict[str, tuple[Json, str]] = {}
        self.dynamic: dict[str, int] = {}
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

    def base(self, schema: dict[str, Any], base: str) -> str:
        """Give a schema's own address, where it stands inside that of another."""
        return joined(base, schema["$id"]) if "$id" in schema else base

    def _enter(self, schema: dict[str, Any], base: str) -> None:
        if "$id" in schema:
            self._resources[urldefrag(base)[0]] = schema
        for word in ("$anchor", "$dynamicAnchor"):
            if word in schema:
                self._anchors[f"{urldefrag(base)[0]}#{schema[word]}"] = (schema, base)
        if "$dynamicAnchor" in schema:
            name = schema["$dynamicAnchor"]
            self.dynamic[name] = self.dynamic.get(name, 0) + 1


def joined(base: str, reference: str) -> str:
    """Join an address and a reference to it, also where the address is no path."""
    return (
        urldefrag(base)[0] + reference
        if reference.startswith("#")
        else urljoin(base, reference)
    )


def subschemas(schema: Json, base: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give a schema and all those inside it, each with its address."""
    stack = [(schema, base)]
    while stack:
        inner, address = stack.pop()
        if isinstance(inner, dict):
            address = joined(address, inner["$id"]) if "$id" in inner else address
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
            schema = schema[int(name)] if isinstance(schema, list) else schema[name]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
        if isinstance(schema, dict) and isinstance(schema.get("$id"), str):
            base = joined(base, schema["$id"])
    return schema, base
