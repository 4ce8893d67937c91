"""The verdicts on standards as rules: so that every printer of findings can print them."""

from __future__ import annotations

from catalog_std.finding import Severity
from catalog_std.lint.rule import Basis, Card, Rule
from catalog_std.standard.check.judgement import Call
from catalog_std.text import Text

_SAYING = Text("{saying}", "{saying}")
_BASIS = Basis(
    Text("各条判定自己引出两边的条文", "each judgement cites the clauses on both sides")
)


def _verdict(number: int, call: Call, severity: Severity, title: Text, why: Text) -> Rule:
    name = f"standards/{call.value}"
    return Rule(Card(f"STD{number:03}", name, severity, title, _SAYING, _BASIS), why, (), "")


VERDICTS: dict[Call, Rule] = {
    Call.CONTRADICTION: _verdict(
        1,
        Call.CONTRADICTION,
        Severity.ERROR,
        Text("互相矛盾", "Contradiction"),
        Text("没有任何事项能同时满足各层", "no item can satisfy all layers"),
    ),
    Call.DEAD: _verdict(
        2,
        Call.DEAD,
        Severity.ERROR,
        Text("要素落空", "Dead element"),
        Text("这个要素填什么都不合标准", "nothing that stands in the element can be right"),
    ),
    Call.LATITUDE: _verdict(
        3,
        Call.LATITUDE,
        Severity.ERROR,
        Text("越权", "Latitude breach"),
        Text("下层标准做了上层没有留给它的事", "a lower standard does more than is left to it"),
    ),
    Call.LOOSENING: _verdict(
        4,
        Call.LOOSENING,
        Severity.ERROR,
        Text("放宽", "Loosening"),
        Text(
            "条文允许上层不允许的值；上层仍然有效，所以是误导",
            "the text admits what one above forbids; that one still binds, so the text misleads",
        ),
    ),
    Call.REDUNDANCY: _verdict(
        5,
        Call.REDUNDANCY,
        Severity.WARNING,
        Text("重复", "Redundancy"),
        Text("没有增加任何要求", "nothing is added"),
    ),
    Call.UNDECIDED: _verdict(
        6,
        Call.UNDECIDED,
        Severity.WARNING,
        Text("未能判定", "Undecided"),
        Text("证不出，也找不到反例", "neither proved nor refuted"),
    ),
    Call.COMPATIBLE: _verdict(
        7,
        Call.COMPATIBLE,
        Severity.INFO,
        Text("相容", "Compatible"),
        Text("只收紧", "it only tightens"),
    ),
}
