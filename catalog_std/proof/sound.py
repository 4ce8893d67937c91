"""Is this a JSON Schema of 2020-12 at all? Asked before anything is proved."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

from catalog_std.proof.meter import RefusedError
from catalog_std.proof.oracle import fault_of
from catalog_std.proof.pattern import MalformedError, NotRegularError, tree_of
from catalog_std.proof.references import HERE, subschemas
from catalog_std.proof.verdict import Json
from catalog_std.source import Pointer
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_DEPTH: Final = 600
_OLDER: Final = ("draft-03", "draft-04", "draft-06", "draft-07", "2019-09")


def check_schema(document: Json) -> None:
    """Raise CatalogError for what is no JSON Schema; RefusedError for one too deep to read."""
    for pointer, value in _values(document):
        if not _is_json(value):
            raise _trouble(pointer, Text("不是 JSON 的值", "not a value of JSON"))
    meta = document.get("$schema") if isinstance(document, dict) else ""
    if isinstance(meta, str) and any(f"/{old}/" in meta for old in _OLDER):
        raise _trouble(("$schema",), Text(f"只支持 2020-12：{meta}", f"only 2020-12: {meta}"))
    if isinstance(meta, str) and "://" in meta and "/draft/2020-12/" not in meta:
        raise RefusedError(reason="dialect", about=meta)
    fault = fault_of(document)
    if fault is not None:
        raise _trouble(fault[0], Text(fault[1], fault[1]))
    for schema, _ in subschemas(document, HERE):
        for pattern in (*schema.get("patternProperties", ()), *_texts(schema.get("pattern"))):
            _check_pattern(pattern)


def _values(document: Json) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Give all values with their pointers, names of properties too."""
    stack: list[tuple[tuple[str | int, ...], Json]] = [((), document)]
    while stack:
        pointer, value = stack.pop()
        if len(pointer) > _DEPTH:
            raise RefusedError(reason="budget", about=f"depth > {_DEPTH}")
        yield pointer, value
        match value:
            case dict():
                for name, part in value.items():
                    yield pointer, name if isinstance(name, str) else ()
                    stack.append(((*pointer, str(name)), part))
            case list():
                stack += [((*pointer, at), part) for at, part in enumerate(value)]


def _is_json(value: Any) -> bool:  # noqa: ANN401 - that is the question
    match value:
        case float():
            return isfinite(value)
        case str():
            return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
        case None | bool() | int() | list() | dict():
            return True
        case _:
            return False


def _check_pattern(pattern: str) -> None:
    try:
        tree_of(pattern)
    except NotRegularError:
        return
    except MalformedError as error:
        told = Text(f"不是正则表达式：{pattern}", f"not a regular expression: {pattern}")
        raise CatalogError(told) from error


def _texts(value: Json) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else ()


def _trouble(pointer: tuple[str | int, ...], said: Text) -> CatalogError:
    at = Pointer(pointer)
    return CatalogError(
        Text(f"不是 JSON Schema：{at} {said.zh}", f"not a JSON Schema: {at} {said.en}")
    )
