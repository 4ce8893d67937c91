"""Rules about one item in many places: what may differ, and what differs."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.lint.latitude import departures
from catalog_std.lint.rule import (
    Basis,
    Card,
    Case,
    Hits,
    case_rule,
    catalog_rule,
    hit,
)
from catalog_std.text import Text

_LATITUDE = Basis(
    Text(
        "各层标准的 x-latitude 和 x-burden 标注",
        "the annotations x-latitude and x-burden of the layers",
    )
)
_SAME = Basis(
    Text(
        "国发〔2022〕5号（同一事项在不同地区同要素管理、同标准办理）",
        "State Council [2022] 5: one item, the same elements and standards everywhere",
    ),
    sure="memory",
)


@case_rule(
    Card(
        "HRM001",
        "harmony/fixed-changed",
        Severity.ERROR,
        Text("改了不许改的要素", "A fixed element changed"),
        Text(
            "{label}由基本目录规定为{basic}，这里写成{local}",
            "{label} is fixed by the basic catalogue as {basic}; here it is {local}",
        ),
        _LATITUDE,
    ),
    needs=departures,
)
def fixed_changed(case: Case) -> Hits:
    """What the basic catalogue fixes, an implementation item leaves out or writes alike.

    基本目录规定不许改的要素，实施清单要么不写，要么写得一样。

    Under:
        properties:
          name: {x-latitude: {item: fixed}, x-label: {zh: 名称, en: name}}
          applicants: {type: array, x-latitude: {item: fixed}, x-label: {zh: 服务对象, en: applicants}}

    Pass:
        === items/a.yaml
        {basic_code: "000109001000", name: 甲, applicants: [a, b]}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", name: 甲, applicants: [b, a]}

    Fail:
        === items/a.yaml
        {basic_code: "000109001000", name: 甲}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", name: «乙»}
    """
    for one in departures(case):
        if one.kind == "fixed":
            yield hit(one.at, label=one.label, basic=one.basic, local=one.local)


@case_rule(
    Card(
        "HRM002",
        "harmony/heavier",
        Severity.ERROR,
        Text("比基本目录重", "Heavier than the basic item"),
        Text(
            "{label}比基本目录重：基本目录 {basic}，这里 {local}",
            "{label} is heavier than the basic item: {basic} there, {local} here",
        ),
        _LATITUDE,
    ),
    needs=departures,
)
def heavier(case: Case) -> Hits:
    """An implementation item may only be lighter for the applicant: a shorter limit, fewer visits, a
    lower fee.

    实施清单只能让申请人更轻松：更短的时限、更少的次数、更低的收费。

    Under:
        properties:
          visits:
            x-latitude: {item: lighter}
            properties: {count: {x-burden: {measure: visits, lighter: less}, x-label: {zh: 次数, en: visits}}}
          fees:
            x-latitude: {item: lighter}
            properties: {charged: {x-burden: {measure: money, lighter: less}, x-label: {zh: 收费, en: charge}}}

    Pass:
        === items/a.yaml
        {basic_code: "000109001000", visits: {count: 1}}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", visits: {count: 1}}
        --- {basic_code: "000109001000", code: "y", visits: {count: 0}}

    Fail:
        === items/a.yaml
        {basic_code: "000109001000", visits: {count: 1}}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", visits: {count: «2»}}

    Fail:
        === items/a.yaml
        {basic_code: "000109001000", fees: {charged: false}}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", fees: {charged: «true»}}
    """
    for one in departures(case):
        if one.kind == "heavier":
            yield hit(one.at, label=one.label, basic=one.basic, local=one.local)


@case_rule(
    Card(
        "HRM003",
        "harmony/added-entry",
        Severity.ERROR,
        Text("比基本目录多要", "More than the basic item asks"),
        Text(
            "{label}比基本目录多一项“{local}”",
            "{label} has one more than the basic item: “{local}”",
        ),
        _LATITUDE,
    ),
    needs=departures,
)
def added_entry(case: Case) -> Hits:
    """Of lists where fewer is better, such as papers and conditions, an implementation item may drop
    entries, never add; entries are known by standard name, name or id.

    材料、条件这类越少越好的清单，实施清单可以减，不能加；按标准名称、名称或标识认同一项。

    Under:
        properties:
          materials:
            x-label: {zh: 申请材料, en: materials}
            x-latitude: {item: lighter}
            x-burden: {measure: count, lighter: fewer, key: [standard_name, name]}

    Pass:
        === items/a.yaml
        {basic_code: "000109001000", materials: [{name: 身份证, standard_name: 居民身份证}, {name: 照片}]}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", materials: [{name: 二代证, standard_name: 居民身份证}, 照片, {copies: 1}]}

    Fail:
        === items/a.yaml
        {basic_code: "000109001000", materials: [{name: 身份证}]}
        === items/b.yaml
        {basic_code: "000109001000", code: "x", materials: [{name: 身份证}, {name: «居住证明»}]}
    """
    for one in departures(case):
        if one.kind == "added":
            yield hit(one.at, label=one.label, local=one.local)


@catalog_rule(
    Card(
        "HRM004",
        "harmony/law-limit-differs",
        Severity.WARNING,
        Text("各地法定时限不同", "Law limit differs from place to place"),
        Text(
            "法定时限这里是 {own}，{places} 个地方是 {usual}",
            "the law's limit is {own} here and {usual} in {places} places",
        ),
        _SAME,
    )
)
def law_limit_differs() -> str:
    """The law has one limit; where a place differs from most (three at least, and more than half) it
    is most likely a slip.

    法定时限只有一个；与多数地方（至少三地且过半）不同的，多半抄错了。

    Pass:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", limits: {statutory: {days: 20, unit: working}}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", limits: {statutory: {days: 20, unit: working}}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", limits: {statutory: {days: 20, unit: working}}}

    Fail:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", limits: {statutory: {days: 20, unit: working}}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", limits: {statutory: {days: 20, unit: working}}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", limits: {statutory: {days: 20, unit: working}}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", limits: {statutory: {days: «30», unit: working}}}
    """
    return """
        WITH seen AS (
            SELECT basic_code, statutory_days || coalesce(' ' || statutory_unit, '') AS days, count(DISTINCT jurisdiction) AS places
            FROM items WHERE kind = 'implementation' AND basic_code IS NOT NULL AND statutory_days IS NOT NULL
            GROUP BY ALL
        ), most AS (
            SELECT basic_code, arg_max(days, places) AS usual, max(places) AS places, sum(places) AS total
            FROM seen GROUP BY basic_code
        )
        SELECT i.file, i.number, '/limits/statutory/days' AS pointer, m.usual, m.places,
               i.statutory_days || coalesce(' ' || i.statutory_unit, '') AS own
        FROM items i JOIN most m USING (basic_code)
        WHERE i.kind = 'implementation' AND i.statutory_days IS NOT NULL AND m.places >= 3 AND m.places * 2 > m.total
          AND i.statutory_days || coalesce(' ' || i.statutory_unit, '') <> m.usual
    """


@catalog_rule(
    Card(
        "HRM005",
        "harmony/name-differs",
        Severity.WARNING,
        Text("各地名称不同", "Name differs from place to place"),
        Text(
            "这里叫“{own}”，{places} 个地方叫“{usual}”",
            "called “{own}” here and “{usual}” in {places} places",
        ),
        _SAME,
    )
)
def name_differs() -> str:
    """Where no basic item fixes it, one basic code still has one name (three places at least, and more than half), or cases and licences
    do not match.

    基本目录里没有的事项，同一基本编码名称也要一样（至少三地且过半），办件和证照才对得上。

    Pass:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", name: 甲}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", name: 甲}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", name: 甲}

    Fail:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", name: 甲}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", name: 甲}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", name: 甲}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", name: «乙»}
    """
    return """
        WITH seen AS (
            SELECT basic_code, name, count(DISTINCT jurisdiction) AS places
            FROM items WHERE kind = 'implementation' AND basic_code IS NOT NULL AND name IS NOT NULL
            GROUP BY ALL
        ), most AS (
            SELECT basic_code, arg_max(name, places) AS usual, max(places) AS places, sum(places) AS total
            FROM seen GROUP BY basic_code
        )
        SELECT i.file, i.number, '/name' AS pointer, m.usual, m.places, i.name AS own
        FROM items i JOIN most m USING (basic_code)
        WHERE i.kind = 'implementation' AND i.name <> m.usual
          AND NOT EXISTS (SELECT 1 FROM items b WHERE b.kind = 'basic' AND b.basic_code = i.basic_code) AND m.places >= 3 AND m.places * 2 > m.total
    """


@catalog_rule(
    Card(
        "HRM006",
        "harmony/slow-place",
        Severity.INFO,
        Text("比各地慢得多", "Far slower than elsewhere"),
        Text(
            "这里承诺 {own} 日，{places} 个地方的中位数是 {median} 日",
            "{own} days here; the median of {places} places is {median}",
        ),
        _SAME,
    )
)
def slow_place() -> str:
    """A promise more than three times the median of the places (same unit, four at least) is worth a
    look at how others do it.

    承诺时限是各地中位数（同一单位，至少四地）三倍以上的，看看别处怎么办得到。

    Pass:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", limits: {promised: {days: 5, unit: working}}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", limits: {promised: {days: 5, unit: working}}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", limits: {promised: {days: 5, unit: working}}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", limits: {promised: {days: 15, unit: working}}}

    Fail:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", limits: {promised: {days: 5, unit: working}}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", limits: {promised: {days: 5, unit: working}}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", limits: {promised: {days: 5, unit: working}}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", limits: {promised: {days: «16», unit: working}}}
    """
    return """
        WITH usual AS (
            SELECT basic_code, promised_unit, median(promised_days) AS median, count(DISTINCT jurisdiction) AS places
            FROM items WHERE kind = 'implementation' AND promised_days IS NOT NULL
            GROUP BY basic_code, promised_unit
        )
        SELECT i.file, i.number, '/limits/promised/days' AS pointer, i.promised_days AS own, u.places, u.median
        FROM items i JOIN usual u USING (basic_code, promised_unit)
        WHERE i.kind = 'implementation' AND u.places >= 4 AND u.median >= 1 AND i.promised_days > 3 * u.median
    """


@catalog_rule(
    Card(
        "HRM007",
        "harmony/more-visits",
        Severity.INFO,
        Text("比各地多跑", "More visits than elsewhere"),
        Text(
            "这里要跑 {own} 次，{places} 个地方的中位数是 {median} 次",
            "visits needed here: {own}; the median of {places} places is {median}",
        ),
        _SAME,
    )
)
def more_visits() -> str:
    """Where most places (four at least, and three in four) need fewer visits for the same item, this one can do so too.

    同一事项，多数地方（至少四地且四分之三）少跑一次就能办，这里也应该能。

    Pass:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", visits: {count: 1}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", visits: {count: 1}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", visits: {count: 1}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", visits: {count: 1}}

    Fail:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", visits: {count: 0}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", visits: {count: 0}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", visits: {count: 0}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", visits: {count: «1»}}
    """
    return """
        WITH usual AS (
            SELECT basic_code, median(visits) AS median, count(DISTINCT jurisdiction) AS places
            FROM items WHERE kind = 'implementation' AND visits IS NOT NULL GROUP BY basic_code
        ), counted AS (
            SELECT basic_code, visits, count(*) AS items
            FROM items WHERE kind = 'implementation' AND visits IS NOT NULL GROUP BY basic_code, visits
        ), ranked AS (
            SELECT basic_code, visits, sum(items) OVER (PARTITION BY basic_code) AS items,
                   sum(items) OVER (PARTITION BY basic_code ORDER BY visits) - items AS fewer
            FROM counted
        )
        SELECT i.file, i.number, '/visits/count' AS pointer, i.visits AS own, u.places, u.median
        FROM items i JOIN usual u USING (basic_code) JOIN ranked r USING (basic_code, visits)
        WHERE i.kind = 'implementation' AND u.places >= 4 AND r.fewer * 4 >= r.items * 3
    """


@catalog_rule(
    Card(
        "HRM008",
        "harmony/fee-differs",
        Severity.WARNING,
        Text("别处不收费", "Free elsewhere"),
        Text(
            "这里收费，{places} 个地方有 {free} 个不收",
            "charged here; free in {free} of {places} places",
        ),
        _SAME,
    )
)
def fee_differs() -> str:
    """Where most places (four at least, and three in four) charge nothing, a place that does must be
    able to say why.

    同一事项，多数地方（至少四地且四分之三）不收费，这里收费就要说得出依据。

    Pass:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", fees: {charged: true}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", fees: {charged: true}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", fees: {charged: false}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", fees: {charged: false}}

    Fail:
        --- {basic_code: "000109001000", code: "3", jurisdiction: "440103", fees: {charged: false}}
        --- {basic_code: "000109001000", code: "4", jurisdiction: "440104", fees: {charged: false}}
        --- {basic_code: "000109001000", code: "5", jurisdiction: "440105", fees: {charged: false}}
        --- {basic_code: "000109001000", code: "6", jurisdiction: "440106", fees: {charged: «true»}}
    """
    return """
        WITH usual AS (
            SELECT basic_code, count(DISTINCT jurisdiction) AS places,
                   count(DISTINCT jurisdiction) FILTER (NOT charged) AS free
            FROM items WHERE kind = 'implementation' AND charged IS NOT NULL GROUP BY basic_code
        )
        SELECT i.file, i.number, '/fees/charged' AS pointer, u.places, u.free
        FROM items i JOIN usual u USING (basic_code)
        WHERE i.kind = 'implementation' AND i.charged AND u.places >= 4 AND u.free * 4 >= u.places * 3
    """
