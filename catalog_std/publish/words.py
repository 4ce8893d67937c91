"""The words of pages and documents, in both tongues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace

from catalog_std.text import Lang, Text

WORDS: Mapping[str, Text] = {
    "tongue": Text("zh-CN", "en"),
    "other_tongue": Text("en", "zh-CN"),
    "other": Text("English", "中文"),
    "skip": Text("跳到正文", "Skip to content"),
    "settings": Text("阅读设置", "Reading settings"),
    "size": Text("字号", "Text"),
    "size_usual": Text("标准", "usual"),
    "size_large": Text("大", "large"),
    "size_largest": Text("特大", "largest"),
    "scheme": Text("配色", "Colours"),
    "scheme_auto": Text("自动", "auto"),
    "scheme_light": Text("浅色", "light"),
    "scheme_dark": Text("深色", "dark"),
    "scheme_contrast": Text("高对比", "high contrast"),
    "menu": Text("主导航", "Main menu"),
    "way": Text("当前位置", "You are here"),
    "home": Text("首页", "Home"),
    "items": Text("办事指南", "Guides"),
    "events": Text("一件事", "Life events"),
    "areas": Text("各地", "Places"),
    "area_hint": Text("按地方找", "Find by place"),
    "compare": Text("各地比对", "Comparisons"),
    "numbers": Text("数据看板", "Figures"),
    "papers": Text("材料", "Papers"),
    "agencies": Text("部门", "Agencies"),
    "find": Text("搜索", "Search"),
    "find_label": Text("搜索事项", "Search the guides"),
    "find_hint": Text("搜事项、材料、编码、拼音首字母", "name, paper, code or pinyin initials"),
    "find_none": Text(
        "没有找到。可以换个说法，或者从办事指南、各地里找。",
        "Nothing found. Try other words, or browse guides and places.",
    ),
    "find_count": Text("共 {n} 条", "{n} found"),
    "find_script": Text(
        "搜索要用脚本；没有脚本时请从办事指南、各地里找。",
        "Search needs scripts; without them, browse the guides or the places.",
    ),
    "toc": Text("本页内容", "On this page"),
    "apply": Text("在线办理", "Apply online"),
    "short": Text("简版", "Short version"),
    "whole": Text("完整指南", "The whole guide"),
    "data": Text("数据", "Data"),
    "also": Text("也叫：", "Also called: "),
    "by": Text("由{agency}办理", "Handled by {agency}"),
    "basic": Text("基本目录", "basic catalogue"),
    "guide_at": Text("{place}办事指南", "guide for {place}"),
    "papers_count": Text("共 {n} 份", "{n} in all"),
    "papers_held": Text("共 {n} 份，免提交 {held} 份", "{n} in all, {held} fetched for you"),
    "conditions_count": Text("共 {n} 项", "{n} in all"),
    "situations": Text("取消勾选与您无关的情形", "Untick what does not concern you"),
    "hide_held": Text("不显示免提交的材料", "Hide what is fetched for you"),
    "situations_note": Text(
        "下表只留下与您有关的材料，打印也随之变化。",
        "The table keeps what concerns you, on paper too.",
    ),
    "paper": Text("材料", "Paper"),
    "originals": Text("原件", "Originals"),
    "copies": Text("复印件", "Copies"),
    "medium": Text("形式", "Form"),
    "source": Text("来源", "From"),
    "downloads": Text("下载", "Downloads"),
    "held": Text("免提交", "fetched for you"),
    "held_note": Text(
        "由部门从电子证照库或共享数据调取", "the agency takes it from shared data"
    ),
    "deferrable": Text("可容缺后补", "may follow later"),
    "signed": Text("须签字盖章", "signed or sealed"),
    "e_licence": Text("有电子证照", "exists as an e-licence"),
    "when": Text("情形：", "When: "),
    "issued_by": Text("怎样取得：", "How to get it: "),
    "missing_file": Text("（文件缺失）", "(file missing)"),
    "papers_table": Text("申请材料清单", "list of papers"),
    "who": Text("办理", "by"),
    "checks": Text("审查标准：", "Checked: "),
    "outcome": Text("形成：", "Gives: "),
    "on_the_spot": Text("当场", "on the spot"),
    "saved": Text("比法定少 {n} {unit}", "{n} {unit} less than the law allows"),
    "ruler_start": Text("收件", "start"),
    "ruler_promised": Text("第 {n} {unit}：承诺办结", "{n} {unit}: promised"),
    "ruler_statutory": Text("第 {n} {unit}：法定期限", "{n} {unit}: legal limit"),
    "ruler_label": Text(
        "时限尺：{parts}；承诺 {promised} {unit}",
        "Ruler of days: {parts}; promised within {promised} {unit}",
    ),
    "gap": Text(
        "本指南尚缺“{label}”（{clause}）。", "This guide does not state “{label}” ({clause})."
    ),
    "gap_call": Text("请向办理机关咨询。", "Please ask the agency."),
    "not_offered": Text("暂不开展：", "Not offered at present: "),
    "not_in_use": Text("这个事项目前的状态是：", "The status of this item is: "),
    "origins": Text("各项内容的来源", "Where it comes from"),
    "origins_note": Text(
        "没有上标的内容由办理机关自己写明；带上标的由基本目录或标准给出。",
        "What carries no mark was written by the agency itself; what does was given by the basic catalogue or a standard.",
    ),
    "origin_mark": Text("来源 {n}", "origin {n}"),
    "related": Text("相关指南", "Related guides"),
    "peers": Text("其他地方的同一事项", "The same item elsewhere"),
    "in_events": Text("属于一件事", "Part of"),
    "all_places": Text("全部 {n} 个地方", "all {n} places"),
    "places_of": Text("办理这一事项的地方", "Where this item is handled"),
    "basic_lede": Text(
        "这是基本目录的事项：各地共用的部分。到哪里办，看下面各地的指南。",
        "An item of the basic catalogue: what all places share. Choose a place below for its guide.",
    ),
    "permalink": Text("永久链接", "Permanent link"),
    "scan": Text("手机查看本指南", "Open on a phone"),
    "qr": Text("本指南的二维码", "QR code of this guide"),
    "version": Text("版本", "Version"),
    "made": Text(
        "由 catalog-std 从目录生成；以实施机关公布的为准。",
        "Made from the catalog by catalog-std; the agency's own publication prevails.",
    ),
    "home_lede": Text(
        "{items} 份办事指南，{places} 个地方，{basics} 个基本事项。",
        "{items} guides, {places} places, {basics} basic items.",
    ),
    "by_sector": Text("按部门找", "By sector"),
    "by_place": Text("按地方找", "By place"),
    "items_in": Text("{place}的办事指南", "Guides of {place}"),
    "count_items": Text("{n} 个事项", "{n} items"),
    "count_guides": Text("{n} 份指南", "{n} guides"),
    "count_places": Text("{n} 个地方", "{n} places"),
    "not_found": Text("没有这个页面", "No such page"),
    "not_found_lede": Text(
        "它可能已经改名。请搜索，或者从首页找。",
        "It may have been renamed. Please search, or start from the home page.",
    ),
    "moved": Text("编码已变更", "The code has changed"),
    "moved_to": Text("新的页面：", "The new page: "),
    "table": Text("查看数据表", "Show the data"),
    "sheet_call": Text("咨询：{phone}", "Questions: {phone}"),
}


@cache
def spoken(lang: Lang) -> SimpleNamespace:
    """Give all words in one language, by name."""
    return SimpleNamespace(**{name: text.said(lang) for name, text in WORDS.items()})
