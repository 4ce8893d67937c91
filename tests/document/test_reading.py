"""What YAML text means, and where each value stands."""

from __future__ import annotations

import pytest

from catalog_std.document import Document, Place, documents_of, overlaid
from catalog_std.document import fast as fast_reader
from catalog_std.source import START, Pointer, Span


def read(text: str) -> Document:
    return documents_of("t.yaml", text.encode())[0]


def spot(document: Document, *steps: str | int) -> tuple[int, int, int, int]:
    span = Place(document, Pointer(steps)).span
    return span.line, span.column, span.end_line, span.end_column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("-3", -3),
        ("1.50", 1.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2020-12-14", "2020-12-14"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("Tom", "Tom"),
        ("|\n  一\n  二\n", "一\n二\n"),
        ("'it''s'", "it's"),
        ('"\\u4e2d😀"', "中😀"),
        ("!!str 012", "012"),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(written: str, value: object) -> None:
    document = read(f"k: {written}\n")
    assert document.data == {"k": value}
    assert not document.faults


@pytest.mark.parametrize(
    "written",
    [
        "000117001000",
        "1144000000694011E6",
        "+12",
        ".5",
        "012",
        "0x1F",
        "0o17",
        "12345678901234567",
        "1e400",
        ".inf",
        "-.INF",
        ".nan",
    ],
)
def test_a_number_that_would_lose_characters_stays_text_and_is_reported(written: str) -> None:
    document = read(f"code: {written}\n")
    assert document.data == {"code": written}
    (fault,) = document.faults
    assert (fault.kind, fault.facts) == ("unquoted-code", {"text": written})
    assert fault.span == Span(1, 7, 1, 7 + len(written))


def test_values_and_keys_know_their_place() -> None:
    document = read(
        '名称: "补领"\n材料:\n  - 照片\n  - name: 身份证\n    份数: 1\n  - {name: 户口簿}\n空: []\n'
    )
    assert spot(document) == (1, 1, 1, 3)
    assert spot(document, "名称") == (1, 5, 1, 9)
    assert spot(document, "材料") == (2, 1, 2, 3)
    assert spot(document, "材料", 0) == (3, 5, 3, 7)
    assert spot(document, "材料", 1) == (4, 5, 4, 9)
    assert spot(document, "材料", 1, "份数") == (5, 9, 5, 10)
    assert spot(document, "材料", 2) == (6, 5, 6, 16)
    assert spot(document, "空") == (7, 1, 7, 2)
    assert (document.root / "名称").key_span == Span(1, 1, 1, 3)
    assert (document.root / "材料" / 0).key_span == Span(3, 5, 3, 7)


def test_a_missing_value_stands_where_its_nearest_ancestor_does() -> None:
    document = read("fee:\n  amount: 5\n")
    assert spot(document, "fee", "currency", "name") == spot(document, "fee") == (1, 1, 1, 4)
    assert spot(document, "fee", "amount", "deeper") == (2, 11, 2, 12)
    assert spot(document, "list", 4) == (1, 1, 1, 4)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- a: 1\n", (1, 3, 1, 4)),
        ("- - x\n", (1, 5, 1, 6)),
        ("[\n  1,\n]\n", (2, 3, 2, 4)),
        ("[]\n", (1, 1, 1, 3)),
        ("{\n}\n", (1, 1, 2, 2)),
        ("42\n", (1, 1, 1, 3)),
    ],
)
def test_a_root_that_is_no_mapping_is_a_fault_where_it_begins(
    text: str, where: tuple[int, int, int, int]
) -> None:
    document = read(text)
    if text.startswith("{"):
        assert (document.data, document.faults, spot(document)) == ({}, (), where)
        return
    (fault,) = document.faults
    assert (fault.kind, document.data) == ("not-a-mapping", None)
    span = fault.span
    assert (span.line, span.column, span.end_line, span.end_column) == where


def test_an_overlaid_value_stands_where_it_is_stated() -> None:
    under = documents_of("basic.yaml", b"name: A\nlimits: {days: 20}\n")[0]
    local = documents_of("local.yaml", b"code: B\nlimits: {unit: working}\n")[0]
    both = overlaid(
        local, under, {"name": "A", "code": "B", "limits": {"days": 20, "unit": "w"}}
    )
    assert (both.root / "name").source.name == "basic.yaml"
    assert (both.root / "limits" / "days").source.name == "basic.yaml"
    assert (both.root / "limits" / "unit").source.name == "local.yaml"
    assert (both.root / "limits" / "money").source.name == "local.yaml"
    assert (both.root / "limits" / "days").span == Span(2, 16, 2, 18)


def test_several_documents_of_a_file_are_read_each_by_itself() -> None:
    first, second = documents_of("t.yaml", b"a: 1\n---\na: 2\n")
    assert (first.data, second.data) == ({"a": 1}, {"a": 2})
    assert (second.root / "a").span == Span(3, 4, 3, 5)


def test_an_alias_stands_for_what_its_anchor_named() -> None:
    document = read("a: &x {b: [1]}\nc: *x\nd: &y e\n*y : 1\n")
    assert document.data == {"a": {"b": [1]}, "c": {"b": [1]}, "d": "e", "e": 1}
    assert not document.faults
    assert spot(document, "c") == (2, 1, 2, 2)


def test_places_of_a_quickly_read_file_are_found_when_asked_for() -> None:
    document = read('name: 出生登记\nsteps: [{name: 受理}, "审查"]\n')
    assert spot(document, "steps", 0, "name") == (2, 16, 2, 18)
    assert spot(document, "steps", 1) == (2, 21, 2, 25)


def test_a_document_made_by_hand_has_its_places_at_the_start() -> None:
    document = read("a: 1\n")
    lost = Document(document.source, 3, {})
    assert lost.root.span == START
    assert lost.root.key_span == START


def test_without_the_fast_parser_all_is_read_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_reader, "_PARSER", None)
    assert read("name: 出生登记\n").data == {"name": "出生登记"}
