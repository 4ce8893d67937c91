"""Which rules have anything to look at in a case: those whose needs it meets, told once for all that share them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from catalog_std.lint.rule import Case, Hits, Needs, OfItem, Rule

# A rule, its check, and whether that is shown the case itself or (a call less) the item in it.
Asked = tuple[Rule, Callable[[Any], Hits], bool]


@dataclass(frozen=True, slots=True)
class Docket:
    """Rules that judge an item by itself, each with its check, by what they need."""

    always: tuple[Asked, ...]
    needing: tuple[tuple[Needs, tuple[Asked, ...]], ...]
    looks: bool  # whether any is shown the item: about its shape the case itself is asked

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Docket:
        """Sort rules by their needs."""
        by_needs: dict[Needs | None, list[Asked]] = defaultdict(list)
        looks = False
        for rule, check in [(rule, rule.check) for rule in rules if rule.check]:
            if isinstance(check, OfItem):
                by_needs[rule.needs].append((rule, check.look, False))
                looks = True
            else:
                by_needs[rule.needs].append((rule, check, True))
        always = tuple(by_needs.pop(None, ()))
        needing = tuple((n, tuple(some)) for n, some in by_needs.items() if n)
        return cls(always, needing, looks)

    def due(self, case: Case) -> list[Asked]:
        """Give the rules to ask about a case."""
        due = [*self.always]
        for needs, some in self.needing:
            if needs(case):
                due += some
        return due
