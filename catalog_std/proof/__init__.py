"""Algebra of JSON Schemas: contains? satisfiable? equivalent? Proved, or shown by a witness.

Schemas are plain data (2020-12), each a document of its own with local references; a list of
schemas means all of them together. Knows nothing of items or standards, nor of code lists: write
those out as ``enum`` first.
"""

from __future__ import annotations

from catalog_std.proof.prover import Prover
from catalog_std.proof.verdict import DEFAULT, Budget, Json, Reason, Schema, Schemas, Verdict

__all__ = [
    "DEFAULT",
    "Budget",
    "Json",
    "Prover",
    "Reason",
    "Schema",
    "Schemas",
    "Verdict",
    "contains",
    "equivalent",
    "satisfiable",
]


def contains(sup: Schemas, sub: Schemas, budget: Budget = DEFAULT) -> Verdict:
    """Judge whether every value that ``sub`` admits is admitted by ``sup``.

    Fails with a value that ``sub`` admits and ``sup`` does not. Raises CatalogError for what is no
    JSON Schema.
    """
    return Prover(budget).contains(sup, sub)


def satisfiable(schema: Schemas, budget: Budget = DEFAULT) -> Verdict:
    """Judge whether any value is admitted at all; where it holds, the witness is such a value."""
    return Prover(budget).satisfiable(schema)


def equivalent(one: Schemas, other: Schemas, budget: Budget = DEFAULT) -> Verdict:
    """Judge whether both admit the same values; a witness is admitted by one of them only."""
    return Prover(budget).equivalent(one, other)
