"""Search finds what is there and nothing else: in Python what the page does in the browser."""

from __future__ import annotations

import json
import re
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.publish.pinyin import initials
from catalog_std.publish.search import CHUNK, grams_of, plain
from tests.conftest import ROOT, untraced
from tests.publish.sites import Run, catalog, sample_site

QUERIES = (ROOT / "tests/publish/queries.txt").read_text(encoding="utf-8").splitlines()


def called(path: Path) -> object:
    """Read what a script hands over."""
    text = path.read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


@cache
def index() -> tuple[dict[int, dict[str, str]], list[list[str]]]:
    """Read the index of our own site: postings by shard, and entries."""
    folder = sample_site() / "search"
    shards = {int(p.stem[1:]): called(p) for p in folder.glob("i*.js")}
    chunks = [called(folder / f"d{n}.js") for n in range(len(list(folder.glob("d*.js"))))]
    return shards, [row for chunk in chunks for row in chunk]  # type: ignore[attr-defined, return-value]


def candidates(query: str) -> set[int]:
    """Find the entries that hold all pairs of a query."""
    shards, entries = index()
    found = set(range(len(entries)))
    for word in plain(query).split():
        for gram in grams_of(word, query=True):
            steps = shards[zlib.crc32(gram.encode()) % len(shards)].get(gram, "")
            numbers, last = set(), 0
            for step in filter(None, steps.split(",")):
                last += int(step, 36)
                numbers.add(last)
            found &= numbers
    return found


def truth(query: str) -> set[int]:
    """Find the entries in whose text each word of a query stands."""
    words = plain(query).split()
    return {n for n, row in enumerate(index()[1]) if all(word in row[3] for word in words)}


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_there_is_a_candidate(query: str) -> None:
    assert truth(query) <= candidates(query)


def test_most_candidates_are_what_was_meant_before_they_are_even_looked_at() -> None:
    right = sum(len(truth(query)) for query in QUERIES)
    found = sum(len(candidates(query)) for query in QUERIES)
    assert right
    assert right / found > 0.95


def test_the_queries_are_of_all_kinds() -> None:
    assert len(QUERIES) >= 40
    assert sum(bool(truth(query)) for query in QUERIES) >= 40


def test_shards_are_small() -> None:
    sizes = [p.stat().st_size for p in (sample_site() / "search").glob("*.js")]
    assert max(sizes) < 150_000
    assert CHUNK == 200


@given(st.text("食品经营许可证ab12 ", max_size=12), st.text("食品经营许可证ab12 ", max_size=30))
def test_a_part_of_a_text_has_no_pair_that_the_text_lacks(part: str, text: str) -> None:
    for word in re.findall("[\u3400-\u9fff]+|[a-z0-9]{3,}", part):
        assert grams_of(word, query=True) <= grams_of(text + word)


def test_full_width_and_capitals_are_the_same() -> None:
    assert plain("Ａｚ１４") == "az14"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("食品经营许可", "spjyxk"),
        ("居民身份证申领", "jmsfzsl"),
        ("A1 ，", ""),
        ("座啊匝", "zaz"),
        ("亍", ""),
        ("\U0001f600", ""),
    ],
)
def test_initials_are_those_of_the_pinyin(text: str, letters: str) -> None:
    assert initials(text) == letters


@untraced
def test_an_empty_catalog_has_a_search_that_finds_nothing(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {})
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert '"items": 0' in (home / "site/search/about.js").read_text("utf-8")
