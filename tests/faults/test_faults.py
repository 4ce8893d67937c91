"""Faults put into clean items of the bundled catalog are found, each at its line; nothing else is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.document import Document
from catalog_std.effective import effective_of
from catalog_std.finding import Finding
from catalog_std.run.job import Job, job_of
from catalog_std.run.lint import run_lint
from tests.conftest import ROOT, untraced
from tests.faults.book import FAULTS
from tests.faults.injector import Fault, Injection, Line, injections

LEAST = 0.98
FELT = {"power/no-item"}  # a power list tells that an item no longer carries its entry out
DAY = date(2026, 11, 1)


@cache
def job() -> Job:
    """Make ready to lint the bundled catalog, all rules on."""
    home = home_of(ROOT)
    return job_of(replace(home, settings=home.settings.model_copy(update={"rules": {}})), DAY)


@cache
def clean() -> tuple[tuple[Document, ...], Counter[tuple[str, str, str]]]:
    """Read the bundled catalog, and what is said of it as it stands."""
    basics = job().texts.basics()
    documents = tuple(
        effective_of(document, basics)
        for name in job().texts.names
        for document in job().texts.documents(name)
    )
    return documents, Counter(map(_key, run_lint(job()).findings))


def round_of(seed: int) -> dict[str, Injection]:
    """Plant one fault a file, each kind in turn, in an order that the seed gives.

    Even seeds plant in basic items, odd ones in local items: so that no fault hides another.
    """
    chance = random.Random(seed)
    documents = [d for d in clean()[0] if (d.under is None) == (seed % 2 == 0)]
    chance.shuffle(documents)
    faults = list(FAULTS) * 4
    planted: dict[str, Injection] = {}
    for document in documents:
        for fault in list(faults):
            ways = list(injections(fault, document, document.data))
            if ways:
                planted[document.source.name] = chance.choice(ways)
                faults.remove(fault)
                break
    return planted


@untraced
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_faults_are_found_at_their_line_and_nothing_else_is(seed: int) -> None:
    planted = round_of(seed)
    texts = replace(job().texts, held={name: one.raw for name, one in planted.items()})
    findings = run_lint(replace(job(), texts=texts)).findings
    lines = {(f.where.file, f.rule, f.where.span.line) for f in findings}
    missed = [one for one in planted.values() if (one.file, one.rule, one.line) not in lines]
    assert len(missed) <= (1 - LEAST) * len(planted), [
        (m.fault, m.file, m.line) for m in missed
    ]
    if seed % 2:
        told = {
            f.rule for f in findings if f.where.file not in planted and not clean()[1][_key(f)]
        }
        assert told <= FELT


def test_every_kind_of_fault_can_be_planted() -> None:
    planted = {
        one.fault for fault in FAULTS for one in [next(_ways(fault), None)] if one is not None
    }
    assert {fault.name for fault in FAULTS} - planted == set()
    assert len(planted) >= 60


def _ways(fault: Fault | Line) -> Iterator[Injection]:
    return (
        one for document in clean()[0] for one in injections(fault, document, document.data)
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.where.file, finding.rule, finding.fingerprint
