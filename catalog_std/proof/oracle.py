"""The real validator: every witness is put before it, and what only it can read is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import jsonschema_rs

from catalog_std.proof.verdict import Json, Schema
from catalog_std.source import Pointer

_LATEST = "https://json-schema.org/draft/2020-12/schema"
Judge = Callable[[Json], bool]


class DisagreementError(Exception):
    """The validator cannot read a schema or a value that we can."""


def judge_of(schema: Schema, *, formats: bool = False) -> Judge:
    """Give the validator's judgement of values under a schema; raises DisagreementError."""
    return _validator(schema, formats=formats).is_valid


def refusal(schema: Schema, value: Json, *, formats: bool = False) -> tuple[Pointer, Pointer]:
    """Tell where in a value, and where in the schema, the validator first says no."""
    first = next(iter(_validator(schema, formats=formats).iter_errors(value)))
    return Pointer(first.instance_path), Pointer(first.schema_path)


def fault_of(schema: Json) -> tuple[Pointer, str] | None:
    """Tell where a schema breaks the rules of JSON Schema 2020-12, if it does."""
    if _of_schemas().is_valid(schema):
        return None
    first = next(iter(_of_schemas().iter_errors(schema)))
    return Pointer(first.instance_path), first.message


def matches_property(name: str) -> Judge | None:
    """Give the validator's reading of a Unicode property; None where it knows none."""
    try:
        return judge_of({"pattern": f"^\\p{{{name}}}$"})
    except DisagreementError:
        return None


@cache
def _of_schemas() -> jsonschema_rs.Draft202012Validator:
    """Compile the meta-schema once: it costs half a millisecond, and every schema is held against it."""
    return _validator({"$ref": _LATEST})


def _validator(
    schema: Schema,
    *,
    formats: bool = False,
) -> jsonschema_rs.Draft202012Validator:
    if isinstance(schema, bool):
        schema = {} if schema else {"not": {}}
    try:
        return jsonschema_rs.Draft202012Validator(
            {word: value for word, value in schema.items() if word != "$schema"},
            validate_formats=formats,
            offline=True,
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        raise DisagreementError(str(error)) from error
