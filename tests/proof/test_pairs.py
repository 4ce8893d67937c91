"""A hand-written table of pairs, each with its reason: all decided, none wrong, each answer shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from catalog_std.document import documents_of
from catalog_std.proof import DEFAULT, Json, Prover, contains, equivalent, satisfiable
from tests.conftest import untraced

TABLE = Path(__file__).with_name("pairs.yaml")
validator = jsonschema.Draft202012Validator


def rows() -> Iterator[object]:
    """Read the table."""
    families = documents_of(TABLE.name, TABLE.read_bytes())[0].data
    for family, pairs in families.items():
        for number, pair in enumerate(pairs):
            yield pytest.param(pair, id=f"{family} {number}")


def test_the_table_is_long_enough() -> None:
    assert len(list(rows())) >= 150


@untraced
@pytest.mark.parametrize("pair", list(rows()))
def test_a_pair_is_judged_as_its_reason_says(pair: dict[str, Json]) -> None:
    sub, sup = pair["sub"], pair["sup"]
    verdict = contains(sup, sub)
    assert verdict.answer == ("holds" if pair["holds"] else "fails"), pair["why"]
    assert verdict.has_witness != pair["holds"]
    if verdict.has_witness and "\\p{" not in str(pair):
        assert validator(sub).is_valid(verdict.witness)
        assert not validator(sup).is_valid(verdict.witness)


@pytest.mark.parametrize("pair", list(rows()))
def test_nothing_is_in_one_and_outside_of_it(pair: dict[str, Json]) -> None:
    assert contains(pair["sub"], pair["sub"]).answer == "holds"
    assert satisfiable([pair["sub"], {"not": {}}]).answer == "fails"


def test_many_schemas_mean_all_of_them() -> None:
    low, high = {"type": "integer", "minimum": 1}, {"maximum": 3}
    assert contains({"enum": [1, 2, 3]}, [low, high]).answer == "holds"
    assert contains([low, high], {"enum": [1, 2, 3]}).answer == "holds"
    assert contains([low, high], {"enum": [1, 2, 4]}).witness == 4
    assert satisfiable([low, high, {"minimum": 4}]).answer == "fails"
    assert contains([], {}).answer == "holds"


def test_equivalence_is_shown_or_refuted_either_way_round() -> None:
    assert (
        equivalent({"type": "integer"}, {"type": "number", "multipleOf": 1}).answer == "holds"
    )
    assert equivalent({"minimum": 1}, {"minimum": 2}).has_witness
    assert equivalent({"minimum": 2}, {"minimum": 1}).has_witness
    looking = {"type": "string", "pattern": "(?=a)"}
    assert equivalent({"type": "string"}, looking).answer == "fails"
    assert equivalent(looking, {"enum": ["a", 1]}, DEFAULT).answer == "fails"


def test_a_satisfiable_schema_shows_a_value() -> None:
    verdict = satisfiable(
        {"type": "object", "required": ["a"], "properties": {"a": {"const": 7}}}
    )
    assert (verdict.answer, verdict.witness) == ("holds", {"a": 7})
    assert satisfiable({"type": "string", "maxLength": -0}).answer == "holds"


def test_a_failure_tells_where_in_the_value_and_in_the_schema() -> None:
    sup = {"properties": {"a": {"items": {"maximum": 3}}}}
    sub = {"type": "object", "properties": {"a": {"items": {"maximum": 4}, "minItems": 1}}}
    verdict = contains(sup, sub)
    assert str(verdict.clause) == "/properties/a/items/maximum"
    assert str(verdict.path) == "/a/0"


def test_a_witness_is_as_small_as_can_be() -> None:
    sub = {
        "type": "object",
        "required": ["a"],
        "anyOf": [{"required": ["b"]}, {"required": ["c"]}],
    }
    verdict = contains({"maxProperties": 1}, sub)
    assert len(verdict.witness) == 2
    many = {"type": "object", "required": [f"p{n}" for n in range(300)]}
    assert len(contains({"maxProperties": 9}, many).witness) == 300


def test_a_prover_remembers_what_it_found_out() -> None:
    prover = Prover()
    one = {"type": "object", "properties": {f"p{n}": {"maxLength": n} for n in range(50)}}
    two = {"properties": {f"p{n}": {"maxLength": n + 1} for n in range(50)}}
    first, again = prover.contains(two, one), prover.contains(two, one)
    assert (first.answer, again.answer) == ("holds", "holds")
    assert again.steps < first.steps


def test_formats_assert_only_where_asked_to() -> None:
    date = {"type": "string", "format": "date"}
    asserting = Prover(formats=True)
    assert contains(date, {"type": "string"}).answer == "holds"
    assert asserting.contains(date, {"type": "string"}).answer == "fails"
    assert asserting.contains({"format": "date"}, date).answer == "holds"
    assert asserting.contains({"maxLength": 9}, date).witness == "2024-01-31"
    assert asserting.contains({"minLength": 9}, date).reason == "format"
    assert (
        asserting.satisfiable({"enum": ["2024-01-31", "x"], "format": "date"}).answer == "holds"
    )
    assert asserting.satisfiable([date, {"enum": ["x"]}]).reason == "format"
    assert asserting.satisfiable([date, {"not": {"format": "date"}}]).answer == "fails"
