"""The first letters of a Chinese text's pinyin, as people type them: 食品经营许可 is spjyxk.

The 3,755 common characters of GB 2312 stand in the order of their pinyin, so the first of each letter
tells them all. The rarer ones stand in another order and give nothing; of several readings, one counts.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [character.encode("gb2312") for character in _FIRST]
_END = b"\xd7\xfa"  # one past 座, the last of the common characters


def initials(text: str) -> str:
    """Give the first letters of the common characters; other characters are passed over."""
    return "".join(map(_initial, text))


@lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if len(code) == 1 or not _STARTS[0] <= code < _END:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1]
