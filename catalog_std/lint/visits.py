"""Rules about how often people must come."""

from __future__ import annotations

import re

from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Hits,
    hit,
    item_rule,
)
from catalog_std.text import Text

_ZHEJIANG = Basis(
    Text("浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou")
)
_AT_MOST_ONCE = Basis(
    Text(
        "国办发〔2018〕45号（最多跑一次）", "State Council office [2018] 45 (at most one visit)"
    )
)
_IN_PERSON = re.compile("(?:须|需|应当?|必须|要).{0,6}(?:到场|到现场|到窗口|当面|面签)|采集")
_NEEDLESS = re.compile("(?:无需|不需|不用|不必|无须|不须).{0,4}(?:到场|到现场|到窗口|跑)")


@item_rule(
    Card(
        "VIS001",
        "visits/online-with-visits",
        Severity.ERROR,
        Text("全程网办还要跑", "Handled online, yet visits"),
        Text(
            "网上能办到“{depth}”，却还要到现场 {count} 次",
            "online to the end (“{depth}”), yet {count} visits",
        ),
        _ZHEJIANG,
    )
)
def online_with_visits(item: Item) -> Hits:
    """Who gets the e-licence online need not come; where people must be seen, the depth ends before.

    网上能拿到电子证照，就不用到现场；要到现场核验的，深度写到受理或办理为止。

    Pass:
        channels: {online: {url: "https://a.cn", depth: e_licence}}
        visits: {count: 0}

    Pass:
        channels: {online: {url: "https://a.cn", depth: accept}}
        visits: {count: 1}

    Fail:
        channels: {online: {url: "https://a.cn", depth: e_licence}}
        visits: {count: «1»}
    """
    for way in (item.online, item.mobile):
        if way.depth == "e_licence" and item.visits:
            yield hit(item.at / "visits" / "count", depth=way.depth, count=item.visits)
            return


@item_rule(
    Card(
        "VIS002",
        "visits/more-than-once",
        Severity.INFO,
        Text("要跑两次以上", "More than one visit"),
        Text("要到现场 {count} 次", "people must come {count} times"),
        _AT_MOST_ONCE,
    )
)
def more_than_once(item: Item) -> Hits:
    """At most one visit: where two are asked for, think of the web, the post, or doing both at once.

    “最多跑一次”：要跑两次的，想想能不能网办、邮寄或者一次办完。

    Pass:
        visits: {count: 1}

    Fail:
        visits: {count: «2»}
    """
    if item.visits is not None and item.visits > 1:
        yield hit(item.at / "visits" / "count", count=item.visits)


@item_rule(
    Card(
        "VIS003",
        "visits/reason-against-count",
        Severity.WARNING,
        Text("零次却要本人到场", "No visit, yet in person"),
        Text("到现场 0 次，原因却写“{reason}”", "0 visits, yet the reason says “{reason}”"),
        _ZHEJIANG,
    )
)
def reason_against_count(item: Item) -> Hits:
    """Zero visits and a reason that calls people in: nobody knows which to believe.

    次数写 0，原因里又要本人到场，申请人不知道信哪一个。

    Pass:
        visits: {count: 0, reason: 全程网上办理}

    Pass:
        visits: {count: 1, reason: 须本人到场采集指纹}

    Fail:
        visits: {count: 0, reason: «须本人到场采集指纹»}
    """
    if item.visits == 0 and _IN_PERSON.search(item.visits_reason):
        yield hit(item.at / "visits" / "reason", reason=item.visits_reason)


@item_rule(
    Card(
        "VIS004",
        "visits/needless-visit",
        Severity.WARNING,
        Text("说不用到场却记了次数", "Need not come, yet a visit is counted"),
        Text(
            "到现场 {count} 次，原因却写“{reason}”",
            "visits counted: {count}, yet the reason says “{reason}”",
        ),
        _ZHEJIANG,
    )
)
def needless_visit(item: Item) -> Hits:
    """A visit whose own reason says that nobody need come is a slip in the count or in the reason.

    原因里说不用到场，次数却不是 0，两处总有一处写错了。

    Pass:
        visits: {count: 0, reason: 无需到场}

    Pass:
        visits: {count: 1, reason: 须本人到场采集指纹}

    Fail:
        visits: {count: «1», reason: 企业无需到场，进度由监管员核验}
    """
    if item.visits and _NEEDLESS.search(item.visits_reason):
        yield hit(item.at / "visits" / "count", count=item.visits, reason=item.visits_reason)
