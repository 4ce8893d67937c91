"""Rules about the shape of an item: what the layers of standards declare, each in its own name."""

from __future__ import annotations

from catalog_std.document import Place
from catalog_std.finding import Fix, Severity
from catalog_std.lint.clauses import BREACHED, CLAUSE, TOLD, breach_hit, breaches_of, label_of
from catalog_std.lint.meant import value_meant
from catalog_std.lint.rule import SPOT_CHECK_2017, Card, Case, Hit, Hits, Rate, case_rule
from catalog_std.text import Text

_KINDS = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("是非值（true/false）", "true or false"),
    "array": Text("清单", "a list"),
    "object": Text("键值组", "a mapping"),
    "null": Text("空值", "null"),
}


@case_rule(
    Card(
        "SHP001",
        "shape/missing-element",
        Severity.ERROR,
        Text("缺少要素", "Missing element"),
        Text("缺少{label}（{missing}）", "{label} ({missing}) is missing"),
        CLAUSE,
        Rate(0.33, SPOT_CHECK_2017),
    ),
    needs=BREACHED,
)
def missing_element(case: Case) -> Hits:
    """An element that a standard in force demands must stand in the item or in its basic item.

    在用标准要求的要素，事项本身或其基本目录事项必须写明。

    Under:
        properties: {name: {x-label: {zh: 事项名称, en: name}}, limits: {required: [unit]}}
        required: [name]

    Pass:
        name: 出生登记
        limits: {unit: working}

    Fail:
        «code»: "1"
        limits: {unit: working}

    Fail:
        name: 出生登记
        «limits»:
          days: 3
    """
    for breach in breaches_of(case, "required"):
        missing = str(breach.facts["missing"])
        yield breach_hit(
            case, breach, missing=missing, label=label_of(case, breach.pointer / missing)
        )


@case_rule(
    Card(
        "SHP002",
        "shape/unknown-field",
        Severity.ERROR,
        Text("未知的键", "Unknown field"),
        Text("没有“{key}”这个要素{hint}", "no element is called “{key}”{hint}"),
        CLAUSE,
    ),
    needs=BREACHED,
)
def unknown_field(case: Case) -> Hits:
    """A key that no layer of the standards declares is a slip of the pen or an element made up at home.

    各层标准都没有声明的键，不是笔误，就是自造的要素。

    Under:
        properties: {materials: {items: {properties: {originals: {}, name: {x-label: {zh: 材料名称, en: n}}}}}}

    Pass:
        materials:
          - {name: 身份证, originals: 1}

    Fail:
        materials:
          - {name: 身份证, «orignals»: 1}
          - «材料名称»: 照片
        «colour»: red

    Fail:
        materials:
          - {«材料名称»: 照片, «orignals»: 1}  # 一寸

    Fixed:
        materials:
          - {name: 照片, originals: 1}  # 一寸
    """
    for breach in breaches_of(case, "unknown"):
        guess = breach.facts["guess"]
        hint = (
            Text(f"，是否想写 {guess}？", f"; did you mean {guess}?") if guess else Text("", "")
        )
        at = Place(case.document, breach.pointer)
        key = str(breach.facts["key"])
        fix = Fix("rename", guess, safe=not key.isascii()) if guess else None
        yield Hit(at, {"key": key, "hint": hint}, breach, on_key=True, fix=fix)


@case_rule(
    Card(
        "SHP003",
        "shape/wrong-kind",
        Severity.ERROR,
        Text("值的种类不对", "Value of the wrong kind"),
        Text("{label}应为{expected}", "{label} should be {expected}"),
        CLAUSE,
    ),
    needs=BREACHED,
)
def wrong_kind(case: Case) -> Hits:
    """Text stands where text is asked for, a number where a number is, a list where a list is.

    该写文字处写文字，该写数字处写数字，该列清单处列清单。

    Under:
        properties:
          visits: {type: integer, x-label: {zh: 到现场次数, en: visits}}
          quota: {anyOf: [{type: string}, {type: integer}]}

    Pass:
        visits: 0
        quota: 每年 100 名

    Fail:
        visits: «一次»

    Fail:
        «visits»: [1]

    Fail:
        visits: «"1"»

    Fixed:
        visits: 1
    """
    for breach in breaches_of(case, "type"):
        expected = str(breach.facts["expected"])
        meant = value_meant(breach.facts["value"], expected)
        fix = None if meant is None else Fix("set", meant)
        yield breach_hit(case, breach, fix, expected=_kind(expected))


@case_rule(
    Card(
        "SHP004",
        "shape/no-such-variant",
        Severity.ERROR,
        Text("不合任何一种写法", "Fits none of the ways to write it"),
        Text(
            "{label}不合任何一种允许的写法，也看不出想用哪一种",
            "{label} fits none of the ways allowed, and which was meant is ambiguous",
        ),
        CLAUSE,
    ),
    needs=BREACHED,
)
def no_such_variant(case: Case) -> Hits:
    """Where an element may be written in several ways, it is plain which way was chosen.

    一个要素有几种写法时，须看得出用的是哪一种。

    Under:
        properties: {quota: {anyOf: [{type: string}, {type: integer}]}}

    Pass:
        quota: 5

    Fail:
        «quota»: {text: 五}
    """
    for breach in breaches_of(case, "anyOf", "oneOf"):
        yield breach_hit(case, breach)


@case_rule(
    Card(
        "SHP005",
        "shape/against-clause",
        Severity.ERROR,
        Text("不合条文", "Against a clause"),
        Text("{label}不合条文：{basis}", "{label} is against the clause: {basis}"),
        CLAUSE,
    ),
    needs=BREACHED,
)
def against_clause(case: Case) -> Hits:
    """A standard may forbid in any way that JSON Schema can say; the clause's own words tell what.

    标准可用 JSON Schema 的任何关键字作出限制，具体要求以条文为准。

    Under:
        properties: {aliases: {not: {contains: {const: 无}}}}

    Pass:
        aliases: [补身份证]

    Fail:
        «aliases»: [无]
    """
    for breach in case.breaches:
        if breach.keyword not in TOLD:
            yield breach_hit(case, breach, basis=breach.clause.basis)


def _kind(expected: str) -> Text:
    kinds = [_KINDS[name] for name in expected.split(" | ")]
    return Text("或".join(kind.zh for kind in kinds), " or ".join(kind.en for kind in kinds))
