"""The law of the two readers: what the fast one calls clean, the exact one reads alike and clean.

``bench/readers.py`` holds it over as many mutants as one has patience for.
"""

from __future__ import annotations

import random

import pytest

from catalog_std.document.exact import read_stream
from catalog_std.document.fast import read_fast
from tests.document.mutants import ITEM, falsely_clean, mutant


@pytest.mark.parametrize("seed", range(20))
def test_the_fast_reader_never_calls_clean_what_the_exact_one_does_not(seed: int) -> None:
    chance = random.Random(seed)
    asked, wrong = falsely_clean(mutant(chance) for _ in range(150))
    assert asked
    assert wrong == []


def test_a_plain_item_is_read_quickly() -> None:
    assert read_fast(ITEM) == read_stream(ITEM)[0].data
