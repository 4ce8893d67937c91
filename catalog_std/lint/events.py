"""Rules about life events: every item is there, nothing waits for itself, no paper is asked for twice."""

from __future__ import annotations

from collections import defaultdict

from catalog_std.finding import Severity
from catalog_std.journey.event import circle_of
from catalog_std.lint.rule import Basis, Card, Rows, catalog_rule
from catalog_std.text import Text

_ONE_THING = Basis(
    Text(
        "国发〔2024〕3号《关于进一步优化政务服务提升行政效能推动“高效办成一件事”的指导意见》",
        "State Council [2024] 3, on getting one thing done efficiently",
    )
)


def _waiting(rows: Rows) -> Rows:
    """Keep the rows of steps that wait for each other."""
    waits: dict[object, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        steps = waits[row["file"], row["number"]]
        steps[row["step"]].add(row["after"])
    circles = {
        event: circle_of({id: frozenset(after & steps.keys()) for id, after in steps.items()})
        for event, steps in waits.items()
    }
    return [
        row
        for row in rows
        if {row["step"], row["after"]} <= circles[row["file"], row["number"]]
    ]


@catalog_rule(
    Card(
        "EVT001",
        "events/no-such-item",
        Severity.ERROR,
        Text("一件事里的事项不存在", "An event names an item that is not there"),
        Text("基本目录里没有事项 {item}", "no basic item {item}"),
        _ONE_THING,
    )
)
def no_such_item() -> str:
    """A life event leads people from item to item; one that is not in the catalogue leads nowhere.

    一件事把人从一个事项带到下一个；目录里没有的事项，走到那里就断了。

    Pass:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: "000131901000"}]}
        === items/a.yaml
        {basic_code: "000131901000", name: 食品经营许可}

    Fail:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: «"000131901000"»}, {id: t, any: ["000131903000", «"000131904000"»]}]}
        === items/a.yaml
        {basic_code: "000131903000", name: 公司设立登记}
    """
    return """
        SELECT e.file, e.number, e.pointer, e.item
        FROM event_items e ANTI JOIN items i ON i.kind = 'basic' AND i.basic_code = e.item
    """


@catalog_rule(
    Card(
        "EVT002",
        "events/circle",
        Severity.ERROR,
        Text("一件事的步骤互相等待", "Steps of an event wait for each other"),
        Text(
            "步骤 {step} 要等 {after}，{after} 又要等它",
            "{step} waits for {after}, which waits for it",
        ),
        _ONE_THING,
    ),
    sift=_waiting,
)
def circle() -> str:
    """Steps that wait for each other can never begin, however the others go.

    步骤之间互相等待，谁也开始不了。

    Pass:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: "000131903000"}, {id: t, item: "000131901000", after: [s]}]}

    Fail:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: "000131903000", after: [«t»]}, {id: t, item: "000131901000", after: [«s»]}]}
    """
    return "SELECT file, number, pointer, step, after FROM event_waits"


@catalog_rule(
    Card(
        "EVT003",
        "events/no-such-step",
        Severity.ERROR,
        Text("等待一个没有的步骤", "A step waits for one that is not there"),
        Text(
            "步骤 {step} 要等 {after}，没有这个步骤",
            "{step} waits for {after}, and there is no such step",
        ),
        _ONE_THING,
    )
)
def no_such_step() -> str:
    """A step is named by its ``id``; one that waits for a name nobody has stands at no place in the order.

    步骤以 id 相称；等待一个没人叫的名字，就排不出先后。

    Pass:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: "000131903000"}, {id: t, item: "000131901000", after: [[s]]}]}

    Fail:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: "000131903000"}, {id: t, item: "000131901000", after: [[s, «u»]]}]}
    """
    return """
        SELECT w.file, w.number, w.pointer, w.step, w.after
        FROM event_waits w
        ANTI JOIN event_items e ON e.file = w.file AND e.number = w.number AND e.step = w.after
    """


@catalog_rule(
    Card(
        "EVT004",
        "events/paper-twice",
        Severity.WARNING,
        Text("同一份材料交两次", "One paper, handed in twice"),
        Text(
            "申请人在“{first}”和“{second}”各交一次“{paper}”",
            "applicants hand in “{paper}” both for “{first}” and for “{second}”",
        ),
        _ONE_THING,
    )
)
def paper_twice() -> str:
    """In one journey a paper is handed in once and passed on. Agencies that have agreed to pass one on
    name it under ``shared``; forms are each item's own, and the page counts how many there are.

    一件事一次办，同一份材料只交一次，部门之间传。已经谈妥共用的，写进 shared；表格是各事项自己的，页面会数出有几张。

    Pass:
        === events/a.yaml
        {id: a, name: 开宾馆, steps: [{id: s, item: "000131901000"}, {id: t, item: "000123901000"}], shared: [平面布局图]}
        === items/a.yaml
        ---
        basic_code: "000131901000"
        name: 食品经营许可
        materials: [{name: 布局图, standard_name: 平面布局图, kind: other, source: applicant}]
        ---
        basic_code: "000123901000"
        name: 公共场所卫生许可
        materials:
          - {name: 平面图, standard_name: 平面布局图, kind: other, source: applicant}
          - {name: 申请书, kind: form, source: applicant}

    Fail:
        === events/a.yaml
        {id: a, name: 开宾馆, steps: [{id: s, item: "000131901000"}, {id: t, item: «"000123901000"»}]}
        === items/a.yaml
        ---
        basic_code: "000131901000"
        name: 食品经营许可
        materials: [{name: 布局图, standard_name: 平面布局图, kind: other, source: applicant}]
        ---
        basic_code: "000123901000"
        name: 公共场所卫生许可
        materials: [{name: 平面图, standard_name: 平面布局图, kind: other, source: applicant}]
    """
    return """
        WITH asked AS (
          SELECT DISTINCT e.file, e.number, e.pos, e.pointer, i.name AS item, coalesce(p.standard_name, p.name) AS paper
          FROM event_items e
          JOIN items i ON i.kind = 'basic' AND i.basic_code = e.item
          JOIN papers p ON p.file = i.file AND p.number = i.number
          WHERE p.source = 'applicant' AND p.kind IS DISTINCT FROM 'form' AND p.necessity IS DISTINCT FROM 'conditional'
            AND NOT e.optional
        )
        SELECT b.file, b.number, b.pointer, a.item AS first, b.item AS second, b.paper
        FROM asked a JOIN asked b ON b.file = a.file AND b.number = a.number AND b.paper = a.paper AND b.pos > a.pos
        ANTI JOIN event_shared s ON s.file = b.file AND s.number = b.number AND s.paper = b.paper
    """


@catalog_rule(
    Card(
        "EVT005",
        "events/nothing-to-do",
        Severity.ERROR,
        Text("一件事没有编号、名称或事项", "An event without an id, a name or an item"),
        Text("“{name}”缺少：{missing}", "“{name}” lacks: {missing}"),
        _ONE_THING,
    )
)
def nothing_to_do() -> str:
    """An event has an ``id`` (small letters, digits, hyphens: its address), a name, and at least one step
    with an item.

    一件事要有 id（小写字母、数字、连字符，也是网址）、名称，至少一个写明事项的步骤。

    Pass:
        === events/a.yaml
        {id: a, name: 开餐馆, steps: [{id: s, item: "000131903000"}]}

    Fail:
        === events/a.yaml
        {id: «A B», name: 开餐馆, steps: [{id: s, item: "000131903000"}]}
        === events/b.yaml
        {id: «b», name: 开餐馆, steps: [{id: s}]}
        === events/c.yaml
        {id: «c», steps: [{id: s, item: "000131903000"}]}
    """
    return """
        SELECT e.file, e.number, '/id' AS pointer, coalesce(e.name, e.id, e.file) AS name,
               concat_ws('、', CASE WHEN NOT coalesce(regexp_full_match(e.id, '[a-z0-9]+(-[a-z0-9]+)*'), false) THEN 'id' END,
                               CASE WHEN e.name IS NULL THEN 'name' END,
                               CASE WHEN count(i.item) = 0 THEN 'item' END) AS missing
        FROM events e LEFT JOIN event_items i USING (file, number)
        GROUP BY e.file, e.number, e.id, e.name
        HAVING missing <> ''
    """
