"""The second validator: it sees what the first sees, and where it does not, nothing is shown."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from catalog_std.cli import main
from catalog_std.proof import Json, Verdict, contains
from catalog_std.proof.second import Second, doubted
from catalog_std.standard.check.layers import Bench
from tests.conftest import untraced
from tests.proof.chance import pair_of
from tests.proof.test_pairs import rows


@untraced
def test_it_sees_every_witness_of_the_table() -> None:
    second = Second()
    seen = 0
    for row in rows():
        pair = row.values[0]  # type: ignore[attr-defined]
        verdict = contains(pair["sup"], pair["sub"])
        if verdict.has_witness:
            assert second.agrees(verdict.witness, [pair["sub"]], [pair["sup"]]), pair
            seen += 1
    assert seen > 50


def test_it_sees_every_witness_found_by_chance() -> None:
    second, random = Second(), Random(7)
    for _ in range(300):
        sub, sup = pair_of(random)
        verdict = contains(sup, sub)
        if verdict.has_witness:
            assert second.agrees(verdict.witness, [sub], [sup]), (sub, sup)


@pytest.mark.parametrize(
    ("value", "admitting", "refusing"),
    [
        pytest.param(3, {}, {"minimum": 1}, id="not refused"),
        pytest.param(0, {"minimum": 1}, {"maximum": -1}, id="not admitted"),
        pytest.param("ab", {}, {"pattern": "^a(?=b)"}, id="a pattern it cannot read"),
        pytest.param(
            {"ab": 1}, {}, {"patternProperties": {"(?=b)": False}}, id="for names too"
        ),
        pytest.param(1, {}, {"$ref": "https://elsewhere.example/x"}, id="nothing is fetched"),
        pytest.param([[[]]], {}, {"items": {"$ref": "#/items"}}, id="a reference to itself"),
        pytest.param("a" * 200_001, {}, {"pattern": "^(a|b)*c"}, id="a word without end"),
    ],
)
def test_what_it_does_not_see_is_not_agreed(
    value: Json, admitting: Json, refusing: Json
) -> None:
    assert not Second().agrees(value, [admitting], [refusing])


@pytest.mark.parametrize(
    ("value", "admitting", "refusing"),
    [
        pytest.param(0.3, {"multipleOf": 0.1}, {"multipleOf": 0.2}, id="exact decimals"),
        pytest.param(2.0, {"type": "integer"}, {"const": 2.5}, id="2.0 is an integer"),
        pytest.param(
            "a" * 40, {}, {"pattern": "^(a+)+b"}, id="a pattern that blows up elsewhere"
        ),
        pytest.param("\n", {"pattern": "^[^a]$"}, {"pattern": "^$"}, id="an end is an end"),
        pytest.param(
            {"": 1, "a": "", "b": [{"c": 1}]},
            {"patternProperties": {"^a": {"type": "string"}, "^.?$": {}, "z": False}}
            | {"unevaluatedProperties": False},
            {"patternProperties": {"^$": {"type": "string"}}, "additionalProperties": True},
            id="patterns of names, the empty name too",
        ),
    ],
)
def test_what_other_engines_stumble_over_it_sees(
    value: Json, admitting: Json, refusing: Json
) -> None:
    assert Second().agrees(value, [admitting, True], [refusing])


def test_formats_assert_only_where_asked_to() -> None:
    day: Json = {"type": "string", "format": "date"}
    assert Second(formats=True).agrees("x", [{}], [day])
    assert not Second().agrees("x", [{}], [day])


def test_a_witness_only_one_validator_sees_leaves_the_question_open() -> None:
    verdict = Verdict("fails", 3, has_witness=True, steps=5)
    assert doubted(verdict) == Verdict(
        "undecided", reason="validators", about="jsonschema", steps=5
    )
    bench = Bench()
    assert bench.seconded(verdict, 3, [{"minimum": 1}], [{}]).answer == "undecided"
    assert bench.seconded(verdict, 3, [{"minimum": 4}], [{}]) is verdict


def test_a_command_shows_no_witness_that_only_one_validator_sees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Look-around is read by the first validator and not by the second."""
    schema = tmp_path / "s.json"
    schema.write_text('{"anyOf": [{"enum": ["ab"], "pattern": "^a(?=b)"}]}', encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["standards", "satisfiable", str(schema), "--lang", "en"])
    assert left.value.code == 3
    assert "does not confirm the example: jsonschema" in capsys.readouterr().out
