"""The JSON-Schema-Test-Suite made into pairs: nearly all decided, none wrong, none against another prover."""

from __future__ import annotations

import pytest

from catalog_std.proof import contains
from tests.proof.suite import SUITE, pairs
from tests.proof.test_oracle import told as said

EVERY = 5


@pytest.mark.skipif(
    not SUITE.exists(), reason=f"no suite in {SUITE}: sh scripts/fetch_schema_suite.sh"
)
def test_pairs_of_the_suite_are_decided_and_none_is_wrong() -> None:
    asked = decided = 0
    for pair in [*pairs(SUITE)][::EVERY]:
        verdict = contains(pair.sup, pair.sub)
        told = verdict.answer != "undecided"
        asked, decided = asked + 1, decided + told
        if told:
            others = {pair.truth, said(pair.sup, pair.sub)} - {None}
            assert others <= {verdict.answer == "holds"}, pair.name
    assert decided / asked > 0.97
