"""How a guide is laid out: sections, labels and code words, read from a stack's annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from catalog_std.standard.elements import Element
from catalog_std.standard.profile import Profile
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text

_DEEPEST = 6
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Default:
    """A value that a standard supplies where an item is silent, and which standard."""

    value: Any
    standard: Standard


@dataclass(frozen=True, slots=True)
class Field:
    """One element: its label, the words of its codes, and the elements inside it or its entries.

    ``beside`` are the codes of those that stand beside it, by name.
    """

    name: str
    label: Text
    section: str
    codes: Mapping[str, Text]
    inside: tuple[Field, ...]
    default: Default | None
    beside: Mapping[str, Mapping[str, Text]] = field(default_factory=dict, repr=False)
    named: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        codes = {one.name: one.codes for one in self.inside if one.codes}
        within = tuple(replace(one, beside=codes) for one in self.inside)
        object.__setattr__(self, "inside", within)
        object.__setattr__(self, "named", {one.name: one for one in within})


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a guide in reading order, each with the elements that stand in it."""

    titles: Mapping[str, Text]
    fields: Mapping[str, tuple[Field, ...]]
    root: Field


def layout_of(profile: Profile) -> Layout:
    """Lay out a guide under a stack of standards.

    Sections stand in the order of ``x-sections``; one that it does not name comes last, titled by its
    first element. Elements without ``x-guide`` stand in the last section of all.
    """
    root = _field(profile, profile.root, "", 0)
    titles = {one["id"]: Text(one["zh"], one["en"]) for one in _sections(profile)}
    last = next(reversed(titles), HEAD)
    fields: dict[str, list[tuple[int, Field]]] = {id: [] for id in titles}
    for one in root.inside:
        guide = profile.root.inside(one.name).annotation("x-guide") or {}
        section = guide.get("section", last)
        titles.setdefault(section, one.label)
        fields.setdefault(section, []).append((guide.get("order", 1000), one))
    ordered = {
        id: tuple(one for _, one in sorted(found, key=_order)) for id, found in fields.items()
    }
    return Layout(titles, ordered, root)


def _sections(profile: Profile) -> list[dict[str, str]]:
    return profile.root.annotation("x-sections") or []


def _order(ranked: tuple[int, Field]) -> int:
    return ranked[0]


def _field(profile: Profile, element: Element, name: str, depth: int) -> Field:
    guide = element.annotation("x-guide") or {}
    return Field(
        name,
        element.label or Text(name, name),
        guide.get("section", ""),
        _codes(profile, element),
        tuple(_inside(profile, element, depth + 1)) if depth < _DEEPEST else (),
        _default(element),
    )


def _inside(profile: Profile, element: Element, depth: int) -> Iterator[Field]:
    """Give the elements inside; those of a list are the elements of its entries."""
    entries = element.inside(0)
    for one in (element, entries):
        for name in one.names:
            yield _field(profile, one.inside(name), name, depth)


def _codes(profile: Profile, element: Element) -> Mapping[str, Text]:
    name = element.annotation("x-codes") or element.inside(0).annotation("x-codes")
    if name not in profile.lists:
        return {}
    entries = profile.lists[name].entries.values()
    return {entry.token: Text(entry.zh, entry.en or entry.zh) for entry in entries}


def _default(element: Element) -> Default | None:
    facet = next((f for f in element.facets if "default" in f.schema), None)
    return Default(facet.schema["default"], facet.standard) if facet else None
