"""Items: seeing is total, and what an item leaves out its basic item supplies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.document import Document, documents_of
from catalog_std.effective import effective_of, laid_over
from catalog_std.item import item_of
from catalog_std.lint import RULES, judging
from catalog_std.run.case import case_of
from catalog_std.source import Source
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, shelf, untraced

KEYS = [
    "basic_code",
    "code",
    "handling_code",
    "local_basic_code",
    "name",
    "type",
    "status",
    "level",
    "jurisdiction",
    "sector",
    "agency",
    "power",
    "legal_basis",
    "applicants",
    "conditions",
    "materials",
    "steps",
    "limits",
    "statutory",
    "promised",
    "days",
    "unit",
    "handling",
    "fees",
    "charged",
    "channels",
    "window",
    "online",
    "mobile",
    "post",
    "depth",
    "url",
    "visits",
    "count",
    "reason",
    "scope",
    "range",
    "results",
    "kind",
    "licence_type",
    "contact",
    "consult",
    "complain",
    "phone",
    "id",
    "originals",
    "copies",
    "medium",
    "necessity",
    "when",
    "source",
    "issued_by",
    "signed",
    "blank_form",
    "proven_by",
    "text",
    "list_code",
    "title",
]
WORD = st.sampled_from(
    ["", "甲", "440106", "000109001000", "20", "paper", "form", "working", "∞"]
)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 99) | st.floats(allow_nan=False) | WORD,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=20,
)
ITEM = st.dictionaries(st.sampled_from(KEYS), VALUE, max_size=12)
PROFILES = Profiles(shelf(), DAY)


def document_of(data: Any) -> Document:  # noqa: ANN401 - any data is the point
    """Write data as JSON, which is YAML, and read it."""
    raw = json.dumps(data, ensure_ascii=False).encode()
    (document,) = documents_of("items/any.yaml", raw)
    return document


@untraced
@given(ITEM)
def test_seeing_and_judging_never_fail(data: dict[str, Any]) -> None:
    document = document_of(data)
    assert item_of(document).at == document.root
    case = case_of(PROFILES, document)
    for rule in judging(RULES, readable=True):
        for found in rule.check(case) if rule.check else ():
            assert rule.needs is None or rule.needs(case), rule.name
            assert rule.card.message.into("zh", **found.facts)
            assert found.at.span.line == 1


@untraced
@given(ITEM, ITEM)
def test_laying_over_keeps_what_is_said_and_adds_what_is_not(
    under: dict[str, Any], over: dict[str, Any]
) -> None:
    both = laid_over(under, over)
    assert laid_over(both, over) == both
    assert laid_over(under, {}) == under
    assert laid_over({}, over) == over
    assert set(both) == set(under) | set(over)


def test_every_value_of_an_effective_item_knows_its_file() -> None:
    (basic,) = documents_of(
        "b.yaml", b'basic_code: "000109001000"\nlimits: {statutory: {days: 20, unit: working}}'
    )
    (local,) = documents_of(
        "l.yaml", b'basic_code: "000109001000"\ncode: "x"\nlimits: {statutory: {days: 9}}'
    )
    item = item_of(effective_of(local, {"000109001000": basic}))
    assert (item.statutory.days, item.statutory.unit) == (9, "working")
    assert (item.statutory.at / "days").source.name == "l.yaml"
    assert (item.statutory.at / "unit").source.name == "b.yaml"


@pytest.mark.parametrize(
    ("text", "implementation"),
    [
        ("{basic_code: a}", False),
        ("{code: b}", True),
        ("{jurisdiction: '44'}", True),
        ("[]", False),
    ],
)
def test_basic_and_local_are_told_apart(text: str, *, implementation: bool) -> None:
    document = Document(Source("t", text), 0, documents_of("t", text.encode())[0].data)
    assert item_of(document).is_basic is not implementation
