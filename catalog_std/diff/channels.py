"""Kinds of change of where and how people apply, and of what they get."""

from __future__ import annotations

from catalog_std.diff.kind import added_dropped, changed, kinds, on_off, tightened_eased
from catalog_std.text import Text

OPENED = kinds(
    "channels",
    "channels.window channels.online channels.mobile",
    added_dropped(
        "opened",
        Text("新开渠道：{label}", "a way more to apply: {label}"),
        "closed",
        Text("关闭渠道：{label}", "a way less to apply: {label}"),
    ),
    """The window, the web, the app: each is one more way to apply.

    窗口、网上、移动端：每一个都是多一条路。

    Before:
        channels: {window: {places: [{name: 大厅, address: 一号}]}}

    After:
        channels: {window: {places: [{name: 大厅, address: 一号}]}, «online»: {url: https://a.example.cn}}
    """,
)

OFFERED = kinds(
    "channels",
    "channels.post channels.terminal channels.agent",
    on_off(
        "offered",
        Text("可以通过{label}办理", "can be done by: {label}"),
        "withdrawn",
        Text("不再能通过{label}办理", "can no longer be done by: {label}"),
    )
    | added_dropped(
        "offered-so",
        Text("可以通过{label}办理", "can be done by: {label}"),
        "withdrawn-so",
        Text("不再能通过{label}办理", "can no longer be done by: {label}"),
    )
    | changed("offered-otherwise", Text("{label}的说明改了", "{label}: told otherwise")),
    """By post, at a terminal, through an agent.

    快递、自助终端、代办。

    Before:
        channels: {post: «false»}

    After:
        channels: {post: «true»}

    Before:
        channels: {window: {places: [{address: 一号}]}}

    After:
        channels: {window: {places: [{address: 一号}]}, «agent»: {who: 村代办员}}

    Before:
        channels: {post: «true»}

    After:
        channels: {«post»: {address: 一号}}
    """,
)

DEPTH = kinds(
    "channels",
    "channels.online.depth channels.mobile.depth",
    tightened_eased(
        "shallower",
        Text("{label}由“{before}”退到“{after}”", "{label}: back from “{before}” to “{after}”"),
        "deeper",
        Text("{label}由“{before}”进到“{after}”", "{label}: from “{before}” on to “{after}”"),
    )
    | changed("depth", Text("{label}由“{before}”改为“{after}”", "{label}: {before} → {after}"))
    | added_dropped(
        "depth-stated",
        Text("写明{label}“{after}”", "{label} is stated: {after}"),
        "depth-unstated",
        Text("不再写明{label}（原为“{before}”）", "{label} is no longer stated (was {before})"),
    ),
    """How far an application gets without leaving home.

    不出门能办到哪一步。

    Before:
        channels: {online: {url: https://a.example.cn, depth: «handle»}}

    After:
        channels: {online: {url: https://a.example.cn, depth: «accept»}}

    Before:
        channels: {online: {url: https://a.example.cn, depth: «handle»}}

    After:
        channels: {online: {url: https://a.example.cn, depth: «other»}}

    Before:
        channels: {online: {url: https://a.example.cn}}

    After:
        channels: {online: {url: https://a.example.cn, depth: «accept»}}
    """,
)

URL = kinds(
    "channels",
    "channels.online.url channels.mobile.url",
    changed("url", Text("{label}：{before} → {after}", "{label}: {before} → {after}"))
    | added_dropped(
        "url-stated",
        Text("写明{label} {after}", "{label} is stated: {after}"),
        "url-unstated",
        Text("不再写明{label} {before}", "{label} is no longer stated: {before}"),
    ),
    """Where on the network. The same page in another language is the same page.

    网上在哪里办。同一网页换个语言还是那个网页。

    Before:
        channels: {online: {url: «https://a.example.cn/zh/x»}}

    After:
        channels: {online: {url: «https://b.example.cn/en/x»}}

    Before:
        channels: {online: {depth: accept}}

    After:
        channels: {online: {depth: accept, url: «https://b.example.cn/en/x»}}
    """,
)

BOOKING = kinds(
    "channels",
    "channels.online.booking_only channels.mobile.booking_only",
    on_off(
        "booking-only",
        Text("{label}：网上只剩预约", "{label}: nothing but an appointment"),
        "more-than-booking",
        Text("{label}：网上不止预约", "{label}: more than an appointment"),
    ),
    """An appointment is not an application.

    预约不等于办理。

    Before:
        channels: {online: {url: https://a.example.cn, booking_only: «false»}}

    After:
        channels: {online: {url: https://a.example.cn, booking_only: «true»}}
    """,
)

WINDOW = kinds(
    "channels",
    "channels.window.hall channels.window.single_window",
    on_off(
        "together",
        Text("{label}：是", "{label}: yes now"),
        "apart",
        Text("{label}：否", "{label}: no longer"),
    ),
    """In the service hall, at one window for all.

    进驻大厅、一窗受理。

    Before:
        channels: {window: {places: [{address: 一号}], hall: «false»}}

    After:
        channels: {window: {places: [{address: 一号}], hall: «true»}}
    """,
)

COUNTER = kinds(
    "channels",
    "channels.window.places[]",
    added_dropped(
        "place-added",
        Text("新增办理地点“{name}”", "a place more: {name}"),
        "place-dropped",
        Text("取消办理地点“{name}”", "a place less: {name}"),
    ),
    """Where people can go.

    能去哪里办。

    Before:
        channels: {window: {places: [{name: 区大厅, address: 一号}]}}

    After:
        channels: {window: {places: [{name: 区大厅, address: 一号}, «{name: 街道所, address: 二号}»]}}
    """,
)

COUNTER_WORDS = kinds(
    "channels",
    "channels.window.places[].name channels.window.places[].address channels.window.places[].hours",
    changed(
        "place",
        Text("“{name}”的{label}：{before} → {after}", "{name}, {label}: {before} → {after}"),
    )
    | added_dropped(
        "place-described",
        Text("“{name}”写明{label}：{after}", "{name}, {label}: {after}"),
        "place-undescribed",
        Text("“{name}”不再写明{label}", "{name}, {label}: no longer said"),
    ),
    """A place moves, or opens at other hours: for some nearer, for others not.

    地点搬了，或办公时间变了：对有的人近，对有的人远。

    Before:
        channels: {window: {places: [{name: 大厅, address: 一号, hours: «9:00-17:00»}]}}

    After:
        channels: {window: {places: [{name: 大厅, address: 一号, hours: «9:00-12:00»}]}}

    Before:
        channels: {window: {places: [{name: 大厅, address: 一号}]}}

    After:
        channels: {window: {places: [{name: 大厅, address: 一号, hours: «9:00-12:00»}]}}
    """,
)

PAPERS = kinds(
    "channels",
    "channels.window.materials[] channels.online.materials[] channels.mobile.materials[]",
    added_dropped(
        "paper-added",
        Text("{label}增加 {name}", "{label}: also {name}"),
        "paper-dropped",
        Text("{label}减去 {name}", "{label}: no longer {name}"),
    ),
    """A channel may ask for fewer papers than another.

    不同渠道要的材料可以不同。

    Before:
        channels: {online: {url: https://a.example.cn, materials: [m1]}}

    After:
        channels: {online: {url: https://a.example.cn, materials: [m1, «m2»]}}
    """,
)

RESULT = kinds(
    "results",
    "results[]",
    added_dropped(
        "added",
        Text("新增办理结果“{name}”", "gives one thing more: {name}"),
        "dropped",
        Text("取消办理结果“{name}”", "no longer gives: {name}"),
    ),
    """What the applicant gets.

    申请人得到什么。

    Before:
        results: [{name: 许可证, kind: licence}]

    After:
        results: [{name: 许可证, kind: licence}, «{name: 副本, kind: licence}»]
    """,
)

RESULT_WORDS = kinds(
    "results",
    "results[].name results[].kind results[].licence_type results[].sample results[].validity",
    changed(
        "described",
        Text("“{name}”的{label}：{before} → {after}", "{name}, {label}: {before} → {after}"),
    )
    | added_dropped(
        "description-added",
        Text("“{name}”写明{label}：{after}", "{name}, {label}: {after}"),
        "description-dropped",
        Text(
            "“{name}”不再写明{label}（原为：{before}）",
            "{name}, {label}: no longer said (was {before})",
        ),
    ),
    """How long a result holds, of what kind it is. A shorter validity means coming again sooner.

    结果管多久、属于哪一类。有效期短了，就要早些再来。

    Before:
        results: [{name: 许可证, kind: licence, validity: «五年»}]

    After:
        results: [{name: 许可证, kind: licence, validity: «三年»}]

    Before:
        results: [{name: 许可证, kind: licence}]

    After:
        results: [{name: 许可证, kind: licence, validity: «三年»}]
    """,
)

DELIVERY = kinds(
    "results",
    "results[].delivery[]",
    added_dropped(
        "delivery-added",
        Text("“{entry}”送达方式增加“{after}”", "{entry} is also delivered: {after}"),
        "delivery-dropped",
        Text("“{entry}”送达方式减去“{before}”", "{entry} is no longer delivered: {before}"),
    ),
    """How the result reaches the applicant.

    结果怎样送到申请人手里。

    Before:
        results: [{name: 许可证, kind: licence, delivery: [window]}]

    After:
        results: [{name: 许可证, kind: licence, delivery: [window, «post»]}]
    """,
)

FAMILIES = (
    OPENED,
    OFFERED,
    DEPTH,
    URL,
    BOOKING,
    WINDOW,
    COUNTER,
    COUNTER_WORDS,
    PAPERS,
    RESULT,
    RESULT_WORDS,
    DELIVERY,
)
