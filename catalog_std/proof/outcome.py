"""What a search ends in: a value, no value at all, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from catalog_std.proof.verdict import Json


@dataclass(frozen=True, slots=True)
class Model:
    """A value that meets all demands, as far as we know."""

    value: Json


Outcome: TypeAlias = Model | Literal["none", "open"]
