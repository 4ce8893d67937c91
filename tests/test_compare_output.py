"""What readers of a comparison see, its commands, and every bad input."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalog_std.cli import main
from catalog_std.cli.compare_output import PRINTERS, Shown
from catalog_std.document import documents_of
from catalog_std.exchange.write import yaml_of
from catalog_std.harmonize.choose import View
from catalog_std.harmonize.pairs import Pairs
from catalog_std.report.compare.text import comparison_lines
from catalog_std.report.frame import width
from catalog_std.run.compare import Wanted, comparisons, gathered
from catalog_std.text import Lang
from tests.conftest import GOLDEN, ROOT, untraced
from tests.test_compare import COMPARED, job_at, job_over

Run = Callable[..., tuple[int, str, str]]
CODE = "000131981000"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the sample catalog of one item in five places, at a fixed width."""
    monkeypatch.chdir(COMPARED)
    monkeypatch.setenv("CATALOG_STD_LANG", "en")
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out, out.err

    return call


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", ["text", "markdown", "csv", "html", "json"])
def test_a_comparison_reads_as_kept(
    run: Run, golden: Callable[[str, str], None], lang: str, format: str
) -> None:
    code, out, err = run(
        "--lang", lang, "compare", CODE, "--view", "majority", "--output", format
    )
    assert (code, err) == (0, "")
    golden(f"compared/{lang}.{format}", out)


def test_kept_comparisons_are_all_in_use() -> None:
    kept = {path.name for path in (GOLDEN / "compared").iterdir()}
    assert kept == {f"{lang}.{format}" for lang in ("zh", "en") for format in PRINTERS}


def test_the_overview_has_a_line_an_item(run: Run) -> None:
    _, out, _ = run("compare", "--color", "always")
    head, line = out.splitlines()
    assert head.split() == ["code", "item", "places", "differ", "not", "allowed", "unclear"]
    assert re.sub(r"\x1b\[\d+m", "", line).split() == [
        CODE,
        "样例经营许可",
        "5",
        "28",
        "10",
        "8",
    ]
    assert line.startswith("\x1b[31m")


def test_one_page_may_hold_many_items(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    _, out, _ = run("compare", "000131901000", "000105013000", "--output", "html")
    assert "2 items across places" in out
    assert out.count("<article") == 2
    _, text, _ = run("compare", "--output", "text", "--color", "always")
    assert len(text.splitlines()) == 64


def test_the_page_loads_nothing_and_runs_nothing(run: Run) -> None:
    _, out, _ = run("compare", CODE, "--output", "html")
    assert not re.search(r"<script|src=|@import|url\(|style=\"|\son\w+=\"", out)
    assert not re.search(r'href="(?!#)', out)


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_tables_keep_to_the_terminal_and_their_columns_stand_straight(columns: int) -> None:
    job = job_at(COMPARED)
    families = gathered(job, Wanted((CODE,)), Pairs()).families
    (one,) = comparisons(job, families, Pairs(), None)
    lines = list(comparison_lines(one, one.matrix.rows, "zh", lambda text, _: text, columns))
    table = [line for line in lines if line.startswith(("✓ ", "✗ 材", "要素"))]
    assert table
    head = next(line for line in lines if line.startswith("要素"))
    row = next(line for line in lines if "承诺办结时限" in line and "15 个工作日" in line)
    assert width(head[: head.index("基本目录")]) == width(row[: row.index("15 个工作日")])
    if columns > 40:
        stop = lines.index(next(line for line in lines if line.startswith("✓ 允许")))
        assert max(map(width, lines[:stop])) <= columns


def test_the_document_keeps_to_its_schema(run: Run) -> None:
    _, schema, _ = run("schema", "export", "comparison")
    _, out, _ = run("compare", "--output", "json")
    jsonschema.validate(json.loads(out), json.loads(schema))
    assert json.loads(out)["summary"] == {
        "items": 1,
        "elements": 87,
        "divergences": 36,
        "allowed": 18,
        "not_allowed": 10,
        "unclear": 8,
    }


def test_a_spreadsheet_runs_no_formula(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    run("compare", CODE, "--show", "all", "--output", f"csv:{file}")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert {row["jurisdiction"] for row in rows} == {
        "",
        "310115",
        "440100",
        "440106",
        "440300",
        "511602",
    }
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))
    ]


@untraced
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "not-allowed"], 1),
        (["--fail-on", "unclear"], 1),
        (["--fail-on", "none"], 0),
        (["--fail-on", "not-allowed", "--across", "440100"], 0),
        (["--fail-on", "unclear", "--across", "4401,4403"], 1),
    ],
)
def test_the_exit_code_tells(run: Run, arguments: list[str], code: int) -> None:
    assert run("compare", CODE, *arguments)[0] == code


def test_an_item_may_be_asked_for_by_name_or_by_a_place_s_own_code(run: Run) -> None:
    _, by_code, _ = run("compare", CODE)
    assert run("compare", "样例经营许可")[1] == by_code
    assert run("compare", "11440106MB9903310Y4000131981000", CODE)[1] == by_code


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["compare", "000131981001"], "no item 000131981001; did you mean 000131981000?"),
        (["compare", "xyzzy"], "no item xyzzy"),
        (["compare", "--across", "65"], "the catalog has no item of 65; it has: 310115, 440100"),
        (["compare", CODE, "--output", "pdf"], "no format pdf"),
        (["compare", CODE, "--pairs", "nowhere.yaml"], "nowhere.yaml: No such file"),
        (["compare", CODE, "--view", "best"], "Invalid value for '--view'"),
        (["compare", CODE, "--propose", "--to", "catalog.yaml"], "catalog.yaml exists"),
        (["export"], "export what? say --harmonised"),
        (["export", "--harmonised"], "where to? --to FOLDER"),
        (["export", "--harmonised", "--at", "65", "--output", "json"], "no item of 65"),
        (["export", "--harmonised", "--output", "xml"], "no format xml; known: json, csv"),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_line(run: Run, arguments: list[str], complaint: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert complaint in err


def test_only_one_item_is_drafted_at_a_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run("compare", "--propose", "--across", "4401")[2].endswith("name its code\n")


def test_an_item_that_none_of_the_places_has_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code, _, err = run("compare", "000115010000", "--across", "3301")
    assert (code, err) == (2, "catalog-std: none of these places has the item\n")


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the sample catalog."""
    for path in COMPARED.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(COMPARED)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path.relative_to(COMPARED)).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


PAIRS = """\
version: 1
entries:
  - {same: [负责人身份证件, 居民身份证], by: 省级目录管理部门, on: 2026-11-01}
"""


def test_confirmed_pairs_stand_in_the_catalog(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(tmp_path, monkeypatch)
    assert "负责人身份证件 = 负责人居民身份证" in run("compare", CODE)[1]
    (home / "alignments.yaml").write_text(PAIRS, encoding="utf-8")
    assert "负责人身份证件 = 负责人居民身份证" not in run("compare", CODE)[1]
    (home / "empty.yaml").write_text(" \n", encoding="utf-8")
    assert (
        "负责人身份证件 = 负责人居民身份证" in run("compare", CODE, "--pairs", "empty.yaml")[1]
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("entries: [{same: [a], by: x, on: 2026-11-01}]\n", "of two names or more"),
        ("entries: [{same: [a, b], by: x, on: soon}]\n", "entries.0.on"),
        ("entrys: []\n", "unknown key entrys; did you mean entries?"),
        ("a: [\n", "cannot be read"),
    ],
)
def test_a_bad_file_of_pairs_is_told(
    run: Run, tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "pairs.yaml").write_text(text, encoding="utf-8")
    code, _, err = run("compare", CODE, "--pairs", str(tmp_path / "pairs.yaml"))
    assert code == 2
    assert complaint in err


def test_pairs_and_the_effective_catalog_have_schemas(run: Run) -> None:
    for what in ("alignments", "effective"):
        assert json.loads(run("schema", "export", what)[1])["properties"]["version"]


def test_an_unreadable_item_is_told_on_stderr(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(tmp_path, monkeypatch)
    (home / "items" / "bad.yaml").write_text("a: [\n", encoding="utf-8")
    code, out, err = run("compare", CODE, "--output", "json")
    assert (code, err) == (0, "items/bad.yaml: holds an item that cannot be read; left out\n")
    assert json.loads(out)["unread"] == ["items/bad.yaml"]


def test_a_draft_is_written_with_the_source_of_every_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    code, out, err = run("compare", CODE, "--propose", "--view", "lightest", "--to", str(file))
    assert (code, out) == (0, "")
    assert "the draft has no errors" in err
    assert "once adopted, " in err
    lines = file.read_text(encoding="utf-8").splitlines()
    told = re.compile(
        r"  # (basic item items/\S+:\d+|\S+ items/\S+:\d+ \(\d of \d alike\)|sources of the parts below)$"
    )
    assert [line for line in lines if not line.startswith("#") and not told.search(line)] == []
    assert "    days: 5  # 浦东新区 items/310115.yaml:22 (1 of 5 alike)" in lines


@untraced
@pytest.mark.parametrize("view", list(View))
def test_drafts_of_the_bundled_catalog_lint_clean(
    run: Run, monkeypatch: pytest.MonkeyPatch, view: View
) -> None:
    monkeypatch.chdir(ROOT)
    for code in ("000131901000", "000105901000", "000163901000"):
        assert run("compare", code, "--propose", "--view", view.value)[0] == 0


def test_a_draft_that_lint_rejects_says_why(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(tmp_path, monkeypatch)
    (home / "forms" / "application.txt").unlink()
    code, out, err = run("compare", CODE, "--propose")
    assert code == 1
    assert out.startswith("# draft (majority): 样例经营许可 000131981000")
    assert "the draft cannot be used as it is, 1 errors:\n  items/basic.yaml:" in err
    assert "LNK001" in err


def test_a_draft_may_stand_where_there_is_no_basic_item_yet_or_among_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(tmp_path, monkeypatch)
    basic = home / "items" / "basic.yaml"
    text = basic.read_text(encoding="utf-8")
    other = text.replace(CODE, "000131982000")
    basic.write_text(f"{other}---\n{text}", encoding="utf-8")
    assert "the draft has no errors" in run("compare", CODE, "--propose")[2]
    basic.unlink()
    assert "items/basic/000131981000.yaml" in run("compare", CODE, "--propose")[2]


def test_the_effective_catalog_is_written_with_origins(run: Run, tmp_path: Path) -> None:
    files = {name: tmp_path / f"x.{name}" for name in ("json", "csv")}
    outputs = [f"--output={name}:{file}" for name, file in files.items()]
    code, _, err = run(
        "export", "--harmonised", "--at", "4401", "--to", str(tmp_path / "e"), *outputs
    )
    assert (code, err) == (0, f"wrote 2 items to {tmp_path / 'e'}\n")
    text = (tmp_path / "e" / "items" / "440100.yaml").read_text(encoding="utf-8")
    assert "name: 样例经营许可  # basic item items/basic.yaml:3" in text
    assert "    days: 10  # own items/440100.yaml:16" in text
    (found,) = documents_of("x", text.encode())
    document = json.loads(files["json"].read_text(encoding="utf-8"))
    item = document["items"][0]
    assert item["item"] == found.data
    assert item["origins"]["/limits/statutory/days"] == {
        "origin": "basic",
        "file": "items/basic.yaml",
        "line": 21,
    }
    rows = list(csv.DictReader(files["csv"].read_text(encoding="utf-8").splitlines()))
    assert {row["jurisdiction"] for row in rows} == {"440100", "440106"}
    assert {row["origin"] for row in rows} == {"own", "basic"}
    schema = json.loads(run("schema", "export", "effective")[1])
    jsonschema.validate(document, schema)


def test_items_of_one_file_are_exported_into_one_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(tmp_path, monkeypatch)
    items = home / "items"
    both = [
        (items / name).read_text(encoding="utf-8") for name in ("440100.yaml", "440106.yaml")
    ]
    (items / "440100.yaml").write_text("---\n".join(both), encoding="utf-8")
    (items / "440106.yaml").unlink()
    (items / "310115.yaml").write_text("a: [\n", encoding="utf-8")
    run("export", "--harmonised", "--to", "out")
    (first, second) = documents_of("x", (home / "out" / "items" / "440100.yaml").read_bytes())
    assert (first.data["jurisdiction"], second.data["jurisdiction"]) == ("440100", "440106")


def test_items_without_a_basic_item_are_printed_too() -> None:
    text = (
        '{{basic_code: "000131981000", name: 甲, jurisdiction: "{0}", visits: {{count: {1}}}}}'
    )
    job = job_over({"1": text.format("440100", 1), "2": text.format("440300", 2)})
    families = gathered(job, Wanted((CODE,)), Pairs()).families
    found = [(one, one.matrix.rows) for one in comparisons(job, families, Pairs(), None)]
    for printer in PRINTERS.values():
        lines = list(printer(Shown(found, (), "en", "2026-11-01", named=True), lambda t, _: t))
        assert "440100" in "".join(lines) or "广州市" in "".join(lines)


def test_the_effective_catalog_may_be_printed_alone(run: Run) -> None:
    code, out, err = run("export", "--harmonised", "--at", "440106", "--output", "csv")
    assert (code, err) == (0, "")
    assert out.startswith("jurisdiction,code,basic_code,name,element,value,origin,file,line\n")


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from(["", "working", "a", "=1", "甲", "甲|<b>`"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["days", "unit", "name", "id", "proven_by", "text", "items", "standard_name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
items = st.dictionaries(
    st.sampled_from(
        [
            "materials",
            "conditions",
            "limits",
            "fees",
            "visits",
            "name",
            "steps",
            "results",
            "channels",
            "odd",
        ]
    ),
    values,
    max_size=5,
)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.generate],
)
@given(
    st.tuples(items, items, items), st.sampled_from(["zh", "en"]), st.sampled_from(list(View))
)
def test_whatever_items_say_they_are_compared_printed_and_drafted(
    data: tuple[dict[str, Any], ...], lang: Lang, view: View
) -> None:
    heads: list[dict[str, Any]] = [{}, {"jurisdiction": "440100"}, {"jurisdiction": "440300"}]
    texts = {
        str(n): yaml_of({"basic_code": CODE, **head, **one})
        for n, (head, one) in enumerate(zip(heads, data, strict=True))
    }
    job = job_over(texts)
    families = gathered(job, Wanted((CODE,)), Pairs()).families
    found = [(one, one.matrix.rows) for one in comparisons(job, families, Pairs(), view)]
    for name in PRINTERS:
        assert list(
            PRINTERS[name](Shown(found, (), lang, "2026-11-01", named=True), lambda t, _: t)
        )
    for one, _ in found:
        assert one.draft
        (again,) = documents_of("x", yaml_of(one.draft.data).encode())
        assert again.data == one.draft.data
