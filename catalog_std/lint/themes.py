"""Rules about how people find an item."""

from __future__ import annotations

import re

from catalog_std.finding import Fix, Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    GUANGDONG_2021,
    Basis,
    Card,
    Hits,
    Rate,
    hit,
    hit_key,
    item_rule,
)
from catalog_std.text import Text

_ZHEJIANG = Basis(
    Text("浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou")
)
_FIND = Basis(
    Text(
        "国务院办公厅2017年全国抽查：22 % 的搜索不可用",
        "national spot check of 2017: 22 % of searches broken",
    )
)
_OTHER = re.compile("其[他它](?:事项|服务)?|other")
_AUDIENCE = {"person": Text("个人", "persons"), "business": Text("法人", "bodies")}


@item_rule(
    Card(
        "THM001",
        "themes/only-other",
        Severity.WARNING,
        Text("主题只有“其他”", "Filed under “other” only"),
        Text(
            "主题只有“其他”，按主题找不到", "filed under “other” only: nobody finds it by theme"
        ),
        Basis(
            Text(
                "广东公开目录：46.3 % 的事项主题只有“其他”",
                "public data of Guangdong: 46.3 % of items are filed under “other” only",
            )
        ),
        Rate(0.463, GUANGDONG_2021),
    )
)
def only_other(item: Item) -> Hits:
    """Themes are for finding; under “other” only, an item is filed nowhere.

    主题是给人找的，只归入“其他”等于没有归类。

    Pass:
        themes: {person: [证件办理, 其他]}

    Fail:
        themes: {«person»: [其他]}
    """
    for name, themes in (("person", item.person_themes), ("business", item.business_themes)):
        if themes and all(_OTHER.fullmatch(theme) for theme in themes):
            yield hit(item.at / "themes" / name)


@item_rule(
    Card(
        "THM002",
        "themes/wrong-audience",
        Severity.WARNING,
        Text("主题与服务对象不符", "Theme for others than it serves"),
        Text(
            "有{audience}主题，服务对象里却没有{audience}",
            "it has themes for {audience}, yet does not serve them",
        ),
        _ZHEJIANG,
    )
)
def wrong_audience(item: Item) -> Hits:
    """Themes for persons are for persons, those for businesses for bodies; otherwise it shows up in
    the wrong place.

    个人主题给自然人，法人主题给企业和组织；对不上就会出现在错误的栏目里。

    Pass:
        applicants: [natural_person]
        themes: {person: [证件办理]}

    Pass:
        themes: {business: [准营准办]}

    Pass:
        applicants: [natural_person]
        themes: {business: [设立变更]}

    Fail:
        applicants: [natural_person]
        themes: {person: [证件办理], «business»: [准营准办]}

    Fail:
        applicants: [enterprise]
        themes: {«person»: [证件办理], business: [准营准办]}
    """
    persons = "natural_person" in item.applicants
    others = any(one != "natural_person" for one in item.applicants)
    if item.applicants and item.person_themes and not persons:
        yield hit_key(item.at / "themes" / "person", audience=_AUDIENCE["person"])
    if item.applicants and item.person_themes and item.business_themes and not others:
        yield hit_key(item.at / "themes" / "business", audience=_AUDIENCE["business"])


@item_rule(
    Card(
        "THM003",
        "themes/no-everyday-name",
        Severity.INFO,
        Text("没有日常用语", "No everyday name"),
        Text(
            "“{name}”没有日常用语，按老百姓的说法搜不到",
            "“{name}” has no everyday name: people who search in their own words miss it",
        ),
        _FIND,
    )
)
def no_everyday_name(item: Item) -> Hits:
    """People search for “lost ID card”, not for the official name; an everyday name in the basic
    catalogue serves every place.

    群众搜“补身份证”，不搜“居民身份证丢失补领”；基本目录里写上日常用语，各地都能搜到。

    Pass:
        basic_code: "000709903000"
        name: 居民身份证丢失补领
        aliases: [补身份证]

    Pass:
        code: "x"
        name: 居民身份证丢失补领

    Fail:
        basic_code: "000709903000"
        name: «居民身份证丢失补领»
    """
    if item.is_basic and item.name and not item.aliases:
        yield hit(item.at / "name", name=item.name)


@item_rule(
    Card(
        "THM004",
        "themes/alias-is-name",
        Severity.WARNING,
        Text("日常用语就是正式名称", "Everyday name that is the official one"),
        Text("“{alias}”就是正式名称", "“{alias}” is the official name"),
        _FIND,
    )
)
def alias_is_name(item: Item) -> Hits:
    """An everyday name differs from the official one, or it adds nothing.

    日常用语要与正式名称不同，否则等于没写。

    Pass:
        name: 出生登记
        aliases: [上户口]

    Fail:
        name: 出生登记
        aliases: [上户口, «出生登记»]

    Fixed:
        name: 出生登记
        aliases: [上户口]

    Fail:
        name: 出生登记
        aliases:
          - 上户口
          - «出生登记»

    Fixed:
        name: 出生登记
        aliases:
          - 上户口
    """
    for index, alias in enumerate(item.aliases):
        if alias == item.name:
            yield hit(item.at / "aliases" / index, Fix("remove"), alias=alias)
