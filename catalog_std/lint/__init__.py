"""The judges: items and facts in, hits out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from catalog_std.lint import (
    agency,
    channels,
    codes,
    contact,
    coverage,
    identity,
    limits,
    materials,
    papers,
    power,
    scope,
    shape,
    values,
    yaml,
)
from catalog_std.lint.rule import Case, Hit, Rule

FAMILIES: dict[str, tuple[ModuleType, ...]] = {
    "shape": (shape, values),
    "yaml": (yaml,),
    "codes": (codes,),
    "agency": (agency,),
    "identity": (identity,),
    "materials": (materials, papers),
    "limits": (limits,),
    "channels": (channels,),
    "contact": (contact,),
    "power": (power,),
    "scope": (scope,),
    "coverage": (coverage,),
}


def rules_of(family: str) -> tuple[Rule, ...]:
    """List a family's rules in the order they are declared."""
    declared = (value for module in FAMILIES[family] for value in vars(module).values())
    return tuple(value for value in declared if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in rules_of(family))


def judge(case: Case, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Hit]]:
    """Judge one item by the rules that look at one item.

    A document that could not be read has no item in it: only its faults are told.
    """
    readable = bool(case.item.at.document.data)
    for rule in rules:
        if rule.check is not None and (readable or rule.name.startswith("yaml/")):
            for found in rule.check(case):
                yield rule, found
