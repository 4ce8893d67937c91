"""Rules about who an item is: its codes agree with each other and are its own."""

from __future__ import annotations

import re
from operator import attrgetter

from catalog_std.codes.item_code import BASIC, CREDIT, LEVEL, read_implementing
from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Case,
    Hits,
    case_rule,
    catalog_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

_BEFORE = attrgetter("setting.before")
_CODING = Basis(
    Text(
        "GB/T 39554.1-2020 编码要求（据真实编码）",
        "GB/T 39554.1-2020, coding (from real codes)",
    )
)
_DIGIT_OF = {
    "national": "1",
    "provincial": "2",
    "municipal": "3",
    "county": "4",
    "town": "5",
    "village": "6",
    "shared": "7",
}
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


# Most codes are as they should be, and taking them apart costs more than a look at their parts.
def _agency_differs(case: Case) -> bool:
    return case.item.code[CREDIT] != case.item.agency.code


def _level_differs(case: Case) -> bool:
    item = case.item
    return len(item.level) == 1 and item.code[LEVEL] != _DIGIT_OF.get(item.level[0])


def _basic_differs(case: Case) -> bool:
    return case.item.code[BASIC] not in (case.item.basic_code, case.item.local_basic_code)


@item_rule(
    Card(
        "IDN001",
        "identity/other-agency",
        Severity.ERROR,
        Text("实施编码里不是本机构", "Implementing code of another agency"),
        Text(
            "实施编码前 18 位是 {found}，实施主体是 {agency}",
            "the implementing code begins with {found}, the agency is {agency}",
        ),
        _CODING,
    ),
    needs=_agency_differs,
)
def other_agency(item: Item) -> Hits:
    """An implementing code begins with the credit code of the agency that carries the item out.

    实施编码前 18 位就是实施主体的统一社会信用代码。

    Pass:
        code: "11440000006939756B2440101007000"
        agency: {code: "11440000006939756B"}

    Fail:
        code: «"11440000006939756B2440101007000"»
        agency: {code: "11440000006940116U"}
    """
    code = read_implementing(item.code)
    if code and item.agency.code and code.credit != item.agency.code:
        yield hit(item.at / "code", found=code.credit, agency=item.agency.code)


@item_rule(
    Card(
        "IDN002",
        "identity/other-level",
        Severity.ERROR,
        Text("实施编码里不是本层级", "Implementing code of another level"),
        Text(
            "实施编码第 19 位是 {found}，行使层级 {level} 应为 {digit}",
            "character 19 of the code is {found}; level {level} is {digit}",
        ),
        _CODING,
    ),
    needs=_level_differs,
)
def other_level(item: Item) -> Hits:
    """Character 19 of an implementing code is the level at which the item is exercised.

    实施编码第 19 位是行使层级。

    Pass:
        code: "11440000006939756B2440101007000"
        level: provincial

    Fail:
        code: «"11440000006939756B2440101007000"»
        level: county
    """
    code = read_implementing(item.code)
    level = item.level[0] if len(item.level) == 1 else ""
    digit = _DIGIT_OF.get(level, "")
    if code and digit and code.level != digit:
        yield hit(item.at / "code", found=code.level, level=level, digit=digit)


@item_rule(
    Card(
        "IDN003",
        "identity/other-basic-code",
        Severity.ERROR,
        Text("实施编码里不是本基本编码", "Implementing code of another basic item"),
        Text(
            "实施编码后 12 位是 {found}，基本编码是 {basic}",
            "the code ends in {found}, the basic code is {basic}",
        ),
        _CODING,
    ),
    needs=_basic_differs,
)
def other_basic_code(item: Item) -> Hits:
    """An implementing code ends in the basic code, national or local, of the item it implements.

    实施编码后 12 位是所实施事项的基本编码（国家的或地方的）。

    Pass:
        basic_code: "440101007000"
        code: "11440000006939756B2440101007000"

    Pass:
        basic_code: "000109001000"
        local_basic_code: "440101007000"
        code: "11440000006939756B2440101007000"

    Fail:
        basic_code: "440101008000"
        code: «"11440000006939756B2440101007000"»
    """
    code = read_implementing(item.code)
    if (
        code
        and item.basic_code
        and str(code.basic) not in (item.basic_code, item.local_basic_code)
    ):
        yield hit(item.at / "code", found=str(code.basic), basic=item.basic_code)


@item_rule(
    Card(
        "IDN004",
        "identity/other-handling-code",
        Severity.ERROR,
        Text("业务办理项编码与实施编码不符", "Handling code of another item"),
        Text(
            "业务办理项编码应为 {code} 加两位序号",
            "the handling code should be {code} and a serial of two digits",
        ),
        _CODING,
    )
)
def other_handling_code(item: Item) -> Hits:
    """A handling code is the implementing code with a serial from 01 on.

    业务办理项编码是实施编码加两位序号，从 01 起。

    Pass:
        code: "11440000006939756B2440101007000"
        handling_code: "11440000006939756B244010100700001"

    Fail:
        code: "11440000006939756B2440101007000"
        handling_code: «"11440000006939756B244010100800001"»

    Fail:
        code: "11440000006939756B2440101007000"
        handling_code: «"11440000006939756B244010100700000"»
    """
    serial = item.handling_code.removeprefix(item.code)
    right = len(serial) == len("01") and serial.isdigit() and serial != "00"
    if item.code and item.handling_code and not right:
        yield hit(item.at / "handling_code", code=item.code)


@catalog_rule(
    Card(
        "IDN005",
        "identity/repeated-code",
        Severity.ERROR,
        Text("编码重复", "Code used twice"),
        Text(
            "编码 {code} 已用于“{other}”（{where}）",
            "code {code} already belongs to “{other}” ({where})",
        ),
        _CODING,
    )
)
def repeated_code() -> str:
    """A code names one item in the whole catalog. Where an item is split into handling items, it is the
    handling code that is its own.

    在整个目录中，一个编码只对应一个事项；分业务办理项的，看业务办理项编码。

    Pass:
        === items/a.yaml
        {code: "A", name: 甲}
        === items/b.yaml
        {code: "B", name: 乙}

    Pass:
        === items/a.yaml
        {code: "A", handling_code: "A01", name: 甲}
        === items/b.yaml
        {code: "A", handling_code: "A02", name: 乙}

    Fail:
        === items/a.yaml
        {code: "A", name: 甲}
        === items/b.yaml
        {code: «"A"», name: 乙}

    Fail:
        === items/a.yaml
        {basic_code: "000109001000", name: 甲}
        === items/b.yaml
        {basic_code: «"000109001000"», name: 乙}
    """
    return """
        WITH named AS (
            SELECT file, number, name, coalesce(handling_code, code, basic_code) AS code,
                   CASE WHEN handling_code IS NOT NULL THEN '/handling_code'
                        WHEN code IS NOT NULL THEN '/code' ELSE '/basic_code' END AS pointer
            FROM items WHERE code IS NOT NULL OR kind = 'basic'
        ), more AS (
            SELECT hash(pointer, code) AS mark FROM named WHERE code IS NOT NULL GROUP BY mark HAVING count(*) > 1
        ), counted AS (
            SELECT *, row_number() OVER (PARTITION BY pointer, code ORDER BY file, number) AS place,
                   first_value(name) OVER (PARTITION BY pointer, code ORDER BY file, number) AS other,
                   first_value(file) OVER (PARTITION BY pointer, code ORDER BY file, number) AS first
            FROM named SEMI JOIN more ON mark = hash(pointer, code) WHERE code IS NOT NULL
        )
        SELECT file, number, pointer, code, coalesce(other, code) AS other, first AS "where"
        FROM counted WHERE place > 1
    """


@catalog_rule(
    Card(
        "IDN006",
        "identity/no-basic-item",
        Severity.WARNING,
        Text("基本目录里没有这个事项", "No such item in the basic catalogue"),
        Text("目录中没有基本编码 {code} 的基本事项", "the catalog has no basic item {code}"),
        _CODING,
    )
)
def no_basic_item() -> str:
    """An implementation item rests on a basic item. A catalog without any basic items is left alone.

    实施清单的事项以基本目录的事项为根据；整个目录都没有基本事项的不在此列。

    Pass:
        === items/a.yaml
        {basic_code: "000109001000", name: 甲}
        === items/b.yaml
        {basic_code: "000109001000", code: "B"}

    Pass:
        {basic_code: "000109001000", code: "B"}

    Fail:
        === items/a.yaml
        {basic_code: "000109001000", name: 甲}
        === items/b.yaml
        {basic_code: «"000109002000"», code: "B"}
    """
    return """
        SELECT i.file, i.number, '/basic_code' AS pointer, i.basic_code AS code
        FROM items i ANTI JOIN items b ON b.kind = 'basic' AND b.basic_code = i.basic_code
        WHERE i.kind = 'implementation' AND i.basic_code IS NOT NULL
          AND EXISTS (SELECT 1 FROM items WHERE kind = 'basic')
    """


@case_rule(
    Card(
        "IDN007",
        "identity/expired-active",
        Severity.ERROR,
        Text("过了取消日期还在用", "Past its end, yet active"),
        Text("{expires} 就已取消，状态还是在用", "it ended on {expires}, yet is active"),
        Basis(
            Text(
                "国家平台数据交换表（计划取消日期、版本）",
                "the national platform's exchange tables (planned end, version)",
            )
        ),
    )
)
def expired_active(case: Case) -> Hits:
    """An item past its end changes its status, or people prepare for something that is gone.

    到了取消日期的事项要改状态，否则群众会按已取消的事项准备材料。

    Pass:
        {status: active, expires: "2027-01-01"}

    Pass:
        {status: abolished, expires: "2020-01-01"}

    Fail:
        {status: active, expires: «"2020-01-01"»}
    """
    item = case.item
    if (
        item.status == "active"
        and _is_day(item.expires)
        and item.expires <= case.on.isoformat()
    ):
        yield hit(item.at / "expires", expires=item.expires)


@item_rule(
    Card(
        "IDN008",
        "identity/ends-before-it-begins",
        Severity.ERROR,
        Text("取消早于生效", "Ends before it begins"),
        Text(
            "{expires} 取消，{effective} 才生效",
            "it ends on {expires} and begins on {effective}",
        ),
        Basis(
            Text(
                "国家平台数据交换表（计划取消日期、版本）",
                "the national platform's exchange tables (planned end, version)",
            )
        ),
    )
)
def ends_before_it_begins(item: Item) -> Hits:
    """The day an item ends lies behind the day it begins.

    取消日期在生效日期之后。

    Pass:
        {effective: "2025-01-01", expires: "2026-01-01"}

    Fail:
        {effective: "2025-01-01", expires: «"2024-01-01"»}
    """
    if _is_day(item.expires) and _is_day(item.effective) and item.expires <= item.effective:
        yield hit(item.at / "expires", expires=item.expires, effective=item.effective)


@case_rule(
    Card(
        "IDN009",
        "identity/version-not-raised",
        Severity.WARNING,
        Text("改了内容没升版本", "Changed, version not raised"),
        Text(
            "内容与之前不同，版本还是 {version}",
            "it differs from what it was, yet is still version {version}",
        ),
        Basis(
            Text(
                "国家平台数据交换表（计划取消日期、版本）",
                "the national platform's exchange tables (planned end, version)",
            )
        ),
    ),
    needs=_BEFORE,
)
def version_not_raised(case: Case) -> Hits:
    """When what an item says changes its version rises, so that other systems fetch it again. What it
    is compared with is named by lint --new-since.

    内容改了，版本要加一，别的系统才知道要更新。与哪一版相比由 lint --new-since 指定。

    Pass:
        === before/items/a.yaml
        {code: "x", version: 1, name: 甲}
        === items/a.yaml
        {code: "x", version: 2, name: 乙}

    Pass:
        === before/items/a.yaml
        {code: "x", version: 1, name: 甲}
        === items/a.yaml
        {name: 甲, code: "x", version: 1}

    Pass:
        {code: "x", version: 1, name: 甲}

    Fail:
        === before/items/a.yaml
        {code: "x", version: 1, name: 甲}
        === items/a.yaml
        {code: "x", version: «1», name: 乙}
    """
    item, document = case.item, case.document
    own = document.data if document.own is None else document.own
    before = case.setting.before.get((document.source.name, document.number))
    if (
        before
        and item.version is not None
        and before.get("version") == item.version
        and before != own
    ):
        yield hit(item.at / "version", version=item.version)


@catalog_rule(
    Card(
        "IDN010",
        "identity/repeated-name",
        Severity.WARNING,
        Text("同一机构同名事项", "One agency, one name, two codes"),
        Text(
            "同一机构的“{name}”还有一个编码 {other}（{where}）",
            "the same agency has “{name}” under the code {other} too ({where})",
        ),
        _CODING,
    )
)
def repeated_name() -> str:
    """An agency has one code for one item; two under one name leave people guessing.

    同一机构的同一事项只有一个编码；同名不同码，群众不知道办哪一个。

    Pass:
        === items/a.yaml
        {code: "A", name: 甲, agency: {code: "1"}}
        === items/b.yaml
        {code: "B", name: 甲, agency: {code: "2"}}

    Pass:
        === items/a.yaml
        {code: "A", handling_code: "A01", name: 甲, agency: {code: "1"}}
        === items/b.yaml
        {code: "A", handling_code: "A02", name: 甲, agency: {code: "1"}}

    Fail:
        === items/a.yaml
        {code: "A", name: 甲, agency: {code: "1"}}
        === items/b.yaml
        {code: «"B"», name: 甲, agency: {code: "1"}}
    """
    return """
        WITH named AS (
            SELECT file, number, agency_code, name, code FROM items
            WHERE kind = 'implementation' AND code IS NOT NULL AND name IS NOT NULL AND agency_code IS NOT NULL
        ), more AS (
            SELECT hash(agency_code, name) AS mark FROM named GROUP BY mark HAVING count(*) > 1
        ), again AS (
            SELECT * FROM named SEMI JOIN more ON mark = hash(agency_code, name)
        ), first AS (
            SELECT agency_code, name, min(code) AS code, arg_min(file, code) AS file FROM again GROUP BY agency_code, name
        )
        SELECT i.file, i.number, '/code' AS pointer, i.name, f.code AS other, f.file AS "where"
        FROM again i JOIN first f USING (agency_code, name)
        WHERE i.code > f.code
    """


@catalog_rule(
    Card(
        "IDN011",
        "identity/no-parent",
        Severity.WARNING,
        Text("子项没有主项", "Sub-item without its main item"),
        Text(
            "目录里没有子项 {code} 的主项 {parent}",
            "the catalog has no main item {parent} for the sub-item {code}",
        ),
        _CODING,
    )
)
def no_parent() -> str:
    """A sub-item (last three digits from 001 on) has a main item that ends in 00Y; without it nobody
    sees what it belongs to.

    子项（末三位 001 起）要有末三位为 00Y 的主项；没有主项的，目录看不出它属于哪一件事。

    Pass:
        --- {basic_code: "00010900100Y", name: 甲}
        --- {basic_code: "000109001001", name: 乙}

    Pass:
        {basic_code: "000109001000", name: 甲}

    Fail:
        {basic_code: «"000109001001"», name: 乙}
    """
    return """
        SELECT i.file, i.number, '/basic_code' AS pointer, i.basic_code AS code,
               left(i.basic_code, 9) || '00Y' AS parent
        FROM items i ANTI JOIN items p
          ON p.kind = 'basic' AND p.basic_code = left(i.basic_code, 9) || '00Y'
        WHERE i.kind = 'basic' AND length(i.basic_code) = 12
          AND right(i.basic_code, 3) NOT IN ('000', '00Y')
    """


@catalog_rule(
    Card(
        "IDN012",
        "identity/childless-parent",
        Severity.WARNING,
        Text("主项没有子项", "Main item without sub-items"),
        Text(
            "{code} 是有子项的主项编码，目录里却没有它的子项",
            "{code} is a main item, yet the catalog has none of its sub-items",
        ),
        _CODING,
    )
)
def childless_parent() -> str:
    """00Y says that there are sub-items; an item without them ends in 000.

    末三位 00Y 表示下面有子项；没有子项的事项末三位写 000。

    Pass:
        --- {basic_code: "00010900100Y", name: 甲}
        --- {basic_code: "000109001001", name: 乙}

    Fail:
        {basic_code: «"00010900100Y"», name: 甲}
    """
    return """
        SELECT i.file, i.number, '/basic_code' AS pointer, i.basic_code AS code
        FROM items i ANTI JOIN items c
          ON c.kind = 'basic' AND left(c.basic_code, 9) = left(i.basic_code, 9) AND right(c.basic_code, 3) <> '00Y'
        WHERE i.kind = 'basic' AND right(i.basic_code, 3) = '00Y'
    """


def _is_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None
