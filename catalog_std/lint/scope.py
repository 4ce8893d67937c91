"""Rules about how far an item reaches beyond its own office."""

from __future__ import annotations

import re

from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import Basis, Card, Hits, hit, item_rule
from catalog_std.text import Text

_ELSEWHERE = re.compile(
    "异地(?!校区|分校|办学|使用)|跨[省市](?!行驶|转所|转运|运输)|跨区域|跨地区"
)
_WIDE = ("national", "cross_province", "cross_city")


@item_rule(
    Card(
        "SCP001",
        "scope/hidden-cross-region",
        Severity.WARNING,
        Text("跨地区办理的事项没写通办范围", "Cross-region service without a scope"),
        Text(
            "“{word}”是跨地区办理，却没有写通办范围，别处的人找不到它",
            "“{word}” serves people from elsewhere, yet no scope says so and they cannot find it",
        ),
        Basis(Text("跨省通办的通行做法", "the practice of cross-province handling")),
    )
)
def hidden_cross_region(item: Item) -> Hits:
    """A service for people who live elsewhere says how far it reaches; without that it stays hidden under
    one office, like the identity card for people away from home.

    为外地人办理的事项要写明通办范围；不写，就像异地身份证藏在某个科室名下，谁也找不到。

    Pass:
        name: 异地居民身份证补领
        scope: {range: cross_province}

    Pass:
        name: 居民身份证补领

    Pass:
        name: 超限运输车辆跨省行驶公路许可

    Fail:
        name: «异地居民身份证补领»

    Fail:
        name: «跨省户口迁移»
        scope: {range: cross_county}
    """
    found = _ELSEWHERE.search(item.name)
    if found and item.scope not in _WIDE:
        yield hit(item.at / "name", word=found[0])


@item_rule(
    Card(
        "SCP002",
        "scope/range-without-regions",
        Severity.WARNING,
        Text("通办没写哪些地方", "Range without its regions"),
        Text(
            "通办范围是“{range}”，却没有写哪些地区",
            "the range is “{range}”, yet no region is named",
        ),
        Basis(
            Text(
                "孟庆国2018年讲座：异地身份证藏在户政名下；广东 SCOPES 字段",
                "talk of 2018: the cross-region ID card hidden under one office; the field SCOPES of Guangdong",
            )
        ),
    )
)
def range_without_regions(item: Item) -> Hits:
    """Who can be served across provinces or cities is told where; an item served everywhere needs no
    list.

    写了跨省、跨市通办，就要写明在哪些地方能办；全国通办的除外，基本目录不写地区。

    Pass:
        code: "x"
        scope: {range: cross_province, regions: ["440000"]}

    Pass:
        scope: {range: nationwide}

    Fail:
        code: "x"
        scope: {range: «cross_province»}
    """
    if not item.is_basic and item.scope.startswith("cross_") and not item.regions:
        yield hit(item.at / "scope" / "range", range=item.scope)
