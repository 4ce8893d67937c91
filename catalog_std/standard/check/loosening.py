"""Where the text of a lower standard would admit what one above forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from catalog_std.proof import Verdict
from catalog_std.standard.check.assertion import UNDECLARED, Assertion, same
from catalog_std.standard.check.case import Case
from catalog_std.standard.check.judgement import Call, Judgement
from catalog_std.standard.check.layers import Doc, cut_down, refused, touching
from catalog_std.standard.check.plain import plainly_within
from catalog_std.standard.check.way import Path, around, together

_ASPECTS = {
    "minimum": ("low",),
    "exclusiveMinimum": ("low",),
    "maximum": ("high",),
    "exclusiveMaximum": ("high",),
    "minLength": ("short",),
    "maxLength": ("long",),
    "contains": ("contains", "few", "many"),
    "minItems": ("few",),
    "maxItems": ("many",),
}
_VALUES = ("const", "enum")
_NO_VALUES = ("required", UNDECLARED)
_IF_WEAKER = (
    "anyOf",
    "oneOf",
    "not",
    "contains",
    "propertyNames",
    "$ref",
    "$dynamicRef",
    "false",
)
_WHOLE_FORM = re.compile(r"\^(?:.|\n)*(?<!\\)\$")
_UNBOUNDED = re.compile(r"[*+]|,\}")


def loosenings(case: Case, path: Path, own: Sequence[Assertion]) -> Iterator[Judgement]:
    """Judge an element: each rule above of which the lower text speaks, and admits what it forbids.

    A layer says only what it has to say, so silence loosens nothing: only a rule about the same
    question (the lower bound, the length, the form, the values) can be looser. What repeats a standard
    above to the letter is a repetition, whatever other rules that standard has.
    """
    above = case.above.said.about(path)
    open_ = [rule for rule in above if not any(plainly_within(one, rule) for one in own)]
    spoken = [(rule, [o for o in own if _speaks_of(case, o, rule, above)]) for rule in open_]
    pairs = [(rule, speaking) for rule, speaking in spoken if speaking]
    if pairs and not _all_hold(case, pairs):
        for rule, speaking in pairs:
            yield from _judged(case, rule, speaking)


def _speaks_of(case: Case, one: Assertion, rule: Assertion, above: Sequence[Assertion]) -> bool:
    """Say whether a lower assertion answers the question that a rule above answers."""
    if any(same(one, other) and other.standard is rule.standard for other in above):
        return False
    if one.keyword in _VALUES:
        return rule.keyword not in _NO_VALUES
    if not _aspects(one).intersection(_ASPECTS.get(rule.keyword, (rule.keyword,))):
        return False
    whole = one.keyword not in _IF_WEAKER and (one.keyword != "pattern" or _whole(one))
    return whole or case.bench.contains([one.schema], [rule.schema]).answer == "holds"


def _aspects(one: Assertion) -> set[str]:
    aspects = set(_ASPECTS.get(one.keyword, (one.keyword,)))
    if one.keyword == "pattern" and _whole(one):
        bounded = not _UNBOUNDED.search(one.value)
        return aspects | {"short"} | ({"long"} if bounded else set())
    return aspects


def _whole(one: Assertion) -> bool:
    """Say whether a pattern tells the whole form of a text, not only of a part."""
    return bool(_WHOLE_FORM.fullmatch(one.value))


Pairs = Sequence[tuple[Assertion, Sequence[Assertion]]]


def _all_hold(case: Case, pairs: Pairs) -> bool:
    """Ask about all rules at once: where the lower text is tight everywhere, one question does."""
    rules = [_where(one, rule) for rule, speaking in pairs for one in speaking]
    said = touching(case.own.said, pairs[0][0].path)
    return case.bench.contains(rules, said).answer == "holds"


def _judged(case: Case, rule: Assertion, speaking: Sequence[Assertion]) -> Iterator[Judgement]:
    """Judge one rule by what each of the assertions that speak of it lets through."""
    extends = case.standing(rule.path).standard == "extend"
    asked = ((one, _verdict(case, rule.path, [_where(one, rule)])) for one in speaking)
    open_ = ((one, verdict) for one, verdict in asked if verdict.answer != "holds")
    for one, verdict in islice(open_, 1):
        shown = _shown(case, rule, one, verdict) if verdict.answer == "fails" else verdict
        yield _written(case, rule, one, shown, extends=extends)


def _verdict(case: Case, path: Path, asked: list[Doc]) -> Verdict:
    """Ask of what the lower standard says about the element; of all it says where that is not enough."""
    near = case.bench.contains(asked, touching(case.own.said, path))
    if near.answer != "fails":
        return near
    shorter = cut_down(near.witness, path)
    good = (v for v in shorter if case.own.validator.is_valid(v) and refused(asked, v))
    found = list(islice(good, 1))
    whole = [case.own.doc]
    return replace(near, witness=found[0]) if found else case.bench.contains(asked, whole)


def _shown(case: Case, rule: Assertion, one: Assertion, verdict: Verdict) -> Verdict:
    """Show the nicest example there is, if a second validator sees it too."""
    nicest = _nicer(case, rule, one) or verdict
    return case.bench.seconded(nicest, nicest.witness, [_where(one, rule)], [case.own.doc])


def _nicer(case: Case, rule: Assertion, one: Assertion) -> Verdict | None:
    """Look for an example that is wrong in nothing but this rule."""
    rest = [
        other.schema
        for other in case.rules.near(rule.path)
        if not _aspects(other).intersection(_aspects(rule)) or other.path != rule.path
    ]
    said = [*touching(case.own.said, rule.path), *rest]
    verdict = case.bench.contains([_where(one, rule)], said)
    for value in cut_down(verdict.witness, rule.path):
        if case.own.validator.is_valid(value) and refused([_where(one, rule)], value):
            return replace(verdict, witness=value)
    return None


def _where(one: Assertion, rule: Assertion) -> Doc:
    """Ask what a rule asks only where a lower assertion speaks: under both their conditions."""
    if one.way == one.path:
        return rule.schema
    defs = {key: rule.schema[key] for key in ("$defs",) if key in rule.schema}
    return around(together(one.way, rule.way), rule.inner) | defs


def _written(
    case: Case, rule: Assertion, one: Assertion, verdict: Verdict, *, extends: bool
) -> Judgement:
    grounds = {"lower": (one.ground,), "upper": (rule.ground,)}
    if verdict.answer == "undecided":
        doubt = {"why": verdict.reason, "about": verdict.about}
        return case.judged(Call.UNDECIDED, rule.path, **grounds, **doubt)
    call, why = (Call.LATITUDE, "beyond") if extends else (Call.LOOSENING, "")
    shown = {"witness": verdict.witness, "has_witness": True}
    return case.judged(call, rule.path, **grounds, **shown, why=why)
