"""What a proof says: the answer, the value that shows it, the log that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from catalog_std.source import Pointer

Json: TypeAlias = Any
Schema: TypeAlias = bool | dict[str, Any]
Schemas: TypeAlias = Schema | Sequence[Schema]
Answer: TypeAlias = Literal["holds", "fails", "undecided"]
Reason: TypeAlias = Literal[
    "",
    "array",
    "budget",
    "dialect",
    "format",
    "number",
    "object",
    "pattern",
    "recheck",
    "reference",
    "unevaluated",
    "unique-items",
    "validators",
]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work a verdict may cost, in steps and states: never in seconds."""

    steps: int = 200_000
    states: int = 4_000


DEFAULT = Budget()
_ROOT = Pointer()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer.

    ``witness`` stands only where ``has_witness`` (``None`` is a value too), and validators have
    confirmed it; ``path`` is where in it the containing schema says no, ``clause`` where in that
    schema. ``reason`` tells why it is undecided, ``about`` what it is about: a pattern, a
    reference, the budget. A proof by refutation carries its ``proof``, already checked again;
    a satisfiable schema is proved by its witness.
    """

    answer: Answer
    witness: Json = None
    has_witness: bool = False
    reason: Reason = ""
    about: str = ""
    path: Pointer = _ROOT
    clause: Pointer = _ROOT
    steps: int = 0
    proof: object = None
