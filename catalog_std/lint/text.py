"""Rules about wording: what people cannot use, and what programs cannot compare."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from operator import attrgetter
from unicodedata import normalize

from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    GUANGDONG_2021,
    Basis,
    Card,
    Case,
    Hits,
    Rate,
    case_rule,
    hit,
    item_rule,
)
from catalog_std.lint.wording import HAN, Sign, sign, texts_with, with_a_sign
from catalog_std.text import Text

_TERMS = attrgetter("setting.terms")
_STYLE = Basis(
    Text(
        "广东公开目录：7.6 % 的名称半角全角括号混用",
        "public data of Guangdong: 7.6 % of names mix brackets",
    )
)
_CHECK = Basis(
    Text("国务院办公厅2017年全国抽查", "the State Council's national spot check of 2017")
)
_BRACKETS = sign(rf"[{HAN}]\([^()\n]*\)|\([^()\n]*[{HAN}][^()\n]*\)")
_WIDE = str.maketrans("()", "（）")
_BLANK, _WIDE_BLANK = "[ \t\u3000\xa0]", "[\u3000\xa0]"
_BLANKS = sign(
    rf"(?<=[{HAN}]){_BLANK}+(?=[{HAN}])|^{_BLANK}+|{_BLANK}+$|{_WIDE_BLANK}",
    rf"[{HAN}]{_BLANK}+[{HAN}]|^{_BLANK}|{_BLANK}\n?$|{_WIDE_BLANK}",
)
_HTML = sign(
    r"</?(?:p|br|div|span|b|strong|em|a|table|tr|td|font|li|ul|ol|h[1-6])\b[^<>]*>"
    "|&(?:nbsp|lt|gt|amp|quot|#[0-9]+);",
    "</?[a-z]|&[a-z#]",
)
_TAGS = re.compile(r"<[^<>]*>")
_FULL = sign("[０-９Ａ-Ｚａ-ｚ]+")
_POINTS = sign(
    rf"(?<=[{HAN}）》”])[,;:?!](?=[{HAN}（《“\"'\n]|$)",
    rf"[{HAN}）》”][,;:?!](?:[{HAN}（《“\"'\n]|$)",
)
_POINT = str.maketrans(",;:?!", "，；：？！")
_NOTHING = "^(?:待(?:定|补充|完善)|测试|略|同上|[-—/.…]+|[tT](?:[eE][sS][tT]|[oO][dD][oO]|[bB][dD])|[nN]/[aA]|[xX×*＊]{2,})"
_DUMMY = sign(f"{_NOTHING}$", rf"{_NOTHING}\n?$")
_CROSSED_OUT = sign(
    "(?:某某|[xX×]{3})(?!.*的(?:函|申请|报告|请示)$)",
    "某某|[xX×]{3}",
)
_SAID = [
    (key, attrgetter(records), attrgetter(key))
    for records, key in (("conditions", "text"), ("questions", "answer"), ("steps", "standard"))
]
_HALF_EMPTY = re.compile(
    r"(?=[无没不见请详参咨询以])(?:无|没有|不详|见附件|(?:请)?(?:详见|参见|见).{0,8}(?:窗口|官网|网站|通知|指南|附件)"
    r"|(?:请)?(?:咨询|询问).{0,6}(?:窗口|部门|工作人员)|以.{0,10}为准)[。.]?$"
)
_VAGUE = re.compile(
    r"^(?=[申应须需符满具])(?:申请人)?(?:应当?|须|需)?(?:符合|满足|具备).{0,8}(?:规定|要求|条件)的?[。.]?$"
    r"|^按照?(?:国家|有关|相关|法律法规).{0,6}(?:规定|要求)(?:执行|办理)?[。.]?$|^(?:其[他它]条件|详见.*)$"
)


@lru_cache(maxsize=4096)
def _says_nothing(text: str) -> bool:
    """Say whether an answer is half empty; remembered, because offices answer alike."""
    return _HALF_EMPTY.match(text) is not None


@item_rule(
    Card(
        "TXT001",
        "text/mixed-brackets",
        Severity.WARNING,
        Text("中文里的半角括号", "Half-width brackets in Chinese"),
        Text("“{text}”用了半角括号", "“{text}” has half-width brackets"),
        _STYLE,
        Rate(0.076, GUANGDONG_2021),
    ),
    needs=with_a_sign,
)
def mixed_brackets(item: Item) -> Hits:
    """One name with full-width brackets here and half-width ones there is two names to a program;
    Chinese takes full-width ones.

    同一个名称，括号一处全角一处半角，程序就当成两个；中文里用全角括号。

    Pass:
        name: 律师执业（专职）许可

    Pass:
        quota: f(x)

    Fail:
        name: «律师执业(专职)许可»

    Fixed:
        name: 律师执业（专职）许可
    """
    for place, text in texts_with(item, _BRACKETS):
        yield hit(place, Fix("set", text.translate(_WIDE)), text=text)


@item_rule(
    Card(
        "TXT002",
        "text/stray-blanks",
        Severity.WARNING,
        Text("多余的空格", "Stray blanks"),
        Text("“{text}”里有多余的空格", "“{text}” has stray blanks"),
        Basis(
            Text(
                "广东公开目录：部门名称中的空格",
                "public data of Guangdong: blanks in names of departments",
            )
        ),
    ),
    needs=with_a_sign,
)
def stray_blanks(item: Item) -> Hits:
    """Blanks at either end, between Chinese characters, and full-width blanks are seen by nobody, yet
    make two names of one.

    首尾的空格、汉字之间的空格和全角空格谁也看不见，却使名称对不上。

    Pass:
        name: 出生 A 登记
        agency: {name: 南沙 "A" 区公安局}

    Fail:
        name: «"出生登记 "»

    Fixed:
        name: "出生登记"

    Fail:
        agency: {name: «广州市 公安局»}

    Fixed:
        agency: {name: 广州市公安局}
    """
    for place, text in texts_with(item, _BLANKS):
        yield hit(place, Fix("set", _BLANKS.pattern.sub("", text)), text=text)


@item_rule(
    Card(
        "TXT003",
        "text/html-remnant",
        Severity.WARNING,
        Text("网页代码残留", "Left-over HTML"),
        Text("“{text}”里有网页代码", "“{text}” holds HTML"),
        Basis(Text("各地公开数据中的网页代码残留", "HTML left in public data")),
    ),
    needs=with_a_sign,
)
def html_remnant(item: Item) -> Hits:
    r"""Tags and entities copied from a web page show up as they are in guides, apps and at the window.

    从网页抄来的标签和转义符，在指南、App 和窗口系统里会原样显示。

    Pass:
        name: 面积<50平方米的

    Fail:
        conditions: [{text: «"<p>年满18周岁</p>"»}]

    Fixed:
        conditions: [{text: "年满18周岁"}]

    Fail:
        name: «出生&quot;登记»

    Fixed:
        name: "出生\"登记"
    """
    for place, text in texts_with(item, _HTML):
        yield hit(place, Fix("set", unescape(_TAGS.sub("", text))), text=text)


@item_rule(
    Card(
        "TXT004",
        "text/full-width-letters",
        Severity.WARNING,
        Text("全角数字字母", "Full-width digits or letters"),
        Text("“{text}”里有全角数字或字母", "“{text}” has full-width digits or letters"),
        _STYLE,
    ),
    needs=with_a_sign,
)
def full_width_letters(item: Item) -> Hits:
    """Digits and Latin letters are half-width; full-width ones are found by no search.

    数字和拉丁字母用半角，全角的搜不到也比不了。

    Pass:
        quota: 3人

    Fail:
        quota: «３人»

    Fixed:
        quota: "3人"
    """
    for place, text in texts_with(item, _FULL):
        half = _FULL.pattern.sub(lambda found: normalize("NFKC", found[0]), text)
        yield hit(place, Fix("set", half), text=text)


@item_rule(
    Card(
        "TXT005",
        "text/half-width-points",
        Severity.INFO,
        Text("中文里的半角标点", "Half-width punctuation in Chinese"),
        Text("“{text}”用了半角标点", "“{text}” has half-width punctuation"),
        _STYLE,
    ),
    needs=with_a_sign,
)
def half_width_points(item: Item) -> Hits:
    """Chinese sentences take full-width punctuation; times, addresses and codes keep theirs.

    中文句子用全角标点；时间、网址和编码里的半角符号不在此列。

    Pass:
        channels: {window: {places: [{address: x, hours: "工作日 9:00-12:00"}]}}

    Fail:
        conditions: [{text: «"年满十八周岁,有固定住所"»}]

    Fixed:
        conditions: [{text: "年满十八周岁，有固定住所"}]
    """
    for place, text in texts_with(item, _POINTS):
        yield hit(
            place,
            Fix("set", _POINTS.pattern.sub(lambda point: point[0].translate(_POINT), text)),
            text=text,
        )


@item_rule(
    Card(
        "TXT006",
        "text/placeholder",
        Severity.ERROR,
        Text("占位文字", "Placeholder"),
        Text(
            "“{text}”是占位文字，还没有写",
            "“{text}” is a placeholder: nothing has been written yet",
        ),
        Basis(
            Text(
                "荷兰 SDG 产品目录的发布检查：有占位文字不得发布",
                "the Dutch product catalogue blocks publishing while placeholders stand",
            )
        ),
    ),
    needs=with_a_sign,
)
def placeholder(item: Item) -> Hits:
    """“To be filled in”, “XXX”, “test”: what is published so is half a guide.

    “待定”“XXX”“测试”发布出去，群众看到的就是半成品。

    Pass:
        quota: 无

    Pass:
        materials: [{name: 关于报备×××项目水土保持设施验收材料的函}]

    Fail:
        conditions: [{text: «待定»}]

    Fail:
        agency: {name: «某某局»}
    """
    for place, text in texts_with(item, _DUMMY, _CROSSED_OUT):
        yield hit(place, text=text)


@item_rule(
    Card(
        "TXT007",
        "text/half-empty",
        Severity.WARNING,
        Text("说了等于没说", "An answer that says nothing"),
        Text("“{text}”没有告诉申请人任何事", "“{text}” tells the applicant nothing"),
        _CHECK,
    )
)
def half_empty(item: Item) -> Hits:
    """A condition, reason, standard or answer of “none” or “ask at the window” sends people there to
    ask.

    条件、原因、标准和回答写成“无”“详见窗口”，申请人还得跑一趟去问。

    Pass:
        faq: [{question: 多久有效？, answer: 五年}]

    Fail:
        faq: [{question: 多久有效？, answer: «详见窗口»}]

    Fail:
        conditions: [{text: 年满十八周岁}, {text: «无»}]

    Fail:
        visits: {count: 1, reason: «请咨询窗口»}
    """
    if _says_nothing(item.visits_reason):
        yield hit(item.at / "visits" / "reason", text=item.visits_reason)
    for key, records, text_of in _SAID:
        if any(map(_says_nothing, map(text_of, records(item)))):
            for record in records(item):
                if _says_nothing(text_of(record)):
                    yield hit(record.at / key, text=text_of(record))


@item_rule(
    Card(
        "TXT008",
        "text/vague-condition",
        Severity.WARNING,
        Text("条件含糊", "Vague condition"),
        Text(
            "条件“{text}”没有说明要符合什么", "condition “{text}” does not say what must be met"
        ),
        Basis(
            Text(
                "国务院办公厅2017年全国抽查；广东公开数据中 45 % 的受理条件不超过四个字",
                "national spot check of 2017; in public data of Guangdong 45 % of conditions have four characters or fewer",
            )
        ),
        Rate(0.452, GUANGDONG_2021),
    )
)
def vague_condition(item: Item) -> Hits:
    """“As the rules require” is no condition: say the age, the qualification, the term that people can
    check themselves by.

    “符合有关规定”不是条件：要写出年龄、资格、期限这些能自己对照的内容。

    Pass:
        conditions: [{text: 年满十六周岁}]

    Fail:
        conditions: [{text: «符合国家有关规定»}]

    Fail:
        conditions: [{text: «按照有关规定办理»}]
    """
    for condition in item.conditions:
        if _VAGUE.match(condition.text):
            yield hit(condition.at / "text", text=condition.text)


@item_rule(
    Card(
        "TXT009",
        "text/agency-in-name",
        Severity.WARNING,
        Text("名称里有部门名", "Agency inside the name"),
        Text("事项名称里有实施主体“{agency}”", "the name holds the agency “{agency}”"),
        Basis(
            Text(
                "名称规范：名称不含实施主体，才能跨地区比较",
                "naming: without the agency, so that places can be compared",
            )
        ),
    )
)
def agency_in_name(item: Item) -> Hits:
    """The name of an item leaves the agency out: agencies differ and change, the item does not.

    事项名称不含部门名；部门会变，各地不同，名称要一样。

    Pass:
        name: 出生登记
        agency: {name: 广州市公安局}

    Fail:
        name: «广州市公安局出生登记»
        agency: {name: 广州市公安局}
    """
    if item.agency.name and item.agency.name in item.name:
        yield hit(item.at / "name", agency=item.agency.name)


@case_rule(
    Card(
        "TXT010",
        "text/term",
        Severity.WARNING,
        Text("不用的词", "Term not to be used"),
        Text("“{term}”应写作“{preferred}”", "write “{preferred}” for “{term}”"),
        Basis(Text("本目录的用词表", "the term list of the catalog")),
    ),
    needs=_TERMS,
)
def term(case: Case) -> Hits:
    """A catalog may have a term list of its own, named in catalog.yaml by the option glossary of this
    rule: terms not to be used, each with the one to use.

    目录可以有自己的用词表（catalog.yaml 中 rules: {text/term: {options: {glossary: terms.yaml}}}），列出不用的词和应用的词。

    Pass:
        name: 居民身份证补领

    Fail:
        name: «二代证补领»

    Fixed:
        name: 居民身份证补领
    """
    terms = case.setting.terms
    for place, text in texts_with(case.item, _any_of(tuple(terms))) if terms else ():
        term = next(t for t in terms if t in text)
        mended = text.replace(term, terms[term])
        yield hit(place, Fix("set", mended, safe=False), term=term, preferred=terms[term])


@lru_cache(maxsize=8)
def _any_of(terms: tuple[str, ...]) -> Sign:
    """Make a sign of a term list."""
    return Sign("|".join(re.escape(term) for term in terms))
