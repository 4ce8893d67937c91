"""The measures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog_std.item import Item
from catalog_std.metrics.measure import Data, Measure, Target
from catalog_std.text import Text

OFFICE_45 = Text("国办发〔2018〕45号", "State Council office [2018] 45")
_INDEX = Text(
    "省级政府一体化政务服务能力评估的通行口径", "as the national assessments count it"
)
_TABLES = Text("国家平台数据交换表", "the national exchange tables")
_REAL = frozenset({"accept", "handle", "result_feedback", "e_licence"})


def _window(data: Data) -> Mapping[str, Any]:
    channels = data.get("channels")
    window = channels.get("window") if isinstance(channels, dict) else None
    return window if isinstance(window, dict) else {}


def _one(_item: Item, _data: Data) -> float:
    return 1


def _claims(item: Item, _data: Data) -> float:
    ways = (item.online, item.mobile)
    return float(any(way.url and not way.booking_only for way in ways))


def _really(item: Item, _data: Data) -> float:
    ways = (item.online, item.mobile)
    return float(any(way.url and not way.booking_only and way.depth in _REAL for way in ways))


def _at_most(most: int) -> Any:  # noqa: ANN401 - a Count
    def counted(item: Item, _data: Data) -> float | None:
        return None if item.visits is None else float(item.visits <= most)

    return counted


def _flagged(name: str) -> Any:  # noqa: ANN401 - a Count
    def counted(_item: Item, data: Data) -> float | None:
        window = _window(data)
        return float(window.get(name) is True) if window else None

    return counted


def _instant(item: Item, _data: Data) -> float | None:
    return float(item.handling == "instant") if item.handling else None


def _alike(item: Item) -> bool:
    """Say whether promised and legal limits can be held against each other."""
    promised, law = item.promised, item.statutory
    return bool(promised.days is not None and law.days and promised.unit == law.unit)


def _promised(item: Item, _data: Data) -> float | None:
    return item.promised.days if _alike(item) else None


def _statutory(item: Item, _data: Data) -> float | None:
    return item.statutory.days if _alike(item) else None


def _papers(item: Item, _data: Data) -> float:
    return len(item.materials)


def _issued(item: Item, _data: Data) -> float:
    return sum(material.source == "government" for material in item.materials)


def _fetched(item: Item, _data: Data) -> float:
    return sum(
        m.source == "government"
        and m.medium == "electronic"
        and not m.originals
        and not m.copies
        for m in item.materials
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        "online",
        Text("网上可办率", "Online rate"),
        Text(
            "写明网上或移动端办理地址（不是只能预约）的事项 ÷ 全部事项",
            "items with a web or app address (not for booking only) ÷ all items",
        ),
        OFFICE_45,
        _claims,
        _one,
        targets=(
            Target(0.9, ("provincial",), OFFICE_45, "practice"),
            Target(0.7, ("municipal", "county"), OFFICE_45, "practice"),
        ),
    ),
    Measure(
        "online-real",
        Text("网上受理率", "Really online"),
        Text(
            "网上或移动端办理深度达到受理及以上的事项 ÷ 全部事项",
            "items accepted, or further handled, over the network ÷ all items",
        ),
        _TABLES,
        _really,
        _one,
    ),
    Measure(
        "once",
        Text("最多跑一次率", "At most one visit"),
        Text(
            "到现场次数不超过 1 的事项 ÷ 写明次数的事项",
            "items with at most 1 visit ÷ items that state visits",
        ),
        OFFICE_45,
        _at_most(1),
        lambda item, _data: None if item.visits is None else 1,
    ),
    Measure(
        "zero",
        Text("零跑动率", "No visit"),
        Text(
            "到现场次数为 0 的事项 ÷ 写明次数的事项",
            "items with 0 visits ÷ items that state visits",
        ),
        _INDEX,
        _at_most(0),
        lambda item, _data: None if item.visits is None else 1,
    ),
    Measure(
        "one-door",
        Text("进驻大厅率", "In the service hall"),
        Text(
            "窗口设在政务服务大厅的事项 ÷ 有窗口的事项",
            "items whose window is in the service hall ÷ items with a window",
        ),
        OFFICE_45,
        _flagged("hall"),
        lambda _item, data: 1 if _window(data) else None,
        targets=(Target(0.7, (), OFFICE_45, "memory"),),
    ),
    Measure(
        "one-window",
        Text("一窗受理率", "One window"),
        Text(
            "由综合窗口受理的事项 ÷ 有窗口的事项",
            "items taken at a single window ÷ items with a window",
        ),
        OFFICE_45,
        _flagged("single_window"),
        lambda _item, data: 1 if _window(data) else None,
        targets=(Target(0.7, (), OFFICE_45, "memory"),),
    ),
    Measure(
        "instant",
        Text("即办率", "Handled at once"),
        Text(
            "即办件 ÷ 写明办件类型的事项",
            "items handled at once ÷ items that state the kind of handling",
        ),
        _INDEX,
        _instant,
        lambda item, _data: 1 if item.handling else None,
    ),
    Measure(
        "cut",
        Text("承诺压缩率", "Promise below the law"),
        Text(
            "1 减去 承诺日数之和 ÷ 法定日数之和（单位相同的事项）",
            "1 less promised days ÷ legal days (items whose units agree)",
        ),
        _INDEX,
        _promised,
        _statutory,
        shown="cut",
    ),
    Measure(
        "papers",
        Text("每项材料数", "Papers per item"),
        Text("申请材料总数 ÷ 全部事项", "papers ÷ all items"),
        OFFICE_45,
        _papers,
        _one,
        shown="mean",
        lighter="less",
    ),
    Measure(
        "issued",
        Text("政府核发材料占比", "Papers the government issued"),
        Text(
            "政府部门核发的材料 ÷ 全部材料：政府可以自己去取的上限",
            "papers a government body issued ÷ all papers: what it could fetch itself",
        ),
        OFFICE_45,
        _issued,
        _papers,
    ),
    Measure(
        "fetched",
        Text("免提交材料占比", "Papers already fetched"),
        Text(
            "政府核发、电子形式、不收原件和复印件的材料 ÷ 全部材料",
            "government papers taken electronically, no sheet asked ÷ all papers",
        ),
        OFFICE_45,
        _fetched,
        _papers,
    ),
)
COMPLETE = Measure(
    "complete",
    Text("要素完整率", "Completeness"),
    Text(
        "已写明的必备要素和条件要素 ÷ 各层标准要求写明的要素",
        "mandatory and conditional elements that are stated ÷ those the standards ask for",
    ),
    Text("办事指南完备度", "completeness of guides"),
    lambda _item, _data: None,
    lambda _item, _data: None,
)
ALL: tuple[Measure, ...] = (*MEASURES, COMPLETE)
BY_KEY: Mapping[str, Measure] = {measure.key: measure for measure in ALL}
