"""Rules about personal data that must not be published."""

from __future__ import annotations

from catalog_std.codes.credit import is_citizen_number
from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Case,
    Hits,
    hit,
    item_rule,
)
from catalog_std.lint.wording import sign, texts_with, with_a_sign
from catalog_std.text import Text

_LAW = Basis(
    Text(
        "个人信息保护法（办事指南公开发布，不得带个人信息）",
        "the personal information protection law: guides are public",
    ),
    sure="memory",
)
# With a century in it: credit codes have eighteen digits, too, and stand in every item.
_ALONE = "(?:[^0-9A-Za-z]|$)"
_EIGHTEEN = sign(
    "(?<![0-9A-Za-z])[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])",
    rf"(?:^|[^0-9A-Za-z])[1-8][0-9]{{5}}(?:19|20)[0-9]{{9}}[0-9Xx]{_ALONE}",
)
_MOBILE = sign(
    "1(?<![0-9A-Za-z-].)[3-9][0-9]{9}(?![0-9A-Za-z])",  # in phones it is looked for in every item
    rf"(?:^|[^0-9A-Za-z-])1[3-9][0-9]{{9}}{_ALONE}",
)


def _numbered(case: Case) -> object:
    item, search = case.item, _MOBILE.pattern.search
    return with_a_sign(case) or search(item.consult.phone) or search(item.complain.phone)


@item_rule(
    Card(
        "PRV001",
        "privacy/citizen-number",
        Severity.ERROR,
        Text("公民身份号码", "Citizen number"),
        Text("这里有公民身份号码（{shown}）", "a citizen number stands here ({shown})"),
        _LAW,
    ),
    needs=with_a_sign,
)
def citizen_number(item: Item) -> Hits:
    """Guides are public and hold no citizen numbers; samples use numbers with a wrong check digit.

    办事指南公开发布，不能有身份证号码；样表里用校验位不对的号码。

    Pass:
        quota: "11440000006939756B"

    Pass:
        quota: "440106199001010009"

    Fail:
        conditions: [{text: «张三，440106199001010013»}]
    """
    for place, text in texts_with(item, _EIGHTEEN):
        for found in _EIGHTEEN.pattern.findall(text):
            if is_citizen_number(found.upper()):
                yield hit(place, shown=f"{found[:6]}…{found[-2:]}")


@item_rule(
    Card(
        "PRV002",
        "privacy/mobile-number",
        Severity.WARNING,
        Text("手机号码", "Mobile number"),
        Text(
            "这里有手机号码（{shown}），应写单位电话",
            "a mobile number stands here ({shown}); give the office number",
        ),
        _LAW,
    ),
    needs=_numbered,
)
def mobile_number(item: Item) -> Hits:
    """A mobile number is somebody's own and dies with the next transfer; offices and hotlines have
    numbers.

    手机号码是个人的，人一换就断了；写单位座机或热线。

    Pass:
        contact: {consult: {phone: "020-12345"}}

    Pass:
        code: "13800138000"

    Fail:
        contact: {consult: {phone: «"13800138000"»}}

    Fail:
        contact: {complain: {hours: «找小王13800138000»}}
    """
    search = _MOBILE.pattern.search
    phones = [
        (one.at / "phone", one.phone)
        for one in (item.consult, item.complain)
        if search(one.phone)
    ]
    for place, text in [*phones, *texts_with(item, _MOBILE)]:
        number = _MOBILE.pattern.findall(text)[0]
        yield hit(place, shown=f"{number[:3]}…{number[-2:]}")
