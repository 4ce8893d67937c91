"""A row becomes an item's data, by a mapping; nothing that says something is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

from catalog_std.exchange.mapping import Mapping, Spec, When

Lists = Table[str, Table[str, str]]
_NOTHING = object()


@dataclass(slots=True)
class Loss:
    """What had no home: fields nobody mapped, and values that could not be translated or taken apart."""

    unmapped: dict[str, list[str]] = field(default_factory=dict)
    untranslated: dict[str, list[str]] = field(default_factory=dict)

    def note(self, where: dict[str, list[str]], name: str, value: object) -> None:
        """Note a value that found no home."""
        where.setdefault(name, []).append(str(value))


def item_of_row(
    mapping: Mapping, row: Table[str, Any], lists: Lists, loss: Loss
) -> dict[str, Any]:
    """Make an item's data of a row, elements in the mapping's order."""
    item: dict[str, Any] = {}
    for path, spec in mapping.fields.items():
        value = _made(spec, row, _Context(mapping, lists, loss, path))
        if value is not _NOTHING:
            _put(item, path, value)
    for name in row.keys() - mapping.known:
        if row[name] not in mapping.drop:
            loss.note(loss.unmapped, name, row[name])
    return item


@dataclass(frozen=True, slots=True)
class _Context:
    """What making one element needs besides its spec and its row."""

    mapping: Mapping
    lists: Lists
    loss: Loss
    path: str


def _made(spec: Spec, row: Table[str, Any], context: _Context) -> Any:  # noqa: ANN401 - data
    if spec.when and not _holds(spec.when, row):
        return _NOTHING
    if spec.const is not None:
        return spec.const
    value = _taken(spec, row, context)
    if value is _NOTHING:
        return _NOTHING if spec.default is None else spec.default
    if spec.split is not None and isinstance(value, str):
        parts = (part.strip() for part in re.split(spec.split, value))
        value = [part for part in parts if not _means_nothing(part, spec, context)]
    return _turned(spec, value, context)


def _holds(when: When, row: Table[str, Any]) -> bool:
    value = row.get(when.field)
    values = value if isinstance(value, list) else [value]
    if when.is_:
        return any(one in when.is_ for one in values)
    return not any(one in when.is_not for one in values)


def _taken(spec: Spec, row: Table[str, Any], context: _Context) -> Any:  # noqa: ANN401 - data
    """Take the first of the fields that says anything."""
    for path in spec.from_:
        value = row if path == "." else _found(row, path)
        if isinstance(value, str):
            value = value.strip()
        if value is not _NOTHING and not _means_nothing(value, spec, context):
            return value
    return _NOTHING


def _found(row: Any, path: str) -> Any:  # noqa: ANN401 - data
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        if name:
            row = row.get(name, _NOTHING) if isinstance(row, dict) else _NOTHING
        else:
            place = int(index)
            row = row[place] if isinstance(row, list) and place < len(row) else _NOTHING
    return row


def _means_nothing(value: object, spec: Spec, context: _Context) -> bool:
    return any(value == nothing for nothing in (*context.mapping.drop, *spec.drop))


def _turned(spec: Spec, value: Any, context: _Context) -> Any:  # noqa: ANN401 - data
    """Turn a value, or each entry of a list, into what the element wants."""
    if isinstance(value, list):
        turned = (_turned(spec, one, context) for one in value)
        return (
            list(dict.fromkeys(turned))
            if spec.codes
            else [t for t in turned if t is not _NOTHING]
        )
    if spec.extract is not None:
        value = _extracted(spec, str(value), context)
    if spec.codes is not None and isinstance(value, str | int):
        value = _translated(spec, value, context)
    if spec.each is not None:
        return _spread(spec.each, value, context)
    return _typed(spec, value, context)


def _extracted(spec: Spec, value: str, context: _Context) -> Any:  # noqa: ANN401 - data
    found = re.search(spec.extract or "", value)
    if found is None:
        context.loss.note(context.loss.untranslated, context.path, value)
        return _NOTHING
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    return groups.get("value", groups)


def _translated(spec: Spec, value: str | int, context: _Context) -> Any:  # noqa: ANN401 - data
    """Translate by a table; what it does not know stays as it is, for lint to point at, and is noted."""
    table = (
        context.lists.get(spec.codes, {}) if isinstance(spec.codes, str) else spec.codes or {}
    )
    if str(value) in table:
        return table[str(value)]
    context.loss.note(context.loss.untranslated, context.path, value)
    return value


def _spread(each: Table[str, Spec], value: object, context: _Context) -> Any:  # noqa: ANN401 - data
    if value is _NOTHING:
        return value
    row = value if isinstance(value, dict) else {"value": value}
    made: dict[str, Any] = {}
    for path, spec in each.items():
        inner = _Context(context.mapping, context.lists, context.loss, f"{context.path}.{path}")
        if (part := _made(spec, row, inner)) is not _NOTHING:
            _put(made, path, part)
    return made


def _typed(spec: Spec, value: Any, context: _Context) -> Any:  # noqa: ANN401 - data
    if spec.type is None or value is _NOTHING:
        return value
    try:
        return _TYPES[spec.type](value)
    except (ValueError, KeyError):
        context.loss.note(context.loss.untranslated, context.path, value)
        return value


def _number(value: object) -> int | float:
    number = float(str(value))
    return int(number) if number.is_integer() else number


_FLAGS = {
    "1": True,
    "是": True,
    "true": True,
    "y": True,
    "0": False,
    "否": False,
    "false": False,
}
_FLAGS |= {"n": False, "yes": True, "no": False}
_TYPES: dict[str, Any] = {
    "text": str,
    "integer": lambda value: int(str(value)),
    "number": _number,
    "flag": lambda value: _FLAGS[str(value).lower()],
}


def _put(item: dict[str, Any], path: str, value: object) -> None:
    """Put a value at ``a.b.c``; ``a[].b`` is the first entry of a list. What stands there wins."""
    *above, last = re.findall(r"[^.\[\]]+(?:\[\])?", path)
    for step in above:
        name = step.removesuffix("[]")
        if step.endswith("[]"):
            entries = item.setdefault(name, [{}])
            item = entries[0]
        else:
            item = item.setdefault(name, {})
    item.setdefault(last, value)
