"""Patterns: two engines of our own and the validator agree, on every word and on every class."""

from __future__ import annotations

from random import Random

import jsonschema_rs
import pytest

from catalog_std.proof import Budget, contains, satisfiable
from catalog_std.proof.automaton import Automata
from catalog_std.proof.chars import ANY, CLASSES, DOT, has, property_ranges
from catalog_std.proof.meter import Meter
from catalog_std.proof.strings import Words
from catalog_std.trouble import CatalogError
from tests.conftest import untraced

PATTERNS = (
    *(
        "",
        "a",
        "^a",
        "a$",
        "^a$",
        "^(a|b)*$",
        "a.b",
        "^[^a]+$",
        "^a{2,3}$",
        "^(ab){0,2}$",
        "^a{2,}",
    ),
    *(
        "(^a|b)+",
        "(a$|b)+",
        "(?:a|^b){2}",
        "(?<n>a)b?",
        "^a??b*?$",
        "[a-c0]",
        "^[\\w-]+$",
        "^(a|)b$",
    ),
    *(
        "\\d|\\s",
        "\\D\\W",
        "^(^)*a",
        "(a|$){2,}b?",
        "^(a*)*$",
        "^(a|ab)(c|bcd)$",
        "(b|^a){3}",
        "^.$",
    ),
    *("a||b", "()", "(a?){3}", "^(a{2}){2}$", "x^", "$x", "\\u{61}\\x62", "]", "}", "^[a-]$"),
    *(
        "[\\s\\S]*a",
        "^[\\s\\S]*$",
        "^(|a*)$",
        "^(|b?)c$",
        "[^\\x00-\\x40]",
        "[^\\ue000-\\u{10ffff}]",
    ),
    *("(^a|b){2,}", "(b|^a){1,3}$", "^(a|b|ab)*c$"),
)
LETTERS = "abcd01 -]x\n中"


def words(random: Random) -> list[str]:
    """Make short words."""
    return ["", *("".join(random.choices(LETTERS, k=random.randint(1, 5))) for _ in range(80))]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_both_engines_read_words_as_the_validator_does(pattern: str) -> None:
    validator = jsonschema_rs.Draft202012Validator({"pattern": pattern})
    meter = Meter(Budget())
    derivatives, automata = Words(meter), Automata(meter)
    for word in words(Random(pattern)):
        told = validator.is_valid(word)
        assert derivatives.matches(pattern, word) == told, word
        assert automata.matches(pattern, word) == told, word


@pytest.mark.parametrize("sign", ["d", "D", "w", "W", "s", "S", "."])
def test_classes_are_those_of_the_validator(sign: str) -> None:
    pattern = "^.$" if sign == "." else f"^\\{sign}$"
    validator = jsonschema_rs.Draft202012Validator({"pattern": pattern})
    ranges = DOT if sign == "." else CLASSES[sign]
    edges = {edge for low, high in ranges for edge in (low - 1, low, high, high + 1)}
    for code in {*range(0x3100), *edges, 0xFEFF}:
        if has(ANY, code):
            assert validator.is_valid(chr(code)) == has(ranges, code), hex(code)


@untraced
def test_a_property_of_unicode_is_the_validators() -> None:
    han = property_ranges("Script=Han")
    assert han
    assert has(han, ord("中"))
    assert not has(han, ord("a"))
    assert property_ranges("NoSuchThing") is None


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(?=a)b",
            "(?!a)",
            "(?<=a)b",
            "(?<!a)b",
            "(a)\\1",
            "\\bword",
            "\\p{NoSuch}",
            "(?i:a)",
        ),
        *("a++", "\\ud800", "^a{1,200000}$", "(^a){40}", "\\P{NoSuch}"),
    ],
)
def test_what_is_not_regular_is_left_undecided(pattern: str) -> None:
    verdict = contains({"pattern": pattern}, {"type": "string", "pattern": "^x*$"})
    assert (verdict.answer, verdict.reason) in (("fails", ""), ("undecided", "pattern")) or (
        verdict.reason == "validators"
    )
    emptied = satisfiable([{"type": "string", "pattern": pattern}, {"pattern": "^(q|zz){40}$"}])
    assert emptied.answer != "fails"


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "[", "a{2", "a{3,2}", "*a", "[b-a]", "\\", "(?<n", "\\u12", "\\xzz", "\\y"),
        *("[\\d-x]", "a{x}", "{", "\\c1", "(?:a"),
    ],
)
def test_what_is_no_pattern_is_the_callers_fault(pattern: str) -> None:
    with pytest.raises(CatalogError, match="not a"):
        contains({"pattern": pattern}, {})


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("^[0-9]{3}$", "000"),
        ("^[^a-z]$", "A"),
        ("^[一-龥]{2}$", "一一"),
        ("^\\s$", " "),
        ("^[\\x00-\\x1f]$", "\x00"),
        ("^[ -/]$", "-"),
        ("^\\u{10FFFF}$", "\U0010ffff"),
        ("^[é]x?$", "é"),
        ("^[!]$", "!"),
    ],
)
def test_witnesses_are_as_readable_as_can_be(pattern: str, word: str) -> None:
    assert satisfiable({"type": "string", "pattern": pattern}).witness == word


def test_an_opaque_pattern_may_still_be_refuted_and_shown() -> None:
    look = {"type": "string", "pattern": "^(?=.*[0-9])[a-z0-9]+$"}
    assert contains(look, look).answer == "holds"
    assert satisfiable([look, {"not": {"pattern": "^(?=.*[0-9])[a-z0-9]+$"}}]).answer == "fails"
    assert satisfiable([look, {"maxLength": 2}]).answer == "holds"
    assert satisfiable([look, {"enum": ["x", "y1"]}]).witness == "y1"
    assert satisfiable([look, {"enum": ["x", "y"]}]).reason == "pattern"
    assert contains({"patternProperties": {"(?=a)": {"minimum": 1}}}, {}).reason == "pattern"
    named = {"type": "object", "patternProperties": {"(?=a)": {"type": "integer"}}}
    assert contains({"properties": {"a": {"type": "integer"}}}, named).answer == "undecided"
    assert contains({"additionalProperties": {"type": "integer"}}, named).answer == "fails"
