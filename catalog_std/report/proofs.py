"""Verdicts on two schemas, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from catalog_std.proof import Reason, Verdict
from catalog_std.text import Lang, Text

SUBSET = {"holds": "subset", "fails": "not-subset", "undecided": "undecided"}
SATISFIABLE = {"holds": "satisfiable", "fails": "unsatisfiable", "undecided": "undecided"}
_SAID = {
    "subset": Text(
        "成立：前者允许的，后者都允许（已证明，证明已复核）",
        "subset: what the first admits, the second admits (proved, and the proof rechecked)",
    ),
    "not-subset": Text(
        "不成立：前者允许、后者不允许", "not a subset: the first admits, the second refuses"
    ),
    "satisfiable": Text("可满足：例如", "satisfiable: for example"),
    "unsatisfiable": Text(
        "不可满足：没有任何值符合（已证明，证明已复核）",
        "unsatisfiable: no value at all meets it (proved, and the proof rechecked)",
    ),
    "undecided": Text("未定", "undecided"),
}
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
_AT = Text("位置 {path}，由 {clause} 拒绝", "at {path}, refused by {clause}")
_WHOLE = Text("整个值", "the whole value")


def verdict_lines(verdict: Verdict, names: dict[str, str], lang: Lang) -> Iterator[str]:
    """Print a verdict, the example that shows it, and why where there is none."""
    yield _SAID[names[verdict.answer]].said(lang)
    if verdict.has_witness:
        yield f"  {json.dumps(verdict.witness, ensure_ascii=False)}"
    if verdict.clause:
        path = str(verdict.path) or _WHOLE.said(lang)
        yield f"  {_AT.into(lang, path=path, clause=verdict.clause)}"
    if verdict.reason:
        yield f"  {reason_of(verdict, lang)}"


def reason_of(verdict: Verdict, lang: Lang) -> str:
    """Say why a question was left undecided."""
    about = f"：{verdict.about}" if lang == "zh" else f": {verdict.about}"
    return REASONS[verdict.reason].said(lang) + (about if verdict.about else "")


def verdict_data(
    verdict: Verdict, names: dict[str, str], elapsed_ms: float, lang: Lang
) -> dict[str, Any]:
    """Give a verdict as data; ``witness`` only where there is one, for null is a value too."""
    shown = (
        {"witness": verdict.witness, "path": str(verdict.path)} if verdict.has_witness else {}
    )
    return {
        "verdict": names[verdict.answer],
        "has_witness": verdict.has_witness,
        "witness": None,
        "path": None,
        **shown,
        "clause": str(verdict.clause) if verdict.clause else None,
        "reason": reason_of(verdict, lang) if verdict.reason else None,
        "reason_code": verdict.reason or None,
        "steps": verdict.steps,
        "elapsed_ms": round(elapsed_ms, 1),
    }
