"""Standards: what is shipped, how layers stack, who says no, and in which clause."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from catalog_std.document import documents_of
from catalog_std.effective import effective_of
from catalog_std.finding import Severity
from catalog_std.lint.latitude import departures
from catalog_std.report.editor_schema import editor_schema
from catalog_std.report.standards import element_lines
from catalog_std.run.case import case_of
from catalog_std.source import Pointer
from catalog_std.standard.annotations import check_annotations, meta_schema
from catalog_std.standard.breach import Breach
from catalog_std.standard.codelist import merged
from catalog_std.standard.elements import closed_schema, referred, root_of, steps_of
from catalog_std.standard.manifest import ListFile
from catalog_std.standard.profile import profile_of
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Shelf, Standard, all_standards, open_shelf, shipped
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, shelf, standard_of

EVERY = all_standards([shipped()])
each_standard = pytest.mark.parametrize("standard", EVERY, ids=lambda s: s.id)


def judged(data: object, *schemas: str) -> list[tuple[str, str]]:
    """Judge data by layers of schemas: what each breach says, and where."""
    stack = tuple(standard_of(schema, f"s-{n}") for n, schema in enumerate(schemas))
    return [(b.keyword, str(b.pointer)) for b in profile_of(stack).breaches(data)]


def listed(text: str) -> ListFile:
    return ListFile.model_validate(documents_of("l.yaml", text.encode())[0].data)


@each_standard
def test_a_shipped_standard_compiles_and_says_how_sure_it_is(standard: Standard) -> None:
    assert profile_of((standard,))
    assert standard.manifest.source.sure in ("text", "practice", "memory")
    if standard.manifest.source.sure != "text":
        assert standard.manifest.source.note


@each_standard
def test_every_clause_of_a_shipped_standard_says_where_it_comes_from(
    standard: Standard,
) -> None:
    for clause in _clauses(standard.schema.data):
        assert clause["source"]
        assert clause["clause"] is None or clause["sure"] == "text"


def _clauses(schema: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    found = []
    if isinstance(schema, dict):
        if isinstance(schema.get("x-clause"), dict) and "basis" in schema["x-clause"]:
            found.append(schema["x-clause"])
        for part in schema.values():
            found += _clauses(part)
    elif isinstance(schema, list):
        for part in schema:
            found += _clauses(part)
    return found


@each_standard
def test_code_lists_a_standard_names_are_there(standard: Standard) -> None:
    lists = merged(file for s in EVERY for file in s.lists)
    text = json.dumps(standard.schema.data)
    named = {part.split('"')[0] for part in text.split('"x-codes": "')[1:]}
    assert named <= set(lists)


@each_standard
def test_tokens_and_official_codes_of_a_list_are_unique(standard: Standard) -> None:
    for file in standard.lists:
        tokens = [entry.token for entry in file.entries]
        codes = [entry.code for entry in file.entries if entry.code]
        assert len(set(tokens)) == len(tokens)
        assert len(set(codes)) == len(codes)


def test_the_national_elements_all_have_labels_latitude_and_a_clause() -> None:
    root = root_of(tuple(s for s in EVERY if s.id == "gbt-39554.2-2020"))
    for name in root.names:
        element = root.inside(name)
        assert element.label, name
        assert element.annotation("x-latitude"), name


@pytest.mark.parametrize(
    ("place", "sector", "kind", "on", "last"),
    [
        ("440106", "transport", "licence", DAY, ["materials-practice", "jtt-road-transport-practice", "gd-item-practice"]),
        ("440100", "health", "licence", DAY, ["materials-practice", "gd-item-practice", "gz-guide-practice"]),
        ("330106", "health", "licence", DAY, ["gbt-39554.2-2020", "materials-practice", "db33t-2036.1-2017"]),
        ("", "health", "licence", DAY, ["gbt-39554.1-2020", "gbt-39554.2-2020", "materials-practice"]),
        ("330106", "health", "licence", date(2018, 1, 1), ["db33t-2036.1-2017"]),
        ("330106", "health", "licence", date(2010, 1, 1), []),
    ],
)  # fmt: skip
def test_a_stack_is_what_binds_there_and_then(
    place: str, sector: str, kind: str, on: date, last: list[str]
) -> None:
    found = [standard.id for standard in shelf().stack(place, sector, kind, on)]
    expected = [id for id in found if id in last]
    if place == "440106":
        assert found[-1] == "gz-guide-practice"
    assert expected == last


def test_a_standard_ends_on_the_day_it_is_abolished() -> None:
    standard = standard_of("{}", effective="2020-01-01", abolished="2021-01-01")
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    assert [standard.manifest.in_force(day) for day in days] == [False, True, True, False]


def test_a_standard_binds_within_its_item_types() -> None:
    standard = standard_of("{}", item_types=("licence",))
    assert [standard.covers("", "", kind) for kind in ("licence", "reward")] == [True, False]


def test_equal_breaches_are_said_once_by_the_highest_layer() -> None:
    stack = tuple(standard_of("{required: [name]}", f"s-{n}") for n in range(3))
    (breach,) = profile_of(stack).breaches({})
    assert breach.clause.standard == "s-0"
    assert [clause.standard for clause in breach.also] == ["s-1", "s-2"]


def test_a_layer_that_objects_twice_is_not_its_own_echo() -> None:
    stack = (standard_of("{required: [name], allOf: [{required: [name]}]}"),)
    (breach,) = profile_of(stack).breaches({})
    assert breach.also == ()


def test_recommended_standards_and_clauses_only_warn() -> None:
    mild = standard_of("{required: [a]}", force="recommended")
    clause = "{zh: 某条, en: some clause}"
    strict = standard_of(
        f"properties: {{b: {{maximum: 1, x-clause: {{basis: {clause}, sure: text, clause: '5.1', force: recommended}}}}}}\nrequired: [c]",
        "s-1",
    )
    found = profile_of((mild, strict)).breaches({"b": 2})
    assert {b.keyword + str(b.facts.get("missing", "")): b.severity for b in found} == {
        "requireda": Severity.WARNING,
        "requiredc": Severity.ERROR,
        "maximum": Severity.WARNING,
    }
    (clause_of_b,) = (b.clause for b in found if b.keyword == "maximum")
    assert (clause_of_b.clause, clause_of_b.sure, clause_of_b.basis.en) == (
        "5.1",
        "text",
        "some clause",
    )


@pytest.mark.parametrize(
    ("schema", "data", "breaches"),
    [
        pytest.param("anyOf: [{type: string}, {type: object, required: [k]}]", {"a": {}}, [("required", "/a")], id="the type chooses"),
        pytest.param(
            "oneOf: [{properties: {t: {const: x}}, required: [v]}, {properties: {t: {const: y}}, required: [w]}]",
            {"a": {"t": "y"}}, [("required", "/a")], id="the constant chooses",
        ),
        pytest.param("oneOf: [{required: [p, q]}, {required: [r]}]", {"a": {}}, [("required", "/a")], id="the fewest breaches choose"),
        pytest.param("anyOf: [{required: [p]}, {required: [q]}]", {"a": {}}, [("anyOf", "/a")], id="ambiguous"),
        pytest.param("oneOf: [{type: object}, {required: [q]}]", {"a": {"q": 1}}, [("oneOf", "/a")], id="too many fit"),
        pytest.param(
            "anyOf: [{type: string}, {anyOf: [{type: integer}, {type: object, required: [k]}]}]",
            {"a": {}}, [("required", "/a")], id="nested",
        ),
        pytest.param("anyOf: [{type: string}, {type: integer}]", {"a": []}, [("anyOf", "/a")], id="none was meant"),
    ],
)  # fmt: skip
def test_the_branch_that_was_meant_is_chosen(
    schema: str, data: object, breaches: list[tuple[str, str]]
) -> None:
    assert judged(data, f"properties: {{a: {{{schema}}}}}") == breaches


def test_unknown_fields_are_judged_once_over_the_union() -> None:
    upper = "properties: {a: {properties: {x: {}}}, c: {items: {properties: {z: {}}}}}"
    lower = "properties: {a: {properties: {y: {}}}, b: {}}"
    data = {"a": {"x": 1, "y": 2, "w": 3}, "b": 1, "c": [{"z": 1, "q": 2}], "d": 4}
    assert sorted(judged(data, upper, lower)) == [
        ("unknown", "/a/w"),
        ("unknown", "/c/0/q"),
        ("unknown", "/d"),
    ]


@pytest.mark.parametrize(
    "schema",
    [
        "properties: {a: {properties: {x: {}}, additionalProperties: true}}",
        "properties: {a: {properties: {x: {}}, patternProperties: {'^y': {}}}}",
        "properties: {a: {type: object}}",
    ],
)
def test_an_opened_element_takes_any_field(schema: str) -> None:
    assert judged({"a": {"x": 1, "yy": 2}}, schema) == []


def test_a_reference_is_followed_and_its_clause_found() -> None:
    schema = """
    properties: {a: {$ref: "#/$defs/part"}, b: {$ref: "#/$defs/part"}}
    $defs:
      part: {properties: {n: {type: integer, x-clause: {basis: {zh: 整数, en: whole}, sure: text}}}}
    """
    (breach,) = profile_of((standard_of(schema),)).breaches({"a": {"n": "x"}, "b": {"n": 1}})
    assert breach.clause.basis.zh == "整数"
    assert breach.clause.at
    assert breach.clause.at.file == "example-1.yaml"
    (unknown,) = profile_of((standard_of(schema),)).breaches({"b": {"m": 1}})
    assert unknown.pointer == Pointer(("b", "m"))


def test_a_schema_that_refers_to_itself_is_no_trap() -> None:
    schema = "properties: {part: {$ref: '#'}, n: {type: integer}}"
    assert judged({"part": {"part": {"n": "x"}}}, schema) == [("type", "/part/part/n")]
    assert closed_schema(root_of((standard_of(schema),)))
    assert editor_schema(profile_of((standard_of(schema),)))


def test_a_schema_that_is_nothing_but_itself_is_no_trap() -> None:
    element = root_of((standard_of("{$ref: '#', properties: {n: {$ref: '#/properties/n'}}}"),))
    assert element.names == ("n",)
    assert len(element.inside("n").facets) == 1


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("#/$defs/a~1b", True),
        ("#/$defs/none", False),
        ("other.json", False),
        (5, False),
    ],
)
def test_only_local_references_are_followed(reference: object, *, found: bool) -> None:
    root = {"$defs": {"a/b": {"type": "string"}}}
    assert bool(referred(root, {"$ref": reference})) is found


@pytest.mark.parametrize(
    "reference", ["http://example.org/a.json", "file:///etc/passwd", "#/$defs/none"]
)
def test_no_reference_leaves_the_schema(reference: str) -> None:
    with pytest.raises(CatalogError):
        profile_of((standard_of(f"$ref: {json.dumps(reference)}"),))


@pytest.mark.parametrize("pattern", ["(?=a)b", "(a)\\\\1"])
def test_patterns_that_could_run_wild_are_refused(pattern: str) -> None:
    with pytest.raises(CatalogError):
        profile_of((standard_of(f'properties: {{a: {{pattern: "{pattern}"}}}}'),))


def test_branches_that_are_not_schemas_of_objects_are_passed_over() -> None:
    schema = "{allOf: [true], not: false, properties: {a: true, b: true}, if: true, then: {required: [b]}}"
    assert judged({"a": 1, "b": 2}, schema) == []


def test_code_lists_lie_over_each_other() -> None:
    upper = listed(
        "{id: t, title: {zh: 甲, en: a}, ordered: true, source: {document: d, sure: text}, entries: "
        "[{token: x, code: '1', zh: 某}, {token: y, code: '2', zh: 另, aliases: [又]}]}"
    )
    lower = listed(
        "{id: t-44, extends: t, title: {zh: 甲, en: a}, complete: true, source: {document: d, sure: text}, "
        "entries: [{token: x, code: '2', zh: 某}, {token: z, zh: 新}]}"
    )
    lists = merged([upper, lower])
    assert list(lists) == ["t"]
    assert list(lists["t"].entries) == ["x", "y", "z"]
    assert lists["t"].by_code == {"2": "x"}
    assert lists["t"].by_label["又"] == "y"
    assert lists["t"].ordered


def test_a_region_reads_codes_by_its_own_table_only() -> None:
    tables = Profiles(shelf(), DAY).tables
    assert set(tables) == {"00", "44"}
    assert (tables["00"].types["20"], tables["44"].types["20"]) == (
        "public_service",
        "other_power",
    )
    assert (tables["00"].departments["05"], tables["44"].departments["02"]) == (
        "education",
        "education",
    )
    assert "10" not in tables["44"].types


def test_without_code_lists_a_region_reads_nothing() -> None:
    tables = Profiles(Shelf(()), DAY).tables
    assert tables["00"].types == {}


@pytest.mark.parametrize(
    ("data", "local"),
    [
        ({"jurisdiction": "440106"}, True),
        ({"code": "x"}, False),
        ({"basic_code": "440101007000"}, True),
        ({"basic_code": "000101007000"}, False),
        ({"jurisdiction": 44}, False),
        ([], False),
    ],
)
def test_a_profile_goes_by_place(data: object, *, local: bool) -> None:
    profile = Profiles(shelf(), DAY).of(data)
    assert ("gd-item-practice" in [s.id for s in profile.stack]) is local


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("limits.promised.days", ("limits", "promised", "days")),
        ("materials[].originals", ("materials", 0, "originals")),
        ("/materials/3/name", ("materials", 3, "name")),
    ],
)
def test_an_officers_path_is_read(path: str, steps: tuple[str | int, ...]) -> None:
    assert steps_of(path) == steps


META = meta_schema()


def test_the_meta_schema_is_a_schema_and_takes_itself() -> None:
    jsonschema_rs.meta.validate(META)


@pytest.mark.parametrize(
    ("schema", "complaint"),
    [
        ("properties: {a: {x-labl: {zh: 甲, en: a}}}", "x-labl"),
        ("properties: {a: {x-label: {zh: 甲}}}", '"en" is a required property'),
        ("properties: {a: {x-latitude: {item: free}}}", "free"),
        (
            "properties: {a: {x-clause: {basis: {zh: 甲, en: a}}}}",
            '"sure" is a required property',
        ),
        ("properties: {a: {type: strin}}", "strin"),
    ],
)
def test_annotations_are_checked_with_a_place(schema: str, complaint: str) -> None:
    document = documents_of("s.yaml", schema.encode())[0]
    with pytest.raises(CatalogError) as caught:
        check_annotations(document)
    assert complaint in caught.value.saying.en
    assert caught.value.saying.en.startswith("s.yaml:1:")


MANIFEST = (
    "{id: x-1, layer: national, title: {zh: 甲, en: a}, source: {document: d, sure: text}}"
)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"standard.yaml": MANIFEST.replace("layer", "layr")}, "unknown key layr; did you mean layer?"),
        ({"standard.yaml": MANIFEST.replace("id:", "schema: s.json, id:")}, "s.json: No such file"),
        ({"standard.yaml": MANIFEST.replace("id:", "schema: s.json, id:"), "s.json": "{"}, "s.json: not JSON"),
        ({"standard.yaml": MANIFEST.replace("id:", "codes: [c.yaml], id:"), "c.yaml": "{id: c}"}, "c.yaml:1:1: title: Field required"),
        ({"standard.yaml": MANIFEST.replace("id:", "schema: s.json, id:"), "s.json": "true"}, "s.json: not a JSON object"),
        ({"a/standard.yaml": MANIFEST, "b/standard.yaml": MANIFEST}, "standard x-1 stands twice"),
    ],
)  # fmt: skip
def test_a_broken_standard_is_one_clear_line(
    files: dict[str, str], complaint: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        open_shelf([tmp_path])
    assert complaint in caught.value.saying.en


def test_a_label_written_as_a_key_is_guessed() -> None:
    schema = "properties: {name: {x-label: {zh: 事项名称, en: name of the item}}}"
    (breach,) = profile_of((standard_of(schema),)).breaches({"事项名称": "x"})
    assert isinstance(breach, Breach)
    assert breach.facts["guess"] == "name"
    (breach,) = profile_of((standard_of(schema),)).breaches({"zzz": "x"})
    assert breach.facts["guess"] is None


def test_where_layers_differ_about_latitude_the_strictest_binds() -> None:
    """Whatever reads it, lint of items, proofs about standards, ``standards show``, reads this."""
    upper = "properties: {a: {x-latitude: {standard: extend, item: local}, properties: {b: {x-latitude: {item: lighter}}}}}"
    lower = "properties: {a: {x-latitude: {item: fixed}, properties: {c: {x-latitude: {standard: open}}}}}"
    stack = standard_of(upper, "s-0"), standard_of(lower, "s-1")
    freedoms = profile_of(stack).freedoms
    found = {path: (one.latitude, one.standard, one.left) for path, one in freedoms.items()}
    assert found == {
        (): ("", "narrow", False),
        ("a",): ("fixed", "extend", True),
        ("a", "b"): ("lighter", "extend", True),
        ("a", "c"): ("fixed", "open", True),
    }
    lines = list(element_lines(profile_of(stack), Pointer(("a", "c")), "en"))
    assert "  a lower standard decides" in lines
    assert "  an implementation item keeps it" in lines


def test_an_item_is_held_to_the_latitude_that_the_strictest_layer_leaves() -> None:
    upper = "properties: {n: {x-latitude: {item: local}, x-label: {zh: 甲, en: n}}, code: {}, basic_code: {}}"
    lower = "properties: {n: {x-latitude: {item: fixed}}}"
    stack = standard_of(upper, "s-0"), standard_of(lower, "s-1")
    basic = documents_of("items/a.yaml", b'{basic_code: "1", n: x}')[0]
    local = documents_of("items/b.yaml", b'{basic_code: "1", code: c, n: y}')[0]
    for shelf_, kinds in ((Shelf(stack), ["fixed"]), (Shelf(stack[:1]), [])):
        case = case_of(Profiles(shelf_, DAY), effective_of(local, {"1": basic}))
        assert [one.kind for one in departures(case)] == kinds
