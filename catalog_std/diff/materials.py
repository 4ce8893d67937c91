"""Kinds of change of the papers an applicant hands in."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.edits import Edit
from catalog_std.diff.kind import (
    Claim,
    Sight,
    added_dropped,
    changed,
    kinds,
    more_less,
    on_off,
    tightened_eased,
)
from catalog_std.diff.weigh import Action
from catalog_std.text import Text

_SHEETS = ("materials[].originals", "materials[].copies")


def _of(sight: Sight, edit: Edit, *paths: str) -> tuple[Edit, ...]:
    """Find edits of the same material."""
    return tuple(e for e in sight.edits if e.path in paths and e.known[:2] == edit.known[:2])


def _copy_for_original(sight: Sight) -> Iterator[Claim]:
    """Take the sheets that moved from one count to the other with the change of copy type."""
    for edit in sight.edits:
        if edit.path == "materials[].copy_type" and edit.action in (
            Action.TIGHTENED,
            Action.EASED,
        ):
            sheets = _of(sight, edit, *_SHEETS)
            counts = [(e.after.value or 0) - (e.before.value or 0) for e in sheets]
            yield Claim(edit.action, (edit, *(() if sum(counts) else sheets)), {})


def _necessity(sight: Sight) -> Iterator[Claim]:
    """Take the situation that is stated, or no longer, with the change of necessity."""
    for edit in sight.edits:
        if edit.path == "materials[].necessity":
            yield Claim(edit.action, (edit, *_of(sight, edit, "materials[].when")), {})


def _renamed(sight: Sight) -> Iterator[Claim]:
    """Take a new name and a new standard name for one."""
    for edit in sight.edits:
        if edit.path == "materials[].name" and edit.action is Action.CHANGED:
            standard = _of(sight, edit, "materials[].standard_name")
            yield Claim(Action.CHANGED, (edit, *standard), {})


MATERIAL = kinds(
    "materials",
    "materials[]",
    added_dropped(
        "added",
        Text("新增材料“{name}”", "asks for “{name}”"),
        "dropped",
        Text("不再收取“{name}”", "no longer asks for “{name}”"),
    ),
    """One paper more, or one less. Where a paper stands in the list does not matter.

    多要或少要一份材料。材料排在第几无关紧要。

    Before:
        materials: [{name: 身份证}, {name: 申请表}]

    After:
        materials: [{name: 申请表}, {name: 身份证}, «{name: 照片}»]
    """,
)

RENAMED = kinds(
    "materials",
    "",
    changed(
        "renamed",
        Text("材料“{before}”改称“{after}”", "“{before}” is now called “{after}”"),
    ),
    """The same paper under another name: its standard name, its licence type or most of its name remain.

    同一份材料换了叫法：标准名称、证照类型或名称的大部分没变。

    Before:
        materials: [{name: «二代证», standard_name: 居民身份证}]

    After:
        materials: [{name: «居民身份证», standard_name: 居民身份证}]
    """,
    _renamed,
)

ORIGINALS = kinds(
    "materials",
    "materials[].originals",
    more_less(
        "more-originals",
        Text(
            "“{name}”原件由 {before} 份增至 {after} 份",
            "“{name}”: {after} originals, was {before}",
        ),
        "fewer-originals",
        Text(
            "“{name}”原件由 {before} 份减至 {after} 份",
            "“{name}”: {after} originals, only; was {before}",
        ),
    )
    | added_dropped(
        "originals-stated",
        Text("“{name}”写明原件 {after} 份", "“{name}”: {after} originals, which was not said"),
        "originals-unstated",
        Text(
            "“{name}”不再写明原件（原为 {before} 份）",
            "“{name}”: originals are no longer said (was {before})",
        ),
    ),
    """How many originals are handed in or shown.

    要交或出示几份原件。

    Before:
        materials: [{name: 身份证, originals: «1»}]

    After:
        materials: [{name: 身份证, originals: «2»}]

    Before:
        materials: [{name: 身份证}]

    After:
        materials: [{name: 身份证, originals: «1»}]
    """,
)

COPIES = kinds(
    "materials",
    "materials[].copies",
    more_less(
        "more-copies",
        Text(
            "“{name}”复印件由 {before} 份增至 {after} 份",
            "“{name}”: {after} copies, was {before}",
        ),
        "fewer-copies",
        Text(
            "“{name}”复印件由 {before} 份减至 {after} 份",
            "“{name}”: {after} copies, only; was {before}",
        ),
    )
    | added_dropped(
        "copies-stated",
        Text("“{name}”写明复印件 {after} 份", "“{name}”: {after} copies, which was not said"),
        "copies-unstated",
        Text(
            "“{name}”不再写明复印件（原为 {before} 份）",
            "“{name}”: copies are no longer said (was {before})",
        ),
    ),
    """How many copies are handed in.

    要交几份复印件。

    Before:
        materials: [{name: 身份证, copies: «1»}]

    After:
        materials: [{name: 身份证, copies: «2»}]

    Before:
        materials: [{name: 身份证}]

    After:
        materials: [{name: 身份证, copies: «1»}]
    """,
)

COPY_TYPE = kinds(
    "materials",
    "",
    tightened_eased(
        "original-needed",
        Text("“{name}”由“{before}”改为“{after}”", "“{name}”: {after} needed, was {before}"),
        "copy-enough",
        Text(
            "“{name}”由“{before}”改为“{after}”即可", "“{name}”: {after} is enough, was {before}"
        ),
    ),
    """A copy is easier to hand in than an original. The sheets that move from
    one count to the other with it are the same change.

    交复印件比交原件方便。份数随之从一栏挪到另一栏，算同一处变化。

    Before:
        materials: [{name: 身份证, copy_type: «copy», originals: 0, copies: 1}]

    After:
        materials: [{name: 身份证, copy_type: «original», originals: 1, copies: 0}]
    """,
    _copy_for_original,
)

MEDIUM = kinds(
    "materials",
    "materials[].medium",
    changed(
        "medium", Text("“{name}”由“{before}”改为“{after}”", "“{name}”: {after}, was {before}")
    )
    | added_dropped(
        "medium-stated",
        Text("“{name}”写明“{after}”", "“{name}” is said to be: {after}"),
        "medium-unstated",
        Text("“{name}”不再写明“{before}”", "“{name}” is no longer said to be: {before}"),
    )
    | tightened_eased(
        "medium-tightened",
        Text("“{name}”由“{before}”限为“{after}”", "“{name}”: {after} only, was {before}"),
        "medium-eased",
        Text("“{name}”由“{before}”放宽为“{after}”", "“{name}”: {after} accepted, was {before}"),
    ),
    """Handing in paper means a way or a letter; electronic copies do not.

    交纸质材料要跑一趟或寄一次，交电子材料不必。

    Before:
        materials: [{name: 申请表, medium: «either»}]

    After:
        materials: [{name: 申请表, medium: «paper»}]

    Before:
        materials: [{name: 申请表, medium: «either»}]

    After:
        materials: [{name: 申请表, medium: «electronic»}]

    Before:
        materials: [{name: 申请表}]

    After:
        materials: [{name: 申请表, medium: «electronic»}]
    """,
)

NECESSITY = kinds(
    "materials",
    "",
    tightened_eased(
        "required",
        Text("“{name}”由“{before}”改为“{after}”", "“{name}”: {after}, was {before}"),
        "not-always-required",
        Text("“{name}”由“{before}”放宽为“{after}”", "“{name}”: {after} only, was {before}"),
    )
    | changed(
        "necessity", Text("“{name}”由“{before}”改为“{after}”", "“{name}”: {before} → {after}")
    )
    | added_dropped(
        "necessity-stated",
        Text("“{name}”写明“{after}”", "“{name}” is said to be: {after}"),
        "necessity-unstated",
        Text("“{name}”不再写明“{before}”", "“{name}” is no longer said to be: {before}"),
    ),
    """A paper that is asked only in some situations, or may follow later, weighs less than one always asked.
    The situation that is stated with it is the same change.

    视情形才要、或可容缺后补的材料，比必要材料轻。随之写明的情形算同一处变化。

    Before:
        materials: [{name: 委托书, necessity: «conditional», when: 委托他人代办的}]

    After:
        materials: [{name: 委托书, necessity: «required»}]

    Before:
        materials: [{name: 委托书, necessity: «conditional»}]

    After:
        materials: [{name: 委托书, necessity: «deferrable»}]

    Before:
        materials: [{name: 委托书}]

    After:
        materials: [{name: 委托书, necessity: «required»}]
    """,
    _necessity,
)

WHEN = kinds(
    "materials",
    "materials[].when",
    changed(
        "when",
        Text("“{name}”的情形改了：{before} → {after}", "“{name}”, when: {before} → {after}"),
    )
    | added_dropped(
        "when-stated",
        Text("“{name}”写明情形：{after}", "“{name}”, when: {after}"),
        "when-unstated",
        Text(
            "“{name}”不再写明情形（原为：{before}）",
            "“{name}”: no longer said when (was {before})",
        ),
    ),
    """In which situation a paper is asked, or until when it may follow. Words must be read by a person.

    什么情形下才要、何时补齐。文字须由人来读。

    Before:
        materials: [{name: 委托书, necessity: conditional, when: «委托他人代办的»}]

    After:
        materials: [{name: 委托书, necessity: conditional, when: «单位申请的»}]

    Before:
        materials: [{name: 委托书, necessity: conditional}]

    After:
        materials: [{name: 委托书, necessity: conditional, when: «单位申请的»}]
    """,
)

SOURCE = kinds(
    "materials",
    "materials[].source",
    tightened_eased(
        "asked-of-applicant",
        Text(
            "“{name}”的来源由“{before}”改为“{after}”",
            "“{name}” comes from {after}, was {before}",
        ),
        "fetched",
        Text(
            "“{name}”改由“{after}”提供（原为“{before}”）",
            "“{name}” comes from {after} now, was {before}",
        ),
    )
    | changed(
        "source",
        Text("“{name}”的来源 {before} → {after}", "“{name}”, source: {before} → {after}"),
    )
    | added_dropped(
        "source-stated",
        Text("“{name}”写明来源“{after}”", "“{name}” is said to come from {after}"),
        "source-unstated",
        Text(
            "“{name}”不再写明来源（原为“{before}”）",
            "“{name}”: no longer said to come from {before}",
        ),
    ),
    """A paper the government issued can be fetched by the government instead of being asked for.

    政府部门核发的材料可以由部门调取，不必向申请人索要。

    Before:
        materials: [{name: 无犯罪记录证明, source: «government»}]

    After:
        materials: [{name: 无犯罪记录证明, source: «applicant»}]

    Before:
        materials: [{name: 体检报告, source: «intermediary»}]

    After:
        materials: [{name: 体检报告, source: «other»}]

    Before:
        materials: [{name: 体检报告}]

    After:
        materials: [{name: 体检报告, source: «intermediary»}]
    """,
)

ISSUER = kinds(
    "materials",
    "materials[].issuer materials[].issued_by materials[].licence_type materials[].kind materials[].copy_type"
    " materials[].standard_name materials[].id materials[].basis",
    changed(
        "described",
        Text("“{name}”的{label}：{before} → {after}", "“{name}”, {label}: {before} → {after}"),
    )
    | added_dropped(
        "description-added",
        Text("“{name}”写明{label}：{after}", "“{name}”, {label}: {after}"),
        "description-dropped",
        Text(
            "“{name}”不再写明{label}（原为：{before}）",
            "“{name}”, {label}: no longer said (was {before})",
        ),
    ),
    """Who issues a paper, which licence or kind it is, on what ground it is asked: the paper stays the same.

    核发机关、证照类型、材料类型、依据：材料还是那份材料。

    Before:
        materials: [{name: 结婚证, issuer: «民政局»}]

    After:
        materials: [{name: 结婚证, issuer: «民政部门»}]

    Before:
        materials: [{name: 结婚证}]

    After:
        materials: [{name: 结婚证, issued_by: «"000711001000"»}]
    """,
)

SIGNED = kinds(
    "materials",
    "materials[].signed",
    on_off(
        "signature-asked",
        Text("“{name}”须签名", "“{name}” must be signed"),
        "signature-dropped",
        Text("“{name}”不再要求签名", "“{name}” need not be signed"),
    ),
    """A signature often means coming in person.

    要签名往往意味着要到场。

    Before:
        materials: [{name: 申请表, signed: «false»}]

    After:
        materials: [{name: 申请表, signed: «true»}]
    """,
)

FORM = kinds(
    "materials",
    "materials[].blank_form materials[].sample",
    added_dropped(
        "help-added",
        Text("“{name}”提供{label}", "“{name}”: {label} is offered"),
        "help-dropped",
        Text("“{name}”不再提供{label}", "“{name}”: {label} is no longer offered"),
    )
    | changed("help", Text("“{name}”的{label}换了", "“{name}”: another {label}")),
    """A blank form and a filled-in sample spare people questions and a second way.

    有空白表格和样表，申请人少问一次、少跑一趟。

    Before:
        materials: [{name: 申请表}]

    After:
        materials: [{name: 申请表, blank_form: «forms/a.docx»}]

    Before:
        materials: [{name: 申请表, sample: «samples/a.pdf»}]

    After:
        materials: [{name: 申请表, sample: «samples/b.pdf»}]
    """,
)

DEMANDS = kinds(
    "materials",
    "materials[].instructions materials[].acceptance",
    changed(
        "demands",
        Text(
            "“{name}”的{label}改了：{before} → {after}", "“{name}”, {label}: {before} → {after}"
        ),
    )
    | added_dropped(
        "demands-added",
        Text("“{name}”新增{label}：{after}", "“{name}”, {label}: {after}"),
        "demands-dropped",
        Text("“{name}”取消{label}：{before}", "“{name}”, no more {label}: {before}"),
    ),
    """What a paper must be like to be accepted, in words: a person must read them.

    材料要符合什么要求，是文字，须由人来读。

    Before:
        materials: [{name: 照片, acceptance: «近期一寸免冠照»}]

    After:
        materials: [{name: 照片, acceptance: «三个月内一寸免冠白底照»}]

    Before:
        materials: [{name: 照片}]

    After:
        materials: [{name: 照片, acceptance: «三个月内一寸免冠白底照»}]
    """,
)

FAMILIES = (
    MATERIAL,
    RENAMED,
    ORIGINALS,
    COPIES,
    COPY_TYPE,
    MEDIUM,
    NECESSITY,
    WHEN,
    SOURCE,
    ISSUER,
    SIGNED,
    FORM,
    DEMANDS,
)
