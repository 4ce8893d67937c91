"""One JSON Schema for a stack, for editors: labels to read, tokens to choose, drafts to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from catalog_std.standard.codelist import CodeList
from catalog_std.standard.elements import Element, Facet
from catalog_std.standard.profile import Profile
from catalog_std.text import Text

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
_BRANCHES = frozenset(("anyOf", "oneOf", "allOf", "if", "then", "else", "not"))
_CONDITIONS = frozenset(("anyOf", "oneOf", "if", "else", "not"))
_LEAST = Text("必填要素", "what is always asked")
_MOST = Text("各层标准可能要求的全部要素", "all that the standards may ask for")
_ENTRY = Text("加一项", "one more")


def editor_schema(profile: Profile) -> dict[str, Any]:
    """Merge the layers into one schema.

    An implementation item may leave out what its basic item supplies, so nothing is demanded at the
    root but the basic code: what is missing from the effective item is for ``lint`` to say.
    """
    schema = _element(profile, profile.root, 0)
    least = _draft(profile, profile.root, _LEAST, _BRANCHES)
    most = _draft(profile, profile.root, _MOST, _CONDITIONS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": " + ".join(standard.id for standard in profile.stack),
        **schema,
        "required": ["basic_code"],
        "defaultSnippets": [least, most],
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
        if entries.names:
            schema["items"]["defaultSnippets"] = [_draft(profile, entries, _ENTRY, _CONDITIONS)]
    return schema


def _said(profile: Profile, element: Element) -> dict[str, Any]:
    """Describe an element: its words, its tokens, and the constraints on which no branch depends."""
    schema: dict[str, Any] = {}
    if label := element.label:
        schema["title"] = f"{label.zh} · {label.en}"
        schema["description"] = "\n\n".join((schema["title"], *_clauses(element)))
    for facet in _facets(element, _BRANCHES):
        schema |= {key: facet.schema[key] for key in _KEPT if key in facet.schema}
    listed = _listed(profile, element)
    if listed:
        meanings = [
            f"{entry.zh} · {entry.en or entry.token}"
            + (f" ({entry.code})" if entry.code else "")
            for entry in listed.entries.values()
        ]
        schema["enum"] = list(listed.entries)
        schema["enumDescriptions"] = meanings
        schema["markdownEnumDescriptions"] = meanings
    return schema


def _clauses(element: Element) -> Iterator[str]:
    """Say what each layer's clause asks, and which clause that is."""
    for facet in _facets(element, _BRANCHES):
        words = facet.schema.get("x-clause", {})
        if "basis" in words:
            manifest = facet.standard.manifest
            number = " ".join(filter(None, (manifest.number, words.get("clause"))))
            yield f"{words['basis']['zh']}\n{words['basis']['en']}\n({number or facet.standard.id})"


def _facets(element: Element, passed: frozenset[str]) -> Iterator[Facet]:
    return (facet for facet in element.facets if not passed & set(map(str, facet.at)))


def _listed(profile: Profile, element: Element) -> CodeList | None:
    return profile.lists.get(element.annotation("x-codes") or "")


def _draft(
    profile: Profile, element: Element, words: Text, passed: frozenset[str]
) -> dict[str, Any]:
    """Draft a mapping with the elements that are asked for, to be filled in from stop to stop."""
    title = f"{words.zh} · {words.en}"
    body = _Stops(profile, passed).mapping(element, 0)
    return {"label": title, "description": title, "body": body}


@dataclass(slots=True)
class _Stops:
    """Values to fill in, numbered in the order in which they are reached."""

    profile: Profile
    passed: frozenset[str]
    number: int = field(default=0)

    def mapping(self, element: Element, depth: int) -> dict[str, Any]:
        asked = dict.fromkeys(
            name
            for facet in _facets(element, self.passed)
            for name in facet.schema.get("required", ())
        )
        known = [name for name in asked if name in element.names] or element.names[:1]
        return {name: self.value(element.inside(name), depth + 1) for name in known}

    def value(self, element: Element, depth: int) -> Any:  # noqa: ANN401 - plain data of any shape
        entries = element.inside(0)
        if entries.facets:
            return [self.value(entries, depth)]
        if element.names and depth < _DEEPEST:
            return self.mapping(element, depth)
        return self.blank(element)

    def blank(self, element: Element) -> str:
        """Leave a blank: a choice of tokens, yes or no, a number, or words under their label."""
        self.number += 1
        said = _said(self.profile, element)
        match said:
            case {"enum": [_, *_] as tokens}:
                return f"${{{self.number}|{','.join(tokens)}|}}"
            case {"type": "boolean"}:
                return f"${{{self.number}|true,false|}}"
            case {"type": "integer" | "number"}:
                return f"${{{self.number}:{said.get('minimum', 1)}}}"
            case {"pattern": str()}:
                return f'"${self.number}"'
            case _:
                return f"${{{self.number}:{element.label.zh if element.label else '…'}}}"
