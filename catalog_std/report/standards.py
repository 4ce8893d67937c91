"""Standards in words: which are in force, and what they say of one element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from catalog_std.report.words import LAYER, clause_line
from catalog_std.source import Pointer
from catalog_std.standard.breach import clause_of
from catalog_std.standard.elements import Element, Facet
from catalog_std.standard.freedom import standing
from catalog_std.standard.profile import Profile
from catalog_std.standard.shelf import Standard
from catalog_std.text import Lang, Text

_CONSTRAINTS = (
    "type",
    "const",
    "enum",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "required",
    "x-codes",
)
STANDARD_MAY = {
    "narrow": Text("下层标准只可收紧", "a lower standard may only tighten it"),
    "extend": Text("下层标准可以增补", "a lower standard may add to it"),
    "open": Text("由下层标准决定", "a lower standard decides"),
    "closed": Text("下层标准不得涉及", "no lower standard may touch it"),
}
ITEM_MAY = {
    "fixed": Text("实施清单须与基本目录一致", "an implementation item keeps it"),
    "lighter": Text(
        "实施清单只可对申请人更轻", "an implementation item may only make it lighter"
    ),
    "local": Text("实施清单自定", "an implementation item decides"),
}
LIGHTER = {
    "less": Text("少者为轻", "less is lighter"),
    "fewer": Text("少者为轻", "fewer is lighter"),
    "more": Text("多者为轻", "more is lighter"),
}
_SOMETIMES = Text("（视情形）", " (in some cases)")
_OPTIONAL = Text("目录点名才用", "only where a catalog names it")
_CODES = Text("代码", "tokens")
_SINCE = Text("{day} 起", "since {day}")
_UNTIL = Text("{day} 止", "until {day}")


def standard_lines(standards: tuple[Standard, ...], lang: Lang) -> Iterator[str]:
    """Print standards, the highest layer first, a line each."""
    for standard in standards:
        manifest = standard.manifest
        title = manifest.title.zh if lang == "zh" else manifest.title.en
        layer = LAYER[manifest.layer].said(lang)
        days = [_day(_SINCE, manifest.effective, lang), _day(_UNTIL, manifest.abolished, lang)]
        optional = _OPTIONAL.said(lang) if manifest.optional else ""
        parts = [
            manifest.number,
            title,
            manifest.jurisdiction,
            *manifest.sectors,
            *days,
            optional,
        ]
        yield f"{standard.id:<28} {layer:<8} " + " · ".join(part for part in parts if part)


def element_lines(profile: Profile, steps: Pointer, lang: Lang) -> Iterator[str]:
    """Print what each layer says of an element, and who may change it."""
    element = profile.root.along(steps)
    label = element.label
    path = ".".join("[]" if step == 0 else str(step) for step in steps).replace(".[]", "[]")
    yield f"{path} · {label.said(lang)}" if label else path
    for facet in (f for f in element.facets if not {"if", "not"} & set(f.at)):
        said = {key: facet.schema[key] for key in _CONSTRAINTS if key in facet.schema}
        if said or "x-clause" in facet.schema:
            clause = clause_line(clause_of(facet.standard, _clause(facet), facet.at), lang)
            yield f"  {clause}{_SOMETIMES.said(lang) if 'then' in facet.at else ''}"
            yield from (f"      {key}: {_plain(value)}" for key, value in said.items())
    yield from (f"  {line}" for line in _latitude(profile, steps, lang))
    yield from _tokens(profile, element, lang)


def _day(words: Text, day: date | None, lang: Lang) -> str:
    return words.into(lang, day=day.isoformat()) if day else ""


def _clause(facet: Facet) -> dict[str, object]:
    clause: dict[str, object] = facet.schema.get("x-clause", {})
    return clause


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _latitude(profile: Profile, steps: Pointer, lang: Lang) -> Iterator[str]:
    names = tuple("[]" if isinstance(step, int) else step for step in steps)
    freedom = standing(profile.freedoms, names)
    for table, word in (
        (STANDARD_MAY, freedom.standard),
        (ITEM_MAY, freedom.latitude),
        (LIGHTER, freedom.lighter if names in profile.freedoms else ""),
    ):
        if word in table:
            yield table[word].said(lang)


def _tokens(profile: Profile, element: Element, lang: Lang) -> Iterator[str]:
    name = element.annotation("x-codes")
    if name in profile.lists:
        yield f"  {_CODES.said(lang)}:"
        for entry in profile.lists[name].entries.values():
            words = entry.zh if lang == "zh" else entry.en or entry.zh
            yield f"      {entry.token:<24} {entry.code or '-':<4} {words}"
