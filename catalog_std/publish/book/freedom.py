"""Who may change an element, and which way is lighter for people: as a standard says it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from catalog_std.publish.book.contents import ENTRY
from catalog_std.publish.words import WORDS
from catalog_std.report.standards import ITEM_MAY, LIGHTER, STANDARD_MAY
from catalog_std.standard.elements import Element
from catalog_std.standard.freedom import Freedom, Path
from catalog_std.text import Text

_MEASURES: Mapping[str, Text] = {
    "days": Text("天数", "days"),
    "count": Text("个数", "count"),
    "copies": Text("份数", "copies"),
    "money": Text("金额", "money"),
    "visits": Text("次数", "visits"),
    "depth": Text("深度", "depth"),
    "": Text("值", "value"),
}


def freedom_words(freedom: Freedom) -> Iterator[Text]:
    """Say what lower standards and implementation items may do."""
    for table, word in ((STANDARD_MAY, freedom.standard), (ITEM_MAY, freedom.latitude)):
        if word in table:
            yield table[word]


def stated_freedom(root: Element, path: Path) -> Iterator[Text]:
    """Say what a standard itself says about who may change an element; nothing where it says nothing."""
    said = _annotation(root, path, "x-latitude")
    for table, who in ((STANDARD_MAY, "standard"), (ITEM_MAY, "item")):
        if said.get(who) in table:
            yield table[said[who]]


def stated_weight(root: Element, path: Path) -> Iterator[Text]:
    """Say what a standard itself says about how an element weighs on people."""
    said = _annotation(root, path, "x-burden")
    if said.get("lighter"):
        measure, lighter = _MEASURES[said.get("measure", "")], LIGHTER[said["lighter"]]
        yield Text(
            WORDS["weighed_by"].into("zh", measure=measure.zh, lighter=lighter.zh),
            WORDS["weighed_by"].into("en", measure=measure.en, lighter=lighter.en),
        )
    if said.get("order"):
        groups = ["/".join(group) for group in said["order"]]
        words = WORDS["ordered"]
        yield Text(
            words.into("zh", values=" → ".join(groups)),
            words.into("en", values=" → ".join(groups)),
        )


def _annotation(root: Element, path: Path, keyword: str) -> Mapping[str, Any]:
    found = root.along(0 if name == ENTRY else name for name in path).annotation(keyword)
    return found or {}
