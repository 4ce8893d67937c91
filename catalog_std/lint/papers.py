"""Rules about each paper an applicant hands in: originals, copies, forms."""

from __future__ import annotations

from operator import attrgetter

from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.columns import some
from catalog_std.lint.rule import SPOT_CHECK_2017, Basis, Card, Hits, Rate, hit, item_rule
from catalog_std.text import Text

_ORIGINALS, _COPIES = attrgetter("originals"), attrgetter("copies")
_COUNTED = {
    "original": (_ORIGINALS, _COPIES, "originals", Text("原件", "originals")),
    "copy": (_COPIES, _ORIGINALS, "copies", Text("复印件", "copies")),
}
_TALK = Text(
    "“互联网+政务服务”调研所见的通病",
    "a fault seen again and again in surveys of online services",
)
_CHECK = Text("国务院办公厅2017年全国抽查", "the State Council's national spot check of 2017")
_TABLES = Text(
    "国家平台数据交换表的材料部分",
    "the materials part of the national platform's exchange tables",
)


@item_rule(
    Card(
        "MAT008",
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
    ),
    needs=some({"signed": True, "originals": 0}),
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

    Fixed:
        materials:
          - {name: 申请表, signed: true, originals: 1, copies: 1, medium: paper}
    """
    for material in item.materials:
        paper = material.medium != "electronic"
        if material.signed and material.originals == 0 and paper:
            fix = Fix("set", 1, safe=False)
            yield hit(material.at / "originals", fix, name=material.name)


@item_rule(
    Card(
        "MAT009",
        "materials/no-copies-asked",
        Severity.ERROR,
        Text("收纸质材料却一份不要", "On paper, yet no sheet of it"),
        Text(
            "“{name}”要交纸质件，原件和复印件却都是 0 份",
            "“{name}” is asked for on paper, yet 0 originals and 0 copies",
        ),
        Basis(_TABLES),
    ),
    needs=some({"originals": 0, "copies": 0}),
)
def no_copies_asked(item: Item) -> Hits:
    """A paper that must be handed in is handed in at least once, as an original or as a copy. What
    government fetches itself is left alone unless paper is insisted on.

    要求提交的纸质材料，原件、复印件至少有一份；政府自己能取的，不坚持要纸质的不算。

    Pass:
        materials:
          - {name: 身份证, medium: paper, originals: 0, copies: 1}
          - {name: 营业执照, medium: electronic, originals: 0, copies: 0}
          - {name: 户口簿, medium: either, source: government, originals: 0, copies: 0}

    Fail:
        materials:
          - {name: 身份证, medium: paper, originals: «0», copies: 0}
          - {name: 学历证书, medium: either, originals: «0», copies: 0}
    """
    for material in item.materials:
        nothing = material.originals == 0 and material.copies == 0 and not material.signed
        either = material.medium == "either" and material.source != "government"
        if nothing and (either or material.medium == "paper"):
            yield hit(material.at / "originals", name=material.name)


@item_rule(
    Card(
        "MAT010",
        "materials/wrong-copy-type",
        Severity.ERROR,
        Text("份数与原件、复印件要求相反", "Counts against the kind of copy asked for"),
        Text("“{name}”要求{kind}，份数却写 0", "“{name}” asks for {kind}, yet for 0 of them"),
        Basis(_TABLES),
    ),
    needs=some({"copy_type": "original", "originals": 0}, {"copy_type": "copy", "copies": 0}),
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
    for material in item.materials:
        if material.copy_type not in _COUNTED or material.medium == "electronic":
            continue
        asked, other, count, kind = _COUNTED[material.copy_type]
        if asked(material) == 0 and other(material):
            yield hit(material.at / count, name=material.name, kind=kind)


@item_rule(
    Card(
        "MAT011",
        "materials/no-form",
        Severity.ERROR,
        Text("表格无处下载", "A form nobody can download"),
        Text(
            "“{name}”是表格，却没有空白表格和样表",
            "“{name}” is a form, yet has neither a blank form nor a sample",
        ),
        Basis(_CHECK),
        Rate(0.41, SPOT_CHECK_2017),
    ),
    needs=some({"kind": "form", "blank_form": "", "sample": ""}),
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
        "MAT012",
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
    ),
    needs=some({"source": "government", "medium": "paper"}),
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
