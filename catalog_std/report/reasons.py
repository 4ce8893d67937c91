"""Why a question about schemas was left undecided, in words."""

from __future__ import annotations

from catalog_std.proof import Reason
from catalog_std.text import Text

REASONS: dict[Reason, Text] = {
    "array": Text(
        "数组过长，或同时计数的条件过多", "an array too long, or too many items counted at once"
    ),
    "budget": Text("超出工作量限额", "more work than the budget allows"),
    "dialect": Text(
        "所声明的元模式不在支持之列", "a declared meta-schema that is not supported"
    ),
    "format": Text("format 只能用样例检验", "a format can only be tried on samples"),
    "number": Text("没有找到能写成 JSON 的数", "no number found that JSON can write"),
    "object": Text("属性名的取法过多", "too many ways to name properties"),
    "pattern": Text("正则表达式超出正则语言", "a pattern beyond regular languages"),
    "recheck": Text("证明未通过复核", "the proof did not pass its recheck"),
    "reference": Text("引用指向文档以外", "a reference leads outside the document"),
    "unevaluated": Text(
        "unevaluated* 经过读不到的引用", "unevaluated* across what cannot be read"
    ),
    "unique-items": Text("互不相同的元素组合过多", "too many ways for items to differ"),
    "validators": Text("校验器不确认反例", "the validator does not confirm the example"),
}
