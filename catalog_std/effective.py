"""The effective item: what the basic catalogue fixes, overlaid with what the agency says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog_std.document import Document, overlaid


def effective_of(local: Document, basics: Mapping[str, Document]) -> Document:
    """Lay an implementation item over its basic item, where there is one; each value keeps its place.

    Mappings merge key by key, all the way down. A list or a scalar that the agency states stands
    whole, so an index in a list always belongs to one file.
    """
    basic = basics.get(basic_code_of(local)) if is_implementation(local) else None
    if basic is None or not isinstance(basic.data, dict):
        return local
    return overlaid(local, basic, laid_over(basic.data, local.data))


def is_implementation(document: Document) -> bool:
    """Say whether a document is one agency's own item: it has a code or a jurisdiction."""
    data = document.data
    return isinstance(data, dict) and ("code" in data or "jurisdiction" in data)


def basic_code_of(document: Document) -> str:
    """Give the basic code a document names, or an empty text."""
    code = document.data.get("basic_code") if isinstance(document.data, dict) else None
    return code if isinstance(code, str) else ""


def laid_over(under: Any, over: Any) -> Any:  # noqa: ANN401 - plain YAML data of any shape
    """Merge two values, the second winning wherever both are not mappings."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    merged = dict(under)
    for key, value in over.items():
        merged[key] = laid_over(under[key], value) if key in under else value
    return merged
