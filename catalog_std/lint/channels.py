"""Rules about where and how people apply: window, web, app, post."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.item import Item, Online
from catalog_std.lint.rule import Basis, Card, Hits, hit, hit_key, item_rule
from catalog_std.text import Text

_SHALLOW = ("consult", "receive")
_TALK = Text("各地实践中反复出现的做法", "a practice met again and again")
_ZHEJIANG = Text(
    "浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou"
)


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
    )
)
def zero_visits_offline(item: Item) -> Hits:
    """Zero visits means that the item can be done from home: online (not merely booked) or by post.

    到现场零次，意味着在家能办：能网办（不只是预约）或者能邮寄。

    Pass:
        visits: {count: 0}
        channels: {online: {url: "https://example.gov.cn/a", depth: handle}}

    Pass:
        visits: {count: 0}
        channels: {post: true}

    Pass:
        visits: {count: 1}

    Fail:
        visits: {count: «0»}
        channels: {post: false}

    Fail:
        visits: {count: «0»}
        channels: {online: {url: "https://example.gov.cn/a", booking_only: true}}
    """
    from_home = item.post or any(_handles(way) for way in (item.online, item.mobile))
    if item.visits == 0 and not from_home:
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
    )
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


_CHANNELS = {
    "window": Text("窗口", "the window"),
    "online": Text("网上", "the web"),
    "mobile": Text("移动端", "the app"),
}


def _handles(way: Online) -> bool:
    """Say whether a network channel is more than an address to book or to ask at."""
    return bool(way.url) and not way.booking_only and way.depth not in _SHALLOW
