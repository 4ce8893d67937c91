"""Rules about whom to ask, and to whom to complain."""

from __future__ import annotations

import re
from unicodedata import normalize

from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.rule import GUANGDONG_2021, Basis, Card, Hits, Rate, hit, item_rule
from catalog_std.text import Text

_HOTLINE = ("12345",)
_ZHEJIANG = Text(
    "浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou"
)
_LOCAL = re.compile("[2-8][0-9]{6,7}")
_NUMBER = re.compile("[0-9]{3,4}-?[0-9]{7,8}(?:-[0-9]{1,5})?|[0-9]{5,12}")
_PLAIN = re.compile("[0-9-]*")
_DASHES = re.compile("[–—―－〜~～]+")
_AREA = re.compile(r"^\((0[0-9]{2,3})\)-?")


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
        Rate(0.081, GUANGDONG_2021),
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


@item_rule(
    Card(
        "CON002",
        "contact/phone-without-area",
        Severity.WARNING,
        Text("座机没有区号", "Number without an area code"),
        Text("电话“{phone}”没有区号，外地打不通", "number “{phone}” has no area code"),
        Basis(_ZHEJIANG),
    )
)
def phone_without_area(item: Item) -> Hits:
    """Whoever applies from elsewhere must get through; hotlines and numbers on 400, 800 or 95 need no
    area code.

    跨地区办事先要打得通电话；热线短号和 400、800、95 开头的不用区号。

    Pass:
        contact: {consult: {phone: "020-83116117"}, complain: {phone: "12345"}}

    Pass:
        contact: {consult: {phone: "400-820-8820"}}

    Fail:
        contact: {consult: {phone: «"83116117"»}}
    """
    for contact in (item.consult, item.complain):
        if _LOCAL.fullmatch(contact.phone):
            yield hit(contact.at / "phone", phone=contact.phone)


@item_rule(
    Card(
        "CON003",
        "contact/phone-spelling",
        Severity.WARNING,
        Text("电话写法不一", "Number oddly written"),
        Text("“{phone}”应写作 {plain}", "write “{phone}” as {plain}"),
        Basis(_ZHEJIANG),
    )
)
def phone_spelling(item: Item) -> Hits:
    """Full-width digits, long dashes and brackets make a number that no phone can dial at a touch.

    电话里的全角数字、长横和括号，手机点不动。

    Pass:
        contact: {consult: {phone: "020-83116117"}}

    Pass:
        contact: {consult: {phone: 市民中心}}

    Fail:
        contact: {consult: {phone: «"(020)83116117"»}}

    Fixed:
        contact: {consult: {phone: "020-83116117"}}

    Fail:
        contact: {complain: {phone: «020—83116117»}}

    Fixed:
        contact: {complain: {phone: "020-83116117"}}
    """
    for contact in (item.consult, item.complain):
        if _PLAIN.fullmatch(contact.phone):
            continue
        plain = _plain(contact.phone)
        if plain != contact.phone and _NUMBER.fullmatch(plain):
            yield hit(contact.at / "phone", Fix("set", plain), phone=contact.phone, plain=plain)


def _plain(phone: str) -> str:
    """Write a number with half-width digits, one kind of dash, and the area code without brackets."""
    half = _DASHES.sub("-", normalize("NFKC", phone)).replace(" ", "")
    return _AREA.sub(r"\1-", half)
