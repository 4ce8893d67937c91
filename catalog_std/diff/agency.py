"""Kinds of change of who is in charge and on what ground: agency, powers, laws."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.kind import Claim, Sight, added_dropped, changed, kinds
from catalog_std.diff.weigh import Action
from catalog_std.source import Pointer
from catalog_std.text import Text

_LAW = tuple(
    f"legal_basis[].{name}"
    for name in ("title", "number", "article", "text", "issuer", "effective", "status")
)


def _agency(sight: Sight) -> Iterator[Claim]:
    """Take a new name and a new credit code for one change of agency."""
    both = tuple(e for e in sight.edits if e.path in ("agency.name", "agency.code"))
    if both:
        yield Claim(Action.CHANGED, both, {})


def _amended(sight: Sight) -> Iterator[Claim]:
    """Take all that changed in one entry of the legal basis for one amendment.

    An entry is known by where it stands, for two may be called alike.
    """
    found: dict[tuple[Pointer, ...], list[int]] = {}
    for number, edit in enumerate(sight.edits):
        if edit.path in _LAW:
            entry = tuple(Pointer(s.at.pointer[:-1]) for s in (edit.before, edit.after))
            found.setdefault(entry, []).append(number)
    for numbers in found.values():
        yield Claim(Action.CHANGED, tuple(sight.edits[n] for n in numbers), {})


AGENCY = kinds(
    "agency",
    "",
    changed(
        "replaced",
        Text("实施主体由“{before}”改为“{after}”", "is handled by {after}, was {before}"),
    ),
    """Another agency, or the same under another name and credit code.

    换了部门，或同一部门换了名称和统一社会信用代码。

    Before:
        agency: {name: «工商局», code: 1144010600744011XW}

    After:
        agency: {name: «市场监督管理局», code: 11440106MB2C90317P}
    """,
    _agency,
)

NATURE = kinds(
    "agency",
    "agency.nature agency.entrusted_by",
    changed("nature", Text("{label}由“{before}”改为“{after}”", "{label}: {before} → {after}"))
    | added_dropped(
        "nature-stated",
        Text("写明{label}“{after}”", "{label} is stated: {after}"),
        "nature-unstated",
        Text("不再写明{label}（原为“{before}”）", "{label} is no longer stated (was {before})"),
    ),
    """Whether an agency acts by law, by authorisation or on another's behalf.

    法定、授权还是委托。

    Before:
        agency: {name: 甲局, nature: «statutory»}

    After:
        agency: {name: 甲局, nature: «entrusted»}

    Before:
        agency: {name: 甲局}

    After:
        agency: {name: 甲局, entrusted_by: «乙局»}
    """,
)

JOINT = kinds(
    "agency",
    "agency.joint[]",
    added_dropped(
        "joint-added",
        Text("联办机构增加“{name}”", "is also handled by {name}"),
        "joint-dropped",
        Text("联办机构减去“{name}”", "is no longer handled by {name} too"),
    ),
    """Other agencies that take part.

    一同办理的其他机构。

    Before:
        agency: {name: 甲局}

    After:
        agency: {name: 甲局, joint: [«乙局»]}
    """,
)

POWER = kinds(
    "agency",
    "power.source power.list_code power.list_name",
    changed("power", Text("{label}由“{before}”改为“{after}”", "{label}: {before} → {after}"))
    | added_dropped(
        "power-stated",
        Text("写明{label}“{after}”", "{label} is stated: {after}"),
        "power-unstated",
        Text("不再写明{label}（原为“{before}”）", "{label} is no longer stated (was {before})"),
    ),
    """Where the power comes from, and its entry in the list of powers.

    权力来源，以及在权责清单里的编码和名称。

    Before:
        power: {source: «statutory»}

    After:
        power: {source: «entrusted»}

    Before:
        power: {source: statutory}

    After:
        power: {source: statutory, list_code: «A-01»}
    """,
)

LAW = kinds(
    "legal",
    "legal_basis[]",
    added_dropped(
        "added",
        Text("设定依据增加“{name}”", "also rests on {name}"),
        "dropped",
        Text("设定依据减去“{name}”", "no longer rests on {name}"),
    ),
    """A law the item rests on.

    事项所依据的法律文件。

    Before:
        legal_basis: [{title: 消防法, article: 第十五条}]

    After:
        legal_basis:
          - {title: 消防法, article: 第十五条}
          - «{title: 行政许可法, article: 第十二条}»
    """,
)

AMENDED = kinds(
    "legal",
    "",
    changed("amended", Text("“{name}”：{before} → {after}", "{name}: {before} → {after}")),
    """An amended law has a new number, often other articles and other words: one amendment, one change.

    法律修正后文号变了，条次和条文往往也变：一次修正算一处变化。

    Before:
        legal_basis: [{title: 消防法, number: «主席令第6号», article: 第十五条, text: 甲}]

    After:
        legal_basis: [{title: 消防法, number: «主席令第81号», article: 第十六条, text: 乙}]
    """,
    _amended,
)

FAMILIES = (AGENCY, NATURE, JOINT, POWER, LAW, AMENDED)
