"""The judges: items and facts in, hits out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from catalog_std.lint import (
    agency,
    baseline,
    channels,
    codes,
    contact,
    coverage,
    events,
    fees,
    harmony,
    identity,
    legal,
    limits,
    links,
    materials,
    papers,
    power,
    privacy,
    process,
    scope,
    shape,
    suppressions,
    text,
    themes,
    values,
    visits,
    yaml,
)
from catalog_std.lint.rule import Rule

FAMILIES: dict[str, tuple[ModuleType, ...]] = {
    "shape": (shape, values),
    "yaml": (yaml,),
    "codes": (codes,),
    "agency": (agency,),
    "identity": (identity,),
    "materials": (materials, papers),
    "limits": (limits,),
    "fees": (fees,),
    "process": (process,),
    "channels": (channels,),
    "visits": (visits,),
    "contact": (contact,),
    "themes": (themes,),
    "legal": (legal,),
    "text": (text,),
    "privacy": (privacy,),
    "links": (links,),
    "harmony": (harmony,),
    "power": (power,),
    "scope": (scope,),
    "coverage": (coverage,),
    "events": (events,),
    "suppressions": (suppressions,),
    "baseline": (baseline,),
}


def rules_of(family: str) -> tuple[Rule, ...]:
    """List a family's rules by their ids."""
    declared = (value for module in FAMILIES[family] for value in vars(module).values())
    rules = (value for value in declared if isinstance(value, Rule))
    return tuple(sorted(rules, key=lambda rule: rule.id))


RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in rules_of(family))


def judging(rules: Iterable[Rule], *, readable: bool) -> Iterator[Rule]:
    """Give the rules that look at an item by itself.

    A document that could not be read has no item in it: only its faults are told.
    """
    return (
        r for r in rules if r.check is not None and (readable or r.name.startswith("yaml/"))
    )
