"""Rules about the law an item rests on."""

from __future__ import annotations

import re
from operator import attrgetter

from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Case,
    Hits,
    case_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

_LAWS = attrgetter("item.legal_basis")
_JS = Basis(
    Text(
        "江苏“不见面审批”办事指南编写规范；广东公开数据",
        "guide rules of Jiangsu; public data of Guangdong",
    )
)
_LAW = re.compile("(?:法|条例)》?$")
_NOTICE = re.compile("(?:通知|意见|批复|函|公告)》?$")
_MARKS = re.compile("[《》]")
_MARKED = re.compile("《[^《》]+》")
_VAGUE = re.compile("^(?:按照?|依照|根据)?(?:国家)?(?:有关|相关)(?:法律|法规|规定|文件|政策)+")


@item_rule(
    Card(
        "LAW001",
        "legal/no-article",
        Severity.INFO,
        Text("依据没有条款号", "Law cited without an article"),
        Text("《{title}》没有写第几条", "“{title}” is cited without an article"),
        _JS,
    ),
    needs=_LAWS,
)
def no_article(item: Item) -> Hits:
    """A citation goes down to the article, so that it can be checked; a whole law points nowhere.

    设定依据写到条，申请人和审计才能核对；整部法律等于没有指。

    Pass:
        legal_basis: [{title: 中华人民共和国居民身份证法, article: 第十条}]

    Pass:
        legal_basis: [{title: 关于做好证明事项清理的通知}]

    Fail:
        legal_basis: [{title: «中华人民共和国居民身份证法»}]
    """
    for law in item.legal_basis:
        if _LAW.search(law.title) and not law.article and not law.text:
            yield hit(law.at / "title", title=_MARKS.sub("", law.title))


@case_rule(
    Card(
        "LAW002",
        "legal/repealed",
        Severity.ERROR,
        Text("依据已废止", "Law no longer in force"),
        Text(
            "《{title}》已于 {until} 废止（{by}）", "“{title}” was repealed on {until} ({by})"
        ),
        Basis(
            Text(
                "法律、行政法规的废止条款（登记在 law 表中，据记忆）",
                "the repealing clauses of laws, kept in the list law, from memory",
            ),
            sure="memory",
        ),
    ),
    needs=_LAWS,
)
def repealed(case: Case) -> Hits:
    """Once a law is repealed the item rests on the new one; the register knows only some laws and says
    nothing of others.

    法律废止后，依据要改为新法；登记表只收我们知道的，没收的不报。

    Pass:
        legal_basis: [{title: 中华人民共和国民法典}]

    Fail:
        legal_basis: [{title: «中华人民共和国合同法»}]
    """
    register = case.lists.get("law")
    for law in case.item.legal_basis if register else ():
        entry = register.entries.get(_MARKS.sub("", law.title)) if register else None
        if entry and entry.until and entry.until <= case.on:
            until = entry.until.isoformat()
            yield hit(
                law.at / "title", title=entry.token, until=until, by=Text(entry.zh, entry.en)
            )


@item_rule(
    Card(
        "LAW003",
        "legal/declared-repealed",
        Severity.ERROR,
        Text("依据自己写着已废止", "Law declared repealed"),
        Text(
            "《{title}》写明已废止或已失效，不能再作依据",
            "“{title}” is declared no longer in force",
        ),
        _JS,
    ),
    needs=_LAWS,
)
def declared_repealed(item: Item) -> Hits:
    """What the catalog itself calls repealed cannot carry the item.

    目录自己写明废止的文件，不能还是设定依据。

    Pass:
        legal_basis: [{title: 中华人民共和国民法典, status: in_force}]

    Fail:
        legal_basis: [{title: 某市规定, status: «repealed»}]
    """
    for law in item.legal_basis:
        if law.status in ("repealed", "expired"):
            yield hit(law.at / "status", title=law.title)


@item_rule(
    Card(
        "LAW004",
        "legal/vague",
        Severity.WARNING,
        Text("依据含糊", "Vague legal basis"),
        Text("“{title}”没有指明是哪部法律或哪个文件", "“{title}” names no law and no document"),
        _JS,
    ),
    needs=_LAWS,
)
def vague(item: Item) -> Hits:
    """“As the rules say” is no basis.

    “按有关规定”不是依据。

    Pass:
        legal_basis: [{title: 中华人民共和国居民身份证法}]

    Fail:
        legal_basis: [{title: «按有关规定»}]

    Fail:
        legal_basis: [{title: «相关法律法规»}]
    """
    for law in item.legal_basis:
        if _VAGUE.search(law.title):
            yield hit(law.at / "title", title=law.title)


@item_rule(
    Card(
        "LAW005",
        "legal/title-marks",
        Severity.WARNING,
        Text("名称里带书名号", "Title within marks"),
        Text("名称“{title}”里不写书名号", "title “{title}” is written without marks"),
        Basis(Text("事项格式：书名号由指南加", "the item format: guides add the marks")),
    ),
    needs=_LAWS,
)
def title_marks(item: Item) -> Hits:
    """With marks here and without them there, one law becomes two; titles go without, guides add them.

    有的写书名号、有的不写，同一部法律就成了两部；名称里不写，发布时再加。

    Pass:
        legal_basis: [{title: 中华人民共和国居民身份证法}]

    Pass:
        legal_basis: [{title: 关于实施《居民身份证法》的通知}]

    Fail:
        legal_basis: [{title: «《中华人民共和国居民身份证法》»}]

    Fixed:
        legal_basis: [{title: 中华人民共和国居民身份证法}]
    """
    for law in item.legal_basis:
        if _MARKED.fullmatch(law.title):
            yield hit(law.at / "title", Fix("set", law.title[1:-1]), title=law.title)


@item_rule(
    Card(
        "LAW006",
        "legal/no-number",
        Severity.INFO,
        Text("文件没有文号", "Document without its number"),
        Text("“{title}”没有写文号", "“{title}” is cited without its number"),
        _JS,
    ),
    needs=_LAWS,
)
def no_number(item: Item) -> Hits:
    """Notices and opinions are known by their number: many share a title.

    通知、意见、办法靠文号认，同名的很多。

    Pass:
        legal_basis: [{title: 关于做好证明事项清理的通知, number: 国办发〔2018〕47号}]

    Pass:
        legal_basis: [{title: 中华人民共和国居民身份证法}]

    Fail:
        legal_basis: [{title: «关于做好证明事项清理的通知»}]
    """
    for law in item.legal_basis:
        if _NOTICE.search(law.title) and not law.number:
            yield hit(law.at / "title", title=law.title)
