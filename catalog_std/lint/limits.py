"""Rules about how long things take."""

from __future__ import annotations

from operator import attrgetter

from catalog_std.codes.workday import always_late
from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    GUANGDONG_2021,
    Basis,
    Card,
    Case,
    Hits,
    Rate,
    case_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

_SPECIAL = attrgetter("item.special")
_UNITS = {
    "working": Text("个工作日", "working days"),
    "calendar": Text("个自然日", "calendar days"),
    "": Text("日", "days"),
}
_KINDS = {
    "working": Text("工作日", "working days"),
    "calendar": Text("自然日", "calendar days"),
}
_TABLES = Text(
    "国家平台数据交换表（承诺办结时限不大于法定办结时限）",
    "the national platform's exchange tables (promise within the law)",
)
_ZHEJIANG = Text(
    "浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou"
)


@item_rule(
    Card(
        "LIM001",
        "limits/promise-beyond-law",
        Severity.ERROR,
        Text("承诺时限长于法定时限", "Promise longer than the law allows"),
        Text(
            "承诺 {promised} {unit}，超过法定 {statutory} {unit}",
            "promised {promised} {unit}, the law allows {statutory}",
        ),
        Basis(_TABLES),
    )
)
def promise_beyond_law(item: Item) -> Hits:
    """A promise may be shorter than the law's limit, never longer. Working and calendar days are not
    compared with each other here.

    承诺办结时限不得超过法定办结时限。工作日与自然日不在此互相比较。

    Pass:
        limits:
          statutory: {days: 20, unit: working}
          promised: {days: 20, unit: working}

    Pass:
        limits:
          statutory: {days: 20, unit: working}
          promised: {days: 25, unit: calendar}

    Fail:
        limits:
          statutory: {days: 30, unit: working}
          promised: {days: «40», unit: working}
    """
    law, promise = item.statutory, item.promised
    if law.days is None or promise.days is None or law.unit != promise.unit:
        return
    if promise.days > law.days:
        unit = _UNITS.get(law.unit, _UNITS[""])
        place = promise.at / "days"
        yield hit(place, promised=promise.days, statutory=law.days, unit=unit)


@item_rule(
    Card(
        "LIM002",
        "limits/promise-equals-law",
        Severity.INFO,
        Text("承诺时限等于法定时限", "Promise no better than the law"),
        Text(
            "承诺 {promised} {unit}，与法定时限相同，没有压缩",
            "promised {promised} {unit}, just what the law allows",
        ),
        Basis(
            Text(
                "国办发〔2018〕45号（压缩办理时间）",
                "State Council office [2018] 45 (shorter times)",
            )
        ),
        Rate(0.225, GUANGDONG_2021),
    )
)
def promise_equals_law(item: Item) -> Hits:
    """A promise that merely repeats the law promises nothing; a limit of one day or less is left alone.

    承诺时限照抄法定时限，等于没有承诺；一日以内的不在此列。

    Pass:
        limits:
          statutory: {days: 20, unit: working}
          promised: {days: 19, unit: working}

    Pass:
        limits:
          statutory: {days: 1, unit: working}
          promised: {days: 1, unit: working}

    Fail:
        limits:
          statutory: {days: 20, unit: working}
          promised: {days: «20», unit: working}
    """
    law, promise = item.statutory, item.promised
    same = law.days == promise.days and law.unit == promise.unit
    if same and promise.days is not None and promise.days > 1:
        unit = _UNITS.get(law.unit, _UNITS[""])
        yield hit(promise.at / "days", promised=promise.days, unit=unit)


@item_rule(
    Card(
        "LIM003",
        "limits/units-differ",
        Severity.WARNING,
        Text("法定时限与承诺时限单位不同", "Limits in different units"),
        Text(
            "法定时限按{statutory}计，承诺时限按{promised}计，无法比较",
            "the law counts in {statutory}, the promise in {promised}: they cannot be compared",
        ),
        Basis(
            Text(
                "广东政务服务网真实数据中的差错",
                "a fault found in real data of the Guangdong portal",
            )
        ),
        Rate(0.004, GUANGDONG_2021),
    )
)
def units_differ(item: Item) -> Hits:
    """Both limits are counted in the same kind of days, so that an applicant can tell which is shorter.

    两个时限用同一种日计算，申请人才看得出长短。

    Pass:
        limits:
          statutory: {days: 20, unit: calendar}
          promised: {days: 10, unit: calendar}

    Fail:
        limits:
          statutory: {days: 20, unit: working}
          promised: {days: 20, unit: «calendar»}
    """
    law, promise = item.statutory, item.promised
    if {law.unit, promise.unit} == {"working", "calendar"}:
        statutory, promised = _KINDS[law.unit], _KINDS[promise.unit]
        yield hit(promise.at / "unit", statutory=statutory, promised=promised)


@item_rule(
    Card(
        "LIM004",
        "limits/slow-instant",
        Severity.ERROR,
        Text("即办件不即办", "Instant, but not at once"),
        Text("即办件承诺 {promised} 日办结", "an instant item promises {promised} days"),
        Basis(_ZHEJIANG),
    )
)
def slow_instant(item: Item) -> Hits:
    """An instant item is finished on the spot: its promise is a day at most.

    即办件当场办结，承诺时限不超过一日。

    Pass:
        limits: {handling: instant, promised: {days: 1, unit: working}}

    Pass:
        limits: {handling: promised, promised: {days: 5, unit: working}}

    Fail:
        limits: {handling: instant, promised: {days: «5», unit: working}}
    """
    days = item.promised.days
    if item.handling == "instant" and days is not None and days > 1:
        yield hit(item.promised.at / "days", promised=days)


@item_rule(
    Card(
        "LIM005",
        "limits/steps-beyond-promise",
        Severity.WARNING,
        Text("各环节时限之和超过承诺时限", "Steps take longer than the promise"),
        Text(
            "各环节共 {steps} 日，超过承诺的 {promised} 日",
            "the steps take {steps} days in all, the promise is {promised}",
        ),
        Basis(_ZHEJIANG),
    )
)
def steps_beyond_promise(item: Item) -> Hits:
    """What the steps take together fits into the promise; the sum itself may equal it.

    各办理环节时限之和不超过承诺时限，可以相等。

    Pass:
        limits: {promised: {days: 5, unit: working}}
        steps: [{name: 受理, days: 1}, {name: 审查, days: 4}, {name: 送达}]

    Fail:
        limits: {promised: {days: «5», unit: working}}
        steps: [{name: 受理, days: 2}, {name: 审查, days: 4}]
    """
    promised = item.promised.days
    steps = sum(step.days or 0 for step in item.steps)
    if promised is not None and steps > promised:
        yield hit(item.promised.at / "days", steps=steps, promised=promised)


@item_rule(
    Card(
        "LIM006",
        "limits/no-days",
        Severity.WARNING,
        Text("法定时限为零", "A law that allows no time"),
        Text(
            "法定时限写作 {statutory} 日，多半是没有填",
            "a statutory limit of {statutory} days: most likely never filled in",
        ),
        Basis(
            Text(
                "广东政务服务网真实数据中的差错",
                "a fault found in real data of the Guangdong portal",
            )
        ),
    )
)
def no_days(item: Item) -> Hits:
    """No law demands a decision in zero days; a zero stands where nobody filled in the limit.

    没有哪部法律要求零日办结；写零多半是没有填。

    Pass:
        limits: {statutory: {days: 1, unit: working}, promised: {days: 0, unit: working}}

    Fail:
        limits: {statutory: {days: «0», unit: working}}
    """
    if item.statutory.days == 0:
        yield hit(item.statutory.at / "days", statutory=0)


@item_rule(
    Card(
        "LIM007",
        "limits/special-without-basis",
        Severity.WARNING,
        Text("特别程序没有依据", "Special procedure without a basis"),
        Text("特别程序“{name}”没有写依据", "special procedure “{name}” has no basis"),
        Basis(_ZHEJIANG),
    ),
    needs=_SPECIAL,
)
def special_without_basis(item: Item) -> Hits:
    """What is not counted in the limit has a basis in law; otherwise the promise means nothing.

    不计入时限的特别程序要有依据和天数，否则承诺时限形同虚设。

    Pass:
        limits: {special: [{name: 检验, days: 5, counted: false, basis: 《食品安全法》第八十七条}]}

    Pass:
        limits: {special: [{name: 检验, counted: true}]}

    Fail:
        limits: {special: [{name: «检验», days: 5, counted: false}]}
    """
    for special in item.special:
        if special.counted is False and not special.basis:
            yield hit(special.at / "name", name=special.name)


@item_rule(
    Card(
        "LIM008",
        "limits/special-without-days",
        Severity.WARNING,
        Text("特别程序没有天数", "Special procedure without days"),
        Text(
            "特别程序“{name}”没有写多少天", "special procedure “{name}” does not say how long"
        ),
        Basis(_ZHEJIANG),
    ),
    needs=_SPECIAL,
)
def special_without_days(item: Item) -> Hits:
    """A special procedure says how long it takes, so that people can count the days.

    特别程序要写天数，申请人才算得出最晚哪天办完。

    Pass:
        limits: {special: [{name: 检验, days: 5}]}

    Fail:
        limits: {special: [{name: «检验»}]}
    """
    for special in item.special:
        if special.name and special.days is None:
            yield hit(special.at / "name", name=special.name)


@case_rule(
    Card(
        "LIM009",
        "limits/beyond-law-by-calendar",
        Severity.ERROR,
        Text("按日历算超过法定时限", "Beyond the law, by the calendar"),
        Text(
            "承诺 {promised} {unit}，法定 {statutory} {law_unit}：{calendar}里，从 {start} 起算要到 {end} 才办结，法定应在 {due} 前",
            "promised {promised} {unit}, the law allows {statutory} {law_unit}: by {calendar}, begun on {start} it ends on {end}, due by {due}",
        ),
        Basis(_TABLES),
    )
)
def beyond_law_by_calendar(case: Case) -> Hits:
    """Working and calendar days are compared on a calendar with public holidays and working weekends,
    from every day of a year; only what is late whichever day it begins is told. Without the
    calendar nothing is compared.

    工作日和自然日不能直接比，要放到有节假日和调休的日历上逐日去数；只有从哪一天起算都超期的才报，日历没装的不比。

    Pass:
        limits:
          statutory: {days: 20, unit: calendar}
          promised: {days: 10, unit: working}

    Pass:
        limits:
          statutory: {days: 20, unit: working}
          promised: {days: 20, unit: working}

    Fail:
        limits:
          statutory: {days: 20, unit: calendar}
          promised: {days: «20», unit: working}
    """
    law, promise = case.item.statutory, case.item.promised
    if {law.unit, promise.unit} != {"working", "calendar"} or not law.days or not promise.days:
        return
    late = always_late((promise.days, promise.unit), (law.days, law.unit), case.on)
    if late:
        words = {
            "unit": _UNITS[promise.unit],
            "law_unit": _UNITS[law.unit],
            "calendar": late.calendar,
        }
        days = {
            "start": late.start.isoformat(),
            "end": late.end.isoformat(),
            "due": late.due.isoformat(),
        }
        yield hit(
            promise.at / "days", promised=promise.days, statutory=law.days, **words, **days
        )
