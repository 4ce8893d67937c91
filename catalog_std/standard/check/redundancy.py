"""What a lower standard adds to those above: something, shown by a value, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catalog_std.proof import Verdict
from catalog_std.standard.check.assertion import Assertion
from catalog_std.standard.check.case import Case
from catalog_std.standard.check.judgement import Call, Judgement
from catalog_std.standard.check.layers import Doc, cut_down, refused, touching
from catalog_std.standard.check.smallest import smallest
from catalog_std.standard.check.way import Path


def addition(case: Case, path: Path, own: Sequence[Assertion]) -> Judgement:
    """Judge an element that loosens nothing: compatible, or a repetition of what stands above."""
    grounds = tuple(one.ground for one in own)
    if twins := _twins(case, own):
        upper = tuple(one.ground for one in twins)
        return case.judged(Call.REDUNDANCY, path, lower=grounds, upper=upper)
    asked = [one.schema for one in own]
    verdict = _verdict(case, path, asked)
    if verdict.answer == "undecided":
        doubt = {"why": verdict.reason, "about": verdict.about}
        return case.judged(Call.UNDECIDED, path, lower=grounds, **doubt)
    if verdict.answer == "fails":
        shown = {"witness": verdict.witness, "has_witness": True}
        return case.judged(Call.COMPATIBLE, path, lower=grounds, **shown)
    upper = tuple(one.ground for one in _needed(case, path, asked))
    return case.judged(Call.REDUNDANCY, path, lower=grounds, upper=upper)


def _twins(case: Case, own: Sequence[Assertion]) -> list[Assertion]:
    """Find the assertions above that say the very same; none unless all are there."""
    found = [case.rules.by_text[one.text] for one in own if one.text in case.rules.by_text]
    return found if len(found) == len(own) else []


def _verdict(case: Case, path: Path, asked: list[Doc]) -> Verdict:
    """Ask whether those above ask as much: of this element first, of the whole where that is not enough."""
    near = case.bench.contains(asked, touching(case.rules, path))
    if near.answer != "fails":
        return near
    item = case.clashes.alive if isinstance(case.clashes.alive, dict) else {}
    for value in cut_down(near.witness, path):
        if case.takes(item | value) and refused(asked, item | value):
            shown = replace(near, witness=value)
            return case.bench.seconded(shown, item | value, asked, touching(case.rules, path))
    return case.bench.shown(asked, list(case.whole))


def _needed(case: Case, path: Path, asked: list[Doc]) -> Sequence[Assertion]:
    """Find those above that ask as much: one about the same element, else a smallest set."""
    pool = case.rules.near(path)

    def enough(part: Sequence[Assertion]) -> bool:
        return case.bench.contains(asked, [one.schema for one in part]).answer == "holds"

    single = next((one for one in pool if one.path == path and enough([one])), None)
    if single:
        return (single,)
    return smallest(pool if enough(pool) else case.rules.every, enough)
