"""Markdown shows what an item says, and parses none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from catalog_std.paper.compose import Surroundings, manuscript_of
from catalog_std.paper.manuscript import Bit, Para, Points, Rows, Table, printable
from catalog_std.paper.markdown import _blocks, markdown
from catalog_std.publish.press import LANGS
from catalog_std.text import Lang
from tests.conftest import untraced
from tests.paper.sheets import manuscript, sample_plan
from tests.publish.sites import CODE
from tests.publish.test_security import BAD, HOSTILE

MARKS = st.text(
    st.sampled_from("#*_-+=~`!|<>&[](){}\\$^:/@.0123 ab文件（）。www\n\t'\""), max_size=30
)
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def leaves(text: str) -> Iterator[Token]:
    """Give the inline parts of a Markdown text."""
    for token in READER.parse(text):
        yield from token.children or ()


def words(tokens: Iterator[Token]) -> str:
    """Join the words of inline parts; fails where something else than words is among them."""
    found = list(tokens)
    assert {token.type for token in found} <= {"text", "text_special"}
    return "".join(token.content for token in found)


@given(MARKS | st.text(max_size=40))
def test_a_text_is_shown_as_it_stands_in_a_paragraph(text: str) -> None:
    text = printable(text)
    lines = list(_blocks([Para((Bit(text),))]))
    kinds = [token.type for token in READER.parse("\n".join(lines))]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert words(leaves("\n".join(lines))) == text


@given(MARKS)
def test_a_text_is_shown_as_it_stands_in_a_list_a_quote_and_a_table(text: str) -> None:
    text = printable(text) or "x"
    line = (Bit(text),)
    listed = "\n".join(_blocks([Points(((Para(line),),))]))
    assert words(leaves(listed)) == text
    quoted = "\n".join(_blocks([Para(line, "quote")]))
    assert words(leaves(quoted)) == text
    table = "\n".join(_blocks([Table("", ("a", "b"), (1, 1), (((line,), (line,)),))]))
    assert next(token.type for token in READER.parse(table)) == "table_open"
    assert words(leaves(table)) == f"ab{text}{text}"


@given(
    MARKS,
    st.sampled_from(["strong", "code", "quiet", "tag"]),
    st.sampled_from(["", "后", "（后）", " x"]),
)
def test_looks_change_no_word(text: str, style: str, after: str) -> None:
    text = printable(text)
    bits = (Bit(text, style), Bit(after))  # type: ignore[arg-type]
    found = [t.content for t in leaves("\n".join(_blocks([Para(bits)]))) if t.content]
    assert "".join(found).replace(" ", "") == (text + after).replace(" ", "")


@given(MARKS)
def test_an_address_and_its_words_are_kept_apart(text: str) -> None:
    text, url = printable(text) or "x", "https://example.cn/a_(b)?c=1&copy;=2*"
    found = list(leaves("\n".join(_blocks([Para((Bit(text, url=url),))]))))
    assert [token.type for token in found if "link" in token.type] == [
        "link_open",
        "link_close",
    ]
    href = found[0].attrGet("href")
    assert href
    assert str(href).replace("&amp;", "&") == url
    assert words(iter(found[1:-1])) == text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", [CODE, "000131901000"])
def test_a_guide_in_markdown(id: str, lang: Lang, golden: Callable[[str, str], None]) -> None:
    plan = sample_plan()
    guide = plan.composer.guide(plan.survey.document(plan.atlas.by_id[id]))
    around = Surroundings(
        lambda name: (name, f"../../{name}" if name.endswith("txt") else ""),
        lambda code: ("营业执照", f"../{code}/index.html"),
        "https://example.cn/guides/items/x/",
        plan.press.site.notice,
    )
    golden(f"paper/{id}.{lang}.md", markdown(manuscript_of(guide, lang, around)))


@untraced
@pytest.mark.parametrize("address", HOSTILE)
def test_an_item_cannot_lead_astray(address: str) -> None:
    text = f"name: 甲\nchannels: {{online: {{url: {json.dumps(address)}, depth: accept}}}}\n"
    assert "](" not in markdown(manuscript(text, under=""))


def test_an_attack_is_shown() -> None:
    quoted = json.dumps(BAD)
    made = manuscript(
        f"name: {quoted}\nsteps: [{{name: {quoted}}}]\nfaq: [{{question: {quoted}}}]\n",
        under="",
    )
    found = list(leaves(markdown(made)))
    assert not [token for token in found if token.type in ("html_inline", "link_open", "image")]
    assert "html_block" not in {token.type for token in READER.parse(markdown(made))}
    assert "".join(token.content for token in found).count(BAD) == 3


@pytest.mark.parametrize("lang", LANGS)
def test_bold_words_are_seen_as_bold(lang: Lang) -> None:
    found = list(leaves(markdown(manuscript(lang=lang))))
    assert [token for token in found if token.type == "strong_open"]
    assert "*" not in "".join(token.content for token in found)


def test_blocks_stand_under_their_entry() -> None:
    line = (Bit("一"),)
    rows = Rows(
        (
            ((Bit("甲"), Bit("：")), (Para(line), Points(((Para(line), Para(line)),)))),
            ((Bit("乙"), Bit("：")), ()),
        )
    )
    text = "\n".join(_blocks([Points(((rows,), (Para(line, "gap"),)))]))
    assert text.split("\n")[:6] == [
        "- - **甲**：一",
        "    - 一",
        "",
        "      一",
        "  - **乙**：",
        "- > 一",
    ]
