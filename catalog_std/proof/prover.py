"""The prover: questions about schemas, answered on one store of what is already known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from catalog_std.proof.verdict import DEFAULT, Budget, Verdict

Schema: TypeAlias = bool | dict[str, Any]
Schemas: TypeAlias = Schema | Sequence[Schema]


class Prover:
    """Answers many questions; what one answer found out serves the next.

    Formats are notes unless ``formats`` asserts them. Each question has the whole budget.
    """

    def __init__(self, budget: Budget = DEFAULT, *, formats: bool = False) -> None:
        self.budget = budget
        self.formats = formats

    def contains(self, sup: Schemas, sub: Schemas) -> Verdict:
        """Judge whether every value that ``sub`` admits is admitted by ``sup``."""
        raise NotImplementedError

    def satisfiable(self, schema: Schemas) -> Verdict:
        """Judge whether any value is admitted at all."""
        raise NotImplementedError

    def equivalent(self, one: Schemas, other: Schemas) -> Verdict:
        """Judge whether both admit the same values."""
        raise NotImplementedError
