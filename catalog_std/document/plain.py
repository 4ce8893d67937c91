"""Texts so plain that no two readers could differ about them: told by one pattern, in linear time.

Lines of plain keys, quoted or plainly wordy values, short numbers, one level of flow style. A level is two spaces or
a dash, and under a key without a value on its line stands something deeper. The pattern looks neither back nor ahead,
so the engine of the schemas' validator takes it: a third of the price of Python's own.
"""

from __future__ import annotations

import re
from functools import cache

import jsonschema_rs

_LARGEST = 1_000_000
_LEVELS = 9

_BAD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_IN_KEY = "[A-Za-z0-9_]"
# No key may begin as a yes, a no or a null: that would be no text.
_KEY = (
    rf"(?:[A-EG-MO-SU-Za-eg-mo-su-z_]{_IN_KEY}*|[Tt](?:[A-QS-Za-qs-z0-9_]{_IN_KEY}*)?"
    rf"|[Ff](?:[B-Zb-z0-9_]{_IN_KEY}*|[Aa](?:[A-KM-Za-km-z0-9_]{_IN_KEY}*)?)?"
    rf"|[Nn](?:[A-TV-Za-tv-z0-9_]{_IN_KEY}*|[Uu](?:[A-KM-Za-km-z0-9_]{_IN_KEY}*)?)?)"
)
_QUOTED = rf'"[^"\\{_BAD}]*"'
_INTEGER = r"(?:0|[1-9][0-9]{0,14})"
# Telephone numbers, dates, codes of lists and items: texts to both, as no number has two dashes.
_CODED = (
    r"[0-9]{1,6}(?:[A-Z][0-9A-Z]{0,12}(?:-[0-9A-Z]{1,20}){2,6}|-[0-9]{2}-[A-Z]{2}-[0-9]{3})"
)
_DASHED = rf"(?:[0-9]{{3,4}}-[0-9]{{2,8}}(?:-[0-9]{{1,4}})?|{_CODED})"
_FIRST = r"(?:[0-9]{0,4}[\u3400-\u9fff]|[（《“A-Za-z])"
_SPACE = (
    r"[ \u00a0\u3000]"  # within a text; at its end one reader keeps what another takes away
)
_WORDS = rf"{_FIRST}(?:{_SPACE}*:?[^:#\s{_BAD}]|#)* *"
_FLOW_SIGN = rf"[^:#,\[\]{{}}\"'\s{_BAD}]"
_FLOW_WORDS = rf"{_FIRST}(?:{_SPACE}*(?:{_FLOW_SIGN}|:[0-9A-Za-z/]))*"  # hours, addresses
_INNER = rf"(?:{_FLOW_WORDS}|{_QUOTED}|{_INTEGER}|{_DASHED})"


def _row(one: str) -> str:
    return rf" *(?:{one} *(?:, *{one} *)*)?"


_LIST = rf"\[{_row(_INNER)}\]"
_MAPPING = rf"\{{{_row(rf'{_KEY}: (?:{_INNER}|{_LIST})')}\}}"
_VALUE = rf"(?:{_WORDS}|{_QUOTED}|{_MAPPING}|{_LIST}|{_INTEGER}|{_DASHED})"
_COMMENT = rf" *(?:#[^{_BAD}]*)?\n"


def _levels() -> str:
    """Go down to any level; on the way there may stand keys without a value, each above something deeper."""
    way = ""
    for level in reversed(range(_LEVELS)):
        way = rf"(?:(?:{_KEY}:\n(?:{_COMMENT})* {{{2 * level}}})?(?:  |- ){way})?"
    return way


_TOP = re.compile(r"(?:#.*\n|\n)*+[A-Za-z_][A-Za-z0-9_]*+:[ \n]")
_LINE = rf"{_levels()}(?:{_KEY}: )?{_VALUE}\n"
_PLAIN = {"pattern": rf"^(?:{_LINE}|{_COMMENT})*$", "not": {"pattern": "-  "}}


def is_plain(text: str) -> bool:
    """Say whether a text is one plain item: its first key stands at the margin, all else is as told above."""
    return len(text) <= _LARGEST and _TOP.match(text) is not None and _engine().is_valid(text)


@cache
def _engine() -> jsonschema_rs.Draft202012Validator:
    linear = jsonschema_rs.RegexOptions()
    return jsonschema_rs.Draft202012Validator(_PLAIN, pattern_options=linear)
