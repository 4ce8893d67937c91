"""Rules about whom to ask, and to whom to complain."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import Basis, Card, Hits, hit, item_rule
from catalog_std.text import Text

_HOTLINE = ("12345",)


@item_rule(
    Card(
        "CON001",
        "contact/same-phone",
        Severity.WARNING,
        Text("咨询和投诉是同一个电话", "One number for questions and complaints"),
        Text(
            "投诉电话 {phone} 就是咨询电话",
            "the number for complaints, {phone}, is the one for questions",
        ),
        Basis(
            Text(
                "浙江、温州在用的事项一致性校验",
                "consistency checks in use in Zhejiang and Wenzhou",
            )
        ),
    )
)
def same_phone(item: Item) -> Hits:
    """Who complains about a desk does not want that same desk on the line. The general hotline 12345, which
    serves both ends, is left alone.

    投诉窗口的人不该又打到同一个窗口。12345 热线两用，不在此列。

    Pass:
        contact:
          consult: {phone: 020-83376040}
          complain: {phone: 020-83376041}

    Pass:
        contact:
          consult: {phone: 020-12345}
          complain: {phone: 020-12345}

    Fail:
        contact:
          consult: {phone: 020-83376040}
          complain: {phone: «020-83376040»}
    """
    phone = item.complain.phone
    if phone and phone == item.consult.phone and not phone.endswith(_HOTLINE):
        yield hit(item.complain.at / "phone", phone=phone)
