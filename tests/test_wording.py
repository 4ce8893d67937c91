"""Words are looked at together first: what that passes over holds no fault."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from catalog_std.document import documents_of
from catalog_std.item import item_of
from catalog_std.lint import privacy, text
from catalog_std.lint.wording import Sign, texts_with

SIGNS = [
    one for room in (text, privacy) for one in vars(room).values() if isinstance(one, Sign)
]
SINGLE = "甲略某xX×-…＊()（，,;? \t\u3000\xa0\n>\uff13Ａ1a。T\u2028"
WORDS = ("待定", "测试", "test", "n/a", "<p", "<br>", "</b>", "&nbsp;", "&#9;", "odo", "的函")
NUMBERS = ("38001", "13800138000", "440106", "19900101", "001X")
PIECES = st.sampled_from([*SINGLE, *WORDS, *NUMBERS])


@example(["略\n", "略\n\n", "甲 \n", "甲 \n\n"])
@given(st.lists(st.lists(PIECES, max_size=7).map("".join), max_size=3))
def test_every_text_with_a_sign_is_found(said: list[str]) -> None:
    raw = json.dumps({"conditions": [{"text": one} for one in said]}).encode()
    item = item_of(documents_of("a.yaml", raw)[0])
    assert SIGNS
    for sign in SIGNS:
        found = [one for _, one in texts_with(item, sign)]
        assert found == [one for one in said if sign.pattern.search(one)], sign
