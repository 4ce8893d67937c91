"""A matrix, and beside it what would be chosen by one view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalog_std.harmonize.draft import Draft
from catalog_std.harmonize.matrix import Cell, Matrix, Origin, Row
from catalog_std.harmonize.table import titles_of, value_at
from catalog_std.source import Pointer


@dataclass(frozen=True, slots=True)
class Comparison:
    """One item compared; with a draft where a view is asked for."""

    matrix: Matrix
    draft: Draft | None = None

    def chosen(self, row: Row) -> Cell | None:
        """Give what the draft says of a row; None where no view is asked for."""
        if self.draft is None:
            return None
        if not row.entry:
            return self._cell(row, Pointer(row.path))
        inner = "[]" in row.path
        above = row.path[: row.path.index("[]")] if inner else row.path
        index = self.draft.entries.get(f"{'.'.join(above)}[{row.entry}]")
        if index is None:
            return Cell(None, Origin.VOID if inner else Origin.ABSENT)
        return self._cell(row, Pointer((*above, index, *row.path[len(above) + 1 :])))

    def _cell(self, row: Row, pointer: Pointer) -> Cell:
        value = value_at(self.draft.data if self.draft else None, pointer)
        if value is None:
            return Cell(None, Origin.ABSENT)
        taken = self.draft.source(pointer) if self.draft else None
        return Cell(_shown(row, value), Origin.OWN, taken.place if taken else None)


def _shown(row: Row, value: Any) -> Any:  # noqa: ANN401 - plain data
    match row.shape:
        case "entry":
            return row.entry
        case "days":
            return {key: value[key] for key in ("days", "unit") if key in value}
        case "list":
            return titles_of(value, row.keys)
        case _:
            return value
