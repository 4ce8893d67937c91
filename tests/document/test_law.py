"""The law of the two readers: what the fast one calls clean, the exact one reads alike and clean.

``bench/readers.py`` holds it over as many mutants as one has patience for.
"""

from __future__ import annotations

import random
import unicodedata

import pytest

from catalog_std.document.exact import read_stream
from catalog_std.document.fast import read_fast
from tests.document.mutants import ITEM, falsely_clean, mutant, placed, scrawl


@pytest.mark.parametrize("seed", range(20))
def test_the_fast_reader_never_calls_clean_what_the_exact_one_does_not(seed: int) -> None:
    chance = random.Random(seed)
    asked, wrong = falsely_clean(mutant(chance) for _ in range(150))
    assert asked
    assert wrong == []


@pytest.mark.parametrize("seed", range(5))
def test_nor_does_it_of_lines_however_far_in_they_stand(seed: int) -> None:
    chance = random.Random(seed)
    asked, wrong = falsely_clean(scrawl(chance) for _ in range(4000))
    assert asked
    assert wrong == []


def test_nor_does_it_whatever_sign_stands_wherever() -> None:
    ascii_ = [chr(code) for code in range(0x20, 0x7F)]
    odd = [c for c in map(chr, range(0x80, 0x10000)) if unicodedata.category(c)[0] in "ZC"]
    pairs = (one + other for one in ascii_[::3] for other in ascii_)
    asked, wrong = falsely_clean(placed([*ascii_, *odd[:400], *pairs]))
    assert asked
    assert wrong == []


def test_what_the_fast_parser_would_lose_it_is_not_given() -> None:
    lost = ("a:\nb: 1\n", "  a: 1\nb: 1\n", "a:\n  -   b: 1\n    c: 1\n", "null: 1\n", "a:\n")
    spaces = ("a: x\u3000\n", "a: [true\u00a0]\n", "a: {b: x\u2003}\n")
    assert [text for text in (*lost, *spaces) if read_fast(text) is not None] == []


def test_a_text_of_many_levels_is_read_exactly() -> None:
    deep = "".join(f"{'  ' * level}a:\n" for level in range(5000)) + "  " * 5000 + "a: 1\n"
    assert read_fast(deep[-1000:]) is None
    assert read_fast("a:\n  - - - b: 1\n") == {"a": [[[{"b": 1}]]]}


def test_a_plain_item_is_read_quickly() -> None:
    assert read_fast(ITEM) == read_stream(ITEM)[0].data
