"""Kinds of change of how it goes: steps, time limits, visits, range."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.edits import Edit
from catalog_std.diff.kind import (
    Claim,
    Sight,
    added_dropped,
    changed,
    kinds,
    more_less,
    on_off,
    tightened_eased,
)
from catalog_std.diff.weigh import Action, Weight
from catalog_std.standard.weight import Weight as Held
from catalog_std.standard.weight import weigh_days
from catalog_std.text import Text, counted

_UNITS = {
    "working": Text("个工作日", "working days"),
    "calendar": Text("个自然日", "calendar days"),
}
_WAYS = {
    Held.HEAVIER: (Action.TIGHTENED, Weight.HEAVIER),
    Held.LIGHTER: (Action.EASED, Weight.LIGHTER),
    Held.SAME: (Action.CHANGED, Weight.NEITHER),
    None: (Action.CHANGED, Weight.UNKNOWN),
}


def _units(sight: Sight) -> Iterator[Claim]:
    """Compare a limit whose unit changed as a whole, by the calendar of public holidays."""
    for edit in sight.edits:
        if edit.path not in ("limits.promised.unit", "limits.statutory.unit"):
            continue
        days = next((e for e in sight.edits if e.path == edit.path[:-4] + "days"), None)
        one, other = (_limit(edit, side) for side in (0, 1))
        held = weigh_days(one, other, sight.on) if one and other else None
        action, weight = _WAYS[held]
        both = (edit, *((days,) if days else ()))
        label = sight.gauge.label(edit.path.removesuffix(".unit"))
        facts = {"label": label, "was": _said(one), "is_now": _said(other)}
        yield Claim(action, both, facts, weight)


def _limit(edit: Edit, side: int) -> tuple[float, str] | None:
    """Read the whole limit round a unit; None where a part is missing or of the wrong type."""
    spot = (edit.before, edit.after)[side]
    data = spot.at.document.data.get("limits", {}).get(edit.path.split(".")[1])
    if not isinstance(data, dict) or data.get("unit") not in _UNITS:
        return None
    match data.get("days"):
        case int() | float() as days if not isinstance(days, bool):
            return days, data["unit"]
    return None


def _said(limit: tuple[float, str] | None) -> object:
    if limit is None:
        return None
    unit = _UNITS[limit[1]]
    days = f"{limit[0]:g}"
    return Text(f"{days} {unit.zh}", f"{days} {counted(days, unit.en)}")


def _visits(sight: Sight) -> Iterator[Claim]:
    """Take the reason for visits with their number."""
    count = [e for e in sight.edits if e.path == "visits.count"]
    reason = [e for e in sight.edits if e.path == "visits.reason"]
    for edit in count:
        yield Claim(edit.action, (edit, *reason), {})


UNITS = kinds(
    "limits",
    "",
    tightened_eased(
        "longer-by-unit",
        Text(
            "{label}：{was} → {is_now}，按公布的放假日历更长",
            "{label}: {was} → {is_now}, longer by the calendar of holidays",
        ),
        "shorter-by-unit",
        Text(
            "{label}：{was} → {is_now}，按公布的放假日历更短",
            "{label}: {was} → {is_now}, shorter by the calendar of holidays",
        ),
    )
    | changed(
        "unit",
        Text(
            "{label}：{was} → {is_now}，孰长孰短要看从哪天起算",
            "{label}: {was} → {is_now}; which is longer depends on the day it begins",
        ),
    ),
    """Working days and calendar days are compared by the published calendar of public holidays, from every day
    of a past year on: longer only where it never ends earlier.

    工作日与自然日按已公布的放假日历、从一整年的每一天起算来比较：无论哪天开始都更晚，才算更长。

    Before:
        limits: {promised: {days: 20, unit: «calendar»}}

    After:
        limits: {promised: {days: 20, unit: «working»}}

    Before:
        limits: {promised: {days: 7, unit: «calendar»}}

    After:
        limits: {promised: {days: 5, unit: «working»}}
    """,
    _units,
)

DAYS = kinds(
    "limits",
    "limits.promised.days limits.statutory.days limits.special[].days",
    more_less(
        "longer",
        Text("{label}由 {before} 日延长到 {after} 日", "{label}: {after} days, was {before}"),
        "shorter",
        Text(
            "{label}由 {before} 日缩短到 {after} 日", "{label}: {after} days only, was {before}"
        ),
    ),
    """How long people wait.

    等多久。

    Before:
        limits: {promised: {days: «10», unit: working}}

    After:
        limits: {promised: {days: «15», unit: working}}
    """,
)

LIMIT = kinds(
    "limits",
    "limits.promised limits.statutory",
    added_dropped(
        "given",
        Text("写明{label}", "{label} is stated"),
        "taken",
        Text("不再写明{label}", "{label} is no longer stated"),
    ),
    """A promise binds the agency; without one only the law's limit does.

    有承诺，部门就受约束；没有承诺，只剩法定时限。

    Before:
        limits: {handling: promised}

    After:
        limits: {handling: promised, «promised»: {days: 15, unit: working}}
    """,
)

HANDLING = kinds(
    "limits",
    "limits.handling",
    tightened_eased(
        "not-at-once",
        Text("由“{before}”改为“{after}”", "no longer at once: {after}, was {before}"),
        "at-once",
        Text("由“{before}”改为“{after}”", "at once: {after}, was {before}"),
    ),
    """Handled while people wait, or by a promised date.

    当场办结，还是承诺期限内办结。

    Before:
        limits: {handling: «instant»}

    After:
        limits: {handling: «promised»}
    """,
)

SPECIAL = kinds(
    "limits",
    "limits.special[]",
    added_dropped(
        "special-added",
        Text("新增特别程序“{name}”", "a special procedure more: {name}"),
        "special-dropped",
        Text("取消特别程序“{name}”", "a special procedure less: {name}"),
    ),
    """A hearing, an inspection, a test by experts: each takes time of its own.

    听证、勘验、专家评审，各要各的时间。

    Before:
        limits: {special: [{name: 听证, days: 20}]}

    After:
        limits: {special: [{name: 听证, days: 20}, «{name: 现场勘验, days: 5}»]}
    """,
)

COUNTED = kinds(
    "limits",
    "limits.special[].counted",
    on_off(
        "counted",
        Text("“{name}”的时间计入时限", "the time of {name} counts within the limit"),
        "not-counted",
        Text("“{name}”的时间不计入时限", "the time of {name} comes on top of the limit"),
    ),
    """Time that does not count comes on top of what is promised.

    不计入时限的时间，是承诺之外再加的。

    Before:
        limits: {special: [{name: 听证, counted: «false»}]}

    After:
        limits: {special: [{name: 听证, counted: «true»}]}
    """,
)

STEP = kinds(
    "steps",
    "steps[]",
    added_dropped(
        "added",
        Text("新增环节“{name}”", "a step more: {name}"),
        "dropped",
        Text("减去环节“{name}”", "a step less: {name}"),
    ),
    """Each step is a hand an application goes through.

    每个环节都是申请要经过的一道手。

    Before:
        steps: [{name: 受理}, {name: 办结}]

    After:
        steps: [{name: 受理}, «{name: 审查}», {name: 办结}]
    """,
)

REORDERED = kinds(
    "steps",
    "steps",
    {
        Action.REORDERED: (
            "reordered",
            Text("环节的先后变了", "the steps come in another order"),
        )
    },
    """The order of steps says who comes first; the applicant does the same.

    环节的先后说明谁先谁后；申请人要做的没有变。

    Before:
        «steps»: [{name: 审查}, {name: 缴费}]

    After:
        «steps»: [{name: 缴费}, {name: 审查}]
    """,
)

STEP_DAYS = kinds(
    "steps",
    "steps[].days",
    more_less(
        "longer",
        Text(
            "环节“{name}”由 {before} 日延长到 {after} 日",
            "step {name}: {after} days, was {before}",
        ),
        "shorter",
        Text(
            "环节“{name}”由 {before} 日缩短到 {after} 日",
            "step {name}: {after} days only, was {before}",
        ),
    ),
    """How long an application stays at a step.

    申请在一个环节停留多久。

    Before:
        steps: [{name: 审查, days: «3»}]

    After:
        steps: [{name: 审查, days: «5»}]
    """,
)

STEP_WORDS = kinds(
    "steps",
    "steps[].actor steps[].standard steps[].result",
    changed(
        "described",
        Text(
            "环节“{name}”的{label}改了：{before} → {after}",
            "step {name}, {label}: {before} → {after}",
        ),
    ),
    """Who acts in a step, by which standard, with what result. A standard of examination is words to be read.

    环节由谁办、按什么标准、有什么结果。审查标准是文字，须由人来读。

    Before:
        steps: [{name: 审查, standard: «材料齐全»}]

    After:
        steps: [{name: 审查, standard: «材料齐全且现场核验»}]
    """,
)

VISITS = kinds(
    "visits",
    "",
    more_less(
        "more",
        Text("到现场由 {before} 次增至 {after} 次", "{after} visits, was {before}"),
        "fewer",
        Text("到现场由 {before} 次减至 {after} 次", "{after} visits only, was {before}"),
    )
    | added_dropped(
        "stated",
        Text("写明到现场 {after} 次", "the number of visits is stated: {after}"),
        "unstated",
        Text(
            "不再写明到现场次数（原为 {before} 次）",
            "the number of visits is no longer stated (was {before})",
        ),
    ),
    """How often people must come, with the reason that is given for it.

    要跑几趟，连同所写的原因。

    Before:
        visits: {count: «0»}

    After:
        visits: {count: «1», reason: 须本人到场采集人像}

    Before:
        name: 甲

    After:
        name: 甲
        visits: {count: «1»}
    """,
    _visits,
)

REASON = kinds(
    "visits",
    "visits.reason",
    changed(
        "reason",
        Text(
            "到现场的原因改了：{before} → {after}", "the reason for coming: {before} → {after}"
        ),
    )
    | added_dropped(
        "reason-stated",
        Text("写明到现场的原因：{after}", "the reason for coming is stated: {after}"),
        "reason-unstated",
        Text("不再写明到现场的原因", "the reason for coming is no longer stated"),
    ),
    """Why people must come.

    为什么要到现场。

    Before:
        visits: {count: 1, reason: «核验原件»}

    After:
        visits: {count: 1, reason: «采集指纹»}

    Before:
        visits: {count: 1}

    After:
        visits: {count: 1, reason: «采集指纹»}
    """,
)

RANGE = kinds(
    "scope",
    "scope.range",
    tightened_eased(
        "narrower",
        Text("通办范围由“{before}”缩为“{after}”", "can be done {after} only, was {before}"),
        "wider",
        Text("通办范围由“{before}”扩为“{after}”", "can be done {after}, was {before}"),
    ),
    """How far from home people may apply.

    可以在离家多远的地方办。

    Before:
        scope: {range: «national»}

    After:
        scope: {range: «cross_province»}
    """,
)

REGION = kinds(
    "scope",
    "scope.regions[]",
    added_dropped(
        "region-added",
        Text("通办地区增加 {name}", "can also be done in {name}"),
        "region-dropped",
        Text("通办地区减去 {name}", "can no longer be done in {name}"),
    ),
    """Where else people may apply.

    还可以在哪些地方办。

    Before:
        scope: {range: cross_province, regions: ["440000"]}

    After:
        scope: {range: cross_province, regions: ["440000", «"450000"»]}
    """,
)

FAMILIES = (
    UNITS,
    DAYS,
    LIMIT,
    HANDLING,
    SPECIAL,
    COUNTED,
    STEP,
    REORDERED,
    STEP_DAYS,
    STEP_WORDS,
    VISITS,
    REASON,
    RANGE,
    REGION,
)
