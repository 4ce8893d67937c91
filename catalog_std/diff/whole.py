"""Kinds of change of whole items: new, gone, split, merged."""

from __future__ import annotations

from catalog_std.diff.kind import added_dropped, changed, kinds, tightened_eased
from catalog_std.text import Text

ITEM = kinds(
    "item",
    "",
    added_dropped(
        "added",
        Text("新增事项“{name}”", "a new item: {name}"),
        "dropped",
        Text("删去事项“{name}”", "an item less: {name}"),
    ),
    """An item that was not there, or is no longer. Whether that helps depends on what it is.

    新增或删去一个事项。是好是坏，要看是什么事项。

    Before:
        === a.yaml
        basic_code: "000709001000"
        name: 甲

    After:
        === a.yaml
        basic_code: "000709001000"
        name: 甲
        === b.yaml
        basic_code: "000709002000"
        name: 乙
    """,
)

SPLIT = kinds(
    "item",
    "",
    tightened_eased(
        "split",
        Text("事项“{before}”拆分为{after}", "{before} is split into {after}"),
        "merged",
        Text("事项{before}合并为“{after}”", "{before} are merged into {after}"),
    )
    | changed(
        "regrouped",
        Text("事项{before}重新划分为{after}", "{before} are divided anew into {after}"),
    ),
    """Where several items name one former code, one item was split; where one names several, they were merged;
    where both, they were divided anew.

    几个事项的曾用编码是同一个，就是拆分；一个事项有几个曾用编码，就是合并；两样都有，就是重新划分。

    Before:
        === a.yaml
        basic_code: "000709001000"
        name: 户口登记

    After:
        === a.yaml
        basic_code: "000709001001"
        previous_codes: ["000709001000"]
        name: 出生登记
        === b.yaml
        basic_code: "000709001002"
        previous_codes: ["000709001000"]
        name: 死亡注销

    Before:
        === a.yaml
        basic_code: "000709001001"
        name: 出生登记
        === b.yaml
        basic_code: "000709001002"
        name: 死亡注销

    After:
        === a.yaml
        basic_code: "000709001003"
        previous_codes: ["000709001001", "000709001002"]
        name: 市内户口登记
        === b.yaml
        basic_code: "000709001004"
        previous_codes: ["000709001001", "000709001002"]
        name: 市外户口登记
    """,
)

FAMILIES = (ITEM, SPLIT)
