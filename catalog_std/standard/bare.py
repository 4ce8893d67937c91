"""A schema without what only people read: the words of standards are nine tenths of it, and validators hold on to all."""

from __future__ import annotations

from typing import Any

_WORDS = "x-"
_BY_NAME = ("properties", "$defs", "patternProperties", "dependentSchemas")
_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
_ALONE = (
    *("items", "contains", "not", "if", "then", "else", "propertyNames"),
    *("additionalProperties", "unevaluatedItems", "unevaluatedProperties"),
)


def bare(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Give a schema that judges alike, without our annotations."""
    if not isinstance(schema, dict):
        return schema
    return {key: _part(key, value) for key, value in schema.items() if key[:2] != _WORDS}


def _part(key: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    """Bare the schemas under one keyword; what is no schema stays as it is."""
    if key in _BY_NAME and isinstance(value, dict):
        return {name: bare(part) for name, part in value.items()}
    if key in _LISTED and isinstance(value, list):
        return [bare(part) for part in value]
    return bare(value) if key in _ALONE else value
