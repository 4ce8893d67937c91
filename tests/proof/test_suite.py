"""The JSON-Schema-Test-Suite made into pairs: nearly all decided, none wrong."""

from __future__ import annotations

import pytest

from catalog_std.proof import contains
from tests.proof.suite import SUITE, pairs

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
        if told and pair.truth is not None:
            assert (verdict.answer == "holds") == pair.truth, pair.name
    assert decided / asked > 0.97
