"""The law of the two readers: what the fast one calls clean, the exact one reads alike and clean."""

from __future__ import annotations

import random

import pytest

from catalog_std.document.exact import read_stream
from catalog_std.document.fast import read_fast

ITEM = """\
basic_code: "000109001000"
code: "11440100007483172Q3000109001000"
name: 居民身份证补领
version: 1
agency: {name: 广州市公安局, code: "11440100007483172Q", joint: [甲, "乙"]}
# 材料
materials:
  - id: m1
    name: 户口簿（原件）
    originals: 1
    signed: false
    blank_form: https://example.gov.cn/a?b=1&c=2#d
  - {id: m2, name: 照片, originals: 0}
steps:
  - name: 受理
    days: 5
channels:
  online:
    url: "https://example.gov.cn/x"
    depth: handle
"""
BITS = (
    *(
        " ",
        "  ",
        "\n",
        ":",
        ": ",
        "- ",
        "#",
        " #",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
    ),
    *(
        "!x ",
        "|",
        "> ",
        "0",
        "01",
        "1e5",
        "true",
        "no",
        "null",
        "~",
        "<<: ",
        "---\n",
        "\t",
        "？",
    ),
    *(
        "é",
        "12:30",
        "2020-01-01",
        "key: ",
        "\u2028",
        "%",
        "@",
        "- - ",
        "? ",
        "\\",
        "\r\n",
        "\x00",
    ),
)


def mutant(chance: random.Random) -> str:
    """Change an item here and there: bits put in, cut out, lines moved, repeated, indented."""
    text = ITEM
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.randrange(len(text))
        lines = text.split("\n")
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0 | 1:
                text = (
                    text[:place]
                    + chance.choice(BITS)
                    + text[place + chance.choice((0, 1, 3)) :]
                )
            case 2:
                text = text[:place] + text[place + chance.randrange(1, 6) :]
            case 3:
                lines[one], lines[other] = lines[other], lines[one]
                text = "\n".join(lines)
            case 4:
                text = "\n".join([*lines[:one], lines[other], *lines[one:]])
            case _:
                lines[one] = " " * chance.randrange(8) + lines[one].lstrip()
                text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(20))
def test_the_fast_reader_never_calls_clean_what_the_exact_one_does_not(seed: int) -> None:
    chance = random.Random(seed)
    asked = [
        text for text in (mutant(chance) for _ in range(150)) if read_fast(text) is not None
    ]
    assert asked
    for text in asked:
        (exact,) = read_stream(text)
        assert not exact.faults, text
        assert repr(exact.data) == repr(read_fast(text)), text


def test_a_plain_item_is_read_quickly() -> None:
    assert read_fast(ITEM) == read_stream(ITEM)[0].data
