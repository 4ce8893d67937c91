"""Rules about agencies and their credit codes."""

from __future__ import annotations

from catalog_std.codes.credit import Trouble, check_digit, credit_troubles, read_credit
from catalog_std.codes.division import Status, status_of
from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    GUANGAN,
    GUANGDONG_BODIES_2021,
    Basis,
    Card,
    Case,
    Hits,
    Rate,
    case_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

_CREDIT = Basis(
    Text(
        "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        "GB 32100-2015, unified social credit codes",
    ),
    sure="text",
)
_CENTRAL = "100000"
_REASONS = {
    Trouble.LENGTH: Text("应为 18 位", "it has not 18 characters"),
    Trouble.ALPHABET: Text("含有不用的字符", "it has a character that is not used"),
}


def _troubled(case: Case) -> object:
    code = case.item.agency.code
    return code and credit_troubles(code)


@item_rule(
    Card(
        "AGY001",
        "agency/malformed-credit-code",
        Severity.ERROR,
        Text("信用代码长度或字符不对", "Credit code of the wrong length or letters"),
        Text("“{code}”不是统一社会信用代码：{reason}", "“{code}” is no credit code: {reason}"),
        _CREDIT,
        Rate(0.08, GUANGAN),
    ),
    needs=_troubled,
)
def malformed_credit_code(item: Item) -> Hits:
    """A credit code has eighteen characters and no I, O, S, V or Z; 91 items of one district had lost one.

    统一社会信用代码 18 位，不用 I、O、S、V、Z；某区目录有 91 项少了一位。

    Pass:
        agency: {code: "11440000006939756B"}

    Pass:
        agency: {name: 街道办}

    Pass:
        agency: {code: "TE440000GD030003VV"}

    Fail:
        agency: {code: «"1151130000877869M"»}

    Fail:
        agency: {code: «"1144000000693975OB"»}
    """
    code = item.agency.code
    for trouble in credit_troubles(code) if code else ():
        if trouble in _REASONS:
            yield hit(item.agency.at / "code", code=code, reason=_REASONS[trouble])


@item_rule(
    Card(
        "AGY002",
        "agency/wrong-check-digit",
        Severity.ERROR,
        Text("信用代码校验码不对", "Credit code with a wrong check digit"),
        Text("“{code}”的校验码应为 {digit}", "the check digit of “{code}” should be {digit}"),
        _CREDIT,
        Rate(0.011, GUANGDONG_BODIES_2021),
    ),
    needs=_troubled,
)
def wrong_check_digit(item: Item) -> Hits:
    """The last character of a credit code follows from the others; a slip of the pen shows there.

    统一社会信用代码末位由前 17 位算出，写错一个字符就对不上。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"13440000515356094L"»}
    """
    code = item.agency.code
    if Trouble.CHECK_DIGIT in credit_troubles(code):
        yield hit(item.agency.at / "code", code=code, digit=check_digit(code[:17]))


@item_rule(
    Card(
        "AGY003",
        "agency/wrong-organisation-code",
        Severity.ERROR,
        Text("信用代码中的组织机构代码不对", "Organisation code in the credit code is wrong"),
        Text(
            "“{code}”中第 9–17 位的组织机构代码校验不符",
            "characters 9 to 17 of “{code}” are no valid organisation code",
        ),
        Basis(
            Text("GB 11714-1997 全国组织机构代码编制规则", "GB 11714-1997, organisation codes")
        ),
    ),
    needs=_troubled,
)
def wrong_organisation_code(item: Item) -> Hits:
    """A credit code holds the body's organisation code, which has a check digit of its own.

    信用代码第 9–17 位是组织机构代码，自带校验码。

    Pass:
        agency: {code: "11440100MB2C91103Q"}

    Fail:
        agency: {code: «"11440000006939752Y"»}
    """
    code = item.agency.code
    if credit_troubles(code) == (Trouble.ORGANISATION,):
        yield hit(item.agency.at / "code", code=code)


@item_rule(
    Card(
        "AGY004",
        "agency/placeholder-credit-code",
        Severity.ERROR,
        Text("信用代码是凑数的", "Credit code that is a placeholder"),
        Text("“{code}”是凑数的代码", "“{code}” is a placeholder"),
        Basis(
            Text(
                "四川某区公开目录中的差错",
                "a fault found in a public district catalogue of Sichuan",
            )
        ),
    ),
    needs=_troubled,
)
def placeholder_credit_code(item: Item) -> Hits:
    """A row of ones or fours is nobody's code.

    一串 1 或一串 4 不是任何机构的代码。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"111111111111111111"»}
    """
    if credit_troubles(item.agency.code) == (Trouble.PLACEHOLDER,):
        yield hit(item.agency.at / "code", code=item.agency.code)


@item_rule(
    Card(
        "AGY005",
        "agency/pseudo-credit-code",
        Severity.WARNING,
        Text("临时赋码", "Code made up by a system"),
        Text("“{code}”是系统自编的临时代码", "“{code}” was made up by a system"),
        Basis(
            Text(
                "广东、四川公开数据中的做法",
                "a practice in public data of Guangdong and Sichuan",
            )
        ),
    ),
    needs=_troubled,
)
def pseudo_credit_code(item: Item) -> Hits:
    """Systems give codes beginning with TE to bodies that have none; they cannot be checked or looked up.

    有的系统给没有信用代码的单位编 TE 开头的临时代码，既不能校验也查不到。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"TE440000GD030003VV"»}
    """
    if credit_troubles(item.agency.code) == (Trouble.PSEUDO,):
        yield hit(item.agency.at / "code", code=item.agency.code)


@case_rule(
    Card(
        "AGY006",
        "agency/credit-code-of-nowhere",
        Severity.WARNING,
        Text("信用代码里的登记地不存在", "Credit code registered nowhere"),
        Text(
            "信用代码第 3–8 位 {division} 从来不是行政区划代码",
            "characters 3 to 8 of the credit code, {division}, were never a division",
        ),
        _CREDIT,
    )
)
def credit_code_of_nowhere(case: Case) -> Hits:
    """Characters 3 to 8 of a credit code are the place where the body was registered, perhaps under a code
    that is no longer in use; 100000 stands for central bodies.

    信用代码第 3–8 位是登记地的行政区划代码，可以是已停用的；100000 是中央单位。

    Pass:
        agency: {code: "11440000006939756B"}

    Pass:
        agency: {code: "11100000006939756N"}

    Fail:
        agency: {code: «"11990000006939756H"»}
    """
    parts = read_credit(case.item.agency.code)
    if parts is None or credit_troubles(case.item.agency.code):
        return
    if parts.division != _CENTRAL and status_of(parts.division, case.on) is Status.UNKNOWN:
        yield hit(case.item.agency.at / "code", division=parts.division)


@item_rule(
    Card(
        "AGY007",
        "agency/code-not-plain",
        Severity.WARNING,
        Text("信用代码大小写或空格", "Credit code with small letters or blanks"),
        Text("“{code}”应写作 {plain}", "write “{code}” as {plain}"),
        _CREDIT,
    )
)
def code_not_plain(item: Item) -> Hits:
    """A credit code is written in capitals without blanks; copied blanks and small letters make it
    match nothing.

    信用代码用大写字母、不带空格；抄来的空格和小写字母使它对不上。

    Pass:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"11440000006939756b"»}

    Fixed:
        agency: {code: "11440000006939756B"}

    Fail:
        agency: {code: «"1144 0000 0069 3975 6B"»}

    Fixed:
        agency: {code: "11440000006939756B"}
    """
    code = item.agency.code
    plain = "".join(code.split()).upper()
    if plain != code and not credit_troubles(plain):
        yield hit(item.agency.at / "code", Fix("set", plain), code=code, plain=plain)


@item_rule(
    Card(
        "AGY008",
        "agency/entrusted-by-nobody",
        Severity.WARNING,
        Text("委托部门就是自己", "Entrusted by itself"),
        Text("委托部门“{name}”就是实施主体自己", "“{name}” is said to be entrusted by itself"),
        Basis(
            Text(
                "国家平台数据交换表（委托部门）",
                "the national platform's exchange tables (entrusting body)",
            )
        ),
    )
)
def entrusted_by_nobody(item: Item) -> Hits:
    """A body that acts for another says for whom; not for itself.

    受委托的机构写明是谁委托的，不能是自己。

    Pass:
        agency: {name: 甲街道办, nature: entrusted, entrusted_by: 甲区民政局}

    Fail:
        agency: {name: 甲街道办, nature: entrusted, entrusted_by: «甲街道办»}
    """
    agency = item.agency
    if agency.name and agency.entrusted_by == agency.name:
        yield hit(agency.at / "entrusted_by", name=agency.name)
