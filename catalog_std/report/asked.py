"""What one clause asks, in words."""

from __future__ import annotations

import json
from typing import Any

from catalog_std.finding import Clause
from catalog_std.standard.check.judgement import Ground
from catalog_std.standard.check.way import Condition
from catalog_std.text import Text

_LONGEST = 80
KINDS = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("是非值", "true or false"),
    "array": Text("清单", "a list"),
    "object": Text("键值组", "a mapping"),
    "null": Text("空值", "null"),
}
_ASKED = {
    "type": Text("是{value}", "be {value}"),
    "const": Text("是 {value}", "be {value}"),
    "enum": Text("是 {value} 之一", "be one of {value}"),
    "minimum": Text("不小于 {value}", "be at least {value}"),
    "exclusiveMinimum": Text("大于 {value}", "be more than {value}"),
    "maximum": Text("不大于 {value}", "be at most {value}"),
    "exclusiveMaximum": Text("小于 {value}", "be less than {value}"),
    "multipleOf": Text("是 {value} 的倍数", "be a multiple of {value}"),
    "minLength": Text("至少 {value} 个字", "have at least {value} characters"),
    "maxLength": Text("至多 {value} 个字", "have at most {value} characters"),
    "pattern": Text("合乎格式 {value}", "match {value}"),
    "format": Text("合乎格式 {value}", "be of format {value}"),
    "minItems": Text("至少 {value} 项", "have at least {value} entries"),
    "maxItems": Text("至多 {value} 项", "have at most {value} entries"),
    "uniqueItems": Text("各项不重复", "have no entry twice"),
    "minProperties": Text("至少 {value} 个键", "have at least {value} keys"),
    "maxProperties": Text("至多 {value} 个键", "have at most {value} keys"),
    "required": Text("写明", "be there"),
    "false": Text("不写", "not be there"),
    "additionalProperties": Text(
        "没有此处未列的要素", "have no element but those listed there"
    ),
    "undeclared": Text("没有各层都未声明的要素", "have no element that no layer declares"),
    "properties": Text("（提到）", "(is mentioned)"),
    "anyOf": Text("合其中至少一种写法", "fit at least one of the ways listed"),
    "oneOf": Text("恰合其中一种写法", "fit exactly one of the ways listed"),
    "not": Text("不是 {value}", "not be {value}"),
}
_LISTED = Text("取自代码表 {list}", "be of the list {list}")
_OTHER = Text("合乎 {keyword}：{value}", "meet {keyword}: {value}")
_IS = Text("{name} 为 {value} 时", "{name} is {value}")
_HAS = Text("有 {name} 时", "there is {name}")
_SOMETIMES = Text("在条文所说的情形下", "the clause says so")


def asked(ground: Ground) -> Text:
    """Say what a clause asks, and when: to be read after “要求” or “asks that it”."""
    words = _LISTED if ground.codes else _ASKED.get(ground.keyword, _OTHER)
    facts = {"keyword": ground.keyword, "list": ground.codes}
    value = _kinds(ground.value) if ground.keyword == "type" else _twice(ground.value)
    when = [_condition(one) for one in ground.conditions]
    zh = words.zh.format(value=value.zh, **facts)
    en = words.en.format(value=value.en, **facts)
    if when:
        zh = "、".join(one.zh for one in when) + zh
        en += f" when {' and '.join(one.en for one in when)}"
    return Text(f" {zh}" if zh[0].isascii() else zh, en)


def named(clause: Clause) -> Text:
    """Name a standard: by its number; where it has none by its title in Chinese, by its id in English."""
    return Text(clause.number, clause.number if clause.number.isascii() else clause.standard)


def shown(value: Any) -> str:  # noqa: ANN401 - JSON
    """Write a value on one line, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _twice(value: Any) -> Text:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        words = "、".join(shown(one) for one in value), ", ".join(shown(one) for one in value)
        return Text(
            *(word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in words)
        )
    return Text(shown(value), shown(value))


def _kinds(value: str | list[str]) -> Text:
    kinds = [KINDS[name] for name in ([value] if isinstance(value, str) else value)]
    return Text("或".join(kind.zh for kind in kinds), " or ".join(kind.en for kind in kinds))


def _condition(condition: Condition) -> Text:
    """Put the conditions people write into words: something is there, or has a value."""
    parts = _parts(condition.schema, "") if condition.branch == "then" else []
    if not parts:
        return _SOMETIMES
    return Text("、".join(one.zh for one in parts), " and ".join(one.en for one in parts))


def _parts(schema: Any, around: str) -> list[Text]:  # noqa: ANN401 - JSON
    """Take a condition apart into what must be there and what it must be; nothing if it says more."""
    if not isinstance(schema, dict) or not schema.keys() <= {"type", "required", "properties"}:
        return []
    required, named = schema.get("required", []), schema.get("properties", {})
    parts = [_part(f"{around}{name}", named.get(name)) for name in required]
    whole = set(named) <= set(required) and all(parts)
    return [one for part in parts for one in part] if whole else []


def _part(name: str, schema: Any) -> list[Text]:  # noqa: ANN401 - JSON
    match schema:
        case None:
            return [Text(*(words.format(name=name) for words in _HAS))]
        case {"const": value}:
            told = Text(shown(value), shown(value))
        case {"enum": [_, *_] as values}:
            told = Text("或".join(map(shown, values)), " or ".join(map(shown, values)))
        case _:
            return _parts(schema, f"{name}.")
    return [
        Text(_IS.zh.format(name=name, value=told.zh), _IS.en.format(name=name, value=told.en))
    ]
