"""What a layer of standards says of an item, as hits and words."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from catalog_std.document import Place
from catalog_std.finding import Fix
from catalog_std.lint.rule import Basis, Case, Hit
from catalog_std.source import Pointer
from catalog_std.standard.breach import Breach
from catalog_std.text import Text

BREACHED = attrgetter("breaches")
CLAUSE = Basis(
    Text("条文由各条发现自己引出", "each finding cites the clause of the layer that objects")
)
SIZES = {
    "minLength": Text("至少 {limit} 个字", "at least {limit} characters"),
    "maxLength": Text("至多 {limit} 个字", "at most {limit} characters"),
    "minItems": Text("至少 {limit} 项", "at least {limit} entries"),
    "maxItems": Text("至多 {limit} 项", "at most {limit} entries"),
    "minProperties": Text("至少 {limit} 个键", "at least {limit} keys"),
    "maxProperties": Text("至多 {limit} 个键", "at most {limit} keys"),
}
BOUNDS = {
    "minimum": Text("不小于 {limit}", "{limit} or more"),
    "maximum": Text("不大于 {limit}", "{limit} or less"),
    "exclusiveMinimum": Text("大于 {limit}", "more than {limit}"),
    "exclusiveMaximum": Text("小于 {limit}", "less than {limit}"),
    "multipleOf": Text("{limit} 的倍数", "a multiple of {limit}"),
}
TOLD = {"required", "unknown", "type", "enum", "const", "pattern", "format", "uniqueItems"}
TOLD |= {"anyOf", "oneOf", *SIZES, *BOUNDS}


def breaches_of(case: Case, *keywords: str) -> Iterator[Breach]:
    """Give the breaches of some keywords."""
    return (breach for breach in case.breaches if breach.keyword in keywords)


def breach_hit(case: Case, breach: Breach, fix: Fix | None = None, /, **facts: object) -> Hit:
    """Point at what a clause objects to; its label is told unless the facts have one."""
    label = facts.get("label") or label_of(case, breach.pointer)
    return Hit(Place(case.document, breach.pointer), facts | {"label": label}, breach, fix=fix)


def label_of(case: Case, pointer: Pointer) -> Text:
    """Name an element in the reader's words; list entries by their list, the rest by their key."""
    steps = pointer
    while steps:
        if label := case.elements.along(steps).label:
            return label
        steps = Pointer(steps[:-1])
    key = next((str(s) for s in reversed(pointer) if isinstance(s, str)), "")
    return Text(key or "事项", key or "the item")
