"""Words are looked at together first: what that passes over holds no fault."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from catalog_std.document import documents_of
from catalog_std.item import item_of
from catalog_std.lint import privacy, text
from catalog_std.lint.wording import Sign, texts_with

SIGNS = [
    one for room in (text, privacy) for one in vars(room).values() if isinstance(one, Sign)
]
PIECES = st.sampled_from(
    "甲|待定|测试|略|某|x|X|×|test|n/a|-|…|＊|(|)|（|，|,|;|?| |\t|\u3000|\xa0|\n|<p|<br>|</b>|>|&nbsp;|&#9;"
    "|\uff13|Ａ|1|38001|13800138000|440106|19900101|001X|的函|a|。|T|odo|\u2028".split("|")
)


@given(st.lists(st.lists(PIECES, max_size=7).map("".join), max_size=3))
def test_every_text_with_a_sign_is_found(said: list[str]) -> None:
    raw = json.dumps({"conditions": [{"text": one} for one in said]}).encode()
    item = item_of(documents_of("a.yaml", raw)[0])
    assert SIGNS
    for sign in SIGNS:
        found = [one for _, one in texts_with(item, sign)]
        assert found == [one for one in said if sign.pattern.search(one)], sign
