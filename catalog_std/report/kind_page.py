"""The book of kinds of change: what each is called, what it weighs, and an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog_std.diff import FAMILIES
from catalog_std.diff.kind import Family
from catalog_std.text import Lang, Text

_TITLE = Text("变化的种类", "Kinds of change")
_HEADS = Text("| 种类 | 说法 | 轻重 |", "| kind | in words | weight |")
_BEFORE = Text("之前", "Before")
_AFTER = Text("之后", "After")
_MARKS = Text("«» 标出变化所指之处。", "«» stand round what a change points at.")


def kind_lines(weights: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Print every kind; ``weights`` says what each weighs in its example."""
    yield f"# {_TITLE.said(lang)}"
    yield f"\n{_MARKS.said(lang)}"
    area = ""
    for family in sorted(FAMILIES, key=_area):
        if _area(family) != area:
            area = _area(family)
            yield f"\n## {area}"
        yield from _family(family, weights, lang)


def _area(family: Family) -> str:
    return next(iter(family.kinds.values())).name.partition("/")[0]


def _family(family: Family, weights: Mapping[str, str], lang: Lang) -> Iterator[str]:
    yield f"\n{family.why.said(lang)}\n"
    yield _HEADS.said(lang)
    yield "|---|---|---|"
    for kind in family.kinds.values():
        yield f"| `{kind.name}` | {kind.words.said(lang)} | {weights[kind.name]} |"
    example = family.examples[0]
    for head, text in ((_BEFORE, example.before), (_AFTER, example.after)):
        yield f"\n**{head.said(lang)}**\n\n```yaml\n{text}```"
