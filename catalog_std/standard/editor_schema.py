"""One JSON Schema for a stack, for editors: labels to read, tokens to choose, nothing unknown."""

from __future__ import annotations

from typing import Any

from catalog_std.standard.elements import Element
from catalog_std.standard.profile import Profile

_DEEPEST = 12
_KEPT = (
    "type",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
)


def editor_schema(profile: Profile) -> dict[str, Any]:
    """Merge the layers into one schema.

    An implementation item may leave out what its basic item supplies, so nothing is demanded at the
    root but the basic code: what is missing from the effective item is for ``lint`` to say.
    """
    schema = _element(profile, profile.root, 0)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": " + ".join(standard.id for standard in profile.stack),
        **schema,
        "required": ["basic_code"],
    }


def _element(profile: Profile, element: Element, depth: int) -> dict[str, Any]:
    schema = _said(profile, element)
    if depth > _DEEPEST:
        return schema
    if names := element.names:
        schema["properties"] = {
            n: _element(profile, element.inside(n), depth + 1) for n in names
        }
        schema["additionalProperties"] = not element.closed
    entries = element.inside(0)
    if entries.facets:
        schema["items"] = _element(profile, entries, depth + 1)
    return schema


def _said(profile: Profile, element: Element) -> dict[str, Any]:
    """Describe an element: its words, its tokens, and the constraints on which no branch depends."""
    schema: dict[str, Any] = {}
    label, clause = element.label, element.annotation("x-clause")
    if label:
        basis = f"\n\n{clause['basis']['zh']}\n\n{clause['basis']['en']}" if clause else ""
        schema["title"] = f"{label.zh} · {label.en}"
        schema["description"] = schema["title"] + basis
    for facet in (f for f in element.facets if not _branched(f.at)):
        schema |= {key: facet.schema[key] for key in _KEPT if key in facet.schema}
    listed = profile.lists.get(element.annotation("x-codes") or "")
    if listed:
        schema["enum"] = list(listed.entries)
        schema["markdownEnumDescriptions"] = [
            f"{entry.zh} · {entry.en or entry.token}" for entry in listed.entries.values()
        ]
    return schema


def _branched(at: tuple[str | int, ...]) -> bool:
    return any(step in ("anyOf", "oneOf", "allOf", "if", "then", "else", "not") for step in at)
