"""Verdicts on two schemas, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from catalog_std.proof import Verdict
from catalog_std.report.reasons import REASONS
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
