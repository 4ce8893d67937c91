"""Schemas by chance: no verdict is ever refuted; a formula is true of a value just when it is valid."""

from __future__ import annotations

from random import Random

import jsonschema
import jsonschema_rs
import pytest

from catalog_std.proof import Budget, Json, contains
from catalog_std.proof.loading import Loader
from catalog_std.proof.meter import Meter, RefusedError
from catalog_std.proof.nodes import Pool, Signed
from catalog_std.proof.recheck import Proof, checked
from catalog_std.proof.search import Search
from catalog_std.proof.values import KINDS
from tests.proof.chance import pair_of, schema_of, value_of

COUNT = 300


def validator(schema: Json) -> jsonschema_rs.Draft202012Validator:
    """Compile a schema, true and false too."""
    return jsonschema_rs.Draft202012Validator(
        schema if isinstance(schema, dict) else {} if schema else {"not": {}}
    )


@pytest.mark.parametrize("seed", range(4))
def test_no_verdict_is_refuted_by_values(seed: int) -> None:
    random = Random(seed)
    decided = 0
    for _ in range(COUNT):
        sub, sup = pair_of(random)
        verdict = contains(sup, sub, Budget(20_000))
        inner, outer = validator(sub), validator(sup)
        values = (
            [verdict.witness] if verdict.has_witness else [value_of(random) for _ in range(25)]
        )
        apart = [
            value for value in values if inner.is_valid(value) and not outer.is_valid(value)
        ]
        assert bool(apart) == (verdict.answer == "fails"), (sub, sup)
        decided += verdict.answer != "undecided"
    assert decided >= COUNT * 0.98


def test_a_second_validator_agrees_with_witnesses() -> None:
    random = Random(11)
    for _ in range(100):
        sub, sup = pair_of(random)
        verdict = contains(sup, sub)
        if verdict.has_witness:
            assert jsonschema.Draft202012Validator(sub).is_valid(verdict.witness)
            assert not jsonschema.Draft202012Validator(sup).is_valid(verdict.witness)


def test_a_node_and_its_opposite_divide_all_values() -> None:
    """Stand the meaning of keywords against the validator, on single values."""
    random = Random(5)
    for _ in range(250):
        schema, value = schema_of(random, 2), value_of(random)
        pool = Pool()
        (node,) = Loader(pool, formats=False).load([schema])
        search = Search(pool, Meter(Budget()))
        this = Signed(pool.const(value), holds=True)
        admitted = search.solve((this, Signed(node, holds=True))) != "none"
        refused = search.solve((this, Signed(node, holds=False))) != "none"
        assert (admitted, refused) == (validator(schema).is_valid(value), not admitted), schema


def test_no_proof_of_what_is_false_passes_the_recheck() -> None:
    """Claim that satisfiable schemas have no value, and all that is inside them neither."""
    random = Random(3)
    passed = 0
    for _ in range(250):
        schema = schema_of(random, 2)
        pool = Pool()
        (node,) = Loader(pool, formats=False).load([schema])
        goal = frozenset((Signed(node, holds=True),))
        search = Search(pool, Meter(Budget()))
        outcome = search.solve(goal)
        claims = frozenset((goal, *search.refuted()))
        passes = stands(Proof(goal, claims, search.domains), pool)
        assert passes == (outcome == "none"), schema
        passed += passes
    assert passed


def stands(proof: Proof, pool: Pool) -> bool:
    """Say whether a proof passes the recheck."""
    try:
        checked(proof, pool, Meter(Budget()))
    except RefusedError:
        return False
    return True


def test_a_claim_may_lean_only_on_values_inside() -> None:
    """A claim that leans on itself in the same place proves nothing."""
    pool = Pool()
    loop = {
        "$ref": "#/$defs/a",
        "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"minimum": 1}]}},
    }
    (node,) = Loader(pool, formats=False).load([loop])
    goal = frozenset((Signed(node, holds=True),))
    assert not stands(Proof(goal, frozenset((goal,)), {}), pool)


def test_every_type_has_to_be_refuted() -> None:
    pool = Pool()
    for kind in KINDS:
        others = [other for other in KINDS if other != kind]
        goal = frozenset((Signed(pool.add(type=tuple(others)), holds=False),))
        assert not stands(Proof(goal, frozenset((goal,)), {}), pool)
