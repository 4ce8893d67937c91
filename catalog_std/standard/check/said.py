"""Everything some standards assert, found by element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog_std.standard.check.assertion import Assertion
from catalog_std.standard.check.way import Path, Step


@dataclass(frozen=True, slots=True)
class Said:
    """Assertions in their order, sorted once: a standard of a thousand elements is asked of each."""

    every: tuple[Assertion, ...]
    by_path: dict[Path, list[Assertion]] = field(default_factory=dict)
    by_first: dict[Step | None, list[Assertion]] = field(default_factory=dict)
    by_text: dict[str, Assertion] = field(default_factory=dict)

    def about(self, path: Path) -> Sequence[Assertion]:
        """Give what is asserted of one element."""
        return self.by_path.get(path, ())

    def near(self, path: Path) -> list[Assertion]:
        """Give what is asserted of an element, of what is around it and of what is in it."""
        own = self.by_first.get(path[0], []) if path else []
        return [*self.by_first.get(None, []), *own]


def said_by(assertions: Iterable[Assertion]) -> Said:
    """Sort assertions by element; mentions assert nothing and are left out."""
    said = Said(tuple(one for one in assertions if one.asserts))
    for one in said.every:
        said.by_path.setdefault(one.path, []).append(one)
        said.by_first.setdefault(one.path[0] if one.path else None, []).append(one)
        if one.text:
            said.by_text.setdefault(one.text, one)
    return said
