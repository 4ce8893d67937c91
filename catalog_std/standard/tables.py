"""The table by which each region reads the type and department digits of its codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from catalog_std.codes.item_code import CodeTable
from catalog_std.standard.codelist import CodeList, merged
from catalog_std.standard.shelf import Shelf, Standard

NATIONAL = "00"
_PROVINCE = 2


def region_tables(shelf: Shelf, on: date) -> dict[str, CodeTable]:
    """Give each region's table, by the two digits its codes begin with.

    A region has a table only where a local standard states one: what nobody wrote down is not
    guessed from the national table, because regions number types and departments differently.
    """
    binding = [s for s in shelf.standards if s.manifest.in_force(on)]
    national = [s for s in binding if s.manifest.layer == "national"]
    local = [s for s in binding if len(s.manifest.jurisdiction) == _PROVINCE and _numbers(s)]
    regions = dict.fromkeys(s.manifest.jurisdiction for s in local)
    tables = {NATIONAL: _table(NATIONAL, national)}
    for region in regions:
        own = [s for s in local if s.manifest.jurisdiction == region]
        tables[region] = _table(region, [*national, *own])
    return tables


def _numbers(standard: Standard) -> bool:
    """Say whether a standard states how types are numbered."""
    return any("item-type" in (file.id, file.extends) for file in standard.lists)


def _table(region: str, standards: list[Standard]) -> CodeTable:
    lists = merged(file for standard in standards for file in standard.lists)
    return CodeTable(region, _codes(lists, "item-type"), _codes(lists, "sector"))


def _codes(lists: Mapping[str, CodeList], name: str) -> Mapping[str, str]:
    return lists[name].by_code if name in lists else {}
