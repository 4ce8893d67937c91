"""Every example on a rule's page is a test."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from catalog_std.lint import FAMILIES, RULES, rules_of
from catalog_std.lint.example import Example
from catalog_std.lint.rule import Rule
from catalog_std.report.words import basis, message
from catalog_std.run.fix import Leave, fix_all
from catalog_std.source import Source
from tests.conftest import job_over, linted, shelf_under, untraced

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}-{example.verdict}")
    for rule in RULES
    for number, example in enumerate(rule.examples, start=1)
]


def asked_with(rule: Rule) -> tuple[Rule, ...]:
    """Give the rules that a page needs: a late rule judges what others found."""
    return RULES if rule.late else (rule,)


each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_family = pytest.mark.parametrize("family", FAMILIES)


@untraced
@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_page_tells_the_truth(rule: Rule, example: Example) -> None:
    outcome = linted(example.sources, asked_with(rule), shelf_under(rule.under))
    findings = [finding for finding in outcome.findings if finding.rule == rule.name]
    assert {(f.where.file, f.where.span) for f in findings} == example.marks
    for finding in findings:
        assert message(finding, "zh")
        assert message(finding, "en")
        assert basis(finding, "zh")


def test_a_rule_is_asked_wherever_it_would_find_something() -> None:
    texts = [s.text for rule in RULES for example in rule.examples for s in example.sources]
    sources = [Source(f"items/{number}.yaml", text) for number, text in enumerate(texts)]
    alone = tuple(rule for rule in RULES if rule.check)
    always = tuple(replace(rule, needs=None) for rule in alone)
    found = linted(sources, alone, shelf_under("")).findings
    assert found == linted(sources, always, shelf_under("")).findings
    choosy = {rule.name for rule in alone if rule.needs and not rule.under}
    silent = choosy - {one.rule for one in found}
    assert silent == {
        "identity/version-not-raised",
        "suppressions/overlong",
    }  # of settings alone


@each_rule
def test_a_page_shows_both_sides(rule: Rule) -> None:
    assert {example.verdict for example in rule.examples} >= {"pass", "fail"}
    for example in rule.examples:
        assert bool(example.marks) == (example.verdict == "fail")


@pytest.mark.parametrize(
    ("rule", "faulty", "fixed"),
    [
        pytest.param(rule, faulty, fixed, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, (faulty, fixed) in enumerate(pairwise(rule.examples), start=1)
        if fixed.verdict == "fixed"
    ],
)
def test_a_fix_does_what_the_page_shows(rule: Rule, faulty: Example, fixed: Example) -> None:
    job = job_over(faulty.sources, asked_with(rule), shelf_under(rule.under))
    changed, outcome = fix_all(job, Leave(unsafe=True))
    mended = {name: mending.after for name, mending in changed.items()}
    assert [mended.get(s.name, job.texts.raw(s.name)) for s in faulty.sources] == [
        source.text.encode() for source in fixed.sources
    ]
    assert not [finding for finding in outcome.findings if finding.rule == rule.name]


@each_rule
def test_both_tongues_leave_the_same_blanks(rule: Rule) -> None:
    assert rule.card.message.blanks("zh") == rule.card.message.blanks("en")


@each_rule
def test_a_rule_says_why_in_both_tongues(rule: Rule) -> None:
    assert rule.why.en.isascii() or "“" in rule.why.en
    assert any("一" <= character <= "鿿" for character in rule.why.zh)


@each_family
def test_ids_count_up_within_a_family(family: str) -> None:
    ids = [rule.id for rule in rules_of(family)]
    assert ids == [f"{ids[0][:3]}{number:03}" for number in range(1, len(ids) + 1)]


@each_family
def test_names_begin_with_the_family(family: str) -> None:
    assert all(rule.name.startswith(f"{family}/") for rule in rules_of(family))


def test_names_and_ids_are_unique() -> None:
    for names in ([rule.id for rule in RULES], [rule.name for rule in RULES]):
        assert len(names) == len(set(names))


def test_marks_are_counted_as_if_they_were_not_there() -> None:
    example = Example("fail", "{a: «甲», b: «乙», c: «丙»}\n")
    assert [source.text for source in example.sources] == ["{a: 甲, b: 乙, c: 丙}\n"]
    assert sorted(span.column for _, span in example.marks) == [5, 11, 17]
