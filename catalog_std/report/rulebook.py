"""The rule book as a whole: its index by family, by standard and by fault rate; all rules as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from catalog_std.lint import FAMILIES, RULES, rules_of
from catalog_std.lint.rule import Rate, Rule
from catalog_std.report.words import SEVERITY
from catalog_std.text import Lang, Text

_TITLE = Text("规则手册", "The rule book")
_BY_FAMILY = Text("按类", "By family")
_BY_STANDARD = Text("按依据", "By what they rest on")
_BY_RATE = Text("按查出的比例", "By fault rate")
_RATE_HEAD = Text("规则 | 比例 | 哪里查出的", "Rule | Share | Where it was counted")


def index_lines(lang: Lang) -> Iterator[str]:
    """Print the index as Markdown; pages stand beside it."""
    yield f"# {_TITLE.said(lang)}"
    yield f"\n## {_BY_FAMILY.said(lang)}"
    for family in FAMILIES:
        yield f"\n### {family}\n"
        yield from (_entry(rule, lang) for rule in rules_of(family))
    yield f"\n## {_BY_RATE.said(lang)}\n"
    yield f"| {_RATE_HEAD.said(lang)} |\n|---|--:|---|"
    for rule, rate in _rated():
        yield f"| {_link(rule, lang)} | {rate.percent} | {rate.where.said(lang)} |"
    yield f"\n## {_BY_STANDARD.said(lang)}"
    for document, rules in _by_basis().items():
        yield f"\n### {document.said(lang)}\n"
        yield from (_entry(rule, lang) for rule in rules)


def rule_document(rule: Rule) -> dict[str, Any]:
    """Give all that is known of a rule as plain data, both languages in it."""
    card = rule.card
    rate = card.rate
    return {
        "id": card.id,
        "name": card.name,
        "severity": card.severity.value,
        "scope": "catalog" if rule.query else "item",
        "fixable": any(example.verdict == "fixed" for example in rule.examples),
        "title": card.title._asdict(),
        "message": card.message._asdict(),
        "why": rule.why._asdict(),
        "basis": {
            "document": card.basis.document._asdict(),
            "clause": card.basis.clause or None,
            "sure": card.basis.sure,
        },
        "rate": rate and {"share": rate.share, "where": rate.where._asdict()},
        "examples": [{"verdict": e.verdict, "text": e.marked} for e in rule.examples],
    }


def _rated() -> list[tuple[Rule, Rate]]:
    rated = [(rule, rule.card.rate) for rule in RULES if rule.card.rate]
    return sorted(rated, key=lambda pair: -pair[1].share)


def _by_basis() -> dict[Text, list[Rule]]:
    found: dict[Text, list[Rule]] = defaultdict(list)
    for rule in RULES:
        found[rule.card.basis.document].append(rule)
    return found


def _entry(rule: Rule, lang: Lang) -> str:
    return f"- {_link(rule, lang)} ({SEVERITY[rule.card.severity].said(lang)})"


def _link(rule: Rule, lang: Lang) -> str:
    card = rule.card
    return f"[{card.id}]({card.id}.md) `{card.name}` {card.title.said(lang)}"
