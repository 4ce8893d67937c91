"""What the cells, verdicts and reasons of a comparison are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from catalog_std.burden import Burden
from catalog_std.harmonize.choose import View
from catalog_std.harmonize.matrix import Cell, Divergence, Matrix, Origin, Reason, Row, Verdict
from catalog_std.text import Lang, Text, counted

VERDICT = {
    Verdict.ALLOWED: Text("允许", "allowed"),
    Verdict.FORBIDDEN: Text("不允许", "not allowed"),
    Verdict.UNCLEAR: Text("待定", "unclear"),
}
SIGN = {Verdict.ALLOWED: "✓", Verdict.FORBIDDEN: "✗", Verdict.UNCLEAR: "?"}
REASON = {
    Reason.LOCAL: Text("由各地自定", "each place decides"),
    Reason.LIGHTER: Text("比基本目录轻", "lighter than the basic item"),
    Reason.LEVEL: Text("与基本目录轻重相同", "weighs the same as the basic item's"),
    Reason.WITHIN: Text("在基本目录许可的几种之内", "one of those the basic item allows"),
    Reason.EXTRA: Text("可以增加", "may be added"),
    Reason.DROPPED: Text("这里不要，更轻", "not asked here, which is lighter"),
    Reason.OMITTED: Text("这里没有重复写", "not repeated here"),
    Reason.SILENT: Text("基本目录没有规定", "the basic item leaves it open"),
    Reason.FIXED: Text("改了基本目录规定的值", "changes what the basic item fixes"),
    Reason.HEAVIER: Text("比基本目录重", "heavier than the basic item"),
    Reason.MORE: Text("比基本目录多要", "more than the basic item asks"),
    Reason.MISSING: Text("缺了基本目录规定的一项", "leaves out what the basic item fixes"),
    Reason.UNWEIGHED: Text("标准没有说哪样更轻", "no standard says which is lighter"),
    Reason.UNIT: Text("单位不同，无法比较", "different units, cannot be compared"),
    Reason.GUESS: Text("像是同一项，待人确认", "likely the same entry, to be confirmed"),
    Reason.NO_BASIC: Text("没有基本目录可比", "no basic item to hold it against"),
}
SECTION = {
    "head": Text("名称", "Name"),
    "facts": Text("基本信息", "Facts"),
    "limits": Text("办结时限", "Time limits"),
    "fees": Text("收费", "Fees"),
    "conditions": Text("受理条件", "Conditions"),
    "materials": Text("申请材料", "Materials"),
    "steps": Text("办理流程", "Steps"),
    "channels": Text("办理渠道", "Channels"),
    "results": Text("办理结果", "Results"),
    "legal": Text("设定依据", "Legal basis"),
    "contact": Text("咨询投诉", "Contact"),
    "remedies": Text("法律救济", "Remedies"),
    "faq": Text("常见问题", "Questions"),
    "codes": Text("编码", "Codes"),
    "versions": Text("版本与监管", "Versions and oversight"),
}
VIEW = {
    View.LIGHTEST: Text("取最轻", "lightest"),
    View.STRICTEST: Text("取最严", "strictest"),
    View.MAJORITY: Text("取多数", "majority"),
}
HOW = {
    "confirmed": Text("人已确认", "confirmed by a person"),
    "licence_type": Text("证照类型相同", "same licence type"),
    "issued_by": Text("核发事项相同", "issued by the same item"),
    "likeness": Text("名称相像", "similar names"),
    "standard_name": Text("标准名称相同", "same standard name"),
    "id": Text("标识相同", "same id"),
}
BURDEN = {
    "papers": Text("要交的材料", "papers"),
    "originals": Text("原件份数", "originals"),
    "copies": Text("复印件份数", "copies"),
    "days": Text("办结日数", "days"),
    "money": Text("收费", "money"),
    "visits": Text("跑动次数", "visits"),
    "steps": Text("环节", "steps"),
}
BASIC = Text("基本目录", "basic item")
ELEMENT = Text("要素", "element")
LIGHTEST = Text("最轻", "lightest")
HEAVIEST = Text("最重", "heaviest")
APART = Text("与多数不同", "unlike most")
_UNITS = {
    "working": Text("工作日", "working days"),
    "calendar": Text("自然日", "calendar days"),
}
_FLAG = {True: Text("是", "yes"), False: Text("否", "no")}
_ASKED, _NOT_ASKED = Text("有", "yes"), Text("无", "no")
_DAYS = Text("{days} 个{unit}", "{days} {unit}")
_COMMA = Text("、", ", ")
_SURE = Text("{how}，把握 {sure:.0%}", "{how}, {sure:.0%} sure")


def cell_words(row: Row, cell: Cell, lang: Lang) -> str:
    """Say what a cell says; a stroke where nobody says anything."""
    if row.shape == "entry":
        name = cell.value if cell.value not in (None, row.entry) else ""
        said = (_NOT_ASKED if cell.value is None else _ASKED).said(lang)
        return (
            f"{said}：{name}" if name and lang == "zh" else f"{said}: {name}" if name else said
        )
    if cell.origin in (Origin.ABSENT, Origin.VOID):
        return "—" if cell.origin is Origin.ABSENT else ""
    return value_words(row, cell.value, lang)


def value_words(row: Row, value: Any, lang: Lang) -> str:  # noqa: ANN401 - plain data
    """Say a value: tokens by their words, days with their unit."""
    match value:
        case bool():
            return _FLAG[value].said(lang)
        case {"days": days, "unit": str() as unit}:
            words = row.words.get(unit) or _UNITS.get(unit) or Text(unit, unit)
            return _days(days, words, lang)
        case list() | tuple():
            return _COMMA.said(lang).join(value_words(row, one, lang) for one in value)
        case dict():
            inner = (f"{key}: {value_words(row, one, lang)}" for key, one in value.items())
            return "; ".join(inner)
        case str():
            return row.words[value].said(lang) if value in row.words else value
        case _:
            return _number(value)


def label_words(row: Row, lang: Lang) -> str:
    """Name a row: the element, of an entry's element with the entry."""
    label = row.label.said(lang)
    return (
        f"{row.entry} · {label}" if row.entry and row.shape != "entry" else row.entry or label
    )


def in_sections(rows: Iterable[Row], lang: Lang) -> Iterator[tuple[str, list[Row]]]:
    """Give rows by the sections of a guide, in the order people read them."""
    order = list(SECTION)
    known = sorted(
        rows, key=lambda row: order.index(row.section) if row.section in order else len(order)
    )
    for section, inside in groupby(known, key=lambda row: row.section):
        yield SECTION.get(section, Text(section, section)).said(lang), list(inside)


def marks_of(divergence: Divergence | None, number: int, lang: Lang) -> list[str]:
    """Say in words how a place stands out in a row."""
    if divergence is None:
        return []
    said = (
        (LIGHTEST, divergence.lightest),
        (HEAVIEST, divergence.heaviest),
        (APART, divergence.deviating),
    )
    return [words.said(lang) for words, columns in said if number in columns]


def telling(row: Row) -> bool:
    """Say whether a row's difference matters: not what is each place's own and weighs nothing."""
    found = row.divergence
    bound = row.latitude in ("fixed", "lighter")
    return found is not None and (found.verdict is not Verdict.ALLOWED or row.weighed or bound)


def evidence_words(how: str, sure: float, lang: Lang) -> str:
    """Say why an entry is taken for another, and how sure that is."""
    words = HOW.get(how) or Text(f"{how} 相同", f"same {how}")
    return _SURE.into(lang, how=words.said(lang), sure=sure)


def burden_rows(matrix: Matrix, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """Give the burden of the places, a row a measure; measures nobody states are left out."""
    for name, words in BURDEN.items():
        cells = [_measure(column.burden, name, lang) for column in matrix.columns]
        if any(cell != "—" for cell in cells):
            yield words.said(lang), cells


def _measure(burden: Burden, name: str, lang: Lang) -> str:
    value = getattr(burden, name)
    if value is None:
        return "—"
    if name == "days" and burden.unit in _UNITS:
        return _days(value, _UNITS[burden.unit], lang)
    return _number(value)


def _days(days: object, unit: Text, lang: Lang) -> str:
    number = _number(days)
    words = unit.zh if lang == "zh" else counted(number, unit.en)
    return _DAYS.into(lang, days=number, unit=words)


def _number(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole and isinstance(value, float) else str(value)
