"""Rules about the baseline: it holds what is still found, and nothing else."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.lint.rule import Basis, Card, Hit, Hits, Ledger, late_rule
from catalog_std.text import Text

_WHY = {
    False: Text("问题已改，条目应删", "the fault is gone: prune the entry"),
    True: Text(
        "要素已改动，旧问题不再容忍", "its element was changed: the old fault counts again"
    ),
}


@late_rule(
    Card(
        "BAS001",
        "baseline/stale",
        Severity.ERROR,
        Text("基线条目已过时", "Stale entry of the baseline"),
        Text(
            "基线中 {file} 的 {rule}：{why}（catalog-std baseline prune）",
            "{rule} of {file} in the baseline: {why} (catalog-std baseline prune)",
        ),
        Basis(Text("本工具关于基线的规定", "the terms of the baseline")),
    )
)
def stale(ledger: Ledger) -> Hits:
    """The baseline tolerates old faults while their element stays as it is. An entry whose fault is gone, or
    whose element was edited, would let the same fault in again: it has to go.

    基线容忍的是没有动过的旧问题；问题改掉了或者要素改动了，条目就得删，否则同样的问题会再混进来。

    Pass:
        === baseline.json
        {"version": 1, "entries": [
        {"fingerprint": "f166c44f52672644", "rule": "materials/catch-all", "file": "items/a.yaml", "touch": "1855ca1b", "count": 1, "note": ""},
        null]}
        === items/a.yaml
        name: 出生登记
        materials: [{id: m1, name: 其他材料}]

    Fail:
        === baseline.json
        {"version": 1, "entries": [
        «{"fingerprint": "0123456789abcdef", "rule": "materials/catch-all", "file": "items/a.yaml", "touch": "00000000", "count": 1, "note": "待改"}»,
        null]}
        === items/a.yaml
        name: 出生登记
        materials: [{id: m1, name: 出生医学证明}]

    Fail:
        === baseline.json
        {"version": 1, "entries": [
        «{"fingerprint": "f166c44f52672644", "rule": "materials/catch-all", "file": "items/a.yaml", "touch": "00000000", "count": 1, "note": ""}»,
        null]}
        === items/a.yaml
        name: 出生登记
        materials: [{id: m1, name: 其他材料}]
    """
    for found in ledger.stale:
        entry = found.entry
        facts = {
            "file": entry.file,
            "rule": entry.rule,
            "why": _WHY[found.touched],
            "entry": f"{entry.fingerprint} {entry.touch}",
            "left": found.left,
        }
        yield Hit(found.at, facts, span=found.span)
