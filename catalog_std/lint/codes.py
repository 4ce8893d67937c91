"""Rules about codes: of agencies, of places, of items."""

from __future__ import annotations

from catalog_std.codes.credit import Trouble, check_digit, credit_troubles, read_credit
from catalog_std.codes.division import Status, last_name, level_of, status_of
from catalog_std.codes.item_code import BasicCode, CodeTable, read_basic, read_implementing
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

_CREDIT = Basis(
    Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, unified social credit codes",
    ),
    sure="text",
)
_CODING = Basis(
    Text(
        "GB/T 39554.1-2020 编码要求（据真实编码）",
        "GB/T 39554.1-2020, coding (from real codes)",
    )
)
_DIVISIONS = Basis(Text("GB/T 2260 行政区划代码", "GB/T 2260, division codes"), sure="text")
_DIGIT_OF = {
    "national": "1",
    "provincial": "2",
    "municipal": "3",
    "county": "4",
    "town": "5",
    "village": "6",
    "shared": "7",
}
_CENTRAL = "100000"


@item_rule(
    Card(
        "COD001",
        "codes/malformed-credit-code",
        Severity.ERROR,
        Text("信用代码长度或字符不对", "Credit code of the wrong length or letters"),
        Text("“{code}”不是统一社会信用代码：{reason}", "“{code}” is no credit code: {reason}"),
        _CREDIT,
    )
)
def malformed_credit_code(item: Item) -> Hits:
    """A credit code has eighteen characters and no I, O, S, V or Z; 91 items of one district had lost one.

    统一社会信用代码 18 位，不用 I、O、S、V、Z；某区目录有 91 项少了一位。

    Pass:
        agency: {code: "11440000006939756B"}

    Pass:
        agency: {name: 街道办}

    Fail:
        agency: {code: «"1151130000877869M"»}

    Fail:
        agency: {code: «"1144000000693975OB"»}
    """
    reasons = {
        Trouble.LENGTH: Text("应为 18 位", "it has not 18 characters"),
        Trouble.ALPHABET: Text("含有不用的字符", "it has a character that is not used"),
    }
    code = item.agency.code
    for trouble in credit_troubles(code) if code else ():
        if trouble in reasons:
            yield hit(item.agency.at / "code", code=code, reason=reasons[trouble])


@item_rule(
    Card(
        "COD002",
        "codes/wrong-check-digit",
        Severity.ERROR,
        Text("信用代码校验码不对", "Credit code with a wrong check digit"),
        Text("“{code}”的校验码应为 {digit}", "the check digit of “{code}” should be {digit}"),
        _CREDIT,
    )
)
def wrong_check_digit(item: Item) -> Hits:
    """The last character of a credit code follows from the others; a slip of the pen shows there.

    统一社会信用代码末位由前 17 位算出，写错一个字符就对不上。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"13440000515356094L"»}
    """
    code = item.agency.code
    if Trouble.CHECK_DIGIT in credit_troubles(code):
        yield hit(item.agency.at / "code", code=code, digit=check_digit(code[:17]))


@item_rule(
    Card(
        "COD003",
        "codes/wrong-organisation-code",
        Severity.ERROR,
        Text("信用代码中的组织机构代码不对", "Organisation code in the credit code is wrong"),
        Text(
            "“{code}”中第 9–17 位的组织机构代码校验不符",
            "characters 9 to 17 of “{code}” are no valid organisation code",
        ),
        Basis(
            Text("GB 11714-1997 全国组织机构代码编制规则", "GB 11714-1997, organisation codes")
        ),
    )
)
def wrong_organisation_code(item: Item) -> Hits:
    """A credit code holds the body's organisation code, which has a check digit of its own.

    信用代码第 9–17 位是组织机构代码，自带校验码。

    Pass:
        agency: {code: "11440100MB2C91103Q"}

    Fail:
        agency: {code: «"11440000006939752Y"»}
    """
    code = item.agency.code
    if credit_troubles(code) == (Trouble.ORGANISATION,):
        yield hit(item.agency.at / "code", code=code)


@item_rule(
    Card(
        "COD004",
        "codes/placeholder-credit-code",
        Severity.ERROR,
        Text("信用代码是凑数的", "Credit code that is a placeholder"),
        Text("“{code}”是凑数的代码", "“{code}” is a placeholder"),
        Basis(
            Text(
                "四川某区公开目录中的差错",
                "a fault found in a public district catalogue of Sichuan",
            )
        ),
    )
)
def placeholder_credit_code(item: Item) -> Hits:
    """A row of ones or fours is nobody's code.

    一串 1 或一串 4 不是任何机构的代码。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"111111111111111111"»}
    """
    if credit_troubles(item.agency.code) == (Trouble.PLACEHOLDER,):
        yield hit(item.agency.at / "code", code=item.agency.code)


@item_rule(
    Card(
        "COD005",
        "codes/pseudo-credit-code",
        Severity.WARNING,
        Text("临时赋码", "Code made up by a system"),
        Text("“{code}”是系统自编的临时代码", "“{code}” was made up by a system"),
        Basis(
            Text(
                "广东、四川公开数据中的做法",
                "a practice in public data of Guangdong and Sichuan",
            )
        ),
    )
)
def pseudo_credit_code(item: Item) -> Hits:
    """Systems give codes beginning with TE to bodies that have none; they cannot be checked or looked up.

    有的系统给没有信用代码的单位编 TE 开头的临时代码，既不能校验也查不到。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"TE440000GD030003VV"»}
    """
    if credit_troubles(item.agency.code) == (Trouble.PSEUDO,):
        yield hit(item.agency.at / "code", code=item.agency.code)


@case_rule(
    Card(
        "COD006",
        "codes/unknown-division",
        Severity.ERROR,
        Text("没有这个行政区划代码", "No such division code"),
        Text("行政区划代码里没有 {code}", "no division has the code {code}"),
        _DIVISIONS,
    )
)
def unknown_division(case: Case) -> Hits:
    """A jurisdiction is a division code of GB/T 2260; towns and villages go by their first six digits.

    行政区划写 GB/T 2260 代码；镇街、村居的代码看前六位。

    Pass:
        jurisdiction: "440106"

    Pass:
        jurisdiction: "440106004001"

    Fail:
        jurisdiction: «"440199"»
    """
    code = case.item.jurisdiction
    if _is_place(code) and status_of(code, case.on) in (Status.UNKNOWN, Status.FUTURE):
        yield hit(case.item.at / "jurisdiction", code=code)


@case_rule(
    Card(
        "COD007",
        "codes/former-division",
        Severity.WARNING,
        Text("行政区划代码已停用", "Division code no longer in use"),
        Text(
            "{code}（{name}）已撤销或改码",
            "{code} ({name}) was abolished or given another code",
        ),
        _DIVISIONS,
    )
)
def former_division(case: Case) -> Hits:
    """A division that was merged away or renumbered is called by its new code.

    撤并或改码的行政区划，应当用新代码。

    Pass:
        jurisdiction: "110101"

    Fail:
        jurisdiction: «"110103"»
    """
    code = case.item.jurisdiction
    if _is_place(code) and status_of(code, case.on) is Status.FORMER:
        yield hit(case.item.at / "jurisdiction", code=code, name=last_name(code))


@item_rule(
    Card(
        "COD008",
        "codes/other-agency",
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
        "COD009",
        "codes/other-level",
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
        "COD010",
        "codes/other-basic-code",
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
        "COD011",
        "codes/other-handling-code",
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


@case_rule(
    Card(
        "COD012",
        "codes/other-type",
        Severity.ERROR,
        Text("编码里的事项类型不符", "Item type in the code is another"),
        Text(
            "编码第 3–4 位 {digits} 按 {region} 的代码表是{found}，事项类型写作 {type}",
            "digits 3 and 4, {digits}, mean {found} in the table of {region}; the type is {type}",
        ),
        _CODING,
    )
)
def other_type(case: Case) -> Hits:
    """Digits 3 and 4 of a basic code are the item type, read through the table of the region that issued
    the code: 20 is a public service in the national table and an “other power” in Guangdong's. Where the local
    code says the type and the national one another, that is drift, and another rule's to tell.

    基本编码第 3–4 位是事项类型，按发码地区的代码表读：20 在国家表里是公共服务，在广东表里是其他行政权力。
    地方编码与事项类型相符、只是国家编码不符的，属于类型不一致，由另一条规则指出。

    Pass:
        basic_code: "001005001000"
        type: other_power

    Pass:
        basic_code: "442009017000"
        type: other_power

    Pass:
        basic_code: "312003564000"
        type: public_service

    Pass:
        basic_code: "000712001000"
        local_basic_code: "440109002018"
        type: licence

    Fail:
        basic_code: «"442009017000"»
        type: public_service

    Fail:
        basic_code: «"001105001000"»
        type: licence
    """
    item = case.item
    code, table = _table_of(case, item.basic_code)
    if code and table and item.type and item.type not in _types(case, item):
        found = table.types.get(code.type)
        named = _entry(case, "item-type", found) if found else Text("未知类型", "no type")
        yield hit(
            item.at / "basic_code",
            digits=code.type,
            region=_region(code.region),
            found=named,
            type=item.type,
        )


@case_rule(
    Card(
        "COD013",
        "codes/unknown-department",
        Severity.WARNING,
        Text("编码里的部门代码未知或不符", "Department in the code unknown or another"),
        Text(
            "编码第 5–6 位 {digits} 按 {region} 的代码表是{found}，部门写作 {sector}",
            "digits 5 and 6, {digits}, mean {found} in the table of {region}; the sector is {sector}",
        ),
        _CODING,
    )
)
def unknown_department(case: Case) -> Hits:
    """Digits 5 and 6 of a basic code are the department, read through the table of the region that issued it.

    基本编码第 5–6 位是部门，按发码地区的代码表读。

    Pass:
        basic_code: "440102003001"
        sector: education

    Pass:
        basic_code: "440102003001"

    Fail:
        basic_code: «"440102003001"»
        sector: health

    Fail:
        basic_code: «"000199003001"»
        sector: health
    """
    item = case.item
    code, table = _table_of(case, item.basic_code)
    found = table.departments.get(code.department) if code and table else None
    drifted = found and item.sector in ("", *_departments(case, item))
    if code and table and not drifted:
        named = _entry(case, "sector", found) if found else Text("未知部门", "no department")
        yield hit(
            item.at / "basic_code",
            digits=code.department,
            region=_region(code.region),
            found=named,
            sector=item.sector or None,
        )


@case_rule(
    Card(
        "COD014",
        "codes/type-drift",
        Severity.WARNING,
        Text("国家与地方类型不一致", "National and local type drifted apart"),
        Text(
            "国家编码的类型是{national}，地方编码的类型是{local}",
            "the national code says {national}, the local one {local}",
        ),
        Basis(
            Text(
                "“两张皮”；广东真实数据中 17 项如此",
                "the two-lists problem: 17 items in real data of Guangdong",
            )
        ),
    )
)
def type_drift(case: Case) -> Hits:
    """The same item has the same type in the national and in the local catalogue, each code read through
    its own region's table.

    同一事项在国家目录和地方目录中类型一致；两个编码各按自己地区的代码表读。

    Pass:
        basic_code: "001005001000"
        local_basic_code: "442002100001"

    Fail:
        basic_code: "000712001000"
        local_basic_code: «"440109002018"»
    """
    item = case.item
    types = []
    for text in (item.basic_code, item.local_basic_code):
        code, table = _table_of(case, text)
        types.append(table.types.get(code.type) if code and table else None)
    national, local = types
    if national and local and national != local:
        yield hit(
            item.at / "local_basic_code",
            national=_entry(case, "item-type", national),
            local=_entry(case, "item-type", local),
        )


@item_rule(
    Card(
        "COD015",
        "codes/parent-implemented",
        Severity.ERROR,
        Text("主项编码不能直接实施", "A parent code is never carried out"),
        Text(
            "{code} 是有子项的主项，实施清单应写子项编码",
            "{code} heads sub items: name one of them",
        ),
        _CODING,
    )
)
def parent_implemented(item: Item) -> Hits:
    """A main item with sub items ends in 00Y and only heads them; agencies carry out the sub items.

    有子项的主项以 00Y 结尾，只用来统领；机构实施的是子项。

    Pass:
        basic_code: "44010200200Y"
        name: 中小学地方课程教材审查

    Pass:
        basic_code: "440102002003"
        jurisdiction: "440000"

    Fail:
        basic_code: «"44010200200Y"»
        jurisdiction: "440000"
    """
    code = read_basic(item.basic_code)
    if code and code.is_parent and not item.is_basic:
        yield hit(item.at / "basic_code", code=item.basic_code)


@item_rule(
    Card(
        "COD016",
        "codes/level-against-place",
        Severity.WARNING,
        Text("行使层级与行政区划不符", "Level does not fit the place"),
        Text("{code} 不是 {level} 一级的区划", "{code} is no division of level {level}"),
        _DIVISIONS,
    )
)
def level_against_place(item: Item) -> Hits:
    """An item exercised at a level stands under a division of that level: 440000 is a province, 440100 a
    city, 440106 a county. Municipalities count as cities too.

    行使层级与行政区划代码的层级一致：440000 是省，440100 是市，440106 是县区。直辖市也行使市级权力。

    Pass:
        {jurisdiction: "440000", level: provincial}

    Pass:
        {jurisdiction: "310000", level: municipal}

    Pass:
        {jurisdiction: "440106", level: shared}

    Fail:
        {jurisdiction: «"440000"», level: county}
    """
    level = item.level[0] if len(item.level) == 1 else ""
    place = item.jurisdiction
    whole_city = place[:2] in ("11", "12", "31", "50") and level == "municipal"
    known = level in ("provincial", "municipal", "county") and _is_place(place)
    if known and not whole_city and level_of(place[:6]) != level:
        yield hit(item.at / "jurisdiction", code=place, level=level)


@catalog_rule(
    Card(
        "COD017",
        "codes/repeated-code",
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
        "COD018",
        "codes/no-basic-item",
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


@case_rule(
    Card(
        "COD019",
        "codes/credit-code-of-nowhere",
        Severity.WARNING,
        Text("信用代码里的登记地不存在", "Credit code registered nowhere"),
        Text(
            "信用代码第 3–8 位 {division} 从来不是行政区划代码",
            "characters 3 to 8 of the credit code, {division}, were never a division",
        ),
        _CREDIT,
    )
)
def credit_code_of_nowhere(case: Case) -> Hits:
    """Characters 3 to 8 of a credit code are the place where the body was registered, perhaps under a code
    that is no longer in use; 100000 stands for central bodies.

    信用代码第 3–8 位是登记地的行政区划代码，可以是已停用的；100000 是中央单位。

    Pass:
        agency: {code: "11440000006939756B"}

    Pass:
        agency: {code: "11100000006939756N"}

    Fail:
        agency: {code: «"11990000006939756H"»}
    """
    parts = read_credit(case.item.agency.code)
    if parts is None or credit_troubles(case.item.agency.code):
        return
    if parts.division != _CENTRAL and status_of(parts.division, case.on) is Status.UNKNOWN:
        yield hit(case.item.agency.at / "code", division=parts.division)


def _is_place(code: str) -> bool:
    return code.isdigit() and len(code) in (6, 9, 12)


def _table_of(case: Case, text: str) -> tuple[BasicCode | None, CodeTable | None]:
    """Take a basic code apart, and find the table of the region that issued it."""
    code = read_basic(text)
    return code, case.tables.get(code.region) if code else None


def _types(case: Case, item: Item) -> list[str | None]:
    """Read the item types that an item's national and local codes say."""
    read = (_table_of(case, text) for text in (item.basic_code, item.local_basic_code))
    return [table.types.get(code.type) for code, table in read if code and table]


def _departments(case: Case, item: Item) -> list[str | None]:
    """Read the departments that an item's national and local codes say."""
    read = (_table_of(case, text) for text in (item.basic_code, item.local_basic_code))
    return [table.departments.get(code.department) for code, table in read if code and table]


def _entry(case: Case, name: str, token: str) -> Text:
    """Name a token in words; a token the stack does not list names itself."""
    listed = case.lists.get(name)
    entry = listed.entries.get(token) if listed else None
    return Text(entry.zh, entry.en or token) if entry else Text(token, token)


def _region(digits: str) -> Text:
    """Name the region that issued a code."""
    name = last_name(f"{digits}0000")
    return Text(name, name) if name else Text("国家", "the nation")
