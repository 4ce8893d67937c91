"""Another prover as an oracle: where jsonschema-rs decides containment too, it never says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import jsonschema_rs

from catalog_std.proof import Json, contains
from tests.proof.chance import pair_of
from tests.proof.test_pairs import rows

YES = jsonschema_rs.canonical.Containment.YES
NO = jsonschema_rs.canonical.Containment.NO
_REFUSALS = (
    jsonschema_rs.canonical.CanonicalizationError,
    jsonschema_rs.ReferencingError,
    jsonschema_rs.ValidationError,
    ValueError,
)


def told(sup: Json, sub: Json) -> bool | None:
    """Ask the oracle; None where it does not decide."""
    try:
        answer = jsonschema_rs.canonicalize(sup).covers(jsonschema_rs.canonicalize(sub))
    except _REFUSALS:
        return None
    return {YES: True, NO: False}.get(answer)


def asked() -> Iterator[tuple[Json, Json]]:
    """Give the pairs of the table, and some by chance."""
    for row in rows():
        yield row.values[0]["sub"], row.values[0]["sup"]  # type: ignore[attr-defined]
    random = Random(21)
    for _ in range(300):
        yield pair_of(random)


def test_the_oracle_never_says_otherwise() -> None:
    agreed = 0
    for sub, sup in asked():
        said, answer = told(sup, sub), contains(sup, sub).answer
        if said is not None and answer != "undecided":
            assert said == (answer == "holds"), (sub, sup)
            agreed += 1
    assert agreed > 200
