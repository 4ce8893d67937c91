"""Profiles by place, sector and type: few stacks, many items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from catalog_std.codes.item_code import CodeTable
from catalog_std.standard.profile import Profile, profile_of
from catalog_std.standard.shelf import Shelf
from catalog_std.standard.tables import NATIONAL, region_tables

Scope = tuple[str, str, str]
_MOST_SCOPES = 4096  # a place is typed letter by letter in an editor; nobody has so many


@dataclass(slots=True)
class Profiles:
    """A shelf on one day: each stack compiled once, when the first item needs it."""

    shelf: Shelf
    on: date
    tables: Mapping[str, CodeTable] = field(init=False)
    _by_scope: dict[Scope, Profile] = field(default_factory=dict)
    _by_stack: dict[tuple[str, ...], Profile] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = region_tables(self.shelf, self.on)

    def of(self, data: object) -> Profile:
        """Give the profile of an effective item, by its jurisdiction, sector and type."""
        scope = self.scope(data)
        if scope not in self._by_scope:
            if len(self._by_scope) >= _MOST_SCOPES:
                self._by_scope.clear()
            self._by_scope[scope] = self.at(*scope)
        return self._by_scope[scope]

    def scope(self, data: object) -> Scope:
        """Give the jurisdiction, the sector and the type of an effective item; of a basic one, where its code was issued."""
        if not isinstance(data, dict):
            return "", "", ""
        place, sector, item_type = map(data.get, ("jurisdiction", "sector", "type"))
        if place is None and "jurisdiction" not in data and "code" not in data:
            place = _region(data.get("basic_code"))
        return _word(place), _word(sector), _word(item_type)

    def digest(self, *scope: str) -> str:
        """Give what changes when any standard of a stack does; nothing is compiled for it."""
        jurisdiction, sector, item_type = scope
        stack = self.shelf.stack(jurisdiction, sector, item_type, self.on)
        for standard in stack:
            if standard.id not in self._digests:
                self._digests[standard.id] = standard.digest
        return sha256("".join(self._digests[one.id] for one in stack).encode()).hexdigest()

    def at(self, jurisdiction: str, sector: str, item_type: str) -> Profile:
        """Give the profile of a place, a sector and an item type."""
        stack = self.shelf.stack(jurisdiction, sector, item_type, self.on)
        names = tuple(standard.id for standard in stack)
        if names not in self._by_stack:
            self._by_stack[names] = profile_of(stack)
        return self._by_stack[names]


def _region(basic_code: object) -> str:
    region = _word(basic_code)[:2]
    return "" if region == NATIONAL else region


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
