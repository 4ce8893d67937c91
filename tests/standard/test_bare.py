"""Validators hold no words of standards, and judge as if they did."""

from __future__ import annotations

from typing import Any

import pytest

from catalog_std.standard import profile
from catalog_std.standard.bare import bare
from catalog_std.standard.profile import validator_of
from tests.conftest import shelf

WORDS: dict[str, Any] = {"x-clause": {"clause": "5.1"}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        pytest.param(WORDS | {"type": "object"}, {"type": "object"}, id="at the root"),
        pytest.param(
            {"properties": {"x-note": WORDS | {"type": "string"}}},
            {"properties": {"x-note": {"type": "string"}}},
            id="an element may be called so",
        ),
        pytest.param(
            {"allOf": [WORDS | {"if": WORDS, "then": False}]},
            {"allOf": [{"if": {}, "then": False}]},
            id="in branches",
        ),
        pytest.param({"items": WORDS}, {"items": {}}, id="in lists"),
        pytest.param({"const": WORDS}, {"const": WORDS}, id="a value is no schema"),
        pytest.param({"enum": [WORDS]}, {"enum": [WORDS]}, id="nor are values"),
        pytest.param(
            {"properties": [], "allOf": {}},
            {"properties": [], "allOf": {}},
            id="what makes no sense stays so",
        ),
    ],
)
def test_only_annotations_are_left_out(schema: object, expected: object) -> None:
    assert bare(schema) == expected


def test_shipped_schemas_say_nothing_else() -> None:
    text = str([bare(standard.schema.data) for standard in shelf().standards])
    assert "'x-" not in text
    assert "'x-clause'" in str([standard.schema.data for standard in shelf().standards])


def test_a_schema_that_refers_to_its_annotations_is_taken_whole() -> None:
    validator = validator_of({"x-own": {"type": "string"}, "$ref": "#/x-own"})
    assert validator.is_valid("a")
    assert not validator.is_valid(1)


def test_a_schema_that_makes_no_sense_is_told_as_it_is() -> None:
    with pytest.raises(ValueError, match="nothing"):
        validator_of({"type": "nothing"})


def test_schemas_that_judge_alike_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "_COMPILED", type(profile._COMPILED)())  # noqa: SLF001
    monkeypatch.setattr(profile, "_MOST", 2)
    one = validator_of({"type": "string"} | WORDS)
    assert validator_of({"type": "string"}) is one
    for number in range(3):
        assert validator_of({"minLength": number}).is_valid("abc")
    assert len(profile._COMPILED) == 2  # noqa: SLF001
    assert validator_of({"type": "string"}) is not one
