"""Rules about who an item is: its codes agree with each other and are its own."""

from __future__ import annotations

from catalog_std.codes.item_code import read_implementing
from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Hits,
    catalog_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

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
    )
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
    )
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
    )
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
        ), counted AS (
            SELECT *, row_number() OVER (PARTITION BY pointer, code ORDER BY file, number) AS place,
                   first_value(name) OVER (PARTITION BY pointer, code ORDER BY file, number) AS other,
                   first_value(file) OVER (PARTITION BY pointer, code ORDER BY file, number) AS first
            FROM named WHERE code IS NOT NULL
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
        FROM items i LEFT JOIN items b ON b.kind = 'basic' AND b.basic_code = i.basic_code
        WHERE i.kind = 'implementation' AND i.basic_code IS NOT NULL AND b.file IS NULL
          AND EXISTS (SELECT 1 FROM items WHERE kind = 'basic')
    """
