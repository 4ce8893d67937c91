"""Rules about what an agency offers, held against its peers."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.lint.rule import Basis, Card, catalog_rule
from catalog_std.text import Text

_COVERAGE = Basis(
    Text(
        "第三方评估的服务事项覆盖度；真实目录中同类部门从 1 项到 344 项不等",
        "coverage in third-party evaluations; real catalogs range from 1 to 344 items an agency",
    )
)

# The median is that of all the others: one or two of them stand in the middle of their row.
_HELD = """
WITH own AS (
    SELECT sector, level, jurisdiction, count(*) AS items,
           min(file || chr(9) || lpad(CAST(number AS VARCHAR), 9, '0')) AS first
    FROM items WHERE kind = 'implementation' AND sector IS NOT NULL AND level IS NOT NULL
      AND jurisdiction IS NOT NULL GROUP BY sector, level, jurisdiction
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY sector, level ORDER BY items) AS rank,
           count(*) OVER (PARTITION BY sector, level) - 1 AS peers
    FROM own
), middle AS (
    SELECT *, (peers + 1) // 2 AS low, peers // 2 + 1 AS high FROM ranked
), held AS (
    SELECT m.items, m.first, m.peers, (a.items + b.items) / 2 AS median
    FROM middle m
    JOIN ranked a ON a.sector = m.sector AND a.level = m.level
      AND a.rank = CASE WHEN m.low < m.rank THEN m.low ELSE m.low + 1 END
    JOIN ranked b ON b.sector = m.sector AND b.level = m.level
      AND b.rank = CASE WHEN m.high < m.rank THEN m.high ELSE m.high + 1 END
)
SELECT i.file, i.number, '/agency/name' AS pointer,
       coalesce(i.agency, i.jurisdiction) AS agency, h.items AS own, h.peers, h.median
FROM held h JOIN items i ON h.first = i.file || chr(9) || lpad(CAST(i.number AS VARCHAR), 9, '0')
WHERE h.peers >= 2 AND
"""


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
        _COVERAGE,
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
    return _HELD + " h.median >= 9 AND h.items * 3 < h.median"


@catalog_rule(
    Card(
        "COV002",
        "coverage/missing-item",
        Severity.INFO,
        Text("同级各地都有的事项这里没有", "Peers offer it, this agency does not"),
        Text(
            "{agency}没有“{item}”（{code}），{places} 个同级地方有",
            "{agency} lacks “{item}” ({code}); {places} places of the level have it",
        ),
        _COVERAGE,
    )
)
def missing_item() -> str:
    """A basic item that its peers (same sector and level; three places at least, and four in five) all
    carry out and this agency does not was most likely forgotten.

    同行业、同层级的各地（至少三地，且占五分之四）都实施的基本事项，本地这个部门没有，多半是漏了。

    Pass:
        --- {basic_code: "000123001000", code: "a1", jurisdiction: "440103", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b1", jurisdiction: "440103", sector: health, level: county, agency: {name: 卫健局1}}
        --- {basic_code: "000123001000", code: "a2", jurisdiction: "440104", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b2", jurisdiction: "440104", sector: health, level: county, agency: {name: 卫健局2}}
        --- {basic_code: "000123001000", code: "a3", jurisdiction: "440105", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b3", jurisdiction: "440105", sector: health, level: county, agency: {name: 卫健局3}}
        --- {basic_code: "000123001000", code: "a4", jurisdiction: "440111", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b4", jurisdiction: "440111", sector: health, level: county, agency: {name: 卫健局4}}

    Pass:
        --- {basic_code: "000123001000", code: "a1", jurisdiction: "440103", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b1", jurisdiction: "440103", sector: health, level: county, agency: {name: 卫健局1}}
        --- {basic_code: "000123003000", code: "z2", jurisdiction: "440104", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b2", jurisdiction: "440104", sector: health, level: county, agency: {name: 卫健局2}}
        --- {basic_code: "000123001000", code: "a3", jurisdiction: "440105", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b3", jurisdiction: "440105", sector: health, level: county, agency: {name: 卫健局3}}
        --- {basic_code: "000123002000", code: "b4", jurisdiction: "440111", sector: health, level: county, agency: {name: 卫健局4}}

    Fail:
        --- {basic_code: "000123001000", code: "a1", jurisdiction: "440103", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b1", jurisdiction: "440103", sector: health, level: county, agency: {name: 卫健局1}}
        --- {basic_code: "000123001000", code: "a2", jurisdiction: "440104", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b2", jurisdiction: "440104", sector: health, level: county, agency: {name: 卫健局2}}
        --- {basic_code: "000123001000", code: "a3", jurisdiction: "440105", sector: health, level: county}
        --- {basic_code: "000123002000", code: "b3", jurisdiction: "440105", sector: health, level: county, agency: {name: 卫健局3}}
        --- {basic_code: "000123002000", code: "b4", jurisdiction: "440111", sector: health, level: county, agency: {name: «卫健局4»}}
    """
    return """
        WITH places AS (
            SELECT sector, level, jurisdiction, min(file || chr(9) || lpad(CAST(number AS VARCHAR), 9, '0')) AS first
            FROM items WHERE kind = 'implementation' AND sector IS NOT NULL AND level IS NOT NULL
              AND jurisdiction IS NOT NULL GROUP BY ALL
        ), many AS (
            SELECT sector, level, count(*) AS places FROM places GROUP BY ALL
        ), offered AS (
            SELECT sector, level, basic_code, min(name) AS item, count(DISTINCT jurisdiction) AS places
            FROM items WHERE kind = 'implementation' AND basic_code IS NOT NULL GROUP BY ALL
        )
        SELECT i.file, i.number, '/agency/name' AS pointer, coalesce(i.agency, i.jurisdiction) AS agency,
               coalesce(o.item, o.basic_code) AS item, o.basic_code AS code, o.places
        FROM offered o JOIN many m USING (sector, level) JOIN places p USING (sector, level)
        JOIN items i ON p.first = i.file || chr(9) || lpad(CAST(i.number AS VARCHAR), 9, '0')
        ANTI JOIN items a ON a.kind = 'implementation' AND a.basic_code = o.basic_code
          AND a.sector = o.sector AND a.level = o.level AND a.jurisdiction = p.jurisdiction
        WHERE o.places >= 3 AND o.places * 5 >= (m.places - 1) * 4
    """


@catalog_rule(
    Card(
        "COV003",
        "coverage/crowded-agency",
        Severity.INFO,
        Text("事项远多于各地同一部门", "Far more items than the same agency elsewhere"),
        Text(
            "{agency}有 {own} 项，{peers} 个地方的同一部门中位数是 {median} 项",
            "{agency} has {own} items; the median of the same agency in {peers} places is {median}",
        ),
        _COVERAGE,
    )
)
def crowded_agency() -> str:
    """An agency with more than three times what the same agency offers elsewhere (same sector, same
    level, two other places at least) has most likely split one item into many.

    一个部门的事项是各地同一部门（同行业、同层级）中位数的三倍以上，多半是把一个事项拆成了许多个。至少两个可比的地方。

    Pass:
        --- {code: "a0", jurisdiction: "440103", sector: health, level: county}
        --- {code: "a1", jurisdiction: "440103", sector: health, level: county}
        --- {code: "a2", jurisdiction: "440103", sector: health, level: county}
        --- {code: "b0", jurisdiction: "440104", sector: health, level: county}
        --- {code: "b1", jurisdiction: "440104", sector: health, level: county}
        --- {code: "b2", jurisdiction: "440104", sector: health, level: county}
        --- {code: "c0", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c1", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c2", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c3", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c4", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c5", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c6", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c7", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c8", jurisdiction: "440105", sector: health, level: county}

    Fail:
        --- {code: "a0", jurisdiction: "440103", sector: health, level: county}
        --- {code: "a1", jurisdiction: "440103", sector: health, level: county}
        --- {code: "a2", jurisdiction: "440103", sector: health, level: county}
        --- {code: "b0", jurisdiction: "440104", sector: health, level: county}
        --- {code: "b1", jurisdiction: "440104", sector: health, level: county}
        --- {code: "b2", jurisdiction: "440104", sector: health, level: county}
        --- {code: "c0", jurisdiction: "440105", sector: health, level: county, agency: {name: «卫健局»}}
        --- {code: "c1", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c2", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c3", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c4", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c5", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c6", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c7", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c8", jurisdiction: "440105", sector: health, level: county}
        --- {code: "c9", jurisdiction: "440105", sector: health, level: county}
    """
    return _HELD + " h.items > 3 * h.median"
