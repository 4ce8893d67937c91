"""Which elements to compare: walked over what the places say, named by what the standards call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from catalog_std.standard.elements import Element
from catalog_std.standard.freedom import Path
from catalog_std.text import Text

Shape = Literal["value", "days", "set", "list", "entries", "entry"]
_LIMIT = {"days", "unit"}


@dataclass(frozen=True, slots=True)
class Field:
    """One element worth a row: where it stands, what its values are, and its element in the standards."""

    path: Path
    shape: Shape
    element: Element
    section: str
    label: Text


def fields_of(root: Element, items: Sequence[Any]) -> Iterator[Field]:
    """Give the elements that any of the items states, in the order of the standards."""
    for name in _names(root, items):
        element = root.inside(name)
        section = (element.annotation("x-guide") or {}).get("section", "")
        values = [_in(item, name) for item in items]
        yield from _field(
            Field((name,), "value", element, section, _own(element, name)), values
        )


def ordered_names(element: Element) -> list[str]:
    """List the elements inside one in the order of the standard that names most of them."""
    declared = [facet.schema.get("properties", {}) for facet in element.facets]
    return list(dict.fromkeys([*max(declared, key=len, default={}), *element.names]))


def inner_fields(entry: Field, records: Sequence[Any]) -> Iterator[Field]:
    """Give the elements inside the entries of a list, but for their handles."""
    element = entry.element.inside(0)
    for name in _names(element, records):
        if name != "id":
            path, inner = (*entry.path, "[]", name), element.inside(name)
            values = [_in(record, name) for record in records]
            yield from _field(
                Field(path, "value", inner, entry.section, _own(inner, name)), values
            )


def _field(field: Field, values: Sequence[Any]) -> Iterator[Field]:
    """Give an element, or the elements inside it where it is a mapping."""
    stated = [value for value in values if value is not None]
    element = field.element
    if not stated:
        return
    if not all(isinstance(value, dict) for value in stated):
        yield replace(field, shape=_shape(element, stated))
        return
    names = _names(element, stated)
    if set(names) >= _LIMIT:
        yield replace(field, shape="days")
        names = [name for name in names if name not in _LIMIT]
    for name in names:
        inner = element.inside(name)
        label = _within(_own(element, field.path[-1]), _own(inner, name))
        below = replace(field, path=(*field.path, name), element=inner, label=label)
        yield from _field(below, [_in(value, name) for value in values])


def _own(element: Element, name: str) -> Text:
    return element.label or Text(name, name)


def _within(outer: Text, own: Text) -> Text:
    """Name an element by its own name if that tells enough, else with what it stands in."""
    if outer.zh in own.zh:
        return own
    return (
        outer
        if own.zh in outer.zh
        else Text(f"{outer.zh} · {own.zh}", f"{outer.en} · {own.en}")
    )


def _shape(element: Element, values: Sequence[Any]) -> Shape:
    if not any(isinstance(value, list) for value in values):
        return "value"
    if any(isinstance(entry, dict) for value in values for entry in _listed(value)):
        return "entries" if (element.annotation("x-burden") or {}).get("key") else "list"
    return "set"


def _names(element: Element, values: Sequence[Any]) -> list[str]:
    """Name the declared elements that anybody states, then those nobody declared."""
    stated = {name for value in values if isinstance(value, dict) for name in value}
    declared = [name for name in ordered_names(element) if name in stated]
    return [*declared, *sorted(str(name) for name in stated - set(declared))]


def _in(value: Any, name: str) -> Any:  # noqa: ANN401 - plain data of any shape
    return value.get(name) if isinstance(value, dict) else None


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
