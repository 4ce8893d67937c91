"""Rules about what an item points at: files, addresses, other items."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from catalog_std.document import Place
from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    Basis,
    Card,
    Case,
    Hits,
    Rows,
    case_rule,
    catalog_rule,
    hit,
    item_rule,
)
from catalog_std.text import Text

_CHECK = Basis(
    Text(
        "国务院办公厅2017年全国抽查：41 % 的表格无法下载",
        "national spot check of 2017: 41 % of forms cannot be downloaded",
    )
)
_CODING = Basis(
    Text(
        "一次告知：材料由哪个事项核发（issued_by）",
        "once only: which item gives a paper out (issued_by)",
    )
)
_Named: TypeAlias = tuple[Place, str, str]
_URL = re.compile(r"[a-z][a-z0-9+.-]*://")
_GOOD = re.compile(
    r"https?://[A-Za-z0-9一-鿿](?:[A-Za-z0-9.\-一-鿿]*[A-Za-z0-9一-鿿])?(?::[0-9]+)?(?:[/?#]\S*)?"
)
_INSIDE = re.compile(
    r"https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.)"
)


def _in_circles(rows: Rows) -> Rows:
    """Keep the rows whose two items reach each other, each with the way round."""
    gives = defaultdict(set)
    for row in rows:
        gives[row["needs"]].add(row["gives"])
    return [
        {k: v for k, v in row.items() if k not in ("needs", "gives")} | {"way": " → ".join(way)}
        for row in rows
        if (way := _way(gives, row["gives"], row["needs"]))
    ]


def _way(gives: Mapping[str, set[str]], start: str, goal: str) -> list[str]:
    """Find a shortest way through a graph, by breadth; an empty list where there is none."""
    came: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            way = [goal]
            while came[way[-1]]:
                way.append(came[way[-1]])
            return [goal, *reversed(way)]
        for there in sorted(gives.get(here, ())):
            if there not in came:
                came[there] = here
                waiting.append(there)
    return []


@case_rule(
    Card(
        "LNK001",
        "links/missing-file",
        Severity.ERROR,
        Text("文件不在目录里", "File that is not there"),
        Text("目录里没有文件 {path}", "the catalog has no file {path}"),
        _CHECK,
    )
)
def missing_file(case: Case) -> Hits:
    """A blank form or sample in the catalog is really there; web addresses are another matter.

    空白表格和样表写目录里的路径，文件要真在那里；写网址的不在此列。

    Pass:
        materials: [{name: 申请表, blank_form: README.md}]

    Pass:
        materials: [{name: 申请表, blank_form: "https://a.cn/x.docx"}]

    Fail:
        materials: [{name: 申请表, blank_form: «forms/none.docx»}]

    Fail:
        results: [{name: 证, sample: «forms/none.png»}]
    """
    for at, key, path in _pointed(case.item).attached:
        if not _URL.match(path) and not case.setting.has_file(path):
            yield hit(at / key, path=path)


@item_rule(
    Card(
        "LNK002",
        "links/insecure-address",
        Severity.WARNING,
        Text("网址不是 https", "Address without https"),
        Text("{url} 不是 https", "{url} is not https"),
        Basis(
            Text(
                "荷兰 SDG 产品目录：只收 https 链接",
                "the Dutch product catalogue takes https links only",
            )
        ),
    )
)
def insecure_address(item: Item) -> Hits:
    """An address where people apply is https: otherwise their data can be read on the way.

    办事网址要用 https，否则身份证号、手机号在路上谁都看得见。

    Pass:
        channels: {online: {url: "https://a.cn"}}

    Fail:
        channels: {online: {url: «"http://a.cn"»}}

    Fixed:
        channels: {online: {url: "https://a.cn"}}

    Fail:
        materials: [{name: 申请表, blank_form: «"http://a.cn/form.docx"», sample: "https://a.cn/sample.pdf"}]
    """
    for at, key, url in _pointed(item).addresses:
        if url.startswith("http://"):
            secure = "https" + url.removeprefix("http")
            yield hit(at / key, Fix("set", secure, safe=False), url=url)


@item_rule(
    Card(
        "LNK003",
        "links/broken-address",
        Severity.ERROR,
        Text("网址写坏了", "Address that cannot work"),
        Text("{url} 不是能打开的网址", "{url} is no address that opens"),
        _CHECK,
    )
)
def broken_address(item: Item) -> Hits:
    """An address with blanks, without a host, or inside an office network opens for nobody.

    网址带空格、没有域名或者指向内网，谁也打不开。

    Pass:
        channels: {online: {url: "https://a.cn/x?y=1"}}

    Fail:
        channels: {online: {url: «"https://"»}}

    Fail:
        channels: {mobile: {url: «"http://192.168.1.8/app"»}}

    Fail:
        contact: {consult: {url: «"https://a.cn/x y"»}}
    """
    for at, key, url in _pointed(item).addresses:
        if not _GOOD.fullmatch(url) or _INSIDE.match(url):
            yield hit(at / key, url=url)


@catalog_rule(
    Card(
        "LNK004",
        "links/dangling-issuer",
        Severity.WARNING,
        Text("核发事项不存在", "Issuing item that is not there"),
        Text(
            "目录里没有核发“{name}”的事项 {code}",
            "the catalog has no item {code} that gives out “{name}”",
        ),
        _CODING,
    )
)
def dangling_issuer() -> str:
    """The basic code in issued_by is in the catalog. A catalog without any basic items is left alone.

    issued_by 指向的基本编码要在目录里；整个目录都没有基本事项的不在此列。

    Pass:
        --- {basic_code: "000109001000", name: 甲}
        --- {basic_code: "000109002000", name: 乙, materials: [{name: 甲证, issued_by: "000109001000"}]}

    Fail:
        {basic_code: "000109002000", name: 乙, materials: [{name: 甲证, issued_by: «"000109001000"»}]}
    """
    return """
        SELECT p.file, p.number, '/materials/' || p.pos || '/issued_by' AS pointer, p.name, p.issued_by AS code
        FROM papers p ANTI JOIN items b ON b.kind = 'basic' AND b.basic_code = p.issued_by
        WHERE p.issued_by IS NOT NULL AND EXISTS (SELECT 1 FROM items WHERE kind = 'basic')
    """


@catalog_rule(
    Card(
        "LNK005",
        "links/cyclic-papers",
        Severity.ERROR,
        Text("材料互为前提", "Papers that need each other"),
        Text(
            "办“{item}”要“{name}”，绕一圈又要先办“{item}”：{way}",
            "“{item}” needs “{name}”, which in the end needs “{item}”: {way}",
        ),
        _CODING,
    ),
    sift=_in_circles,
)
def cyclic_papers() -> str:
    """One item needs what another gives out, and that one the first: nobody can begin. An old licence
    handed in for its own renewal is no circle, nor is a paper that only some cases need.

    甲事项要乙事项的结果，乙事项又要甲事项的结果，谁都办不成；换领、补领要交自己的旧证不算，有时才要的也不算。

    Pass:
        --- {basic_code: "000109001000", name: 甲, materials: [{name: 乙证, issued_by: "000109002000"}]}
        --- {basic_code: "000109002000", name: 乙}

    Pass:
        {basic_code: "000109001000", name: 甲, materials: [{name: 旧证, issued_by: "000109001000"}]}

    Fail:
        --- {basic_code: "000109001000", name: 甲, materials: [{name: «乙证», issued_by: "000109002000"}]}
        --- {basic_code: "000109002000", name: 乙, materials: [{name: «甲证», issued_by: "000109001000"}]}
    """
    return """
        SELECT p.file, p.number, '/materials/' || p.pos || '/name' AS pointer, p.name, i.name AS item,
               p.basic_code AS needs, p.issued_by AS gives
        FROM papers p JOIN items i USING (file, number)
        WHERE p.issued_by IS NOT NULL AND p.basic_code IS NOT NULL AND p.issued_by <> p.basic_code
          AND i.kind = 'basic' AND p.necessity IS DISTINCT FROM 'conditional'
    """


@dataclass(slots=True)
class _Memory:
    """What the item judged last points at: three rules ask for the same."""

    item: Item | None = None
    attached: tuple[_Named, ...] = ()
    addresses: tuple[_Named, ...] = ()


_MEMORY = _Memory()


def _pointed(item: Item) -> _Memory:
    """Give what an item names of forms and samples, and every web address of it."""
    if _MEMORY.item is not item:
        attached = tuple(_named(item))
        linked = [named for named in attached if _URL.match(named[2])]
        records = (item.online, item.mobile, item.consult, item.complain)
        urls = [(record.at, "url", record.url) for record in records if record.url]
        _MEMORY.item, _MEMORY.attached, _MEMORY.addresses = item, attached, (*urls, *linked)
    return _MEMORY


def _named(item: Item) -> Iterator[_Named]:
    """Give forms and samples: the record it stands in, its key, the path or address."""
    for material in item.materials:
        if material.blank_form:
            yield material.at, "blank_form", material.blank_form
        if material.sample:
            yield material.at, "sample", material.sample
    for result in item.results:
        if result.sample:
            yield result.at, "sample", result.sample
