"""The facts at the top of a guide, and the ruler of days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog_std.item import Item, Limit
from catalog_std.publish.guide import Figure, Paper, Ruler, Span, Words
from catalog_std.publish.layout import Field
from catalog_std.publish.said import days_in, money_in
from catalog_std.text import Lang, Text, counted

_PROMISED = Text("承诺办结", "Promised in")
_STATUTORY = Text("法定办结", "By law within")
_LEGAL = Text("法定 {zh}", "by law {en}")
_VISITS = Text("到现场", "Visits")
_TIMES = Text("次", "")
_NO_VISIT = Text("不用跑", "no need to come")
_PAPERS = Text("申请材料", "Papers")
_SHEETS = Text("份", "")
_HELD = Text("其中 {n} 份免提交", "{n} of them fetched for you")
_FEE = Text("收费", "Fee")
_FREE = Text("不收费", "free of charge")
_CHARGED = Text("收费", "charged")
_RESULT = Text("办理结果", "You get")


def figures_of(
    item: Item, papers: tuple[Paper, ...], named: Mapping[str, Field]
) -> tuple[Figure, ...]:
    """Give the facts people look for first: how long, how often, how many papers, how much, what."""
    return tuple(_figures(item, papers, named))


def ruler_of(item: Item, limits: Field | None) -> Ruler | None:
    """Lay the steps along the promised days; None where they do not fit a line."""
    promised, statutory = span_of(item.promised, limits), span_of(item.statutory, limits)
    parts = tuple((step.name, step.days) for step in item.steps if step.days)
    total = sum(days for _, days in parts)
    if promised is None or not parts or total > promised.days:
        return None
    alike = statutory and statutory.unit == promised.unit and statutory.days >= promised.days
    return Ruler(parts, promised, statutory if alike else None)


def span_of(limit: Limit, limits: Field | None) -> Span | None:
    """See a time limit with the words of its unit; None where no days are stated."""
    if limit.days is None or limit.days <= 0:
        return None
    within = next(
        (limits.named[n] for n in ("promised", "statutory") if limits and n in limits.named),
        None,
    )
    unit = within.named.get("unit") if within else None
    return Span(limit.days, unit.codes.get(limit.unit, limit.unit) if unit else limit.unit)


def step_days(days: float, ruler: Ruler | None, lang: Lang) -> str:
    """Say how long a step takes, in the unit of the promise."""
    unit = ruler.promised.unit if ruler else Text("日", "days")
    words = unit if isinstance(unit, str) else unit.said(lang)
    if lang == "zh":
        return f"{days:g} 个{words}" if ruler else f"{days:g} {words}"
    return f"{days:g} {counted(days, words)}"


def _figures(
    item: Item, papers: tuple[Paper, ...], named: Mapping[str, Field]
) -> Iterator[Figure]:
    yield from _limit(item, named.get("limits"))
    if item.visits is not None:
        remark = item.visits_reason or ("" if item.visits else _NO_VISIT)
        yield Figure("visits", _VISITS, str(item.visits), _TIMES, remark)
    if papers:
        held = sum(paper.held for paper in papers)
        remark = Text(_HELD.into("zh", n=held), _HELD.into("en", n=held)) if held else ""
        yield Figure("papers", _PAPERS, str(len(papers)), _SHEETS, remark)
    if item.charged is not None:
        yield _fee(item, named.get("fees"))
    if item.results and item.results[0].name:
        yield Figure("result", _RESULT, "", item.results[0].name)


def _limit(item: Item, limits: Field | None) -> Iterator[Figure]:
    """Give the promised limit beside the legal one; where nothing is promised, the legal one."""
    promised, statutory = span_of(item.promised, limits), span_of(item.statutory, limits)
    if promised:
        said = days_in(statutory.days, statutory.unit) if statutory else None
        remark: Words = Text(f"法定 {said.zh}", f"by law {said.en}") if said else ""
        yield Figure("promised", _PROMISED, f"{promised.days:g}", _unit(promised), remark)
    elif statutory:
        yield Figure("promised", _STATUTORY, f"{statutory.days:g}", _unit(statutory))


def _unit(span: Span) -> Words:
    zh, en = (span.unit, span.unit) if isinstance(span.unit, str) else span.unit
    return Text(f"个{zh}", counted(span.days, en))


def _fee(item: Item, fees: Field | None) -> Figure:
    if not item.charged:
        return Figure("fee", _FEE, "", _FREE)
    if len(item.fees) != 1 or (fee := item.fees[0]).amount is None:
        return Figure("fee", _FEE, "", _CHARGED)
    rows = fees.named.get("items") if fees else None
    codes = rows.named["currency"].codes if rows and "currency" in rows.named else {}
    money = money_in(codes.get(fee.currency, fee.currency), fee.per)
    return Figure("fee", _FEE, f"{fee.amount:g}", money, fee.name)
