"""Rules about the power list (权责清单) and the items that carry its powers out."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.lint.rule import Basis, Card, catalog_rule
from catalog_std.text import Text

_ONE_SKIN = Basis(
    Text(
        "“两张皮”问题；江苏“不见面审批”办事指南编写规范：名称和编码与权力清单一致",
        "the two-lists problem; Jiangsu's guide rule: name and code equal those of the power list",
    )
)


@catalog_rule(
    Card(
        "POW001",
        "power/not-listed",
        Severity.ERROR,
        Text("权责清单里没有", "Not in the power list"),
        Text(
            "{jurisdiction} 的权责清单里没有编码 {list_code}",
            "the power list of {jurisdiction} has no code {list_code}",
        ),
        _ONE_SKIN,
    )
)
def not_listed() -> str:
    """An item that names a code of the power list is found there, where the place has published its list.
    A name that stands there under another code is another rule's to tell.

    事项写明的权责清单编码，在当地公布的权责清单中找得到。名称在、编码不同的，由另一条规则指出。

    Pass:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", name: 甲, power: {list_code: "P1"}}
        === items/b.yaml
        {code: "2", jurisdiction: "510000", name: 乙, power: {list_code: "P9"}}
        === items/c.yaml
        {code: "3", jurisdiction: "440106", name: 丙}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}

    Fail:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", name: 乙, power: {list_code: «"P2"»}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}
    """
    return """
        SELECT i.file, i.number, '/power/list_code' AS pointer, i.jurisdiction, i.list_code
        FROM items i ANTI JOIN power p
          ON p.jurisdiction = i.jurisdiction AND p.list_code = i.list_code
        WHERE i.list_code IS NOT NULL
          AND i.jurisdiction IN (SELECT jurisdiction FROM power)
          AND NOT EXISTS (SELECT 1 FROM power n WHERE n.jurisdiction = i.jurisdiction AND n.name = i.name)
    """


@catalog_rule(
    Card(
        "POW002",
        "power/other-name",
        Severity.ERROR,
        Text("与权责清单名称不一致", "Not the name in the power list"),
        Text(
            "权责清单 {list_code} 的名称是“{listed}”，事项写作“{name}”",
            "the power list calls {list_code} “{listed}”, the item “{name}”",
        ),
        _ONE_SKIN,
    )
)
def other_name() -> str:
    """An item bears the name under which the power list publishes its power.

    事项名称与权责清单公布的名称一致。

    Pass:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", name: 甲, power: {list_code: "P1"}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}

    Fail:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", name: 甲证核发, power: {list_code: «"P1"»}}
        === items/b.yaml
        {code: "2", jurisdiction: "440106", power: {list_code: «"P1"»}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}
    """
    return """
        SELECT i.file, i.number, '/power/list_code' AS pointer,
               i.list_code, p.name AS listed, i.name
        FROM items i JOIN power p
          ON p.jurisdiction = i.jurisdiction AND p.list_code = i.list_code
        WHERE i.name IS DISTINCT FROM p.name
    """


@catalog_rule(
    Card(
        "POW003",
        "power/no-item",
        Severity.WARNING,
        Text("权责清单有，事项目录没有", "In the power list, but no item"),
        Text(
            "权责清单里的“{name}”（{list_code}）没有对应事项",
            "no item carries out “{name}” ({list_code})",
        ),
        _ONE_SKIN,
    )
)
def no_item() -> str:
    """A power that a place publishes has an item by which people can call on it.

    当地公布的每项权力都有对应的事项，群众才办得成。

    Pass:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", name: 甲, power: {list_code: "P1"}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}

    Fail:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", name: 甲, power: {list_code: "P1"}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}, {list_code: «"P2"», name: 乙}]}
    """
    return """
        SELECT p.file, p.number, '/entries/' || CAST(p.pos AS VARCHAR) || '/list_code' AS pointer,
               p.list_code, p.name
        FROM power p ANTI JOIN items i
          ON p.jurisdiction = i.jurisdiction AND p.list_code = i.list_code
        WHERE p.list_code IS NOT NULL
    """


@catalog_rule(
    Card(
        "POW004",
        "power/other-code",
        Severity.ERROR,
        Text("与权责清单编码不一致", "Name of the power list under another code"),
        Text(
            "“{name}”在权责清单里的编码是 {right}，这里是 {code}",
            "“{name}” has the code {right} in the power list, here {code}",
        ),
        _ONE_SKIN,
    )
)
def other_code() -> str:
    """One place, one name: power list and catalog use one code, or the two lists never meet.

    同一地方、同一名称，权责清单和事项目录要用同一个编码，两张皮才合得拢。

    Pass:
        === items/a.yaml
        {code: "x", jurisdiction: "440106", name: 甲, power: {list_code: "P1"}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}

    Fail:
        === items/a.yaml
        {code: "x", jurisdiction: "440106", name: 甲, power: {list_code: «"P2"»}}
        === power-list/440106.yaml
        {jurisdiction: "440106", entries: [{list_code: "P1", name: 甲}]}
    """
    return """
        SELECT i.file, i.number, '/power/list_code' AS pointer, i.name, min(p.list_code) AS right, i.list_code AS code
        FROM items i JOIN power p ON p.jurisdiction = i.jurisdiction AND p.name = i.name
        WHERE i.kind = 'implementation' AND i.list_code IS NOT NULL AND p.list_code IS NOT NULL
        GROUP BY i.file, i.number, i.name, i.list_code
        HAVING NOT bool_or(p.list_code = i.list_code)
    """
