"""Kinds of change of who may apply and under which conditions."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.kind import Claim, Sight, added_dropped, changed, kinds
from catalog_std.diff.weigh import Action
from catalog_std.text import Text

_HOLDERS = (
    "conditions[].proven_by[]",
    "channels.window.materials[]",
    "channels.online.materials[]",
)
_REFERENCES = (*_HOLDERS, "channels.mobile.materials[]")


def _relabelled(sight: Sight) -> Iterator[Claim]:
    """Take a material's new id and all that refers to it by the old one for one change."""
    for edit in sight.edits:
        if edit.path == "materials[].id" and edit.action is Action.CHANGED:
            old, new = edit.before.value, edit.after.value
            follows = tuple(
                e
                for e in sight.edits
                if e.path in _REFERENCES
                and (e.before.value, e.after.value) in ((old, None), (None, new))
            )
            yield Claim(Action.CHANGED, (edit, *follows), {})


RELABELLED = kinds(
    "conditions",
    "",
    changed(
        "material-relabelled",
        Text(
            "“{name}”的标识由 {before} 改为 {after}",
            "“{name}” has the id {after}, was {before}",
        ),
    ),
    """A material's id is a label by which conditions and channels refer to it; they follow it.

    材料标识只供受理条件和渠道引用；标识改了，引用随着改。

    Before:
        conditions: [{id: c1, text: 年满十八周岁, proven_by: [m1]}]
        materials: [{id: «m1», name: 身份证}]

    After:
        conditions: [{id: c1, text: 年满十八周岁, proven_by: [card]}]
        materials: [{id: «card», name: 身份证}]
    """,
    _relabelled,
)

APPLICANTS = kinds(
    "applicants",
    "applicants[]",
    added_dropped(
        "added",
        Text("服务对象增加“{after}”", "is now open to: {after}"),
        "dropped",
        Text("服务对象减去“{before}”", "is no longer open to: {before}"),
    ),
    """Who may apply.

    谁可以办。

    Before:
        applicants: [natural_person]

    After:
        applicants: [natural_person, «enterprise»]
    """,
)

CONDITIONS = kinds(
    "conditions",
    "conditions[]",
    added_dropped(
        "added",
        Text("新增条件：{name}", "a new condition: {name}"),
        "dropped",
        Text("取消条件：{name}", "a condition less: {name}"),
    ),
    """Each condition is one more thing that must be true before anybody may apply.

    每一条受理条件都是申请前必须满足的一件事。

    Before:
        conditions: [{id: c1, text: 年满十八周岁}]

    After:
        conditions: [{id: c1, text: 年满十八周岁}, «{id: c2, text: 在本市有固定住所}»]
    """,
)

CONDITION = kinds(
    "conditions",
    "conditions[].text",
    changed(
        "text",
        Text(
            "条件的文字改了：{before} → {after}",
            "a condition reads otherwise: {before} → {after}",
        ),
    ),
    """What a change of words asks of people no program can tell: a person must read it.

    条件的文字改了，是松是紧程序判断不了，须由人来读。

    Before:
        conditions: [{id: c1, text: «年满十六周岁»}]

    After:
        conditions: [{id: c1, text: «年满十八周岁»}]
    """,
)

PROOF = kinds(
    "conditions",
    "conditions[].proven_by[]",
    added_dropped(
        "proof-added",
        Text("“{entry}”由材料 {after} 证明", "“{entry}” is proven by {after}"),
        "proof-dropped",
        Text("“{entry}”不再由材料 {before} 证明", "“{entry}” is no longer proven by {before}"),
    ),
    """Which material proves a condition; the material itself is a change of its own.

    哪份材料证明哪个条件；增减材料另算。

    Before:
        conditions: [{id: c1, text: 年满十八周岁}]

    After:
        conditions: [{id: c1, text: 年满十八周岁, proven_by: [«m1»]}]
    """,
)

LABEL = kinds(
    "conditions",
    "conditions[].id",
    changed(
        "relabelled",
        Text(
            "条件“{name}”的标识 {before} → {after}", "“{name}” has the id {after}, was {before}"
        ),
    )
    | added_dropped(
        "labelled",
        Text("条件“{name}”有了标识 {after}", "“{name}” has the id {after}"),
        "unlabelled",
        Text("条件“{name}”没有了标识 {before}", "“{name}” has no id, was {before}"),
    ),
    """A condition's id is a label only.

    条件的标识只是记号。

    Before:
        conditions: [{id: «c1», text: 年满十八周岁}]

    After:
        conditions: [{id: «c2», text: 年满十八周岁}]

    Before:
        conditions: [{text: 年满十八周岁}]

    After:
        conditions: [{id: «c2», text: 年满十八周岁}]
    """,
)

FAMILIES = (RELABELLED, APPLICANTS, CONDITIONS, CONDITION, PROOF, LABEL)
