"""Rules about what an agency offers, held against its peers."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.lint.rule import Basis, Card, catalog_rule
from catalog_std.text import Text


@catalog_rule(
    Card(
        "COV001",
        "coverage/thin-agency",
        Severity.INFO,
        Text("事项远少于各地同一部门", "Far fewer items than the same agency elsewhere"),
        Text(
            "{agency}只有 {own} 项，{peers} 个地方的同一部门中位数是 {median} 项",
            "{agency} has {own} items; the median of the same agency in {peers} places is {median}",
        ),
        Basis(
            Text(
                "第三方评估的服务事项覆盖度；真实目录中同类部门从 1 项到 344 项不等",
                "coverage in third-party evaluations; real catalogs range from 1 to 344 items an agency",
            )
        ),
    )
)
def thin_agency() -> str:
    """An agency with less than a third of what the same agency offers elsewhere has most likely not
    published all of it. Same means: same sector, same level. At least two other places, and a median of at
    least nine, so that small numbers prove nothing.

    一个部门的事项不到各地同一部门（同行业、同层级）中位数的三分之一，多半是没有公布全。
    至少有两个可比的地方，且中位数不少于九项，以免小数字说明不了问题。

    Pass:
        === items/a.yaml
        {code: "1", jurisdiction: "440106", sector: health, level: county}
        === items/b.yaml
        {code: "2", jurisdiction: "440105", sector: health, level: county}
        ---
        {code: "3", jurisdiction: "440105", sector: health, level: county}
        ---
        {code: "4", jurisdiction: "440105", sector: health, level: county}
        ---
        {code: "5", jurisdiction: "440105", sector: health, level: county}

    Fail:
        === items/a.yaml
        {code: "01", jurisdiction: "440106", sector: health, level: county, agency: {name: «天河区卫健局»}}
        === items/b.yaml
        {code: "11", jurisdiction: "440105", sector: health, level: county}
        --- {code: "12", jurisdiction: "440105", sector: health, level: county}
        --- {code: "13", jurisdiction: "440105", sector: health, level: county}
        --- {code: "14", jurisdiction: "440105", sector: health, level: county}
        --- {code: "15", jurisdiction: "440105", sector: health, level: county}
        --- {code: "16", jurisdiction: "440105", sector: health, level: county}
        --- {code: "17", jurisdiction: "440105", sector: health, level: county}
        --- {code: "18", jurisdiction: "440105", sector: health, level: county}
        --- {code: "19", jurisdiction: "440105", sector: health, level: county}
        === items/c.yaml
        {code: "21", jurisdiction: "440104", sector: health, level: county}
        --- {code: "22", jurisdiction: "440104", sector: health, level: county}
        --- {code: "23", jurisdiction: "440104", sector: health, level: county}
        --- {code: "24", jurisdiction: "440104", sector: health, level: county}
        --- {code: "25", jurisdiction: "440104", sector: health, level: county}
        --- {code: "26", jurisdiction: "440104", sector: health, level: county}
        --- {code: "27", jurisdiction: "440104", sector: health, level: county}
        --- {code: "28", jurisdiction: "440104", sector: health, level: county}
        --- {code: "29", jurisdiction: "440104", sector: health, level: county}
    """
    return """
        WITH own AS (
            SELECT sector, level, jurisdiction, count(*) AS items,
                   min(file || chr(9) || CAST(number AS VARCHAR)) AS first
            FROM items WHERE kind = 'implementation' AND sector IS NOT NULL AND level IS NOT NULL
            GROUP BY sector, level, jurisdiction
        ), held AS (
            SELECT a.jurisdiction, a.sector, a.level, a.items, a.first,
                   count(*) AS peers, median(b.items) AS median
            FROM own a JOIN own b
              ON a.sector = b.sector AND a.level = b.level AND a.jurisdiction <> b.jurisdiction
            GROUP BY a.jurisdiction, a.sector, a.level, a.items, a.first
        )
        SELECT i.file, i.number, '/agency/name' AS pointer,
               coalesce(i.agency, i.jurisdiction) AS agency, h.items AS own, h.peers, h.median
        FROM held h JOIN items i
          ON h.first = i.file || chr(9) || CAST(i.number AS VARCHAR)
        WHERE h.peers >= 2 AND h.median >= 9 AND h.items * 3 < h.median
    """
