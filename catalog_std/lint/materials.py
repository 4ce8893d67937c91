"""Rules about the list of papers an applicant hands in."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from catalog_std.finding import Fix, Severity
from catalog_std.item import Item, Material
from catalog_std.lint.columns import columns_of, repeated, some
from catalog_std.lint.rule import (
    SPOT_CHECK_2017,
    Basis,
    Card,
    Case,
    Hits,
    Rate,
    case_rule,
    catalog_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

_PROVEN_BY = attrgetter("proven_by")
_TALK = Text(
    "“互联网+政务服务”调研所见的通病",
    "a fault seen again and again in surveys of online services",
)
_CHECK = Text("国务院办公厅2017年全国抽查", "the State Council's national spot check of 2017")
_TABLES = Text(
    "国家平台数据交换表的材料部分",
    "the materials part of the national platform's exchange tables",
)
_CATCH_ALL = re.compile(
    r"其[他它](?:有关|相关|必要|需要提[供交]|应当?提[供交]|规定|要求)?的?(?:申[请报])?(?:材料|资料|文件|证明)"
    r"|等(?:有关|相关|证据|证明)?(?:材料|资料|文件)$"
    r"|^(?:有关|相关)(?:证明|材料|资料|文件)(?:材料|文件)?$"
    r"|规定的?其[他它]|要求的?其[他它]|认为(?:有)?(?:必要|需要)"
)


@lru_cache(maxsize=20_000)
def _is_catch_all(name: str) -> bool:
    return _CATCH_ALL.search(name) is not None


def _catching_all(case: Case) -> bool:
    columns = columns_of(case)
    return columns is not None and any(map(_is_catch_all, columns.name))


def _unlisted(case: Case) -> bool:
    columns = columns_of(case)
    proofs = chain.from_iterable(map(_PROVEN_BY, case.item.conditions))
    return not set(columns.id if columns else ()).issuperset(proofs)


def _in_vocabulary(case: Case) -> bool:
    columns, names = columns_of(case), case.lists.get("material-name")
    return bool(columns and names and not names.by_label.keys().isdisjoint(columns.name))


def _with_standard_name(case: Case) -> bool:
    columns = columns_of(case)
    return columns is not None and any(columns.standard_name)


@item_rule(
    Card(
        "MAT001",
        "materials/catch-all",
        Severity.ERROR,
        Text("兜底材料", "Catch-all material"),
        Text(
            "“{name}”是兜底条款，申请人无从准备",
            "nobody can prepare “{name}”: it is a catch-all",
        ),
        Basis(_CHECK),
        Rate(0.13, SPOT_CHECK_2017),
    ),
    needs=_catching_all,
)
def catch_all(item: Item) -> Hits:
    """Every paper is named; “other materials” leaves it to the window to ask for more, and people come
    twice. 13 % of guides had one in 2017.

    每份材料都要写明名称；“其他材料”等于把要什么留给窗口去定，申请人只好再跑一趟。
    2017 年抽查中 13% 的指南有此问题。

    Pass:
        materials:
          - name: 其他应收款明细表
          - name: 等级证书

    Fail:
        materials:
          - name: «法律法规规定的其他材料»
          - name: «相关证明材料»
          - name: «资产发票、合同等材料»
    """
    for material in item.materials:
        if _is_catch_all(material.name):
            yield hit(material.at / "name", name=material.name)


@item_rule(
    Card(
        "MAT002",
        "materials/nameless-issuer",
        Severity.WARNING,
        Text("政府核发的材料没写核发机关", "Issued by government, but by whom?"),
        Text(
            "“{name}”由政府部门核发，却没写由谁核发",
            "“{name}” is issued by government, but not said by whom",
        ),
        Basis(_TABLES),
    ),
    needs=some({"source": "government", "issuer": "", "issued_by": ""}),
)
def nameless_issuer(item: Item) -> Hits:
    """A paper that the government issues names its issuer, so that it can be fetched instead of asked for.

    政府部门核发的材料要写明核发机关，才谈得上由部门调取而不向申请人索要。

    Pass:
        materials:
          - {name: 结婚证, source: government, issuer: 民政部门}
          - {name: 户口簿, source: government, issued_by: "000109002000"}
          - {name: 照片, source: applicant}

    Fail:
        materials:
          - {name: «结婚证», source: government}
    """
    for material in item.materials:
        if material.source == "government" and not material.issuer and not material.issued_by:
            yield hit(material.at / "name", name=material.name)


@item_rule(
    Card(
        "MAT003",
        "materials/repeated-id",
        Severity.ERROR,
        Text("材料标识重复", "Material id used twice"),
        Text("标识 {id} 已用于“{other}”", "id {id} already belongs to “{other}”"),
        Basis(Text("事项数据格式", "the item format")),
    ),
    needs=repeated("id"),
)
def repeated_id(item: Item) -> Hits:
    """Conditions and situations point at materials by id, so an id means one material within an item.

    受理条件和情形按标识引用材料，同一事项内一个标识只对应一份材料。

    Pass:
        materials: [{id: m1, name: 身份证}, {id: m2, name: 照片}]

    Pass:
        materials: [{name: 身份证}, {name: 照片}]

    Fail:
        materials: [{id: m1, name: 身份证}, {id: «m1», name: 照片}]
    """
    first: dict[str, Material] = {}
    for material in item.materials:
        if material.id in first:
            yield hit(material.at / "id", id=material.id, other=first[material.id].name)
        elif material.id:
            first[material.id] = material


@item_rule(
    Card(
        "MAT004",
        "materials/asked-twice",
        Severity.ERROR,
        Text("同一材料要两次", "Material asked for twice"),
        Text(
            "“{name}”已在第 {first} 项要过", "“{name}” was already asked for as number {first}"
        ),
        Basis(
            Text(
                "国发〔2022〕5号：同一材料不重复提交", "State Council [2022] 5: no paper twice"
            )
        ),
    ),
    needs=repeated("name"),
)
def asked_twice(item: Item) -> Hits:
    """An item asks for each paper once; different situations may ask for the same paper, each saying when.

    同一事项的材料清单中一种材料只列一次；不同情形可分别要求，但须写明情形。

    Pass:
        materials: [{name: 身份证}, {name: 户口簿}]

    Pass:
        materials: [{name: 委托书, when: 代办}, {name: 委托书, when: 法人申请}]

    Pass:
        materials: [{kind: form}, {kind: form}]

    Fail:
        materials: [{name: 身份证}, {name: «身份证»}]
    """
    first: dict[tuple[str, str], int] = {}
    for number, material in enumerate(item.materials, start=1):
        asked = (material.name, material.when)
        if asked in first:
            yield hit(material.at / "name", name=material.name, first=first[asked])
        elif material.name:
            first[asked] = number


@item_rule(
    Card(
        "MAT005",
        "materials/proof-not-listed",
        Severity.ERROR,
        Text("条件所指的证明材料不在清单中", "The proof of a condition is not in the list"),
        Text(
            "受理条件用 {id} 证明，材料清单里没有它",
            "a condition is proven by {id}, which no material is",
        ),
        Basis(
            Text(
                "国发〔2022〕5号：条件与材料对应",
                "State Council [2022] 5: papers follow conditions",
            )
        ),
    ),
    needs=_unlisted,
)
def proof_not_listed(item: Item) -> Hits:
    """What proves a condition stands in the list of materials; else the window asks for an unlisted paper.

    证明受理条件的材料要列在材料清单里，否则窗口就会索要清单以外的材料。

    Pass:
        materials: [{id: m1, name: 学历证书}]
        conditions: [{text: 本科以上, proven_by: [m1]}, {text: 年满十八周岁}]

    Fail:
        materials: [{id: m1, name: 学历证书}]
        conditions: [{text: 本科以上, proven_by: [m1, «m2»]}]
    """
    known = {material.id for material in item.materials}
    for condition in item.conditions:
        for number, id in enumerate(condition.proven_by):
            if id not in known:
                yield hit(condition.at / "proven_by" / number, id=id)


@case_rule(
    Card(
        "MAT006",
        "materials/other-spelling",
        Severity.WARNING,
        Text("材料名称不统一", "A material under another name"),
        Text(
            "“{name}”的标准名称是“{standard}”，请写 standard_name",
            "“{name}” is “{standard}” in the shared vocabulary: say so in standard_name",
        ),
        Basis(
            Text(
                "共享材料名称表（据各地写法归并）",
                "the shared vocabulary of materials, merged from practice",
            )
        ),
    ),
    needs=_in_vocabulary,
)
def other_spelling(case: Case) -> Hits:
    """One paper has one name: real catalogs write the identity card in sixty ways, and nothing can be
    fetched or compared. A paper with another name says its standard name beside it.

    一种材料一个名称：现实目录中身份证有六十种写法，既无法调取也无法比较。
    沿用别名的，须另写标准名称。

    Pass:
        materials:
          - name: 居民身份证
          - {name: 身份证, standard_name: 居民身份证}
          - name: 实验动物管理制度

    Fail:
        materials:
          - name: «身份证»  # 正反面

    Fixed:
        materials:
          - name: 身份证  # 正反面
            standard_name: 居民身份证

    Fail:
        materials: [{name: «身份证», standard_name: 身份证明}]
    """
    names = case.lists.get("material-name")
    known = names.by_label if names else {}
    for material in case.item.materials:
        standard = known.get(material.name)
        if standard and standard not in (material.name, material.standard_name):
            fix = None if material.standard_name else Fix("add", ("standard_name", standard))
            yield hit(material.at / "name", fix, name=material.name, standard=standard)


@case_rule(
    Card(
        "MAT007",
        "materials/unknown-standard-name",
        Severity.WARNING,
        Text("标准名称不在共享材料名称表中", "Standard name unknown to the vocabulary"),
        Text("共享材料名称表中没有“{name}”", "the shared vocabulary has no “{name}”"),
        Basis(
            Text(
                "共享材料名称表（据各地写法归并）",
                "the shared vocabulary of materials, merged from practice",
            )
        ),
    ),
    needs=_with_standard_name,
)
def unknown_standard_name(case: Case) -> Hits:
    """A standard name is one that the shared vocabulary has; a name of one's own belongs in ``name``.

    标准名称须取自共享材料名称表；自定的名称写在 name 里。

    Pass:
        materials: [{name: 身份证, standard_name: 居民身份证}]

    Fail:
        materials: [{name: 身份证, standard_name: «身份证件儿»}]
    """
    names = case.lists.get("material-name")
    for material in case.item.materials if names else ():
        if material.standard_name and names and material.standard_name not in names.entries:
            yield hit(material.at / "standard_name", name=material.standard_name)


@item_rule(
    Card(
        "MAT013",
        "materials/no-basis",
        Severity.INFO,
        Text("材料没有依据", "Paper without a basis"),
        Text("要“{name}”没有写依据", "no basis is given for asking “{name}”"),
        Basis(
            Text(
                "江苏办事指南编写规范；国家平台数据交换表（材料依据）",
                "guide rules of Jiangsu; exchange tables (basis of a material)",
            )
        ),
    ),
    needs=some({"source": "applicant", "basis": ""}),
)
def no_basis(item: Item) -> Hits:
    """A paper is asked for on some basis; one for which none can be given can most likely be spared.

    要一份材料要有依据；写不出依据的材料，多半可以不要。

    Pass:
        materials: [{name: 身份证, basis: 《居民身份证法》, source: applicant}]

    Pass:
        materials: [{name: 身份证}]

    Fail:
        materials: [{name: «存款证明», source: applicant}]
    """
    for material in item.materials:
        if material.source == "applicant" and not material.basis and material.name:
            yield hit(material.at / "name", name=material.name)


@item_rule(
    Card(
        "MAT014",
        "materials/deferrable-without-deadline",
        Severity.WARNING,
        Text("容缺没写期限", "May follow later, but not by when"),
        Text(
            "“{name}”可以容缺后补，却没有写什么时候补",
            "“{name}” may follow later, yet nobody says by when",
        ),
        Basis(_TABLES),
    ),
    needs=some(
        {"necessity": "deferrable", "when": ""}, {"necessity": "conditional", "when": ""}
    ),
)
def deferrable_without_deadline(item: Item) -> Hits:
    """A paper that may follow later says in which case and by when.

    容缺受理要写明什么情形可以后补、多久补齐。

    Pass:
        materials: [{name: 照片, necessity: deferrable, when: 领证前补齐}]

    Fail:
        materials: [{name: «照片», necessity: deferrable}]

    Fail:
        materials: [{name: «委托书», necessity: conditional}]
    """
    for material in item.materials:
        if material.necessity in ("deferrable", "conditional") and not material.when:
            yield hit(material.at / "name", name=material.name)


@catalog_rule(
    Card(
        "MAT015",
        "materials/once-only",
        Severity.WARNING,
        Text("政府已有的材料还向申请人要", "Asked of the applicant, though government has it"),
        Text(
            "“{name}”是“{issuer}”的结果，却向申请人要",
            "“{name}” comes out of “{issuer}”, yet the applicant is asked for it",
        ),
        Basis(
            Text(
                "国发〔2018〕27号；一次告知、能共享的不再提交",
                "State Council [2018] 27: what can be shared is not asked for again",
            ),
            sure="memory",
        ),
    )
)
def once_only() -> str:
    """What an item of this catalog gives out, known by the issuing item, the licence type or the
    standard name, is not asked of the applicant again: its source is government.

    本目录里某个事项的结果（按核发事项、证照类型或标准名称认），不应再由申请人提交；来源写 government，由部门自己取。

    Pass:
        === items/a.yaml
        {basic_code: "000709901000", name: 身份证申领, results: [{name: 居民身份证, licence_type: id_card}]}
        === items/b.yaml
        {basic_code: "000109001000", name: 乙, materials: [{name: 身份证, licence_type: id_card, source: government}]}

    Pass:
        basic_code: "000709902000"
        name: 身份证换领
        materials: [{name: 旧证, licence_type: id_card, source: applicant}]
        results: [{name: 居民身份证, licence_type: id_card}]

    Fail:
        === items/a.yaml
        {basic_code: "000709901000", name: 身份证申领, results: [{name: 居民身份证, licence_type: id_card}]}
        === items/b.yaml
        {basic_code: "000109001000", name: 乙, materials: [{name: «身份证», licence_type: id_card, source: applicant}]}

    Fail:
        === items/a.yaml
        {basic_code: "000709901000", name: 户口登记, results: [{name: 居民户口簿}]}
        === items/b.yaml
        {basic_code: "000109001000", name: 乙, materials: [{name: «户口本», standard_name: 居民户口簿, source: applicant}]}
    """
    return """
        WITH given AS (
            SELECT 'type' AS way, licence_type AS mark, basic_code, item FROM results WHERE licence_type IS NOT NULL
            UNION ALL SELECT 'name', name, basic_code, item FROM results WHERE name IS NOT NULL
            UNION ALL SELECT 'item', basic_code, basic_code, item FROM results WHERE basic_code IS NOT NULL
        ), issued AS (
            SELECT way, mark, min(item) AS issuer FROM given GROUP BY way, mark
        ), asked AS (
            SELECT file, number, pos, name, basic_code, 'type' AS way, licence_type AS mark FROM papers WHERE source = 'applicant'
            UNION ALL SELECT file, number, pos, name, basic_code, 'name', coalesce(standard_name, name) FROM papers WHERE source = 'applicant'
            UNION ALL SELECT file, number, pos, name, basic_code, 'item', issued_by FROM papers WHERE source = 'applicant'
        )
        SELECT a.file, a.number, '/materials/' || a.pos || '/name' AS pointer, a.name, min(i.issuer) AS issuer
        FROM asked a JOIN issued i USING (way, mark)
        WHERE NOT EXISTS (SELECT 1 FROM given g WHERE g.way = a.way AND g.mark = a.mark AND g.basic_code = a.basic_code)
        GROUP BY a.file, a.number, a.pos, a.name
    """
