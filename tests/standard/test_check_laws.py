"""Laws behind the proofs about standards: minimal sets, repeated editions, doubts that are said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.proof import Budget, Prover
from catalog_std.report.judged import findings_of
from catalog_std.report.judgements import judgement_lines
from catalog_std.standard.check.assertion import assertions_of
from catalog_std.standard.check.editions import Revision, Shift, revisions_of
from catalog_std.standard.check.judgement import Call
from catalog_std.standard.check.judging import judgements_of
from catalog_std.standard.check.layers import Bench
from catalog_std.standard.check.smallest import smallest
from catalog_std.standard.manifest import ListFile
from catalog_std.standard.profile import profile_of
from catalog_std.standard.shelf import Shelf
from tests.conftest import DAY, standard_of


@given(
    st.integers(1, 40).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.sets(st.integers(0, n - 1)), min_size=1, max_size=4))
    )
)  # fmt: skip
def test_the_smallest_part_is_enough_and_no_part_of_it_is(
    made: tuple[int, list[set[int]]],
) -> None:
    size, needed = made

    def enough(part: Sequence[int]) -> bool:
        return any(one <= set(part) for one in needed)

    found = smallest(range(size), enough)
    assert enough(found)
    assert not any(enough([x for x in found if x != left]) for left in found)


SCALARS: st.SearchStrategy[dict[str, Any]] = st.sampled_from([
    {"minimum": 1}, {"maximum": 3}, {"type": "integer"}, {"enum": [1, 2, "x"]}, {"const": 2}, {"not": {"const": 2}},
    {"minLength": 1}, {"maxLength": 2}, {"pattern": "^x"}, {"anyOf": [{"type": "string"}, {"minimum": 2}]}, {"$ref": "#/$defs/d"},
])  # fmt: skip


def _joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


CONDITIONS = st.sampled_from(
    [{"required": ["a"]}, {"properties": {"a": {"const": 1}}}, {"required": ["b"]}]
)
ELEMENTS = st.dictionaries(
    st.sampled_from("abc"), st.lists(SCALARS, min_size=1, max_size=3).map(_joined), max_size=3
)


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a schema of a small item: elements, duties, conditions, lists, references."""
    schema: dict[str, Any] = {"$defs": {"d": {"maximum": 5}}, "properties": draw(ELEMENTS)}
    if draw(st.booleans()):
        schema["required"] = draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True))
    if draw(st.booleans()):
        schema["if"], schema["then"] = draw(CONDITIONS), {"properties": draw(ELEMENTS)}
        schema["else"] = {"required": [draw(st.sampled_from("abc"))]}
    if draw(st.booleans()):
        schema["properties"]["l"] = {
            "items": {"properties": draw(ELEMENTS)},
            "minItems": draw(st.integers(0, 2)),
        }
    if draw(st.booleans()):
        schema["dependentRequired"] = {"a": ["b"]}
    return schema


VALUES = st.recursive(
    st.sampled_from([0, 1, 2, 3, 4, 6, "", "x", "xy", "xyz", None, True]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abcl"), inner, max_size=4),
    max_leaves=6,
)  # fmt: skip
ITEMS = st.dictionaries(st.sampled_from("abcl"), VALUES, max_size=4)


@given(schemas(), ITEMS)
def test_a_standard_taken_apart_says_what_it_says_whole(
    schema: dict[str, Any], item: dict[str, Any]
) -> None:
    standard = standard_of(json.dumps(schema))
    parts = [one for one in assertions_of(standard, schema) if one.asserts]
    apart = all(jsonschema_rs.Draft202012Validator(one.schema).is_valid(item) for one in parts)
    assert apart == jsonschema_rs.Draft202012Validator(schema).is_valid(item)


@settings(max_examples=40, deadline=None)
@given(schemas(), schemas(), st.lists(ITEMS, min_size=5, max_size=20))
def test_no_item_refutes_a_judgement(
    upper: dict[str, Any], lower: dict[str, Any], items: list[dict[str, Any]]
) -> None:
    """Items by chance: none stands in a dead element, meets a contradiction, or is let in by what adds nothing."""
    nation = standard_of(json.dumps(upper), "s-0")
    city = standard_of(json.dumps(lower), "s-1", layer="local", jurisdiction="33")
    above, below = (jsonschema_rs.Draft202012Validator(one) for one in (upper, lower))
    stack = profile_of((nation, city))
    for one in judgements_of(Shelf((nation, city)), DAY, ["s-1"]):
        for item in items:
            both = not stack.breaches(item)
            assert not (one.call is Call.CONTRADICTION and both)
            if one.call is Call.DEAD and both and len(one.path) == 1:
                assert not {str(path[0]) for path in one.also if len(path) == 1} & item.keys()
        if one.call is Call.LOOSENING:
            assert below.is_valid(one.witness)
            assert not above.is_valid(one.witness)


@settings(max_examples=30, deadline=None)
@given(schemas(), schemas(), st.lists(ITEMS, min_size=5, max_size=20))
def test_no_item_refutes_what_is_said_of_two_editions(
    old: dict[str, Any], new: dict[str, Any], items: list[dict[str, Any]]
) -> None:
    found = revisions(json.dumps(old), json.dumps(new))
    was, is_ = (profile_of((standard_of(json.dumps(one)),)) for one in (old, new))
    if not {one.shift for one in found} & {Shift.TIGHTER, Shift.REMOVED, Shift.UNDECIDED}:
        assert all(not is_.breaches(item) for item in items if not was.breaches(item))


def revisions(old: str, new: str, bench: Bench | None = None) -> tuple[Revision, ...]:
    return revisions_of(standard_of(old, "s-1"), standard_of(new, "s-2"), bench)


@given(schemas())
@settings(max_examples=20, deadline=None)
def test_an_edition_that_changes_nothing_breaks_nothing(schema: dict[str, Any]) -> None:
    text = json.dumps(schema)
    assert {one.shift for one in revisions(text, text)} <= {Shift.SAME}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("properties: {a: {maximum: 3}}", "properties: {a: {maximum: 2}}", [("tighter", "a")]),
        ("properties: {a: {maximum: 3}}", "properties: {a: {maximum: 4}}", [("looser", "a")]),
        ("properties: {a: {enum: [1, 2]}}", "properties: {a: {enum: [2, 3]}}", [("tighter", "a"), ("looser", "a")]),
        ("properties: {a: {}, b: {}}", "properties: {a: {}}", [("removed", "b")]),
        ("properties: {a: {}}", "properties: {a: {}, b: {type: string}}", [("added", "b")]),
        ("properties: {a: {}}", "properties: {a: {}, b: {}}\nrequired: [b]", [("tighter", "b")]),
        ("properties: {a: {maximum: 3}}", "properties: {a: {anyOf: [{maximum: 3}]}}", []),
        ("properties: {a: {properties: {b: {}, c: {}}}}", "properties: {a: {properties: {b: {}}}}", [("removed", "a.c")]),
        ("properties: {a: {}}", "properties: {a: {properties: {b: {}}}}", [("tighter", "a"), ("added", "a.b")]),
        ("properties: {a: {properties: {b: false, c: {}}}}", "properties: {a: {properties: {c: {}}}}", []),
        ("type: object", "type: object\nproperties: {a: {}}", [("tighter", "."), ("added", "a")]),
    ],
)  # fmt: skip
def test_what_became_of_each_element_is_told(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    changed = [one for one in revisions(old, new) if one.shift is not Shift.SAME]
    assert [(one.shift.value, one.element) for one in changed] == expected
    assert all(
        one.has_witness for one in changed if one.shift in (Shift.TIGHTER, Shift.REMOVED)
    )


def poor() -> Bench:
    """Make a bench with next to no budget."""
    return Bench(Prover(Budget(steps=1), formats=True))


def test_an_edition_beyond_the_budget_is_undecided_and_says_so() -> None:
    old = "properties: {a: {maximum: 3}, b: {}}"
    found = revisions(old, "properties: {a: {anyOf: [{maximum: 3}]}}", poor())
    doubts = [(one.element, one.why) for one in found if one.shift is Shift.UNDECIDED]
    assert doubts == [("b", "budget"), ("a", "budget"), ("a", "budget")]


def test_layers_beyond_the_budget_are_undecided_and_say_so() -> None:
    nation = standard_of("properties: {a: {pattern: '^[0-9]{3}$', maximum: 3}}", "s-0")
    text = "properties: {a: {pattern: '^[0-9]{4}$', not: {const: 3}}}"
    city = standard_of(text, "s-1", layer="local", jurisdiction="33")
    judged = judgements_of(Shelf((nation, city)), DAY, ["s-1"], poor())
    assert {(one.call.value, one.why) for one in judged} == {("undecided", "budget")}


def judged(*schemas: str) -> list[tuple[str, str, str, str]]:
    """Judge a nation, then provinces side by side: who, what, where, why."""
    place = {"layer": "local", "jurisdiction": "33"}
    lower = (
        standard_of(text, f"s-{n}", **place) for n, text in enumerate(schemas[1:], start=1)
    )
    shelf = Shelf((standard_of(schemas[0], "s-0"), *lower))
    found = judgements_of(shelf, DAY)
    return [(one.standard.id, one.call.value, one.element, one.why) for one in found]


def test_what_cannot_be_decided_is_told_where_it_is_and_to_whom() -> None:
    nation = "properties: {a: {type: string, format: email}, b: {type: integer}}"
    assert judged(nation, "properties: {a: {pattern: '^[0-9]+$'}}", "properties: {b: {minimum: 1}}") == [
        ("s-1", "undecided", "a", "format"),
        ("s-2", "compatible", "b", ""),
    ]  # fmt: skip
    assert judged(nation, "properties: {a: {pattern: '@'}}") == [
        ("s-1", "undecided", "a", "format")
    ]


def test_after_ten_contradictions_the_rest_is_left_open() -> None:
    names = [f"e{n}" for n in range(11)]
    element = "{type: integer, maximum: 1}"
    nation = f"properties: {{{', '.join(f'{name}: {element}' for name in names)}}}\nrequired: {json.dumps(names)}"
    city = f"properties: {{{', '.join(f'{name}: {{minimum: 2}}' for name in names)}}}"
    found = [(what, where) for _, what, where, _ in judged(nation, city)]
    assert found.count(("undecided", ".")) == 1
    assert sum(what == "contradiction" for what, _ in found) == 10


def test_an_example_may_be_wrong_in_more_than_one_way() -> None:
    nation = "properties: {a: {type: integer, maximum: 5, not: {minimum: 4}}}"
    assert judged(nation, "properties: {a: {maximum: 9}}") == [("s-1", "loosening", "a", "")]


def test_a_code_list_of_its_own_and_places_unknown() -> None:
    """Standards made in memory have no texts of their lists: what is said of these has no line."""
    entries = [{"token": "x", "zh": "某", "code": "1"}]
    head = {"title": {"zh": "表", "en": "list"}, "source": {"document": "d", "sure": "text"}}
    upper = ListFile.model_validate({"id": "l", "entries": entries, **head})
    lower = ListFile.model_validate({"id": "l-33", "extends": "l", "entries": entries, **head})
    own = ListFile.model_validate({"id": "own", "entries": entries, **head})
    place = {"layer": "local", "jurisdiction": "33"}
    nation = replace(standard_of("{}", "s-0"), lists=(upper,))
    city = replace(standard_of("{}", "s-1", **place), lists=(own, lower))
    found = judgements_of(Shelf((nation, city)), DAY)
    assert [(one.call.value, one.element) for one in found] == [("redundancy", "codes/l")]
    (finding,) = findings_of(found)
    assert (finding.where.file, finding.related) == ("s-1.yaml", ())
    lines = list(judgement_lines(found, "en", DAY, lambda _: "", lambda text, _: text))
    assert "codes/l" in lines[0]


def test_a_very_deep_schema_is_kept_whole_below_a_depth() -> None:
    schema: dict[str, Any] = {"maximum": 3}
    for _ in range(60):
        schema = {"properties": {"a": schema}}
    parts = [one for one in assertions_of(standard_of("{}"), schema) if one.asserts]
    assert [(len(one.path), one.keyword) for one in parts] == [(41, "$ref")]
