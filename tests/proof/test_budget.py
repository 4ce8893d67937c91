"""Budgets are kept on whatever is thrown at the prover; what is too much is said, never guessed."""

from __future__ import annotations

import pytest

from catalog_std.proof import Budget, Json, Prover, contains, satisfiable
from catalog_std.trouble import CatalogError


def properties(count: int, **more: Json) -> dict[str, Json]:
    """Make a wide closed object."""
    return {
        "type": "object",
        "required": [f"p{n}" for n in range(0, count, 2)],
        "properties": {
            f"p{n}": {"type": "string", "maxLength": 20, **more} for n in range(count)
        },
        "additionalProperties": False,
    }


def kinds(count: int, more: int) -> list[Json]:
    """Make kinds of objects told apart by a constant."""
    return [
        {"properties": {"k": {"const": f"k{n}"}, "v": {"minimum": n + more}}, "required": ["k"]}
        for n in range(count)
    ]


def nested(depth: int, leaf: Json) -> Json:
    """Put a schema deep inside."""
    for _ in range(depth):
        leaf = {"properties": {"a": leaf}, "required": ["a"]}
    return leaf


def holes(pigeons: int, count: int) -> Json:
    """Say that pigeons sit in fewer holes, one in each."""
    sits = [
        {
            "anyOf": [
                {"properties": {f"p{n}": {"const": h}}, "required": [f"p{n}"]}
                for h in range(count)
            ]
        }
        for n in range(pigeons)
    ]
    alone = [
        {
            "not": {
                "properties": {f"p{n}": {"const": h}, f"p{m}": {"const": h}},
                "required": [f"p{n}", f"p{m}"],
            }
        }
        for n in range(pigeons)
        for m in range(n)
        for h in range(count)
    ]
    return {"type": "object", "allOf": sits + alone}


WIDE = properties(1000)
TIGHT = properties(1000, pattern="^[0-9]{5}$")
ENUM = [f"w{n:05}" for n in range(10_000)]


@pytest.mark.parametrize(
    ("sup", "sub", "answer"),
    [
        pytest.param(WIDE, WIDE, "holds", id="1000 properties, the same"),
        pytest.param(WIDE, TIGHT, "holds", id="1000 properties, each tighter"),
        pytest.param(TIGHT, WIDE, "fails", id="1000 properties, each looser"),
        pytest.param({"oneOf": kinds(40, 0)}, {"oneOf": kinds(40, 1)}, "holds", id="40 kinds"),
        pytest.param(
            {"anyOf": kinds(40, 0)}, {"oneOf": kinds(40, 1)}, "holds", id="40 kinds, any"
        ),
        pytest.param(
            {"oneOf": kinds(40, 1)}, {"oneOf": kinds(40, 0)}, "fails", id="40 kinds, looser"
        ),
        pytest.param(
            nested(200, {"minimum": 0}), nested(200, {"minimum": 1}), "holds", id="200 deep"
        ),
        pytest.param(
            nested(280, {"minimum": 0}), nested(280, {"minimum": 1}), "undecided", id="280 deep"
        ),
        pytest.param(nested(400, {"minimum": 0}), {}, "undecided", id="400 deep"),
        pytest.param({"enum": ENUM}, {"enum": ENUM[:5000]}, "holds", id="10000 values"),
        pytest.param(
            {"enum": ENUM},
            {"type": "string", "pattern": "^w0[0-9]{4}$"},
            "holds",
            id="10000 words",
        ),
        pytest.param(
            {"pattern": "^(a|b)*a(a|b){20}$"}, {"type": "string"}, "fails", id="a wild pattern"
        ),
        pytest.param(
            {"pattern": "^(a|b)*a(a|b){20}"},
            {"type": "string", "pattern": "^(a|b)*a(a|b){20}$"},
            "undecided",
            id="two wild patterns",
        ),
        pytest.param(
            {"not": {"minLength": 10**9}}, {"type": "string"}, "undecided", id="a huge length"
        ),
        pytest.param({"maxLength": 10**12}, {"maxLength": 10**11}, "holds", id="huge lengths"),
        pytest.param({"maxItems": 10**9}, {"type": "array"}, "undecided", id="a huge array"),
        pytest.param(
            {"maxProperties": 10**9}, {"type": "object"}, "undecided", id="a huge object"
        ),
        pytest.param({"multipleOf": 1e-9}, {"multipleOf": 0.001}, "holds", id="tiny steps"),
        pytest.param(
            False,
            {"type": "string", "maxLength": 2, "pattern": "^(a{300}){300}$"},
            "undecided",
            id="a pattern too large to check again",
        ),
        pytest.param(False, holes(7, 6), "undecided", id="seven pigeons"),
        pytest.param(False, holes(4, 3), "holds", id="four pigeons"),
    ],
)
def test_an_answer_or_an_honest_undecided_within_the_budget(
    sup: Json, sub: Json, answer: str
) -> None:
    verdict = contains(sup, sub, Budget(100_000))
    assert verdict.answer == answer
    assert (verdict.reason == "") == (answer != "undecided")
    assert verdict.steps <= 5 * 100_001  # the search, and four times as much for the recheck


def test_a_verdict_depends_on_steps_alone() -> None:
    sup, sub = {"oneOf": kinds(12, 0)}, {"oneOf": kinds(12, 1)}
    steps = contains(sup, sub).steps
    assert contains(sup, sub).steps == steps
    small = contains(sup, sub, Budget(100))
    assert (small.answer, small.reason, small.about) == ("undecided", "budget", "steps > 100")


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        pytest.param({"type": "strnig"}, "/type", id="no such type"),
        pytest.param({"minimum": "3"}, "/minimum", id="a bound that is text"),
        pytest.param({"properties": []}, "/properties", id="a list for a mapping"),
        pytest.param({"maximum": float("inf")}, "/maximum not a value", id="infinity"),
        pytest.param({"const": {"a": [float("nan")]}}, "/const/a/0", id="not a number"),
        pytest.param({"const": "\ud800"}, "/const", id="half a character"),
        pytest.param({"properties": {1: {}}}, "/properties", id="a name that is a number"),
        pytest.param({"const": {1, 2}}, "/const", id="a set"),
        pytest.param(
            {"$schema": "http://json-schema.org/draft-07/schema#"},
            "draft-07",
            id="an older draft",
        ),
        pytest.param(
            {"patternProperties": {"(": {}}}, "regular expression", id="a bad pattern"
        ),
        pytest.param(3, "JSON Schema", id="a number"),
        pytest.param(None, "JSON Schema", id="nothing"),
    ],
)
def test_what_is_no_schema_is_the_callers_fault(schema: Json, said: str) -> None:
    with pytest.raises(CatalogError, match=said):
        satisfiable([schema])


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"$ref": "https://elsewhere.example/x"}, "reference"),
        ({"$ref": "#/$defs/none"}, "reference"),
        ({"$ref": "#none"}, "reference"),
        ({"$ref": "#/x-list/9", "x-list": [1]}, "reference"),
        ({"$ref": "#/x-list/-1", "x-list": [{}]}, "reference"),
        ({"$ref": "#/x-list/0", "x-list": [1]}, "reference"),
        ({"$schema": "https://elsewhere.example/meta"}, "dialect"),
        (
            {"$ref": "https://elsewhere.example/x", "unevaluatedProperties": False},
            "unevaluated",
        ),
        ({"type": "array", "contains": {"const": 1}, "minContains": 300}, "array"),
        ({"type": "array", "allOf": [{"contains": {"const": n}} for n in range(8)]}, "array"),
        (
            {"type": "array", "uniqueItems": True, "minItems": 70, "items": {"minLength": 70}},
            "unique-items",
        ),
    ],
)
def test_what_cannot_be_decided_has_a_reason(schema: Json, reason: str) -> None:
    verdict = contains({"type": ["null", "number"]}, [schema, {"type": ["object", "array"]}])
    assert verdict.reason == reason, verdict


def test_two_references_to_the_same_place_elsewhere_contradict_each_other() -> None:
    there = {"$ref": "https://elsewhere.example/x"}
    assert contains({"anyOf": [there, {"minimum": 1}]}, there).answer == "holds"


def test_a_witness_the_validator_does_not_confirm_is_not_shown() -> None:
    verdict = contains({"multipleOf": 0.123456789}, {"const": 1e308})
    assert (verdict.answer, verdict.reason) == ("undecided", "validators")


ODD = [n for n in range(-20_001, 20_002) if n % 2]
SAME = {"type": "array", "prefixItems": [{}], "items": {"type": "string"}}


@pytest.mark.parametrize(
    ("schema", "answer", "reason"),
    [
        pytest.param(
            {
                "type": "number",
                "exclusiveMinimum": 1e22,
                "multipleOf": 0.1,
                "not": {"type": "integer"},
            },
            *("undecided", "number"),
            id="no double is that number",
        ),
        pytest.param(
            {
                "type": "number",
                "minimum": 10**400,
                "multipleOf": 0.5,
                "not": {"type": "integer"},
            },
            *("undecided", "number"),
            id="too large for a double",
        ),
        pytest.param(
            {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 1.0000000000000002},
            *("undecided", "number"),
            id="no double in between",
        ),
        pytest.param(
            {"type": "integer", "not": {"anyOf": [{"multipleOf": 2}, {"enum": ODD}]}},
            *("undecided", "number"),
            id="too many excluded",
        ),
        pytest.param(
            {
                "type": "object",
                "required": ["a"],
                "properties": {"a": {"minItems": 10**9}},
                "not": {
                    "properties": {
                        "a": {"type": ["object", "string", "number", "boolean", "null"]}
                    }
                },
            },
            *("undecided", "array"),
            id="a value that is left open",
        ),
        pytest.param(
            {"type": "object", "required": ["a"], "properties": {"b": {}}, "maxProperties": 1}
            | {"not": {"patternProperties": {"^b": False}}},
            *("fails", ""),
            id="no room for a wanted name",
        ),
        pytest.param(
            {"type": "object", "patternProperties": {c: {"minimum": 1} for c in "abcdefg"}}
            | {"minProperties": 2},
            *("holds", ""),
            id="very many regions of names",
        ),
        pytest.param(
            {
                "type": "object",
                "patternProperties": {"(?=a)": {"minimum": 1}},
                "required": ["a"],
            }
            | {"properties": {"a": False}},
            *("fails", ""),
            id="refuted whatever a pattern means",
        ),
        pytest.param(
            {"type": "array", "minItems": 100, "contains": {"const": 1}, "maxContains": 2},
            *("holds", ""),
            id="a long array, padded",
        ),
        pytest.param(
            {"type": "array", "minItems": 100, "contains": {"const": 1}, "maxContains": 2}
            | {"items": {"const": 1}},
            *("undecided", "object"),
            id="a long array that cannot be padded",
        ),
        pytest.param(
            {"type": "array", "items": {"enum": [1, 2]}, "minItems": 12, "maxItems": 12}
            | {"contains": {"const": 1}, "maxContains": 9, "uniqueItems": True},
            *("undecided", "unique-items"),
            id="too many ways to differ",
        ),
        pytest.param(
            {"type": "array", "minItems": 2, "uniqueItems": True}
            | {"items": {"type": "string", "pattern": "(?=a)", "maxLength": 1}},
            *("undecided", "pattern"),
            id="different items of a pattern that is not read",
        ),
        pytest.param(
            {"type": "array", "not": {"anyOf": [{"uniqueItems": True}, SAME]}},
            *("holds", ""),
            id="some the same, and one that is no text",
        ),
        pytest.param(
            {"type": "array", "maxItems": 2, "not": {"anyOf": [{"uniqueItems": True}, SAME]}},
            *("holds", ""),
            id="two the same, the second of them no text",
        ),
        pytest.param(
            {"type": "array", "maxItems": 2, "prefixItems": [{"type": "string"}]}
            | {"not": {"anyOf": [{"uniqueItems": True}, SAME]}},
            *("fails", ""),
            id="both the same, one a text and one not",
        ),
    ],
)
def test_the_edges_of_what_is_decided(schema: Json, answer: str, reason: str) -> None:
    verdict = satisfiable([schema, {"type": ["object", "array", "string", "number"]}])
    assert (verdict.answer, verdict.reason) == (answer, reason), verdict


def test_a_reference_elsewhere_contradicts_its_own_opposite() -> None:
    there = "https://elsewhere.example/x"
    assert contains({"$ref": there}, {"$ref": there, "minimum": 1}).answer == "holds"
    wide = {"properties": {"a": {"minimum": 0}, "b": {"minimum": 0}}}
    tight = {"type": "object", "required": ["a", "b"]} | {
        "properties": {"a": {"type": "number", "minimum": 1}, "b": {"minimum": 2}}
    }
    assert contains(wide, {"$ref": there, **tight}).answer == "holds"


def test_formats_do_not_stand_in_the_way_of_a_proof() -> None:
    asserting = Prover(formats=True)
    assert (
        asserting.satisfiable({"enum": ["x"], "format": "date", "minLength": 2}).answer
        == "fails"
    )


def test_a_schema_without_end_is_left_to_the_validator() -> None:
    assert satisfiable({"$ref": "#"}).answer in ("holds", "undecided")
