"""Rules about where and how people apply: window, web, app, post."""

from __future__ import annotations

import re
from operator import attrgetter

from catalog_std.finding import Severity
from catalog_std.item import Item, Online
from catalog_std.lint.rule import (
    GUANGDONG_2021,
    Basis,
    Card,
    Hits,
    Rate,
    hit,
    hit_key,
    item_rule,
)
from catalog_std.text import Text

_ASKED = attrgetter("item.asked_by_channel")
_SHALLOW = ("consult", "receive")
_TALK = Text("各地实践中反复出现的做法", "a practice met again and again")
_ZHEJIANG = Text(
    "浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou"
)
_DOOR = re.compile("[号楼层座栋室厅幢]|窗口|柜台|[0-9A-Z]")
_DAYS = re.compile("日|周|星期|天|节|法定|24小时")


@item_rule(
    Card(
        "CHN001",
        "channels/booking-as-online",
        Severity.ERROR,
        Text("把预约当网办", "Booking sold as online handling"),
        Text(
            "网上只能预约，却标为“{depth}”深度的网办",
            "one can only book online, yet the depth is given as “{depth}”",
        ),
        Basis(_TALK),
    )
)
def booking_as_online(item: Item) -> Hits:
    """Who can only book a visit online cannot handle the item online; at most the depth is consulting.

    网上只能预约的，不算网上办理；网办深度至多写到咨询。

    Pass:
        channels:
          online: {url: "https://example.gov.cn/a", depth: consult, booking_only: true}
          mobile: {url: "https://example.gov.cn/b", depth: handle, booking_only: false}

    Fail:
        channels:
          online: {url: "https://example.gov.cn/a", depth: «handle», booking_only: true}
    """
    for way in (item.online, item.mobile):
        if way.booking_only and way.depth not in ("", *_SHALLOW):
            yield hit(way.at / "depth", depth=way.depth)


@item_rule(
    Card(
        "CHN002",
        "channels/zero-visits-offline",
        Severity.ERROR,
        Text("跑零次，却无处可办", "No visit, but nowhere else to go"),
        Text(
            "到现场次数为 0，却既不能网办也不能邮寄",
            "0 visits, yet it can be done neither online nor by post",
        ),
        Basis(_ZHEJIANG),
        Rate(0.023, GUANGDONG_2021),
    )
)
def zero_visits_offline(item: Item) -> Hits:
    """Zero visits means that the item can be done from home: online (not merely booked) or by post.
    A basic item that leaves the channels to the places is not asked.

    到现场零次，意味着在家能办：能网办（不只是预约）或者能邮寄。基本目录把渠道留给各地的，不在此列。

    Pass:
        visits: {count: 0}
        channels: {online: {url: "https://example.gov.cn/a", depth: handle}}

    Pass:
        visits: {count: 0}
        channels: {post: true}

    Pass:
        visits: {count: 1}

    Pass:
        {basic_code: "000109001000", visits: {count: 0}}

    Fail:
        visits: {count: «0»}
        channels: {post: false}

    Fail:
        visits: {count: «0»}
        channels: {online: {url: "https://example.gov.cn/a", booking_only: true}}
    """
    from_home = item.post or any(_handles(way) for way in (item.online, item.mobile))
    left_open = item.is_basic and "channels" not in item.at.document.data
    if item.visits == 0 and not from_home and not left_open:
        yield hit(item.at / "visits" / "count")


@item_rule(
    Card(
        "CHN003",
        "channels/differ",
        Severity.ERROR,
        Text("各渠道要的材料不同", "Channels ask for different materials"),
        Text(
            "{channel}不要“{id}”，别的渠道要",
            "{channel} does not ask for “{id}”, another channel does",
        ),
        Basis(
            Text(
                "国办发〔2018〕45号（线上线下一套标准）",
                "State Council office [2018] 45 (one standard on and off line)",
            )
        ),
    ),
    needs=_ASKED,
)
def differ(item: Item) -> Hits:
    """Window, web and app ask for the same papers. A channel may list the ids of what it asks for; where
    none does, all ask for everything.

    窗口、网上、移动端要的材料相同。渠道可以列出所要材料的标识；都不列，则都按清单收取。

    Pass:
        channels:
          window: {materials: [m1, m2]}
          mobile: {materials: [m2, m1]}
          online: {url: "https://example.gov.cn/a"}

    Fail:
        channels:
          window: {materials: [m1, m2]}
          mobile: {«materials»: [m1]}
    """
    asked = {name: set(ids) for name, ids in item.asked_by_channel}
    everything = set().union(*asked.values())
    for name, ids in asked.items():
        for id in sorted(everything - ids):
            yield hit_key(
                item.at / "channels" / name / "materials", channel=_CHANNELS[name], id=id
            )


@item_rule(
    Card(
        "CHN004",
        "channels/address-without-door",
        Severity.WARNING,
        Text("地址不到门牌", "Address without a door"),
        Text(
            "地址“{address}”没有写到门牌、楼层或窗口",
            "address “{address}” names no door, floor or counter",
        ),
        Basis(
            Text(
                "浙江、温州在用的事项一致性校验（地点到门牌、时间写工作日）",
                "checks in use in Zhejiang and Wenzhou (address to the door, hours by working days)",
            )
        ),
    )
)
def address_without_door(item: Item) -> Hits:
    """An address goes down to the door, the floor or the counter, so that people find it.

    办理地点写到门牌号、楼层或窗口号，群众才找得到。

    Pass:
        channels: {window: {places: [{address: 天府路223号首层}]}}

    Pass:
        channels: {window: {places: [{address: 政务服务中心三楼}]}}

    Fail:
        channels: {window: {places: [{address: «市政务服务中心»}]}}
    """
    for counter in item.counters:
        if counter.address and not _DOOR.search(counter.address):
            yield hit(counter.at / "address", address=counter.address)


@item_rule(
    Card(
        "CHN005",
        "channels/hours-without-days",
        Severity.WARNING,
        Text("办理时间没写哪几天", "Hours without days"),
        Text("办理时间“{hours}”没有写哪几天", "hours “{hours}” do not say on which days"),
        Basis(
            Text(
                "浙江、温州在用的事项一致性校验（地点到门牌、时间写工作日）",
                "checks in use in Zhejiang and Wenzhou (address to the door, hours by working days)",
            )
        ),
    )
)
def hours_without_days(item: Item) -> Hits:
    """Hours say on which days: working days, Monday to Friday, or every day.

    办理时间写明工作日还是周一到周日，节假日是否办理。

    Pass:
        channels: {window: {places: [{hours: "工作日 9:00-12:00"}]}}

    Pass:
        channels: {window: {places: [{hours: 每天8时至20时}]}}

    Fail:
        channels: {window: {places: [{hours: «"9:00-12:00"»}]}}
    """
    for counter in item.counters:
        if counter.hours and not _DAYS.search(counter.hours):
            yield hit(counter.at / "hours", hours=counter.hours)


@item_rule(
    Card(
        "CHN006",
        "channels/shallow-online",
        Severity.WARNING,
        Text("只能咨询也算网办", "Asking only, yet called online"),
        Text(
            "没有窗口，网上却只到“{depth}”，办不成",
            "there is no window, and online one gets only as far as “{depth}”",
        ),
        Basis(_TALK),
    )
)
def shallow_online(item: Item) -> Hits:
    """An item without a window can at least be accepted online; where one can only ask, it can be done
    nowhere.

    没有线下窗口的事项，网上至少要能受理；只能咨询或收件，事情就没有地方办。

    Pass:
        channels: {online: {url: "https://a.cn", depth: accept}}

    Pass:
        channels: {window: {places: [{address: x}]}, online: {url: "https://a.cn", depth: consult}}

    Fail:
        channels: {online: {url: "https://a.cn", depth: «consult»}}
    """
    way = item.online
    if way.depth in _SHALLOW and not (item.counters or item.post or _handles(item.mobile)):
        yield hit(way.at / "depth", depth=way.depth)


_CHANNELS = {
    "window": Text("窗口", "the window"),
    "online": Text("网上", "the web"),
    "mobile": Text("移动端", "the app"),
}


def _handles(way: Online) -> bool:
    """Say whether a network channel is more than an address to book or to ask at."""
    return bool(way.url) and not way.booking_only and way.depth not in _SHALLOW
