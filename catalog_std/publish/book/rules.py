"""The chapter of rules: each with its reason, its basis, and what passes and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_std.lint import FAMILIES, rules_of
from catalog_std.lint.rule import Rate, Rule
from catalog_std.publish.atoms import escaped
from catalog_std.publish.book.contents import Contents, Fact
from catalog_std.publish.listings import Group
from catalog_std.publish.page import Link
from catalog_std.publish.press import Sheet
from catalog_std.publish.theme import markup
from catalog_std.publish.words import WORDS
from catalog_std.report.words import SEVERITY, SURE
from catalog_std.text import Text

_MARKED = re.compile("«(.*?)»")
_CODE = re.compile("`([^`]+)`")
_TONES = {"error": "mark", "warning": "warn", "info": ""}


@dataclass(frozen=True, slots=True)
class Shown:
    """An example: what it is, how it comes out, and its text with what is meant marked."""

    title: Text
    verdict: str
    text: str


def rules_sheet(contents: Contents) -> Sheet:
    """Give the list of rules, family by family."""
    groups = tuple(
        Group(family, tuple(_link(contents, rule) for rule in rules_of(family)), family)
        for family in FAMILIES
    )
    values = {
        "way": contents.way("rules"),
        "lede": WORDS["book_rules_lede"],
        "groups": groups,
    }
    title, path = WORDS["book_rules"], contents.at("rules/index.html")
    return Sheet(path, "listing.html", title, WORDS["book_rules_lede"], path, values)


def rule_sheet(contents: Contents, rule: Rule) -> Sheet:
    """Give the page of a rule."""
    card = rule.card
    family = card.name.split("/")[0]
    values = {
        "way": contents.way("rules", card.id),
        "rule": card,
        "tone": _TONES[card.severity.value],
        "severity": SEVERITY[card.severity],
        "why": Text(*map(_prose, rule.why)),
        "facts": tuple(_facts(contents, rule)),
        "examples": tuple(_examples(rule)),
        "family": tuple(_link(contents, one) for one in rules_of(family) if one is not rule),
    }
    title = Text(f"{card.id} {card.title.zh}", f"{card.id} {card.title.en}")
    path, active = contents.at(f"rules/{card.id}.html"), contents.at("rules/index.html")
    return Sheet(path, "book/rule.html", title, rule.why, active, values)


def _link(contents: Contents, rule: Rule) -> Link:
    card = rule.card
    words = Text(f"{card.id} {card.title.zh}", f"{card.id} {card.title.en}")
    return Link(contents.rule_link(card.id, words).href, words, SEVERITY[card.severity])


def _prose(text: str) -> str:
    """Set a paragraph, what stands between backticks as code."""
    return _CODE.sub(r'<span class="code">\1</span>', escaped(text))


def _facts(contents: Contents, rule: Rule) -> Iterator[Fact]:
    card = rule.card
    yield Fact(WORDS["rule_says"], _blanks(card.message))
    clause = f" {card.basis.clause}" if card.basis.clause else ""
    document = Text(*(words + clause for words in card.basis.document))
    yield Fact(WORDS["rests_on"], document)
    yield Fact(WORDS["sure_head"], SURE[card.basis.sure])
    if card.rate:
        yield Fact(WORDS["rate"], _rated(card.rate))
    scope = "late" if rule.late else "catalog" if rule.query else "item"
    yield Fact(WORDS["rule_scope"], WORDS[f"scope_{scope}"])
    mended = any(example.verdict == "fixed" for example in rule.examples)
    yield Fact(WORDS["mendable"], WORDS["yes" if mended else "no"])
    binding = [s for s in contents.standards if card.name in s.manifest.mandatory_rules]
    if binding:
        yield Fact(WORDS["required_by"], "", tuple(map(contents.standard_link, binding)))


def _blanks(message: Text) -> Text:
    """Show where a message has facts filled in."""
    return Text(*(re.sub(r"\{\w+\}", "…", words) for words in message))


def _rated(rate: Rate) -> Text:
    zh, en = (
        WORDS["rate_of"].into(lang, share=rate.percent, where=rate.where.said(lang))
        for lang in ("zh", "en")
    )
    return Text(zh, en)


def _examples(rule: Rule) -> Iterator[Shown]:
    if rule.under:
        yield Shown(WORDS["example_under"], "under", _marked(rule.under))
    for example in rule.examples:
        title = WORDS[f"example_{example.verdict}"]
        yield Shown(title, example.verdict, _marked(example.marked))


def _marked(text: str) -> str:
    """Set lines of YAML, what is meant marked."""
    return markup(_MARKED.sub(r"<mark>\1</mark>", escaped(text)))
