"""Mutants of items, and what two readers make of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from catalog_std.document.decode import decoded
from catalog_std.document.exact import read_stream
from catalog_std.document.fast import read_fast, read_line_fast
from catalog_std.document.lines import read_exactly

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
validity: 5年
local_code: 511Z0119000000-510000000000-000-11510000MB9906052C-1-00
power: {source: statutory, list_code: 440100-15-QR-059}
contact:
  consult: {phone: 020-12345, hours: 工作日 9:00-12:00，周六值班, url: https://example.gov.cn/b}
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
        "\u3000",
        "\u00a0",
        "\u2003",
        "%",
        "@",
        "- - ",
        "? ",
        "\\",
        "\r\n",
        "\x00",
    ),
)


def mutant(chance: random.Random, text: str = ITEM) -> str:
    """Change an item here and there: bits put in, cut out, lines moved, repeated, indented."""
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


KEYS = ("a", "b", "c", "d", "e", "g", "faq", "num", "t", "F", "Nu", "true")
VALUES = (
    *("v", "中", '"q"', "1", "true", "null", "tRUE", "[a, b]", "{a: 1}", "[]", "{}"),
    *("{null: 1}", "[a, {b: 1}]", "020-12", "12:30", "2020-01-01", "a b", "a#b", "e", "-"),
    *("v\u3000", "[v\u00a0, \u3000v]", "{a: v\u3000v\u2003}", '"\u3000v\u3000"', "true\u00a0"),
)
STEPS = (0, 0, 0, 0, 2, 2, 2, -2, -2, -4, 1, -1)


def scrawl(chance: random.Random) -> str:
    """Write a few lines of keys and values, each a little further in or out than the last, as chance will have it."""
    indent, lines = 0, []
    for _ in range(chance.randrange(1, 9)):
        lines.append(f"{' ' * indent}{_line(chance)}\n")
        indent = max(0, indent + chance.choice(STEPS))
    return "".join(lines)


def _line(chance: random.Random) -> str:
    key, value = chance.choice(KEYS), chance.choice(VALUES)
    dashes = "- " * chance.choice((0, 0, 0, 0, 1, 1, 1, 2))
    forms = (
        *(f"{dashes}{key}:", f"{dashes}{key}: {value}", f"{dashes}{key}: {value}", value),
        *(f"- {value}", f"{dashes}{{{key}: {value}}}", f"{dashes}{key}:  {value} ", "# c", ""),
        *(f"-   {key}: {value}", f"{dashes}{key}: {value}", f"{dashes}{key}:", f"- {value}"),
    )
    return chance.choice(forms)


PLACES = (
    *(
        "a: x{0}\n",
        "a: x{0}y\n",
        "a: {0}x\n",
        "a: {0}\n",
        "a: [x{0}]\n",
        "a: [{0}, y]\n",
        "a{0}: 1\n",
    ),
    *(
        'a: "{0}x{0}"\n',
        "# {0}\na: 1\n",
        "a: {{b: {0}x, c: x{0}}}\n",
        "a: {{{0}: 1}}\n",
        "a:\n  - {0}\n",
    ),
    *(
        "a: 1{0}\n",
        "a: 0{0}2\n",
        "a: true{0}\n",
        "a:\n{0}b: 1\n",
        "{0}a: 1\n",
        "a: 1\n{0}b: 1\n",
    ),
)


def placed(signs: Iterable[str]) -> Iterator[str]:
    """Put each sign wherever one can stand."""
    return (place.format(sign) for sign in signs for place in PLACES)


def falsely_clean(texts: Iterable[str]) -> tuple[int, list[str]]:
    """Count the texts that the fast reader calls clean, and give those that the exact one reads otherwise."""
    asked, wrong = 0, []
    for text in texts:
        fast = read_fast(text)
        if fast is not None:
            asked += 1
            readings = read_stream(text)
            alike = [repr(reading.data) for reading in readings] == [repr(fast)]
            if not alike or readings[0].faults:
                wrong.append(text)
    return asked, wrong


LINE = {
    "basic_code": "000109001000",
    "name": '居民身份证 补领, "急件": 一',
    "version": 1,
    "agency": {"name": "公安局", "joint": ["甲", "乙: , 丙"]},
    "materials": [{"id": "m1", "originals": 0, "signed": False}, {}, []],
    "fees": {"amount": 12.5, "large": 9007199254740993, "none": None},
    "url": "https://example.gov.cn/a?b=1&c=2",
}
JSON_BITS = (
    *(
        b" ",
        b"  ",
        b"\t",
        b"\r",
        b":",
        b": ",
        b",",
        b", ",
        b'"',
        b'\\"',
        b"\\",
        b"\\u0041",
        b"\\n",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"{}",
        b'"a":1,',
        b'"a": 1, ',
        b'"version":2,',
        b'"version": 2, ',
    ),
    *(
        b"0",
        b"-0",
        b"1e5",
        b"1.0",
        b"00",
        b"true",
        b"null",
        b"NaN",
        b"\xe3\x80\x80",
        b"\xe2\x80\xa8",
    ),
    *(b"\xef\xbb\xbf", b"\xff", b"\x7f", b"\xed\xa0\x80", b"\\ud83d", b"99999999999999999999"),
)


def line_mutant(chance: random.Random, *lines: bytes) -> bytes:
    """Change a line here and there: bits put in, cut out, taken twice."""
    line = chance.choice(lines)
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        at, more = chance.randrange(len(line) + 1), chance.choice((0, 0, 1, 3, 12))
        bit = chance.choice((*JSON_BITS, b"", line[at : at + more] * 2))
        line = line[:at] + bit + line[at + more :]
    return line


def falsely_clean_lines(lines: Iterable[bytes]) -> tuple[int, list[bytes]]:
    """Count the lines that the fast reader calls clean, and give those that the exact one reads otherwise."""
    asked, wrong = 0, []
    for line in lines:
        text, faults = decoded(line)
        fast = None if faults else read_line_fast(line, text)
        if fast is not None:
            asked += 1
            exact = read_exactly(text, 1, [])
            if repr(exact.data) != repr(fast) or exact.faults:
                wrong.append(line)
    return asked, wrong
