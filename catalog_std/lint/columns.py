"""The materials of an item, column by column: where no row is what a rule looks for, it need not look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog_std.item import Material
from catalog_std.lint.rule import Case, Needs

_new = tuple.__new__
_FIELDS = Material._fields


@dataclass(slots=True)
class _Memory:
    """The materials seen last, and their columns: a dozen rules ask for the same."""

    materials: tuple[Material, ...] = ()
    columns: Any = None


_MEMORY = _Memory()


def columns_of(case: Case) -> Any:  # noqa: ANN401 - a material each of whose fields is a column
    """Give a material whose every field holds those of all materials; None where there are none."""
    materials = case.item.materials
    if _MEMORY.materials is not materials:
        _MEMORY.materials = materials
        _MEMORY.columns = _new(Material, zip(*materials, strict=True)) if materials else None
    return _MEMORY.columns


def some(*rows: Mapping[str, object]) -> Needs:
    """Need materials with these values, or with those; whether in one material the rule sees itself.

    The rarest value first: most items are let off by it.
    """
    wanted = [[(_FIELDS.index(name), value) for name, value in row.items()] for row in rows]

    def needs(case: Case) -> bool:
        columns = columns_of(case)
        for row in wanted if columns else ():
            for place, value in row:  # no generator: asked of every item, and mostly in vain
                if value not in columns[place]:
                    break
            else:
                return True
        return False

    return needs


def repeated(field: str) -> Needs:
    """Need two materials with the same value in a field."""
    place = _FIELDS.index(field)

    def needs(case: Case) -> bool:
        columns = columns_of(case)
        return columns is not None and len(set(columns[place])) < len(columns[place])

    return needs
