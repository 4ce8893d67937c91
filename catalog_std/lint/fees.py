"""Rules about money."""

from __future__ import annotations

import re
from operator import attrgetter

from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Hits,
    hit,
    item_rule,
)
from catalog_std.text import Text

_FEES = attrgetter("item.fees")
_ZHEJIANG = Basis(
    Text("浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou")
)
_CHECK = Basis(
    Text("国务院办公厅2017年全国抽查", "the State Council's national spot check of 2017")
)
_DOCUMENT = re.compile(
    "[《》〔〕]|号|条例|办法|通知|法$|标准|(?<!按)(?<!有关)(?<!相关)(?<!国家)规定"
)


@item_rule(
    Card(
        "FEE001",
        "fees/free-with-charges",
        Severity.ERROR,
        Text("不收费却列了收费项目", "Free, yet charges are listed"),
        Text("写明不收费，却列了“{name}”", "it is free, yet “{name}” is charged"),
        _ZHEJIANG,
    ),
    needs=_FEES,
)
def free_with_charges(item: Item) -> Hits:
    """An item that is free has no charges: where the two disagree, window and web will ask for
    different sums.

    不收费的事项没有收费项目；两处说法不一，窗口和网上就会收得不一样。

    Pass:
        fees: {charged: false}

    Pass:
        fees: {charged: true, items: [{name: 工本费, amount: 20}]}

    Fail:
        fees: {charged: false, items: [{name: «工本费», amount: 20}]}
    """
    if item.charged is False:
        for fee in item.fees:
            yield hit(fee.at / "name", name=fee.name)


@item_rule(
    Card(
        "FEE002",
        "fees/vague-basis",
        Severity.WARNING,
        Text("收费依据含糊", "Vague basis of a charge"),
        Text(
            "“{name}”的收费依据“{basis}”没有指明文件",
            "the basis “{basis}” of “{name}” names no document",
        ),
        _CHECK,
    ),
    needs=_FEES,
)
def vague_basis(item: Item) -> Hits:
    """The basis of a charge names a document or its number; nobody can check “as the rules say”.

    收费依据要写明文件名称或文号，“按规定收取”无从核对。

    Pass:
        fees: {items: [{name: 工本费, basis: 发改价格〔2003〕2322号}]}

    Pass:
        fees: {items: [{name: 工本费, basis: 《居民身份证法》第二十条}]}

    Fail:
        fees: {items: [{name: 工本费, basis: «按规定收取»}]}

    Fail:
        fees: {items: [{name: 工本费, basis: «按国家有关规定收取»}]}
    """
    for fee in item.fees:
        if fee.basis and not _DOCUMENT.search(fee.basis):
            yield hit(fee.at / "basis", name=fee.name, basis=fee.basis)


@item_rule(
    Card(
        "FEE003",
        "fees/no-amount",
        Severity.WARNING,
        Text("收费没有金额", "Charge without a sum"),
        Text("“{name}”的金额是 0 或负数", "the sum of “{name}” is zero or less"),
        _CHECK,
    ),
    needs=_FEES,
)
def no_amount(item: Item) -> Hits:
    """A charge that is listed has a sum; what is not charged is waived or left out.

    列出的收费项目要有金额；不收的写 waiver 或不列。

    Pass:
        fees: {items: [{name: 工本费, amount: 20}]}

    Fail:
        fees: {items: [{name: 工本费, amount: «0»}]}
    """
    for fee in item.fees:
        if fee.amount is not None and fee.amount <= 0:
            yield hit(fee.at / "amount", name=fee.name)
