"""What needs no proof: one number against another, some values among others."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import ge, le
from typing import Any

from catalog_std.standard.check.assertion import Assertion

_Compare = Callable[[Any, Any], bool]


def plainly_within(one: Assertion, rule: Assertion) -> bool:
    """Say whether an assertion about an element plainly asks at least what another of its kind does.

    No is no answer: then it takes a proof.
    """
    compare = _COMPARED.get(one.keyword)
    return (
        compare is not None
        and one.keyword == rule.keyword
        and one.way == one.path == rule.path
        and compare(one.value, rule.value)
    )


def _among(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON
    """Say whether all values of one list are in the other, spelt alike."""
    some, all_ = (value if isinstance(value, list) else [value] for value in (one, other))
    return {json.dumps(value) for value in some} <= {json.dumps(value) for value in all_}


_COMPARED: Mapping[str, _Compare] = {
    "type": _among,
    "enum": _among,
    "minimum": ge,
    "exclusiveMinimum": ge,
    "minLength": ge,
    "minItems": ge,
    "minProperties": ge,
    "maximum": le,
    "exclusiveMaximum": le,
    "maxLength": le,
    "maxItems": le,
    "maxProperties": le,
}
