"""The mapping: where each element of an item comes from in a foreign row."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from catalog_std.configured import configured
from catalog_std.document import documents_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

MAPPINGS = Path(__file__).parent / "mappings"


class Strict(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class When(Strict):
    """A condition on the row: a field is one of some values, or (``is_not``) none of them."""

    field: str
    is_: tuple[object, ...] = Field(default=(), alias="is")
    is_not: tuple[object, ...] = ()


class Spec(Strict):
    """How one element is made: taken, dropped, split, extracted, translated, typed, spread.

    ``from`` names fields by path (``a.b[0]``, ``.`` for the value itself); the first that says anything
    is taken. ``extract`` is a regular expression: its group ``value`` replaces the value, other named
    groups become elements below. ``codes`` is the name of a code list or a table of its own. ``each``
    makes an object of every entry of a list.
    """

    from_: tuple[str, ...] = Field(default=(), alias="from")
    const: object = None
    default: object = None
    drop: tuple[object, ...] = ()
    split: str | None = None
    extract: str | None = None
    codes: str | Table[str, object] | None = None
    type: Literal["text", "integer", "number", "flag"] | None = None
    when: When | None = None
    each: Table[str, Spec] | None = None

    @field_validator("from_", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("split", "extract")
    @classmethod
    def _compiled(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            message = f"not a regular expression: {error}"
            raise ValueError(message) from error
        return value


class Mapping(Strict):
    """A whole mapping: elements by path, values that mean nothing, and what is left out on purpose."""

    name: str
    title: Table[str, str] = Field(default_factory=dict)
    file: str
    drop: tuple[object, ...] = (None, "")
    fields: Table[str, Spec]
    ignore: Table[str, str] = Field(default_factory=dict)

    @property
    def known(self) -> set[str]:
        """Name the fields of a row that the mapping uses or leaves out on purpose."""
        specs = list(self.fields.values())
        used = {re.split(r"[.\[]", path)[0] for spec in specs for path in spec.from_}
        return used | {spec.when.field for spec in specs if spec.when} | set(self.ignore)


def open_mapping(name: str) -> Mapping:
    """Open a mapping by path, or a shipped one by name; raises CatalogError where there is none."""
    shipped = {path.stem: path for path in sorted(MAPPINGS.glob("*.yaml"))}
    path = shipped.get(name, Path(name))
    try:
        raw = path.read_bytes()
    except OSError as error:
        known = ", ".join(shipped)
        raise CatalogError(
            Text(
                f"没有映射 {name}（自带：{known}）：{error.strerror}",
                f"no mapping {name} (shipped: {known}): {error.strerror}",
            )
        ) from error
    return configured(Mapping, documents_of(path.as_posix(), raw)[0])
