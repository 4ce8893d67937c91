"""Standards judged with proof: every planted fault is called by its right name, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest

from catalog_std.standard.check.judgement import Call, Judgement
from catalog_std.standard.check.judging import judgements_of
from catalog_std.standard.profile import profile_of
from catalog_std.standard.shelf import Shelf, Standard, all_standards, open_standard, shipped
from tests.conftest import DAY, ROOT, standard_of, untraced

SAMPLES = ROOT / "tests" / "standards"
BASE = all_standards([SAMPLES / "base"])

FAULTS = [
    ("contradiction-code-twice", [("contradiction", "codes/sample-type")]),
    ("contradiction-forbidden", [("contradiction", "name")]),
    ("contradiction-length", [("contradiction", "name")]),
    ("contradiction-not", [("contradiction", ".")]),
    ("contradiction-pattern", [("contradiction", "name")]),
    ("contradiction-type", [("contradiction", "name")]),
    ("dead-against-itself", [("dead-element", "tags")]),
    ("dead-against-province", [("dead-element", "phone")]),
    ("dead-closed", [("dead-element", "limits.unit")]),
    ("dead-condition", [("dead-element", "materials[].originals")]),
    ("dead-entry", [("dead-element", "materials[].kind")]),
    ("dead-multiple", [("dead-element", "ratio")]),
    ("dead-pattern-length", [("dead-element", "code")]),
    ("dead-undeclared", [("dead-element", "limits")]),
    ("dead-values", [("dead-element", "level")]),
    ("latitude-added", [("latitude-breach", "colour")]),
    ("latitude-added-inside", [("latitude-breach", "materials[].colour")]),
    ("latitude-beyond", [("latitude-breach", "channels.window")]),
    ("latitude-closed", [("latitude-breach", "basic_code")]),
    ("latitude-freer", [("latitude-breach", "name")]),
    ("latitude-list-closed", [("latitude-breach", "codes/sample-theme")]),
    ("latitude-list-narrow", [("latitude-breach", "codes/sample-status")]),
    ("latitude-opened", [("latitude-breach", "limits")]),
    ("latitude-opened-by-pattern", [("latitude-breach", "limits.{^extra_}")]),
    ("loosening-against-province", [("loosening", "visits")]),
    ("loosening-conditional", [("loosening", "materials[].originals")]),
    ("loosening-count", [("loosening", "tags")]),
    ("loosening-length", [("loosening", "name")]),
    ("loosening-maximum", [("loosening", "materials[].copies")]),
    ("loosening-minimum", [("loosening", "limits.days")]),
    ("loosening-pattern", [("loosening", "code")]),
    ("loosening-type", [("loosening", "visits")]),
    ("loosening-under-condition", [("loosening", "visits")]),
    ("loosening-unique", [("loosening", "tags")]),
    ("loosening-values", [("loosening", "level")]),
    ("redundancy-conditional", [("redundancy", "fees.items")]),
    ("redundancy-copy", [("redundancy", "name")]),
    ("redundancy-implied", [("redundancy", "phone")]),
    ("redundancy-list", [("redundancy", "codes/sample-type")]),
    ("redundancy-whole", [("redundancy", "name"), ("redundancy", "level"), ("redundancy", ".")]),
    ("undecided-no-list", [("undecided", "codes/sample-kind")]),
]  # fmt: skip


def planted(kind: str, name: str) -> tuple[Judgement, ...]:
    """Judge one of the samples by the sample nation and province."""
    own = open_standard(SAMPLES / kind / name / "standard.yaml", SAMPLES)
    shelf = Shelf(tuple(sorted((*BASE, own), key=lambda one: one.rank)))
    return judgements_of(shelf, DAY, [own.id])


@untraced
@pytest.mark.parametrize(("name", "called"), FAULTS, ids=[name for name, _ in FAULTS])
def test_a_planted_fault_is_called_by_its_right_name(
    name: str, called: list[tuple[str, str]]
) -> None:
    judged = [one for one in planted("faulty", name) if one.call is not Call.COMPATIBLE]
    assert [(one.call.value, one.element) for one in judged] == called
    for one in judged:
        assert all(ground.clause.at for ground in (*one.lower, *one.upper))
        assert one.lower or one.element == "."


def test_every_sample_is_in_the_table() -> None:
    assert {path.name for path in (SAMPLES / "faulty").iterdir()} == {n for n, _ in FAULTS}


@pytest.mark.parametrize("path", sorted((SAMPLES / "sound").iterdir()), ids=lambda p: p.name)
def test_a_sound_standard_is_compatible(path: Path) -> None:
    judged = planted("sound", path.name)
    assert judged
    assert {one.call for one in judged} == {Call.COMPATIBLE}


@untraced
@pytest.mark.parametrize(
    "name", [name for name, called in FAULTS if called[0][0] in ("loosening", "latitude-breach")]
)  # fmt: skip
def test_an_example_is_right_below_and_wrong_above(name: str) -> None:
    own = open_standard(SAMPLES / "faulty" / name / "standard.yaml", SAMPLES)
    for one in planted("faulty", name):
        if one.has_witness and one.call is not Call.COMPATIBLE:
            rule = next(s for s in BASE if s.id == one.upper[0].clause.standard)
            for validates in (_rs, _python):
                assert validates(own, one.witness)
                assert not validates(rule, one.witness)


def _rs(standard: Standard, value: object) -> bool:
    return jsonschema_rs.Draft202012Validator(standard.schema.data).is_valid(value)


def _python(standard: Standard, value: object) -> bool:
    return jsonschema.Draft202012Validator(standard.schema.data).is_valid(value)


def shelf_of(*schemas: str, **manifest: object) -> Shelf:
    """Make a nation and, below it, provinces of schemas written as YAML."""
    nation, *below = schemas
    lower = {"layer": "local", "jurisdiction": "33"} | manifest
    made = [standard_of(schema, f"s-{n}", **lower) for n, schema in enumerate(below, start=1)]
    return Shelf((standard_of(nation, "s-0"), *made))


def called(*schemas: str) -> list[tuple[str, str]]:
    """Judge a province by a nation."""
    judged = judgements_of(shelf_of(*schemas), DAY)
    return [(one.call.value, one.element) for one in judged if one.call is not Call.COMPATIBLE]


RECURSIVE = """
$defs: {d: {properties: {x: {$ref: '#/$defs/d'}, n: {maximum: 3}}}}
properties: {a: {$ref: '#/$defs/d'}}
"""


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        pytest.param(
            "properties: {a: {maximum: 5}}",
            "properties: {a: {minimum: 1}}",
            [],
            id="silence loosens nothing",
        ),
        pytest.param(
            "properties: {a: {maximum: 5}}",
            "properties: {a: {const: 9}}",
            [("dead-element", "a")],
            id="a constant out of bounds",
        ),
        pytest.param(
            "properties: {a: {exclusiveMinimum: 0}}",
            "properties: {a: {minimum: 0}}",
            [("loosening", "a")],
            id="the bound itself",
        ),
        pytest.param(
            "properties: {a: {maxLength: 3}}",
            "properties: {a: {pattern: '^[a-c]{2,5}$'}}",
            [("loosening", "a")],
            id="a whole form longer than allowed",
        ),
        pytest.param(
            "properties: {a: {maxLength: 3}}",
            "properties: {a: {pattern: '^a'}}",
            [],
            id="a part of a form says nothing of length",
        ),
        pytest.param(
            "properties: {a: {maxLength: 3}}",
            "properties: {a: {pattern: '^a+$'}}",
            [],
            id="an unbounded form says nothing of length",
        ),
        pytest.param(
            "properties: {a: {pattern: '^ab$'}}",
            "properties: {a: {pattern: 'b'}}",
            [("loosening", "a")],
            id="a weaker part of the form",
        ),
        pytest.param(
            "properties: {a: {anyOf: [{const: 1}, {const: 2}]}}",
            "properties: {a: {anyOf: [{const: 1}, {const: 2}, {const: 3}]}}",
            [("loosening", "a")],
            id="one more way",
        ),
        pytest.param(
            "properties: {a: {not: {const: 1}}}",
            "properties: {a: {not: {const: 2}}}",
            [],
            id="another exclusion",
        ),
        pytest.param(
            "properties: {a: {contains: {const: 1}}}",
            "properties: {a: {contains: {const: 1}, minContains: 0}}",
            [("loosening", "a")],
            id="contains none",
        ),
        pytest.param(
            "properties: {a: {required: [b], properties: {b: {}}}}",
            "properties: {a: {required: [b]}}",
            [("redundancy", "a.b")],
            id="required again",
        ),
        pytest.param(
            "properties: {a: {properties: {b: {}}}}",
            "properties: {a: false}",
            [("dead-element", "a")],
            id="an element forbidden",
        ),
        pytest.param(
            "properties: {a: {items: {maxLength: 2}}}",
            "properties: {a: {prefixItems: [{maxLength: 3}], items: {maxLength: 1}}}",
            [("redundancy", "a[0]")],
            id="the first entry is another element",
        ),
        pytest.param(
            "properties: {a: {prefixItems: [{const: 1}]}}",
            "properties: {a: {prefixItems: [{const: 2}]}}",
            [("dead-element", "a[0]")],
            id="the first entry clashes",
        ),
        pytest.param(
            "properties: {a: {prefixItems: [true], items: {const: 1}}}",
            "properties: {a: {prefixItems: [true], items: {const: 2}}}",
            [("dead-element", "a[]")],
            id="later entries clash",
        ),
        pytest.param(
            "properties: {a: {}}\npatternProperties: {'^x': {maximum: 3}}",
            "patternProperties: {'^x': {maximum: 4}}",
            [("loosening", "{^x}")],
            id="elements by pattern",
        ),
        pytest.param(
            "properties: {a: {additionalProperties: {maximum: 3}}}",
            "properties: {a: {additionalProperties: {maximum: 4}}}",
            [("loosening", "a.{*}")],
            id="other elements",
        ),
        pytest.param(
            "properties: {a: {additionalProperties: false}}",
            "properties: {a: {additionalProperties: true}}",
            [("loosening", "a")],
            id="opened again",
        ),
        pytest.param(
            "dependentRequired: {a: [b]}\nproperties: {a: {}, b: {}}",
            "if: {required: [a]}\nthen: {required: [b]}",
            [("redundancy", "b")],
            id="dependent required said otherwise",
        ),
        pytest.param(
            "dependentSchemas: {a: {properties: {b: {maximum: 1}}}}\nproperties: {a: {}, b: {}}",
            "properties: {b: {maximum: 2}}",
            [("loosening", "b")],
            id="dependent schemas",
        ),
        pytest.param(
            "if: {required: [a]}\nelse: {properties: {b: {maximum: 1}}}\nproperties: {a: {}, b: {}}",
            "properties: {b: {maximum: 2}}",
            [("loosening", "b")],
            id="else",
        ),
        pytest.param(
            "if: {required: [b]}\nthen: {properties: {a: {maximum: 1}}}\nproperties: {a: {}, b: {}, c: {}}",
            "if: {required: [c]}\nthen: {properties: {a: {maximum: 2}}}",
            [("loosening", "a")],
            id="conditions on both sides",
        ),
        pytest.param(
            "$defs: {d: {maximum: 3}}\nproperties: {a: {$ref: '#/$defs/d'}}",
            "properties: {a: {maximum: 4}}",
            [("loosening", "a")],
            id="through a reference",
        ),
        pytest.param(
            RECURSIVE,
            RECURSIVE,
            [("redundancy", "a.x"), ("redundancy", "a.n"), ("redundancy", ".")],
            id="a recursive schema repeated",
        ),
        pytest.param(
            "properties: {a: {properties: {b: {}}, unevaluatedProperties: false}}",
            "properties: {a: {unevaluatedProperties: false}}",
            [("dead-element", "a.b")],
            id="unevaluated",
        ),
        pytest.param(
            "properties: {a: {type: [string, 'null'], minLength: 2}}",
            "properties: {a: {type: string}}",
            [],
            id="fewer kinds",
        ),
        pytest.param(
            "properties: {a: {x-latitude: {standard: open}, enum: [1]}}",
            "properties: {a: {enum: [2]}}",
            [],
            id="open is decided below",
        ),
        pytest.param(
            "properties: {a: {x-latitude: {standard: extend}, enum: [1], type: integer}}",
            "properties: {a: {enum: [1, 2]}}",
            [],
            id="extend adds values",
        ),
        pytest.param(
            "properties: {a: {x-latitude: {standard: extend}, properties: {b: {}}}}",
            "properties: {a: {properties: {c: {}}}}",
            [],
            id="extend adds elements",
        ),
        pytest.param(
            "properties: {a: {x-latitude: {standard: narrow}}}",
            "properties: {a: {x-latitude: {standard: extend}}}",
            [("latitude-breach", "a")],
            id="no more may be given away than there is",
        ),
        pytest.param(
            "properties: {a: {x-latitude: {standard: closed}, properties: {b: {}}}}",
            "properties: {a: {properties: {b: {minLength: 1}}}}",
            [("latitude-breach", "a")],
            id="what is in a closed element is closed",
        ),
        pytest.param(
            "type: object", "properties: {a: {minimum: 1}}", [], id="those above name nothing"
        ),
        pytest.param(
            "properties: {a: {format: date}}",
            "properties: {a: {format: date}, b: {}}",
            [("latitude-breach", "b"), ("redundancy", "a")],
            id="a format again",
        ),
        pytest.param(
            "properties: {a: {multipleOf: 3}}",
            "properties: {a: {multipleOf: 2}}",
            [("loosening", "a")],
            id="another step",
        ),
        pytest.param(
            "properties: {a: {enum: [1, 2]}}",
            "properties: {a: {enum: [1.0]}}",
            [],
            id="one is one",
        ),
        pytest.param(
            "properties: {a: {const: true}}",
            "properties: {a: {const: 1}}",
            [("dead-element", "a")],
            id="one is not true",
        ),
    ],
)
def test_a_pair_of_layers_is_called(
    upper: str, lower: str, expected: list[tuple[str, str]]
) -> None:
    assert called(upper, lower) == expected


def test_what_two_stacks_disagree_about_is_called_in_the_one() -> None:
    """Two sectors never meet in one item, so what they say against each other is no clash."""
    nation = standard_of("properties: {a: {type: integer}}", "s-0")
    sectors = [
        standard_of(f"properties: {{a: {{const: {n}}}}}", f"s-{n}", layer="industry", sectors=(f"x{n}",))
        for n in (1, 2)
    ]  # fmt: skip
    city = standard_of(
        "properties: {a: {maximum: 1}}", "s-3", layer="local", jurisdiction="3301"
    )
    judged = judgements_of(Shelf((nation, *sectors, city)), DAY)
    found = [
        (one.standard.id, one.call.value) for one in judged if one.call is not Call.COMPATIBLE
    ]
    assert found == [("s-3", "dead-element")]


def test_a_standard_that_is_over_is_not_judged() -> None:
    shelf = shelf_of("properties: {a: {}}", "properties: {b: {}}", abolished="2020-01-01")
    assert judgements_of(shelf, DAY) == ()


def test_an_edition_is_judged_on_its_first_day_and_not_by_the_one_it_replaces() -> None:
    nation = standard_of("properties: {a: {type: integer}}", "s-0")
    place = {"layer": "local", "jurisdiction": "33"}
    old = standard_of("properties: {a: {maximum: 1}}", "s-1", **place)
    new = standard_of("properties: {a: {minimum: 2}}", "s-2", effective="2099-01-01", replaces=("s-1",), **place)  # fmt: skip
    judged = judgements_of(Shelf((nation, old, new)), DAY, ["s-2"])
    assert [one.call for one in judged] == [Call.COMPATIBLE]


def test_a_clash_of_those_above_makes_nothing_below_redundant() -> None:
    nation = standard_of(
        "properties: {a: {type: integer, minimum: 2}, b: {type: integer}}\nrequired: [a]", "s-0"
    )
    beside = standard_of("properties: {a: {maximum: 1}}", "s-1")
    city = standard_of("properties: {b: {maximum: 1}}", "s-2", layer="local", jurisdiction="33")
    judged = judgements_of(Shelf((nation, beside, city)), DAY)
    assert [(one.standard.id, one.call.value, one.element) for one in judged] == [
        ("s-0", "contradiction", "a"),
        ("s-2", "compatible", "b"),
    ]


def test_two_contradictions_are_both_told() -> None:
    assert called(
        "properties: {a: {type: integer, maximum: 1}, b: {type: integer, maximum: 1}}\nrequired: [a, b]",
        "properties: {a: {minimum: 2}, b: {minimum: 2}}",
    ) == [("contradiction", "a"), ("contradiction", "b")]


def test_elements_that_exclude_each_other_are_both_alive() -> None:
    schema = "properties: {a: {}, b: {}}\nnot: {required: [a, b]}"
    assert called(schema, "properties: {a: {minLength: 1}, b: {minLength: 1}}") == []


def test_a_manifest_explains_its_exceptions() -> None:
    why = {"zh": "照录原文", "en": "as printed"}
    known = [{"call": "loosening", "element": "a", "why": why}]
    shelf = shelf_of(
        "properties: {a: {maximum: 1}}", "properties: {a: {maximum: 2}}", exceptions=known
    )
    (one,) = judgements_of(shelf, DAY)
    assert one.explained
    assert one.explained.en == "as printed"


def test_the_shipped_standards_are_compatible_or_say_why_not() -> None:
    """Those that no catalog need use are judged too; every exception stated is one that is met."""
    every = all_standards([shipped()])
    judged = [j for j in judgements_of(Shelf(every), DAY) if j.call is not Call.COMPATIBLE]
    assert [one for one in judged if one.explained is None] == []
    stated = {(e.call, e.element) for one in every for e in one.manifest.exceptions}
    assert stated == {(one.call.value, one.element) for one in judged}


def test_an_open_element_is_left_to_the_layer_below_by_lint_too() -> None:
    upper = "properties: {a: {x-latitude: {standard: open}, maxLength: 2}, b: {x-latitude: {standard: extend}, enum: [x]}}"
    lower = "properties: {a: {maxLength: 4}, b: {enum: [x, y]}}"
    stack = (
        standard_of(upper, "s-0"),
        standard_of(lower, "s-1", layer="local", jurisdiction="33"),
    )
    profile = profile_of(stack)
    assert profile.breaches({"a": "abcd", "b": "y"}) == ()
    assert [b.clause.standard for b in profile.breaches({"a": "abcde", "b": "z"})] == [
        "s-1",
        "s-1",
    ]
    assert [b.keyword for b in profile_of(stack[:1]).breaches({"a": "abc", "b": "y"})] == [
        "maxLength",
        "enum",
    ]
