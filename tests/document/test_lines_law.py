"""The law of the two readers of lines: what the fast one calls clean, the exact one reads alike and clean."""

from __future__ import annotations

import json
import random

import pytest

from catalog_std.document.fast import read_line_fast
from catalog_std.document.lines import read_lines
from tests.document.mutants import LINE, falsely_clean_lines, line_mutant

SPACED = json.dumps(LINE, ensure_ascii=False).encode()
CLOSE = json.dumps(LINE, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("seed", range(20))
def test_the_fast_reader_never_calls_clean_what_the_exact_one_does_not(seed: int) -> None:
    chance = random.Random(seed)
    asked, wrong = falsely_clean_lines(line_mutant(chance, SPACED, CLOSE) for _ in range(300))
    assert asked
    assert wrong == []


@pytest.mark.parametrize("line", [SPACED, CLOSE])
def test_lines_with_spaces_between_parts_and_without_are_read_quickly(line: bytes) -> None:
    assert read_line_fast(line, line.decode()) == LINE
    assert [reading.data for _, _, reading in read_lines(line, 1)] == [LINE]


@pytest.mark.parametrize(
    "line",
    [
        b'{"a":1,"a":2}',
        b'{"a" :1,"b":2,"b":3}',
        b'{"a":1.50}',
        b'{"a":123456789012345678901234567890}',
        b'{"a":-0}',
        b'{"a":1e400}',
        b'{"a":NaN}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\ud800"}',
        '{"a":"\u2028"}'.encode(),
        b'{"a":' + b"[" * 70 + b"]" * 70 + b"}",
        b"[1]",
        b"{",
    ],
)
def test_whatever_readers_might_take_differently_is_read_exactly(line: bytes) -> None:
    assert read_line_fast(line, line.decode()) is None
