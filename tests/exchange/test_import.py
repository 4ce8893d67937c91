"""Rows become items: each feature of a mapping, each bad row, and the real rows of a portal."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.catalog.settings import Home, Settings
from catalog_std.cli.import_command import code_lists
from catalog_std.document import documents_of
from catalog_std.exchange import rows as rows_room
from catalog_std.exchange.bring import Bringing, safe
from catalog_std.exchange.convert import Loss, item_of_row
from catalog_std.exchange.mapping import Mapping, open_mapping
from catalog_std.exchange.rows import BadRow, open_rows
from catalog_std.exchange.write import yaml_of
from catalog_std.trouble import CatalogError
from tests.conftest import ROOT, shelf

SHARED = ROOT.parent / "shared" / "data" / "china" / "gd_items.jsonl"
LISTS = {"unit": {"工作日": "working"}, "type@44": {"20": "other_power"}}


def made(fields: dict[str, Any], row: dict[str, Any]) -> tuple[dict[str, Any], Loss]:
    """Make an item by a mapping of these fields."""
    mapping = Mapping.model_validate(
        {"name": "t", "file": "{code}", "drop": ["", None, "无"], "fields": fields}
    )
    loss = Loss()
    return item_of_row(mapping, row, LISTS, loss), loss


@pytest.mark.parametrize(
    ("spec", "row", "value"),
    [
        pytest.param({"from": "a"}, {"a": " 甲 "}, "甲", id="taken and stripped"),
        pytest.param({"from": ["a", "b"]}, {"a": "无", "b": "乙"}, "乙", id="the first that says anything"),
        pytest.param({"from": "a.b[1].c"}, {"a": {"b": [0, {"c": 3}]}}, 3, id="by path"),
        pytest.param({"from": "a.b[4].c"}, {"a": {"b": []}}, None, id="a path that leads nowhere"),
        pytest.param({"from": "a.b.c"}, {"a": "x"}, None, id="a path through a text"),
        pytest.param({"from": "a[0]"}, {"a": "x"}, None, id="an index into a text"),
        pytest.param({"const": "active"}, {}, "active", id="a constant"),
        pytest.param({"from": "a", "default": 0}, {}, 0, id="a default"),
        pytest.param({"from": "a", "drop": ["—"]}, {"a": "—"}, None, id="a value that means nothing here"),
        pytest.param({"from": "a", "split": r"\^"}, {"a": "3^4^^无"}, ["3", "4"], id="split"),
        pytest.param({"from": "a", "extract": "^(?P<value>..)"}, {"a": "甲乙丙"}, "甲乙", id="extracted"),
        pytest.param({"from": "a", "extract": r"(?P<days>\d+)\((?P<unit>.+)\)"}, {"a": "40(工作日)"}, {"days": "40", "unit": "工作日"}, id="groups"),
        pytest.param({"from": "a", "codes": "unit"}, {"a": "工作日"}, "working", id="a code list"),
        pytest.param({"from": "a", "codes": {"是": True}}, {"a": "是"}, True, id="a table of its own"),
        pytest.param({"from": "a", "codes": "unit"}, {"a": ["工作日", "工作日"]}, ["working"], id="a list of codes, each once"),
        pytest.param({"from": "a", "type": "integer"}, {"a": "7"}, 7, id="an integer"),
        pytest.param({"from": "a", "type": "number"}, {"a": "7.5"}, 7.5, id="a number"),
        pytest.param({"from": "a", "type": "number"}, {"a": 7}, 7, id="a whole number"),
        pytest.param({"from": "a", "type": "text"}, {"a": 7}, "7", id="a text"),
        pytest.param({"from": "a", "type": "flag"}, {"a": "否"}, False, id="a flag"),
        pytest.param(
            {"from": "a", "each": {"n.m": {"from": "value"}, "x": {"from": "y"}}},
            {"a": ["甲", "乙"]}, [{"n": {"m": "甲"}}, {"n": {"m": "乙"}}], id="spread over texts",
        ),
        pytest.param({"from": "a", "each": {"n": {"from": "b"}}}, {"a": [{"b": 1}]}, [{"n": 1}], id="spread over objects"),
        pytest.param({"from": "a", "extract": "(?P<d>x)", "each": {"n": {"from": "d"}}}, {"a": "y"}, None, id="nothing to spread"),
        pytest.param({"from": "a", "when": {"field": "b", "is": ["1"]}}, {"a": 1, "b": "1"}, 1, id="when it is"),
        pytest.param({"from": "a", "when": {"field": "b", "is": ["1"]}}, {"a": 1, "b": "2"}, None, id="when it is not"),
        pytest.param({"from": "a", "when": {"field": "b", "is_not": ["2"]}}, {"a": 1, "b": ["2"]}, None, id="when one of a list is"),
    ],
)  # fmt: skip
def test_an_element_is_made(spec: dict[str, Any], row: dict[str, Any], value: object) -> None:
    item, _ = made({"e": spec}, row)
    assert item.get("e") == value


@pytest.mark.parametrize(
    ("spec", "value", "kept"),
    [
        ({"from": "a", "codes": "unit"}, "周", "周"),
        ({"from": "a", "codes": "nowhere"}, "周", "周"),
        ({"from": "a", "type": "integer"}, "七", "七"),
        ({"from": "a", "type": "flag"}, "也许", "也许"),
        ({"from": "a", "extract": "(?P<d>x)"}, "y", None),
    ],
)
def test_what_cannot_be_turned_is_noted(spec: dict[str, Any], value: str, kept: object) -> None:
    item, loss = made({"e": spec}, {"a": value})
    assert item.get("e") == kept
    assert loss.untranslated == {"e": [value]}


def test_paths_nest_and_the_first_to_speak_wins() -> None:
    item, loss = made(
        {
            "a.b": {"from": "x"},
            "p[].q": {"from": "x"},
            "p[].r": {"const": 2},
            "c": {"from": "nothing"},
        },
        {"x": 1, "y": "lost", "z": None},
    )
    assert item == {"a": {"b": 1}, "p": [{"q": 1, "r": 2}]}
    assert loss.unmapped == {"y": ["lost"]}


def test_bad_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": 1}\n\nnot json\n[1]\n{"a": 2}\n{}\n', encoding="utf-8")
    mapping = Mapping.model_validate(
        {"name": "t", "file": "{e}", "fields": {"e": {"from": "a"}}}
    )
    bringing = Bringing(mapping, {})
    assert [one.path for one in bringing.bring(open_rows(path))] == ["1.yaml", "2.yaml"]
    assert [bad.reason.en.split(":")[0] for bad in bringing.bad] == [
        "not JSON",
        "not an object",
        "nothing in it could be used",
    ]


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("a.json", '[{"a": 1}, 2]', [{"a": 1}, BadRow]),
        ("a.json", '{"a": 1}', [{"a": 1}]),
        ("a.csv", "\ufeffa,b\n1,二\n3,4,5\n", [{"a": "1", "b": "二"}, BadRow]),
        ("a.TSV", "a\tb\n1\t2\n", [{"a": "1", "b": "2"}]),
        ("a.ndjson", '{"a": 1}\n', [{"a": 1}]),
    ],
)
def test_rows_are_read_by_their_ending(
    name: str, text: str, rows: list[Any], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = [row for _, row in open_rows(tmp_path / name)]
    assert [type(row) if isinstance(row, BadRow) else row for row in found] == rows


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in (("code", "name"), ("000117001000", "甲"), (None, None), ("2", None)):
        sheet.append(cells)
    book.save(tmp_path / "a.xlsx")
    found = [row for _, row in open_rows(tmp_path / "a.xlsx")]
    assert found == [{"code": "000117001000", "name": "甲"}, {"code": "2", "name": None}]


@pytest.mark.parametrize(
    ("name", "raw", "complaint"),
    [
        ("a.json", b"{", "not JSON"),
        ("a.csv", b"a\n\xff\xfe\n", "codec can't decode"),
        ("a.xlsx", b"not a zip", "not XLSX"),
        ("a.csv", b"a\n" + b'"' + b"x" * 200_000 + b'"\n', "field larger than field limit"),
    ],
)
def test_files_that_cannot_be_read_are_told(
    name: str, raw: bytes, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(CatalogError, match=complaint):
        list(open_rows(tmp_path / name))


def test_without_openpyxl_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    monkeypatch.setattr(rows_room, "find_spec", lambda _: None)
    with pytest.raises(CatalogError, match=r"pip install 'catalog-std\[xlsx\]'"):
        list(open_rows(tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "name: x\nfile: y\nfields: {a: {form: b}}\n",
            "unknown key fields.a.form; did you mean from?",
        ),
        ("name: x\nfile: y\nfields: {a: {from: b, split: '('}}\n", "not a regular expression"),
        ("name: x\nfields: {}\n", "file: Field required"),
        ("fields: [\n", "cannot be read"),
    ],
)
def test_a_bad_mapping_is_one_clear_line(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        open_mapping(str(path))
    assert complaint in caught.value.saying.en
    assert "m.yaml:" in caught.value.saying.en


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_/etc/passwd"),
        ("a\\b:c*", "a_b_c_"),
        ("con", "_con"),
        ("nul.txt", "_nul.txt"),
        (".hidden", "_hidden"),
        ("x" * 500, "x" * 120),
        ("  名称 ", "名称"),
        ("a\x00b", "a_b"),
    ],
)
def test_names_of_files_are_safe_everywhere(name: str, kept: str) -> None:
    assert (
        "/".join(part for part in (safe(part) for part in name.split("/")[-3:]) if part) == kept
    )


def test_hostile_values_stay_below_the_folder() -> None:
    mapping = Mapping.model_validate(
        {
            "name": "t",
            "file": "{a}/{b.c|a}",
            "fields": {"a": {"from": "a"}, "b.c": {"from": "c"}},
        }
    )
    rows: list[tuple[int, Any]] = [
        (1, {"a": "../.."}),
        (2, {"a": "../..", "c": "x/../y"}),
        (3, {"a": "../.."}),
    ]
    names = [one.path for one in Bringing(mapping, {}).bring(iter(rows))]
    assert names == ["___/___.yaml", "___/x_.._y.yaml", "___/___-2.yaml"]


def test_an_item_without_what_its_file_is_named_by_still_gets_a_name() -> None:
    mapping = Mapping.model_validate(
        {"name": "t", "file": "{code|name}", "fields": {"type": {"from": "a"}}}
    )
    names = [one.path for one in Bringing(mapping, {}).bring(iter([(7, {"a": "x"})]))]
    assert names == ["_.yaml"]


WORDS = st.text(max_size=30)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, PLAIN, min_size=1, max_size=4))
def test_what_is_written_is_read_back_alike(item: dict[str, Any]) -> None:
    (document,) = documents_of("t.yaml", yaml_of(item, "样例").encode("utf-8", "surrogatepass"))
    assert not document.faults
    assert document.data == item


def test_the_rows_of_the_portal_all_come_in(tmp_path: Path) -> None:
    if not SHARED.is_file():
        pytest.skip(
            "the published rows are not beside this checkout: the import was NOT tried on them"
        )
    bringing = Bringing(open_mapping("gdzwfw"), code_lists(shelf(), Home(tmp_path, Settings())))
    brought = list(bringing.bring(open_rows(SHARED)))
    assert len(brought) == len({one.path for one in brought}) == 122
    assert (bringing.bad, bringing.loss.unmapped, bringing.loss.untranslated) == ([], {}, {})
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    read = [documents_of(one.path, one.text.encode())[0] for one in brought]
    assert not any(document.faults for document in read)
    assert Counter(
        d.data["limits"]["promised"]["days"]
        for d in read
        if "promised" in d.data.get("limits", {})
    ) == Counter(
        int(row["handle_time_limit"].split("(")[0])
        for row in rows
        if row["handle_time_limit"] != "无"
    )
