"""Rules about the shape of an item: what the layers of standards declare, each in its own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog_std.configured import nearest
from catalog_std.document import Place
from catalog_std.finding import Severity
from catalog_std.lint.rule import Basis, Card, Case, Hit, Hits, case_rule
from catalog_std.source import Pointer
from catalog_std.standard.breach import Breach
from catalog_std.text import Text

_CLAUSE = Basis(
    Text("条文由各条发现自己引出", "each finding cites the clause of the layer that objects")
)
_SIZES = {
    "minLength": Text("至少 {limit} 个字", "at least {limit} characters"),
    "maxLength": Text("至多 {limit} 个字", "at most {limit} characters"),
    "minItems": Text("至少 {limit} 项", "at least {limit} entries"),
    "maxItems": Text("至多 {limit} 项", "at most {limit} entries"),
    "minProperties": Text("至少 {limit} 个键", "at least {limit} keys"),
    "maxProperties": Text("至多 {limit} 个键", "at most {limit} keys"),
}
_BOUNDS = {
    "minimum": Text("不小于 {limit}", "{limit} or more"),
    "maximum": Text("不大于 {limit}", "{limit} or less"),
    "exclusiveMinimum": Text("大于 {limit}", "more than {limit}"),
    "exclusiveMaximum": Text("小于 {limit}", "less than {limit}"),
    "multipleOf": Text("{limit} 的倍数", "a multiple of {limit}"),
}
_TOLD = {"required", "unknown", "type", "enum", "const", "pattern", "format", "uniqueItems"}
_TOLD |= {"anyOf", "oneOf", *_SIZES, *_BOUNDS}


@case_rule(
    Card(
        "SHP001",
        "shape/missing-element",
        Severity.ERROR,
        Text("缺少要素", "Missing element"),
        Text("缺少{label}（{missing}）", "{label} ({missing}) is missing"),
        _CLAUSE,
    )
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
    for breach in _of(case, "required"):
        missing = str(breach.facts["missing"])
        yield _hit(case, breach, missing=missing, label=_label(case, breach.pointer / missing))


@case_rule(
    Card(
        "SHP002",
        "shape/unknown-field",
        Severity.ERROR,
        Text("未知的键", "Unknown field"),
        Text("没有“{key}”这个要素{hint}", "no element is called “{key}”{hint}"),
        _CLAUSE,
    )
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
    """
    for breach in _of(case, "unknown"):
        guess = breach.facts["guess"]
        hint = (
            Text(f"，是否想写 {guess}？", f"; did you mean {guess}?") if guess else Text("", "")
        )
        at = Place(case.item.at.document, breach.pointer)
        yield Hit(at, {"key": breach.facts["key"], "hint": hint}, breach, on_key=True)


@case_rule(
    Card(
        "SHP003",
        "shape/wrong-kind",
        Severity.ERROR,
        Text("值的种类不对", "Value of the wrong kind"),
        Text("{label}应为{expected}", "{label} should be {expected}"),
        _CLAUSE,
    )
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
    """
    for breach in _of(case, "type"):
        yield _hit(case, breach, expected=_kind(str(breach.facts["expected"])))


@case_rule(
    Card(
        "SHP004",
        "shape/unlisted-token",
        Severity.ERROR,
        Text("不在代码表内", "Not in the code list"),
        Text(
            "{label}“{value}”不在代码表 {list} 内{hint}",
            "{label} “{value}” is not in code list {list}{hint}",
        ),
        _CLAUSE,
    )
)
def unlisted_token(case: Case) -> Hits:
    """A coded element takes a token of its code list; labels and official codes belong to the outside.

    编码要素只取代码表中的代号；中文名称和官方代码用于对外，不用于目录内部。

    Under:
        properties: {unit: {type: string, x-codes: time-unit, x-label: {zh: 单位, en: unit}}}

    Pass:
        unit: working

    Fail:
        unit: «工作日»
    """
    for breach in _of(case, "enum"):
        if "list" in breach.facts:
            yield _hit(
                case, breach, **breach.facts, hint=_token_hint(case, breach.facts), label=None
            )


@case_rule(
    Card(
        "SHP005",
        "shape/other-value",
        Severity.ERROR,
        Text("值不在允许之列", "Value not among those allowed"),
        Text(
            "{label}“{value}”不是允许的值：{limit}",
            "{label} “{value}” is not allowed here: {limit}",
        ),
        _CLAUSE,
    )
)
def other_value(case: Case) -> Hits:
    """Where a clause names the values it allows, no other stands.

    条文列明允许的值时，不得写其他值。

    Under:
        properties: {currency: {const: CNY}}

    Pass:
        currency: CNY

    Fail:
        currency: «USD»
    """
    for breach in _of(case, "const", "enum"):
        if "list" not in breach.facts:
            yield _hit(case, breach, **breach.facts)


@case_rule(
    Card(
        "SHP006",
        "shape/wrong-form",
        Severity.ERROR,
        Text("写法不合规定", "Not in the form laid down"),
        Text("{label}“{value}”写法不对：{basis}", "{label} “{value}” is malformed: {basis}"),
        _CLAUSE,
    )
)
def wrong_form(case: Case) -> Hits:
    """Codes, dates and addresses have a form of their own; software elsewhere relies on it.

    编码、日期、网址各有规定写法，别处的软件要靠它识别。

    Under:
        properties: {basic_code: {pattern: "^[0-9]{12}$"}, effective: {type: string, format: date}}

    Pass:
        basic_code: "000109001000"
        effective: "2020-12-14"

    Fail:
        basic_code: «"0109001000"»
        effective: «2020-13-40»
    """
    for breach in _of(case, "pattern", "format"):
        yield _hit(case, breach, value=breach.facts["value"], basis=breach.clause.basis)


@case_rule(
    Card(
        "SHP007",
        "shape/out-of-range",
        Severity.ERROR,
        Text("数值超出范围", "Number out of range"),
        Text("{label} {value}，应{bound}", "{label} is {value}, should be {bound}"),
        _CLAUSE,
    )
)
def out_of_range(case: Case) -> Hits:
    """A number stays within the bounds that the clause sets, the bound itself included.

    数值须在条文规定的范围内，含端点。

    Under:
        properties: {visits: {maximum: 1}, originals: {minimum: 0}}

    Pass:
        visits: 1
        originals: 0

    Fail:
        visits: «2»
        originals: «-1»
    """
    for breach in _of(case, *_BOUNDS):
        bound = _filled(_BOUNDS[breach.keyword], breach)
        yield _hit(case, breach, value=breach.facts["value"], bound=bound)


@case_rule(
    Card(
        "SHP008",
        "shape/wrong-size",
        Severity.ERROR,
        Text("长度或项数不合规定", "Too long, too short, too few or too many"),
        Text("{label}应{bound}", "{label} should have {bound}"),
        _CLAUSE,
    )
)
def wrong_size(case: Case) -> Hits:
    """A name fits the fields it travels in, and a list that must say something is not empty.

    名称须放得进交换字段；必须有内容的清单不得为空。

    Under:
        properties: {name: {maxLength: 4, minLength: 1}, steps: {minItems: 1}}

    Pass:
        name: 出生登记
        steps: [受理]

    Fail:
        name: «出生登记证»
        «steps»: []
    """
    for breach in _of(case, *_SIZES):
        yield _hit(case, breach, bound=_filled(_SIZES[breach.keyword], breach))


@case_rule(
    Card(
        "SHP009",
        "shape/repeated-entry",
        Severity.ERROR,
        Text("清单中有重复项", "List with an entry twice"),
        Text("{label}中有重复项", "{label} has an entry twice"),
        _CLAUSE,
    )
)
def repeated_entry(case: Case) -> Hits:
    """A list of unlike things names each of them once.

    各项互不相同的清单，每项只列一次。

    Under:
        properties: {applicants: {uniqueItems: true}}

    Pass:
        applicants: [natural_person, enterprise]

    Fail:
        «applicants»: [enterprise, enterprise]
    """
    for breach in _of(case, "uniqueItems"):
        yield _hit(case, breach)


@case_rule(
    Card(
        "SHP010",
        "shape/no-such-variant",
        Severity.ERROR,
        Text("不合任何一种写法", "Fits none of the ways to write it"),
        Text(
            "{label}不合任何一种允许的写法，也看不出想用哪一种",
            "{label} fits none of the ways allowed, and which was meant is ambiguous",
        ),
        _CLAUSE,
    )
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
    for breach in _of(case, "anyOf", "oneOf"):
        yield _hit(case, breach)


@case_rule(
    Card(
        "SHP011",
        "shape/against-clause",
        Severity.ERROR,
        Text("不合条文", "Against a clause"),
        Text("{label}不合条文：{basis}", "{label} is against the clause: {basis}"),
        _CLAUSE,
    )
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
        if breach.keyword not in _TOLD:
            yield _hit(case, breach, basis=breach.clause.basis)


def _of(case: Case, *keywords: str) -> Iterator[Breach]:
    return (breach for breach in case.breaches if breach.keyword in keywords)


def _hit(case: Case, breach: Breach, **facts: object) -> Hit:
    label = facts.get("label") or _label(case, breach.pointer)
    return Hit(Place(case.item.at.document, breach.pointer), facts | {"label": label}, breach)


def _label(case: Case, pointer: Pointer) -> Text:
    """Name an element in the reader's words; list entries by their list, the rest by their key."""
    steps = pointer
    while steps:
        if label := case.elements.along(steps).label:
            return label
        steps = Pointer(steps[:-1])
    key = next((str(s) for s in reversed(pointer) if isinstance(s, str)), "")
    return Text(key or "事项", key or "the item")


def _filled(words: Text, breach: Breach) -> Text:
    limit = breach.facts["limit"]
    return Text(words.zh.format(limit=limit), words.en.format(limit=limit))


_KINDS = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("是非值（true/false）", "true or false"),
    "array": Text("清单", "a list"),
    "object": Text("键值组", "a mapping"),
    "null": Text("空值", "null"),
}


def _kind(expected: str) -> Text:
    kinds = [_KINDS[name] for name in expected.split(" | ")]
    return Text("或".join(kind.zh for kind in kinds), " or ".join(kind.en for kind in kinds))


def _token_hint(case: Case, facts: Mapping[str, object]) -> Text:
    """Guess the token: from the label or official code people write, else from its spelling."""
    value, name = str(facts["value"]), str(facts["list"])
    known = case.lists[name]
    guess = known.by_label.get(value) or nearest(value, known.entries)
    return Text(f"，应写 {guess}", f"; write {guess}") if guess else Text("", "")
