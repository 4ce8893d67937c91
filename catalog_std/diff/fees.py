"""Kinds of change of what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.kind import Claim, Sight, added_dropped, changed, kinds, more_less, on_off
from catalog_std.diff.weigh import Action
from catalog_std.text import Text

_SWITCH = {Action.ON: Action.ADDED, Action.OFF: Action.DROPPED}


def _charged(sight: Sight) -> Iterator[Claim]:
    """Take the fees that come or go with charging at all."""
    for edit in sight.edits:
        if edit.path == "fees.charged" and edit.action in _SWITCH:
            wanted = _SWITCH[edit.action]
            fees = tuple(
                e for e in sight.edits if e.path == "fees.items[]" and e.action is wanted
            )
            names = "、".join(e.entry for e in fees) or "—"
            yield Claim(edit.action, (edit, *fees), {"fees": names})


CHARGED = kinds(
    "fees",
    "",
    on_off(
        "charged",
        Text("开始收费：{fees}", "is charged for: {fees}"),
        "free",
        Text("不再收费：{fees}", "is free of charge: {fees}"),
    ),
    """Free, or not; the fees that come with it are the same change.

    收不收费；随之出现的收费项目算同一处变化。

    Before:
        fees: {charged: «false»}

    After:
        fees: {charged: «true», items: [{name: 证书工本费, amount: 10}]}
    """,
    _charged,
)

FEE = kinds(
    "fees",
    "fees.items[]",
    added_dropped(
        "added",
        Text("新增收费“{name}”", "a fee more: {name}"),
        "dropped",
        Text("取消收费“{name}”", "a fee less: {name}"),
    ),
    """One charge more, or one less.

    多收或少收一项费用。

    Before:
        fees: {charged: true, items: [{name: 工本费, amount: 10}]}

    After:
        fees: {charged: true, items: [{name: 工本费, amount: 10}, «{name: 检测费, amount: 200}»]}
    """,
)

AMOUNT = kinds(
    "fees",
    "fees.items[].amount",
    more_less(
        "raised",
        Text("“{name}”由 {before} 涨到 {after}", "{name} rises from {before} to {after}"),
        "lowered",
        Text("“{name}”由 {before} 降到 {after}", "{name} falls from {before} to {after}"),
    )
    | added_dropped(
        "amount-stated",
        Text("“{name}”写明金额 {after}", "{name} is said to be {after}"),
        "amount-unstated",
        Text(
            "“{name}”不再写明金额（原为 {before}）", "{name} is no longer said to be {before}"
        ),
    ),
    """How much.

    收多少。

    Before:
        fees: {charged: true, items: [{name: 工本费, amount: «10»}]}

    After:
        fees: {charged: true, items: [{name: 工本费, amount: «20»}]}

    Before:
        fees: {charged: true, items: [{name: 工本费}]}

    After:
        fees: {charged: true, items: [{name: 工本费, amount: «20»}]}
    """,
)

TERMS = kinds(
    "fees",
    "fees.items[].currency fees.items[].per fees.items[].basis fees.items[].name",
    changed(
        "terms",
        Text("“{name}”的{label}：{before} → {after}", "{name}, {label}: {before} → {after}"),
    )
    | added_dropped(
        "terms-stated",
        Text("“{name}”写明{label}：{after}", "{name}, {label}: {after}"),
        "terms-unstated",
        Text(
            "“{name}”不再写明{label}（原为 {before}）",
            "{name}, {label}: no longer said (was {before})",
        ),
    ),
    """In which currency, per what, by which tariff: ten a page is another price than ten a certificate.

    什么币种、按什么计、依据哪个标准：每页十元和每证十元不是一个价。

    Before:
        fees: {charged: true, items: [{name: 工本费, amount: 10, per: «证»}]}

    After:
        fees: {charged: true, items: [{name: 工本费, amount: 10, per: «页»}]}

    Before:
        fees: {charged: true, items: [{name: 工本费, amount: 10}]}

    After:
        fees: {charged: true, items: [{name: 工本费, amount: 10, per: «页»}]}
    """,
)

WAIVER = kinds(
    "fees",
    "fees.items[].waiver",
    added_dropped(
        "waiver-offered",
        Text("“{name}”可以减免：{after}", "{name} is waived: {after}"),
        "waiver-withdrawn",
        Text(
            "“{name}”不再减免（原为：{before}）", "{name} is no longer waived (was: {before})"
        ),
    )
    | changed(
        "waiver",
        Text("“{name}”的减免改了：{before} → {after}", "{name}, waiver: {before} → {after}"),
    ),
    """Who need not pay.

    谁可以不交。

    Before:
        fees: {charged: true, items: [{name: 工本费}]}

    After:
        fees: {charged: true, items: [{name: 工本费, waiver: «低保对象免收»}]}

    Before:
        fees: {charged: true, items: [{name: 工本费, waiver: «低保对象免收»}]}

    After:
        fees: {charged: true, items: [{name: 工本费, waiver: «低保对象减半»}]}
    """,
)

FAMILIES = (CHARGED, FEE, AMOUNT, TERMS, WAIVER)
