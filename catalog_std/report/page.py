"""A rule's page of the rule book."""

from __future__ import annotations

from catalog_std.lint.rule import Rule
from catalog_std.report.words import SEVERITY, basis_line
from catalog_std.text import Lang, Text

_HEADS = {
    "pass": Text("通过", "Pass"),
    "fail": Text("不通过（«» 标出所指之处）", "Fail («» marks the place pointed at)"),
    "fixed": Text("改后", "Fixed"),
    "under": Text("例子所据的标准", "The standard of the examples"),
}
_SEVERITY = Text("级别", "Severity")
_BASIS = Text("依据", "Basis")
_RATE = Text("查出的比例", "Found in")
_OF = Text("（{where}）", " ({where})")
_COLON = Text("：", ": ")


def page(rule: Rule, lang: Lang) -> str:
    """Print a rule's page as Markdown."""
    card = rule.card
    colon = _COLON.said(lang)
    parts = [
        f"# {card.id} {card.name} · {card.title.said(lang)}\n",
        rule.why.said(lang) + "\n",
        (
            f"- {_SEVERITY.said(lang)}{colon}{SEVERITY[card.severity].said(lang)}\n"
            f"- {_BASIS.said(lang)}{colon}{basis_line(card.basis, lang)}\n"
            f"{_rate_line(rule, lang)}"
        ),
    ]
    if rule.under:
        parts.append(_block("under", rule.under, lang))
    parts += [_block(example.verdict, example.marked, lang) for example in rule.examples]
    return "\n".join(parts)


def _rate_line(rule: Rule, lang: Lang) -> str:
    rate = rule.card.rate
    if rate is None:
        return ""
    head, colon = _RATE.said(lang), _COLON.said(lang)
    return f"- {head}{colon}{rate.percent}{_OF.into(lang, where=rate.where.said(lang))}\n"


def _block(head: str, text: str, lang: Lang) -> str:
    return f"**{_HEADS[head].said(lang)}**\n\n```yaml\n{text}```\n"
