"""Rules about the papers an applicant hands in."""

from __future__ import annotations

import re
from functools import lru_cache

from catalog_std.finding import Severity
from catalog_std.item import Item, Material
from catalog_std.lint.rule import Basis, Card, Case, Hits, case_rule, hit, item_rule
from catalog_std.text import Text

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
    r"|等(?:有关|相关)?(?:材料|资料|文件)$"
    r"|^(?:有关|相关)(?:证明|材料|资料|文件)(?:材料|文件)?$"
    r"|规定的?其[他它]|要求的?其[他它]|认为(?:有)?(?:必要|需要)"
)


@item_rule(
    Card(
        "MAT001",
        "materials/signed-without-original",
        Severity.ERROR,
        Text("要签字盖章却不收原件", "Signed, yet no original"),
        Text(
            "“{name}”须签字或盖章，原件份数却是 0",
            "“{name}” must be signed, yet asks for 0 originals",
        ),
        Basis(
            Text(
                "GB/T 39046-2020 表4（原件份数、复印件份数）",
                "GB/T 39046-2020 table 4 (originals, copies)",
            ),
            "62–63",
            "text",
        ),
    )
)
def signed_without_original(item: Item) -> Hits:
    """A paper that is signed or sealed by hand exists as an original; a guide that asks for none sends
    people away from the window. Electronic papers are signed electronically and are left alone.

    手写签字或盖章的材料必有原件；办事指南写原件 0 份，申请人到了窗口还得回去补。
    电子材料用电子签名，不在此列。

    Pass:
        materials:
          - {name: 申请表, signed: true, originals: 1, medium: paper}
          - {name: 电子申请表, signed: true, originals: 0, medium: electronic}
          - {name: 照片, signed: false, originals: 0}

    Fail:
        materials:
          - {name: 申请表, signed: true, originals: «0», copies: 1, medium: paper}
    """
    for material in item.materials:
        paper = material.medium != "electronic"
        if material.signed and material.originals == 0 and paper:
            yield hit(material.at / "originals", name=material.name)


@item_rule(
    Card(
        "MAT002",
        "materials/no-copies-asked",
        Severity.ERROR,
        Text("收纸质材料却一份不要", "On paper, yet no sheet of it"),
        Text(
            "“{name}”要交纸质件，原件和复印件却都是 0 份",
            "“{name}” is asked for on paper, yet 0 originals and 0 copies",
        ),
        Basis(_TABLES),
    )
)
def no_copies_asked(item: Item) -> Hits:
    """A paper that must be handed in is handed in at least once, as an original or as a copy.

    要求提交的纸质材料，原件、复印件至少有一份。

    Pass:
        materials:
          - {name: 身份证, medium: paper, originals: 0, copies: 1}
          - {name: 营业执照, medium: electronic, originals: 0, copies: 0}

    Fail:
        materials:
          - {name: 身份证, medium: paper, originals: «0», copies: 0}
    """
    for material in item.materials:
        nothing = material.originals == 0 and material.copies == 0
        if nothing and material.medium == "paper" and not material.signed:
            yield hit(material.at / "originals", name=material.name)


@item_rule(
    Card(
        "MAT003",
        "materials/wrong-copy-type",
        Severity.ERROR,
        Text("份数与原件、复印件要求相反", "Counts against the kind of copy asked for"),
        Text("“{name}”要求{kind}，份数却写 0", "“{name}” asks for {kind}, yet for 0 of them"),
        Basis(_TABLES),
    )
)
def wrong_copy_type(item: Item) -> Hits:
    """Who asks for originals asks for at least one original; who asks for copies, for one copy.

    要求收原件的，原件至少一份；要求收复印件的，复印件至少一份。

    Pass:
        materials:
          - {name: 户口簿, copy_type: original, originals: 1, copies: 0}
          - {name: 身份证, copy_type: either, originals: 0, copies: 1}
          - {name: 电子证照, copy_type: original, originals: 0, medium: electronic}

    Fail:
        materials:
          - {name: 户口簿, copy_type: original, originals: «0», copies: 2}
          - {name: 身份证, copy_type: copy, originals: 1, copies: «0»}
    """
    kinds = {
        "original": ("originals", Text("原件", "originals")),
        "copy": ("copies", Text("复印件", "copies")),
    }
    for material in item.materials:
        count, kind = kinds.get(material.copy_type, ("", None))
        asked = {"originals": material.originals, "copies": material.copies}
        none_asked = any(asked.values()) and asked.get(count) == 0
        if none_asked and material.medium != "electronic":
            yield hit(material.at / count, name=material.name, kind=kind)


@item_rule(
    Card(
        "MAT004",
        "materials/no-form",
        Severity.ERROR,
        Text("表格无处下载", "A form nobody can download"),
        Text(
            "“{name}”是表格，却没有空白表格和样表",
            "“{name}” is a form, yet has neither a blank form nor a sample",
        ),
        Basis(_CHECK),
    )
)
def no_form(item: Item) -> Hits:
    """A form that must be filled in can be had beforehand: 41 % of forms could not, in 2017.

    要填的表格，事先就能拿到；2017 年抽查中约四成表格无法下载。

    Pass:
        materials:
          - {name: 申请表, kind: form, blank_form: forms/a.docx}
          - {name: 承诺书, kind: form, sample: forms/b.pdf}
          - {name: 身份证, kind: certificate}

    Fail:
        materials:
          - {name: «申请表», kind: form}
    """
    for material in item.materials:
        if material.kind == "form" and not material.blank_form and not material.sample:
            yield hit(material.at / "name", name=material.name)


@item_rule(
    Card(
        "MAT005",
        "materials/catch-all",
        Severity.ERROR,
        Text("兜底材料", "Catch-all material"),
        Text(
            "“{name}”是兜底条款，申请人无从准备",
            "nobody can prepare “{name}”: it is a catch-all",
        ),
        Basis(_CHECK),
    )
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
        "MAT006",
        "materials/nameless-issuer",
        Severity.WARNING,
        Text("政府核发的材料没写核发机关", "Issued by government, but by whom?"),
        Text(
            "“{name}”由政府部门核发，却没写由谁核发",
            "“{name}” is issued by government, but not said by whom",
        ),
        Basis(_TABLES),
    )
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
        "MAT007",
        "materials/e-licence-on-paper",
        Severity.WARNING,
        Text("有电子证照仍收纸质件", "An e-licence exists, paper is asked for"),
        Text(
            "“{name}”有电子证照，却只收纸质件",
            "“{name}” exists as an e-licence, yet only paper is taken",
        ),
        Basis(
            Text(
                "国办发〔2018〕45号（材料减少目标）；GB/T 36901",
                "State Council office [2018] 45; GB/T 36901",
            ),
        ),
    )
)
def e_licence_on_paper(item: Item) -> Hits:
    """A certificate that the state keeps as an e-licence may be shown electronically.

    国家已有电子证照的，应当允许出示电子件。

    Pass:
        materials:
          - {name: 身份证, licence_type: id_card, source: government, medium: either}
          - {name: 照片, medium: paper}

    Fail:
        materials:
          - {name: 身份证, licence_type: id_card, source: government, medium: «paper»}
    """
    for material in item.materials:
        held = material.licence_type and material.source == "government"
        if held and material.medium == "paper":
            yield hit(material.at / "medium", name=material.name)


@item_rule(
    Card(
        "MAT008",
        "materials/repeated-id",
        Severity.ERROR,
        Text("材料标识重复", "Material id used twice"),
        Text("标识 {id} 已用于“{other}”", "id {id} already belongs to “{other}”"),
        Basis(Text("事项数据格式", "the item format")),
    )
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
        "MAT009",
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
    )
)
def asked_twice(item: Item) -> Hits:
    """An item asks for each paper once; different situations may ask for the same paper, each saying when.

    同一事项的材料清单中一种材料只列一次；不同情形可分别要求，但须写明情形。

    Pass:
        materials: [{name: 身份证}, {name: 户口簿}]

    Pass:
        materials: [{name: 委托书, when: 代办}, {name: 委托书, when: 法人申请}]

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
        "MAT010",
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
    )
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
        "MAT011",
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
    )
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
          - name: «身份证»
    """
    names = case.lists.get("material-name")
    known = names.by_label if names else {}
    for material in case.item.materials:
        standard = known.get(material.name)
        if standard and standard not in (material.name, material.standard_name):
            yield hit(material.at / "name", name=material.name, standard=standard)


@case_rule(
    Card(
        "MAT012",
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
    )
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


@lru_cache(maxsize=20_000)
def _is_catch_all(name: str) -> bool:
    """Say whether a name leaves open what is asked for; remembered, because names recur."""
    return _CATCH_ALL.search(name) is not None
