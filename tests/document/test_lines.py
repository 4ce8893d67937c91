"""NDJSON: what a line means is what JSON says; where it stands, to the column."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.document import Document, documents_of, lines_named
from catalog_std.source import START, Pointer, Span
from tests.conftest import untraced

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
ITEMS = st.dictionaries(TEXTS, DATA, max_size=4)


def read(*lines: str, name: str = "x.ndjson") -> tuple[Document, ...]:
    return documents_of(name, "\n".join(lines).encode("utf-8", "surrogateescape"))


def cut(line: str, span: Span) -> str:
    return line[span.column - 1 : span.end_column - 1]


def leaves(value: Any, at: Pointer) -> list[tuple[Pointer, Any]]:  # noqa: ANN401 - plain data
    if not value or not isinstance(value, (dict, list)):
        return [(at, value)]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for step, inner in pairs for found in leaves(inner, at / step)]


@untraced
@given(
    items=st.lists(ITEMS, min_size=1, max_size=3),
    ascii=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_every_value_stands_where_its_text_stands(
    *, items: list[dict[str, Any]], ascii: bool, indent: int | None
) -> None:
    lines = [json.dumps(item, ensure_ascii=ascii, indent=indent) for item in items]
    lines = [line.replace("\n", "") for line in lines]
    documents = read(*lines)
    assert [document.data for document in documents] == items
    for number, (line, document) in enumerate(zip(lines, documents, strict=True)):
        assert document.number == number
        for pointer, value in leaves(document.data, Pointer()):
            place = document.root
            for step in pointer:
                place /= step
            node = document.node(pointer)
            assert node
            own = Span(node.own[0] + 1, node.own[1] + 1, node.own[2] + 1, node.own[3] + 1)
            assert json.loads(cut(line, own)) == value
            assert place.span.line == number + 1
            if pointer and isinstance(pointer[-1], str):
                assert json.loads(cut(line, place.key_span)) == pointer[-1]


@given(st.binary(max_size=80))
def test_no_bytes_make_it_fail_and_every_line_is_told(raw: bytes) -> None:
    documents = documents_of("x.jsonl", raw)
    told = [document for document in documents if document.data is None]
    assert all(document.faults for document in told)
    lines = sum(bool(line.strip(b" \t\r")) for line in raw.split(b"\n"))
    assert len(documents) == max(lines, 1)


@pytest.mark.parametrize(
    ("line", "kind", "column"),
    [
        ('{"code": }', "syntax", 10),
        ('{"a": NaN}', "syntax", 1),
        ('{"a": "\\ud800"}', "syntax", 8),
        ("[1]", "not-a-mapping", 1),
        ("null", "not-a-mapping", 1),
        ('{"a": ' * 65 + "1" + "}" * 65, "depth", 1),
        ("[" * 100_000, "depth", 1),
        ('{"a": "\udcff"}', "encoding", 8),
        ('{"a": "\x7f"}', "control-character", 8),
        ('{"a": "\u2028"}', "line-separator", 8),
        ('{"a": 1, "b": {"a": 2}, "a": 3}', "duplicate-key", 25),
        ('{"n": ' + "9" * 5000 + "}", "syntax", 1),
    ],
)
def test_a_fault_is_told_at_its_line_and_the_rest_is_read(
    line: str, kind: str, column: int
) -> None:
    before, wrong, after = read('{"a": 1}', line, '{"b": 2}\r')
    assert (before.data, after.data) == ({"a": 1}, {"b": 2})
    fault = wrong.faults[0]
    assert (fault.kind, fault.span.line, fault.span.column) == (kind, 2, column)
    assert wrong.root.span.line in {1, 2}


def test_deep_but_not_too_deep_is_read() -> None:
    (document,) = read('{"a": ' * 64 + "[]" * 0 + "1" + "}" * 64)
    assert not document.faults


def test_of_a_key_written_twice_the_last_counts() -> None:
    (document,) = read('{"a": 1, "a": 2}')
    assert document.data == {"a": 2}


def test_a_mark_at_the_start_is_told_and_read_over() -> None:
    (document,) = read('\ufeff{"a": 1}')
    assert document.data == {"a": 1}
    assert [fault.kind for fault in document.faults] == ["bom"]


def test_nothing_on_any_line_is_one_empty_file() -> None:
    (document,) = read("", "  ", "\r")
    assert [fault.kind for fault in document.faults] == ["empty"]


def test_a_stretch_of_lines_is_reported_under_its_file() -> None:
    (document,) = read('{"a": [1]}', name="items/x.ndjson/65-96")
    assert (document.source.name, document.number) == ("items/x.ndjson", 64)
    assert (document.root / "a" / 0).span == Span(65, 8, 65, 9)
    assert document.root.span == Span(65, 1, 65, 11)


def test_what_is_not_there_stands_where_it_would() -> None:
    (document,) = read('{"a": [1]}', "")
    assert (document.root / "b").span == Span(1, 1, 1, 11)
    (wrong,) = read("{")
    assert wrong.root.span == START


def test_names_of_lines_are_told_from_others() -> None:
    assert lines_named("a/x.ndjson.gz/33-64") == ("a/x.ndjson.gz", 33)
    assert lines_named("x.jsonl") == ("x.jsonl", 1)
    assert lines_named("x.json") is None
    assert lines_named("ndjson/x.yaml") is None
