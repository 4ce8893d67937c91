"""What a standard says no to: the place, the keyword, and the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jsonschema_rs import ValidationError

from catalog_std.document import Place
from catalog_std.finding import Clause, Severity, Where
from catalog_std.source import Pointer
from catalog_std.standard.elements import referred, root_of
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing one clause forbids, at one place of an item."""

    pointer: Pointer
    keyword: str
    facts: Mapping[str, object]
    clause: Clause
    severity: Severity
    also: tuple[Clause, ...] = ()

    @property
    def what(self) -> tuple[Pointer, str, object]:
        """Say what is wrong, whoever says so: equal in every layer that objects to the same."""
        return self.pointer, self.keyword, self.facts.get("missing")


def breaches_of(standard: Standard, errors: Iterable[ValidationError]) -> Iterator[Breach]:
    """Read a validator's errors as breaches of a standard, the right branch already chosen."""
    for error in errors:
        for leaf in _leaves(error):
            yield _breach(standard, leaf)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    branches = getattr(error.kind, "context", None)
    chosen = _branch(error, branches) if branches else None
    if chosen is None:
        yield error
        return
    for inner in chosen:
        yield from _leaves(inner)


def _branch(
    error: ValidationError, branches: Sequence[Sequence[ValidationError]]
) -> Sequence[ValidationError] | None:
    """Choose the branch that was meant; None where several fit equally badly.

    A branch whose type or discriminating const/enum already fails was not meant; of those left,
    the one with the fewest breaches was.
    """
    meant = [b for b in branches if not any(_excludes(error, e) for e in b)] or list(branches)
    fewest = min(len(branch) for branch in meant)
    closest = [branch for branch in meant if len(branch) == fewest]
    return closest[0] if len(closest) == 1 else None


def _excludes(outer: ValidationError, inner: ValidationError) -> bool:
    """Say whether an error tells that its branch was not meant at all."""
    depth = len(inner.instance_path) - len(outer.instance_path)
    name = inner.kind.name
    return (name == "type" and depth == 0) or (name in ("const", "enum") and depth <= 1)


def _breach(standard: Standard, error: ValidationError) -> Breach:
    at, schema, clause = _clause(standard, error.evaluation_path)
    if error.kind.name == "required":
        at, clause = _missing(standard, error) or (at, clause)
    force = clause.get("force", standard.manifest.force)
    return Breach(
        Pointer(error.instance_path),
        error.kind.name,
        _facts(error, schema),
        clause_of(standard, clause, at),
        Severity.ERROR if force == "mandatory" else Severity.WARNING,
    )


def clause_of(standard: Standard, words: Mapping[str, Any], at: Pointer) -> Clause:
    """Say which clause of a standard stands at a place of its schema."""
    manifest = standard.manifest
    basis = words.get("basis", {"zh": manifest.title.zh, "en": manifest.title.en})
    place = Place(standard.schema, at)
    return Clause(
        standard.id,
        manifest.layer,
        manifest.number or manifest.title.zh,
        words.get("clause"),
        Text(basis["zh"], basis["en"]),
        words.get("sure", manifest.source.sure),
        Where(place.source.name, place.key_span),
    )


def _clause(
    standard: Standard, path: Sequence[str | int]
) -> tuple[Pointer, Mapping[str, Any], Mapping[str, Any]]:
    """Walk to the keyword that failed; keep the last ``x-clause`` passed on the way."""
    root: Any = standard.schema.data
    schema, at, clause = root, Pointer(), dict(root.get("x-clause", {}))
    for step in path[:-1]:
        schema, at = (
            referred(root, schema) or ({}, at) if step == "$ref" else (schema[step], at / step)
        )
        if isinstance(schema, dict):
            clause = schema.get("x-clause", clause)
    return at / path[-1], schema, clause


def _missing(
    standard: Standard, error: ValidationError
) -> tuple[Pointer, Mapping[str, Any]] | None:
    """Find the clause of the element that is missing, rather than of the one it is missing from."""
    missing = root_of((standard,)).along([*error.instance_path, error.kind.value])
    clauses = ((f.at, f.schema["x-clause"]) for f in missing.facets if "x-clause" in f.schema)
    return next(clauses, None)


def _facts(error: ValidationError, schema: Mapping[str, Any]) -> dict[str, object]:
    """Say what is needed to put the breach into words."""
    kind, value = error.kind, error.instance
    match kind.name:
        case "required":
            return {"missing": kind.value}
        case "enum" if "x-codes" in schema:
            return {"value": value, "list": schema["x-codes"]}
        case "type":
            return {"value": _brief(value), "expected": _types(schema["type"])}
        case "uniqueItems" | "anyOf" | "oneOf" | "not":
            return {"value": _brief(value)}
        case name:
            return {"value": _brief(value), "limit": _brief(schema.get(name))}


def _types(expected: object) -> str:
    return " | ".join(expected) if isinstance(expected, list) else str(expected)


def _brief(value: object) -> object:
    """Keep what a message can show; a collection only by its size."""
    if isinstance(value, dict | list):
        return f"{'{' if isinstance(value, dict) else '['}{len(value)}…"
    return value
