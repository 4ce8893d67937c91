"""Rules about the values of an item: what the layers of standards allow, each in its own name."""

from __future__ import annotations

from catalog_std.configured import nearest
from catalog_std.finding import Fix, Severity
from catalog_std.lint.clauses import BOUNDS, BREACHED, CLAUSE, SIZES, breach_hit, breaches_of
from catalog_std.lint.meant import day_meant
from catalog_std.lint.rule import Card, Case, Hits, case_rule
from catalog_std.standard.breach import Breach
from catalog_std.text import Text


@case_rule(
    Card(
        "SHP006",
        "shape/unlisted-token",
        Severity.ERROR,
        Text("不在代码表内", "Not in the code list"),
        Text(
            "{label}“{value}”不在代码表 {list} 内{hint}",
            "{label} “{value}” is not in code list {list}{hint}",
        ),
        CLAUSE,
    ),
    needs=BREACHED,
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

    Fixed:
        unit: working

    Fail:
        unit: «workin»

    Fixed:
        unit: working
    """
    for breach in breaches_of(case, "enum"):
        yield from _unlisted(case, breach) if "list" in breach.facts else ()


@case_rule(
    Card(
        "SHP007",
        "shape/other-value",
        Severity.ERROR,
        Text("值不在允许之列", "Value not among those allowed"),
        Text(
            "{label}“{value}”不是允许的值：{limit}",
            "{label} “{value}” is not allowed here: {limit}",
        ),
        CLAUSE,
    ),
    needs=BREACHED,
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
    for breach in breaches_of(case, "const", "enum"):
        if "list" not in breach.facts:
            yield breach_hit(case, breach, **breach.facts)


@case_rule(
    Card(
        "SHP008",
        "shape/wrong-form",
        Severity.ERROR,
        Text("写法不合规定", "Not in the form laid down"),
        Text("{label}“{value}”写法不对：{basis}", "{label} “{value}” is malformed: {basis}"),
        CLAUSE,
    ),
    needs=BREACHED,
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

    Fail:
        effective: «2020年1月5日»

    Fixed:
        effective: "2020-01-05"
    """
    for breach in breaches_of(case, "pattern", "format"):
        value = breach.facts["value"]
        day = day_meant(value) if breach.facts["limit"] == "date" else None
        fix = Fix("set", day) if day else None
        yield breach_hit(case, breach, fix, value=value, basis=breach.clause.basis)


@case_rule(
    Card(
        "SHP009",
        "shape/out-of-range",
        Severity.ERROR,
        Text("数值超出范围", "Number out of range"),
        Text("{label} {value}，应{bound}", "{label} is {value}, should be {bound}"),
        CLAUSE,
    ),
    needs=BREACHED,
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
    for breach in breaches_of(case, *BOUNDS):
        bound = _filled(BOUNDS[breach.keyword], breach)
        yield breach_hit(case, breach, value=breach.facts["value"], bound=bound)


@case_rule(
    Card(
        "SHP010",
        "shape/wrong-size",
        Severity.ERROR,
        Text("长度或项数不合规定", "Too long, too short, too few or too many"),
        Text("{label}应{bound}", "{label} should have {bound}"),
        CLAUSE,
    ),
    needs=BREACHED,
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
    for breach in breaches_of(case, *SIZES):
        yield breach_hit(case, breach, bound=_filled(SIZES[breach.keyword], breach))


@case_rule(
    Card(
        "SHP011",
        "shape/repeated-entry",
        Severity.ERROR,
        Text("清单中有重复项", "List with an entry twice"),
        Text("{label}中有重复项", "{label} has an entry twice"),
        CLAUSE,
    ),
    needs=BREACHED,
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
    for breach in breaches_of(case, "uniqueItems"):
        yield breach_hit(case, breach)


def _unlisted(case: Case, breach: Breach) -> Hits:
    """Guess the token: from the label or official code people write, else from its spelling."""
    value, known = str(breach.facts["value"]), case.lists[str(breach.facts["list"])]
    meant = known.by_label.get(value)
    guess = meant or nearest(value, known.entries)
    hint = Text(f"，应写 {guess}", f"; write {guess}") if guess else Text("", "")
    fix = Fix("set", guess, safe=meant is not None) if guess else None
    yield breach_hit(case, breach, fix, **breach.facts, hint=hint, label=None)


def _filled(words: Text, breach: Breach) -> Text:
    limit = breach.facts["limit"]
    return Text(words.zh.format(limit=limit), words.en.format(limit=limit))
