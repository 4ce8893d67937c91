"""Rules about what codes say: of places, of item types, of departments."""

from __future__ import annotations

from catalog_std.codes.division import Status, last_name, level_of, status_of
from catalog_std.codes.item_code import BasicCode, CodeTable, read_basic
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

_CODING = Basis(
    Text(
        "GB/T 39554.1-2020 编码要求（据真实编码）",
        "GB/T 39554.1-2020, coding (from real codes)",
    )
)
_DIVISIONS = Basis(Text("GB/T 2260 行政区划代码", "GB/T 2260, division codes"), sure="text")


@case_rule(
    Card(
        "COD001",
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
        yield hit(case.document.root / "jurisdiction", code=code)


@case_rule(
    Card(
        "COD002",
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
        yield hit(case.document.root / "jurisdiction", code=code, name=last_name(code))


@case_rule(
    Card(
        "COD003",
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
        "COD004",
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
        "COD005",
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
        Rate(0.0075, GUANGDONG_2021),
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
        "COD006",
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
        "COD007",
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
