"""The fast reader: may only ever say "clean", and is asked only where no two readers could differ.

A Rust parser reads a plain item several times as fast as libyaml, but knows no places and has its own
mind about some scalars. So a text is first held against a whitelist: lines of plain keys, quoted or
plainly wordy values, short numbers, and one level of flow style. Anything else, and any complaint, goes to
the exact reader, whose word is final. Without the parser (it is an extra) all is read exactly.
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_PARSER: Any = import_module("yaml_rs") if find_spec("yaml_rs") else None
_LARGEST = 1_000_000

_BAD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
# A letter with which no yes, no or null is written, or one that does not go on so: told apart by one look
# at the first character, as sre does for branches that begin with a set.
_LETTER = r"(?:[A-EG-MO-SU-Za-eg-mo-su-z]|[TtFfNn](?!(?i:rue|alse|ull)\b))"
_KEY = rf"(?:_|{_LETTER})[A-Za-z0-9_]{{0,63}}+"
_QUOTED = rf'"[^"\\{_BAD}]*+"'
_INTEGER = r"(?:0|[1-9][0-9]{0,14}+)"
# Telephone numbers, dates, codes of lists and items: texts to both, as no number has two dashes.
_CODED = (
    r"[0-9]{1,6}(?:[A-Z][0-9A-Z]{0,12}(?:-[0-9A-Z]{1,20}){2,6}|-[0-9]{2}-[A-Z]{2}-[0-9]{3})"
)
_DASHED = rf"(?:[0-9]{{3,4}}-[0-9]{{2,8}}(?:-[0-9]{{1,4}})?|{_CODED})"
_FLAG = r"(?:true|false)"
_FIRST = rf"(?:[0-9]{{0,4}}[\u3400-\u9fff]|[（《“]|{_LETTER})"
_PLAINLY = rf"[^:#{_BAD}]*+"
_WORDS = rf"{_FIRST}{_PLAINLY}(?:(?::(?=[^\s:#])|(?<!\s)#){_PLAINLY})*+"
_FLOW_PLAINLY = rf"[^:#,\[\]{{}}\"'{_BAD}]*+"
_FLOW_WORDS = (
    rf"{_FIRST}{_FLOW_PLAINLY}(?::(?=[0-9A-Za-z/]){_FLOW_PLAINLY})*+"  # hours, addresses
)
_INNER = (
    rf"(?:{_FLOW_WORDS}|{_QUOTED}|{_INTEGER}(?=[ ,\]}}])|(?:{_FLAG}|{_DASHED})(?=[ ,\]}}]))"
)
_COMMA = r" *+(?:, *+(?![\]}])|(?=[\]}]))"  # each part is written once: sre compiles what stands twice twice
_LIST = rf"\[ *+(?:{_INNER}{_COMMA})*+\]"
_MAPPING = rf"\{{ *+(?:{_KEY}: (?:{_INNER}|{_LIST}){_COMMA})*+\}}"
_VALUE = (
    rf"(?:{_WORDS}|{_QUOTED}|{_MAPPING}|{_LIST}|{_INTEGER}(?=\n)|(?:{_FLAG}|{_DASHED})(?=\n))"
)
_BEGUN = rf"(?:- ){{0,4}}+(?:{_KEY}:(?: (?!\n)|(?=\n))|(?<=- ))"
_LINE = rf" *+(?:{_BEGUN}(?:{_VALUE}|(?<=:)(?=\n))|#[^{_BAD}]*+)?\n"
_PLAIN = re.compile(rf"(?:{_LINE})*+\Z")


def read_fast(text: str) -> Any:  # noqa: ANN401 - plain YAML data of any shape
    """Give the data of a text that holds one clean item; None where the exact reader must look."""
    if _PARSER is None or len(text) > _LARGEST or not _PLAIN.match(text):
        return None
    try:
        data = _PARSER.loads(text, parse_datetime=False)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
