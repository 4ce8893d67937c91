"""Kinds of change of the item itself: its codes, name, state and place."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.kind import (
    Claim,
    Sight,
    added_dropped,
    changed,
    kinds,
    more_less,
)
from catalog_std.diff.weigh import Action
from catalog_std.text import Text

_CODES = ("basic_code", "code", "handling_code", "previous_codes[]")
_AGENCY = ("agency.code", "agency.name")


def _recoded(sight: Sight) -> Iterator[Claim]:
    """Gather the codes of an item that changed together, and the agency's where theirs is in it."""
    codes = [e for e in sight.edits if e.path in _CODES]
    main = [e for e in codes if e.action is Action.CHANGED]
    if not main:
        return
    agency = [e for e in sight.edits if e.path in _AGENCY and e.action is Action.CHANGED]
    reform = any(e.path == "agency.code" for e in agency)
    ordered = (*main, *(e for e in codes if e not in main), *(agency if reform else ()))
    yield Claim(Action.CHANGED, tuple(ordered), {})


def _state(sight: Sight) -> Iterator[Claim]:
    """Tell by the state an item comes from, or goes to, whether it ends, rests or is back."""
    for edit in sight.edits:
        if edit.path != "status" or edit.action is not Action.CHANGED:
            continue
        states = edit.before.value, edit.after.value
        if "active" in states:
            gone = states[0] == "active"
            yield Claim(Action.OFF if gone else Action.ON, (edit,), {})


RECODED = kinds(
    "item",
    "",
    changed(
        "recoded",
        Text("编码由 {before} 改为 {after}", "has the code {after} instead of {before}"),
    ),
    """An item keeps what it is when its code changes: after a reform the agency's credit code, and with it
    the first 18 characters of the implementing code, is new. Codes, former codes and agency are one change.

    编码变了，事项还是那个事项：机构改革后部门的统一社会信用代码变了，实施编码的前 18 位随之改变。
    编码、曾用编码与实施主体的变化算作一处。

    Before:
        code: «11440106MB9903097U4000709901000»
        basic_code: "000709901000"
        agency: {name: 天河区公安分局, code: 11440106MB9903097U}

    After:
        code: «11440106MB990388824000709901000»
        basic_code: "000709901000"
        previous_codes: [11440106MB9903097U4000709901000]
        agency: {name: 广州市公安局天河区分局, code: 11440106MB99038882}
    """,
    _recoded,
)

STATE = kinds(
    "item",
    "",
    {
        Action.OFF: (
            "stopped",
            Text(
                "由“{before}”变为“{after}”，不再受理", "no longer offered: {before} → {after}"
            ),
        ),
        Action.ON: (
            "resumed",
            Text("由“{before}”变为“{after}”，重新受理", "offered again: {before} → {after}"),
        ),
    },
    """An item that is suspended or abolished can no longer be applied for. Whether that helps depends on
    what it was: a permit that falls away is a relief, a benefit that does is not.

    事项暂停或取消后就不能再办。对申请人是轻是重，要看它是什么：取消一项许可是减负，取消一项给付则不是。

    Before:
        status: «active»

    After:
        status: «suspended»
    """,
    _state,
)

STATUS = kinds(
    "item",
    "status",
    changed(
        "status", Text("状态由“{before}”改为“{after}”", "its status was {before}, now {after}")
    )
    | added_dropped(
        "status-given",
        Text("写明状态“{after}”", "its status is stated: {after}"),
        "status-taken",
        Text("不再写明状态（原为“{before}”）", "its status is no longer stated (was {before})"),
    ),
    """Between suspended and abolished an item is offered as little as before.

    在暂停与取消之间变动，事项一样办不了。

    Before:
        status: «suspended»

    After:
        status: «abolished»

    Before:
        name: 甲

    After:
        name: 甲
        status: «active»
    """,
)

NAME = kinds(
    "item",
    "name",
    changed(
        "renamed", Text("名称由“{before}”改为“{after}”", "is called “{after}”, was “{before}”")
    )
    | added_dropped(
        "named",
        Text("有了名称“{after}”", "is called “{after}”, had no name"),
        "nameless",
        Text("没有了名称“{before}”", "has no name, was called “{before}”"),
    ),
    """A new name alone asks nothing more of anybody; items are known by their codes.

    只改名称不增减负担；事项按编码辨认。

    Before:
        name: «身份证办理»

    After:
        name: «居民身份证申领»

    Before:
        status: active

    After:
        status: active
        name: «居民身份证申领»
    """,
)

ALIAS = kinds(
    "item",
    "aliases[]",
    added_dropped(
        "alias-added",
        Text("添日常用语“{name}”", "is also called “{name}”"),
        "alias-dropped",
        Text("删日常用语“{name}”", "is no longer called “{name}”"),
    ),
    """Everyday names help people find an item; their order says nothing.

    日常用语帮人找到事项；先后没有意义。

    Before:
        aliases: [办身份证]

    After:
        aliases: [«身份证办理», 办身份证]
    """,
)

TYPE = kinds(
    "item",
    "type sector level level[]",
    changed("class", Text("{label}由“{before}”改为“{after}”", "{label}: {before} → {after}"))
    | added_dropped(
        "class-added",
        Text("{label}增加“{name}”", "{label}: also {name}"),
        "class-dropped",
        Text("{label}减去“{name}”", "{label}: no longer {name}"),
    ),
    """Type, department and level decide which rules an item falls under, and at which level people apply.

    类型、部门、层级决定事项适用哪些规定，也决定到哪一级去办。

    Before:
        type: «confirmation»

    After:
        type: «licence»

    Before:
        level: [county]

    After:
        level: [county, «municipal»]
    """,
)

PLACE = kinds(
    "item",
    "jurisdiction",
    changed(
        "relocated",
        Text("行政区划由 {before} 改为 {after}", "belongs to division {after}, was {before}"),
    )
    | added_dropped(
        "located",
        Text("写明行政区划 {after}", "its division is stated: {after}"),
        "placeless",
        Text(
            "不再写明行政区划（原为 {before}）",
            "its division is no longer stated (was {before})",
        ),
    ),
    """Divisions are merged and renamed; whether people now go elsewhere, the code does not say.

    行政区划会撤并更名；人们是否因此要换个地方办，代码本身说不出来。

    Before:
        jurisdiction: «"440103"»

    After:
        jurisdiction: «"440106"»

    Before:
        name: 甲

    After:
        name: 甲
        jurisdiction: «"440106"»
    """,
)

DATES = kinds(
    "item",
    "effective expires",
    {
        Action.LATER: (
            "later",
            Text("{label}由 {before} 推迟到 {after}", "{label}: {after}, later than {before}"),
        ),
        Action.EARLIER: (
            "earlier",
            Text(
                "{label}由 {before} 提前到 {after}", "{label}: {after}, earlier than {before}"
            ),
        ),
    }
    | added_dropped(
        "dated",
        Text("定了{label} {after}", "{label} is set: {after}"),
        "undated",
        Text("取消了{label} {before}", "{label} is lifted: {before}"),
    ),
    """From when, and until when, an item holds.

    事项从何时起、到何时止。

    Before:
        effective: «"2026-01-01"»

    After:
        effective: «"2026-07-01"»

    Before:
        name: 甲

    After:
        name: 甲
        expires: «"2027-01-01"»
    """,
)

VERSION = kinds(
    "item",
    "version",
    more_less(
        "version-up",
        Text("版本 {before} → {after}", "version {before} → {after}"),
        "version-down",
        Text("版本退回 {before} → {after}", "version back from {before} to {after}"),
    ),
    """The version counts publications and means nothing to the applicant.

    版本号只记发布次数，与申请人无关。

    Before:
        version: «1»

    After:
        version: «2»
    """,
)

CODES = kinds(
    "item",
    "previous_codes[] local_basic_code local_code handling_code basic_code code",
    added_dropped(
        "code-added",
        Text("添{label} {after}", "{label} {after} is new"),
        "code-dropped",
        Text("删{label} {before}", "{label} {before} is gone"),
    )
    | changed("local-code", Text("{label}：{before} → {after}", "{label}: {before} → {after}")),
    """Former and local codes let systems find an item; nobody applies by them.

    曾用编码与地方编码供系统查找，申请人用不着。

    Before:
        local_code: «A-01»

    After:
        local_code: «A-02»

    Before:
        name: 甲

    After:
        name: 甲
        previous_codes: [«"000709001000"»]
    """,
)

OFFERED = kinds(
    "item",
    "not_offered",
    added_dropped(
        "not-offered",
        Text("本地不再开展：{after}", "is no longer offered here: {after}"),
        "offered",
        Text("本地重新开展（原因：{before}）", "is offered here again (was: {before})"),
    )
    | changed("excuse", Text("不开展的说明改了", "says another reason for not being offered")),
    """A place that does not offer an item says why; people there must go elsewhere.

    本地不开展的事项要说明原因；当地人只能到别处去办。

    Before:
        name: 甲

    After:
        name: 甲
        not_offered: «本区无此类企业»

    Before:
        not_offered: «本区无此类企业»

    After:
        not_offered: «本区没有港口»
    """,
)

QUOTA = kinds(
    "item",
    "quota",
    added_dropped(
        "quota-set",
        Text("新设数量限制：{after}", "is limited in number: {after}"),
        "quota-lifted",
        Text("取消数量限制（原为 {before}）", "is no longer limited in number (was {before})"),
    )
    | more_less(
        "quota-raised",
        Text("数量限制由 {before} 放宽到 {after}", "its quota rises from {before} to {after}"),
        "quota-lowered",
        Text("数量限制由 {before} 收紧到 {after}", "its quota falls from {before} to {after}"),
    )
    | changed("quota-text", Text("数量限制的说法改了", "words its quota otherwise")),
    """A quota decides who gets anything at all.

    数量限制决定有没有份。

    Before:
        name: 甲

    After:
        name: 甲
        quota: «100»

    Before:
        quota: «100»

    After:
        quota: «200»

    Before:
        quota: «每年一百个»

    After:
        quota: «每年由区里定»
    """,
)

FAMILIES = (
    RECODED,
    STATE,
    STATUS,
    NAME,
    ALIAS,
    TYPE,
    PLACE,
    DATES,
    VERSION,
    CODES,
    OFFERED,
    QUOTA,
)
