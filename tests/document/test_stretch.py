"""A value found on its own lines stands where it stands in the whole text, with all that is in it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.document import Document, documents_of
from catalog_std.document.exact import read_stream
from catalog_std.document.fast import read_fast
from catalog_std.document.lines import marks_in, marks_of
from catalog_std.document.stretch import node_at
from catalog_std.source import Pointer
from tests.conftest import ROOT
from tests.document.mutants import ITEM, mutant, scrawl

NESTED = """\
# top

a: x
lists:
- - - one
    - two
  - k: v
    deeper:
    - "a: b"

    # between
    - {k: [1, 2], l: "- x"}
  - http://example.cn/a:b
a_b:
  a: 1
  b:
    a: {a: b, c: [d]}
last: [x, "y: z"]
"""
NAMES = st.text("abk_", min_size=1, max_size=3)
WORDS = st.sampled_from(["甲", "a b", 'x"', "1", "a: b", "- c", "# d", "", "[e]"])
DATA = st.dictionaries(
    NAMES,
    st.recursive(
        WORDS | st.integers(0, 9) | st.booleans(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
        max_leaves=10,
    ),
    min_size=1,
    max_size=4,
)


def ways(data: Any, way: tuple[str | int, ...] = ()) -> Iterator[Pointer]:  # noqa: ANN401 - plain data
    """Give the way to each value, and some that lead nowhere."""
    if way:
        yield Pointer(way)
    pairs = list(data.items()) if isinstance(data, dict) else []
    pairs = list(enumerate(data)) if isinstance(data, list) else pairs
    for step, inner in pairs:
        yield from ways(inner, (*way, step))
    yield from (Pointer((*way, step)) for step in ("no", "a b", len(pairs) + 1))


def misplaced(text: str) -> list[Pointer]:
    """Give the ways whose ends are found elsewhere alone than in the whole text."""
    data, whole = read_fast(text), read_stream(text)[0].marks
    assert whole
    return [w for w in ways(data) if node_at(text, w) != whole.at(w)] if data else []


def test_what_stands_deep_is_found_alone() -> None:
    assert read_fast(NESTED)
    assert misplaced(NESTED) == []


@pytest.mark.parametrize("seed", range(10))
def test_mutants_are_no_exception(seed: int) -> None:
    chance = random.Random(seed)
    texts = [mutant(chance, chance.choice((ITEM, NESTED))) for _ in range(60)]
    texts += [scrawl(chance) for _ in range(400)]
    assert [text for text in texts if read_fast(text) and misplaced(text)] == []


def test_nor_are_the_items_of_the_catalog() -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "items").rglob("*.yaml"))[::9]]
    plain = [text for text in texts if read_fast(text)]
    assert plain
    assert [text for text in plain if misplaced(text)] == []


@given(data=DATA, spaces=st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " :  ")]))
def test_on_a_line_of_json_it_is_the_same(
    data: dict[str, Any], spaces: tuple[str, str]
) -> None:
    line = f" {json.dumps(data, ensure_ascii=False, separators=spaces)} "
    whole = marks_of(line, 3)
    assert marks_in(line, 3, Pointer()) == whole
    assert [way for way in ways(data) if marks_in(line, 3, way) != whole.at(way)] == []


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", ITEM), ("a.ndjson", json.dumps({"a": [*range(30)]}))]
)
def test_who_asks_for_many_places_is_told_the_same_of_all(name: str, text: str) -> None:
    one, all_at_once = (documents_of(name, text.encode())[0] for _ in range(2))
    assert all_at_once.node(Pointer())
    asked = list(ways(one.data))
    assert len(asked) > 20
    assert spans(one, asked) == spans(all_at_once, asked)
    assert spans(one, asked) == spans(all_at_once, asked)


def spans(document: Document, asked: list[Pointer]) -> list[object]:
    places = [document.stating(pointer)[1] for pointer in asked]
    return [node.span() if node else None for node in places]


def test_lines_of_comments_hold_nothing() -> None:
    assert node_at("# a\n", Pointer(("a",))) is None
