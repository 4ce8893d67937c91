"""The judges: items and facts in, hits out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from catalog_std.lint import (
    channels,
    codes,
    contact,
    coverage,
    limits,
    materials,
    power,
    scope,
    shape,
    yaml,
)
from catalog_std.lint.rule import Case, Hit, Rule

FAMILIES: tuple[ModuleType, ...] = (
    shape,
    yaml,
    codes,
    materials,
    limits,
    channels,
    contact,
    power,
    scope,
    coverage,
)


def rules_of(family: ModuleType) -> tuple[Rule, ...]:
    """List a family's rules in the order they are declared."""
    return tuple(rule for rule in vars(family).values() if isinstance(rule, Rule))


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
