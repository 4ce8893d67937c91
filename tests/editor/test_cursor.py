"""What is being typed, read off half-written text; and places counted as editors do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range

from catalog_std.document import documents_of
from catalog_std.editor.cursor import cursor_at
from catalog_std.editor.lines import lines_of
from catalog_std.editor.spot import spot_at
from catalog_std.source import Span


@pytest.mark.parametrize(
    ("text", "path", "typed", "taken"),
    [
        ("^", "", "", ""),
        ("na^", "", "na", ""),
        ("name: 甲\nna^", "", "na", "name"),
        ("^\nname: 甲\n", "", "", "name"),
        ("materials:\n  - ^", "/materials/0", "", ""),
        ("materials:\n- ^", "/materials/0", "", ""),
        ("materials:\n  - name: 甲\n    me^", "/materials/0", "me", "name"),
        (
            "materials:\n  - name: 甲\n    me^\n    copies: 1",
            "/materials/0",
            "me",
            "name copies",
        ),
        ("materials:\n  - name: 甲\n  - na^\n    copies: 1", "/materials/0", "na", "copies"),
        ("materials:\n  - name: 甲\n    x: 1\n  - ^\n", "/materials/0", "", ""),
        ("materials:\n  - name: 甲\n    ^\n  - kind: x\n", "/materials/0", "", "name"),
        ("limits:\n  promised:\n    da^", "/limits/promised", "da", ""),
        ("limits:\n  promised:\n    days: 1\n  s^", "/limits", "s", "promised"),
        ("limits:\n  promised:\n    days: 1\nv^\nname: 甲", "", "v", "limits name"),
        ("a:\n  # b:\n\n  c^", "/a", "c", ""),
        ("x: 1\n---\na^\n---\ny: 1", "", "a", ""),
        ("limits: {^}", "/limits", "", ""),
        ("limits: {promised: {da^", "/limits/promised", "da", ""),
        ("limits: {promised: {days: 1, u^}, handling: x}", "/limits/promised", "u", "days"),
        ("fees: {charged: true, ^items: []}", "/fees", "", "charged items"),
        ("- {name: 甲, ^", "/0", "", "name"),
        ("materials:\n  - {name: 甲, k^}", "/materials/0", "k", "name"),
        ("a:\n  - x: 1\n    b:\n      c^", "/a/0/b", "c", ""),
        ("a^\nb:\n  c: 1", "", "a", "b"),
        ("steps:\n  - - a^", "/steps/0/0", "a", ""),
        ('a: {b: "x, {y", ^', "/a", "", "b"),
        ("a: [x, {^", "/a/0", "", ""),
    ],
)
def test_a_key_is_wanted(text: str, path: str, typed: str, taken: str) -> None:
    lines, line, column = where(text)
    cursor = cursor_at(lines, line, column)
    assert cursor.wants_key
    assert (str(cursor.path), cursor.typed) == (path, typed)
    assert cursor.taken == frozenset(taken.split())


@pytest.mark.parametrize(
    ("text", "path", "typed"),
    [
        ("type: ^", "/type", ""),
        ("type: lic^", "/type", "lic"),
        ('"type": ^', "/type", ""),
        ("materials:\n  - medium: p^", "/materials/0/medium", "p"),
        ("materials:\n  - name: 甲\n    medium: ^", "/materials/0/medium", ""),
        ("limits: {promised: {unit: w^}}", "/limits/promised/unit", "w"),
        ("level: [^", "/level/0", ""),
        ("level: [county, m^", "/level/0", "m"),
        ("a: {b: [x], c: ^", "/a/c", ""),
        ("name: 甲[乙^", "/name", "甲[乙"),
        ("a: {b: 1} ^", "/a", "{b: 1} "),
    ],
)
def test_a_value_is_wanted(text: str, path: str, typed: str) -> None:
    lines, line, column = where(text)
    cursor = cursor_at(lines, line, column)
    assert not cursor.wants_key
    assert (str(cursor.path), cursor.typed) == (path, typed)


def where(text: str) -> tuple[list[str], int, int]:
    """Take the mark out of a text, and say where it stood."""
    before, _, after = text.partition("^")
    lines = (before + after).split("\n")
    return lines, before.count("\n"), len(before.rsplit("\n", 1)[-1])


@given(
    st.text(st.sampled_from("ab: -#{}[]\"',\n甲"), max_size=60),
    st.integers(0, 9),
    st.integers(0, 20),
)
def test_no_text_is_too_broken_to_type_in(text: str, line: int, column: int) -> None:
    lines = text.split("\n")
    cursor = cursor_at(lines, line, column)
    before = lines[line][:column] if line < len(lines) else ""
    assert before.endswith(cursor.typed)


@pytest.mark.parametrize(
    ("text", "at", "pointer", "on_key"),
    [
        ("a: 1\nb: {c: 2}\n", (0, 0), "/a", True),
        ("a: 1\nb: {c: 2}\n", (0, 3), "/a", False),
        ("a: 1\nb: {c: 2}\n", (1, 7), "/b/c", False),
        ("a: 1\nb: {c: 2}\n", (1, 4), "/b/c", True),
        ("# x\na: 1\n", (0, 0), "", False),
        ("a:\n  - b: 1\n  - c\n", (2, 4), "/a/1", False),
        ("a:\n  - b: 1\n  - c\n", (9, 0), "/a/1", False),
        ("a: |\n  x\n  y\n", (2, 2), "/a", False),
        ("--- {a: 1}\n--- {b: 1}\n", (1, 5), "/b", True),
    ],
)
def test_a_cursor_stands_on_a_value(
    text: str, at: tuple[int, int], pointer: str, *, on_key: bool
) -> None:
    spot = spot_at(documents_of("a.yaml", text.encode()), at)
    assert spot
    assert (str(spot.pointer), spot.on_key) == (pointer, on_key)


def test_nothing_stands_in_a_text_that_is_no_yaml() -> None:
    assert spot_at(documents_of("a.yaml", b"a: ["), (0, 0)) is None


TEXT = "名: 😀x\r\nb: é\u2028c\rd"


@pytest.mark.parametrize(
    ("encoding", "end"),
    [
        (PositionEncodingKind.Utf8, 9),
        (PositionEncodingKind.Utf16, 5),
        (PositionEncodingKind.Utf32, 4),
    ],
)
def test_columns_count_the_units_of_the_encoding(encoding: str, end: int) -> None:
    lines = lines_of(TEXT, encoding)
    assert lines.range(Span(1, 5, 1, 6)) == Range(Position(0, end), Position(0, end + 1))
    assert lines.column(Position(0, end)) == 4
    assert lines.column(Position(0, end - 1)) == (4 if encoding == "utf-32" else 3) - (
        encoding == "utf-32"
    )
    assert lines.column(Position(0, 99)) == 5
    assert len(lines.lines) == 3
    assert lines.position(9, 9) == Position(2, 1)
    assert lines.column(Position(9, 9)) == 0


def test_a_byte_order_mark_counts_for_editors_only() -> None:
    lines = lines_of("\ufeffa: 1\nb: 2")
    assert lines.position(0, 0) == Position(0, 1)
    assert lines.column(Position(0, 4)) == 3
    assert lines.position(1, 0) == Position(1, 0)


@given(st.text(max_size=30), st.sampled_from(list(PositionEncodingKind)), st.data())
def test_places_survive_the_way_to_an_editor_and_back(
    text: str, encoding: PositionEncodingKind, data: st.DataObject
) -> None:
    lines = lines_of(text, encoding)
    line = data.draw(st.integers(0, len(lines.lines) - 1))
    mark = line == 0 and text.startswith("\ufeff")
    column = data.draw(st.integers(0, len(lines.lines[line]) - mark))
    assert lines.column(lines.position(line, column)) == column
