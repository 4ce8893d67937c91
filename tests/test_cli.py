"""The doorstep: every command, every bad input, the exit codes."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import jsonschema
import pytest

from catalog_std import cli
from catalog_std.cli import COMMANDS, main
from catalog_std.cli.asked import tell_crashes
from catalog_std.cli.output import Target, paint_for
from catalog_std.cli.progress import progress_on_stderr
from catalog_std.cli.speech import Speech, both, kept, speech_of, without_language
from catalog_std.lint import RULES
from catalog_std.run.lint import Outcome
from catalog_std.run.sheet import Crash
from catalog_std.standard.shelf import Shelf, open_shelf, shipped
from tests.conftest import ROOT

BASIC = """\
basic_code: "000709901000"
name: 居民身份证补领
aliases: [补办身份证]
type: confirmation
status: active
version: 1
level: [county]
sector: public_security
legal_basis: [{title: 中华人民共和国居民身份证法, article: 第十一条}]
applicants: [natural_person]
fees: {charged: false}
limits: {statutory: {days: 60, unit: working}}
results: [{name: 居民身份证, kind: licence, licence_type: id_card, sample: "https://a.cn/card.png"}]
"""
AGENCY = ("--at", "440100", "--agency", "广州市公安局", "--agency-code", "11440100007483172Q")


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a fresh catalog with one basic item."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOG_STD_LANG", "en")
    (tmp_path / "catalog.yaml").write_text("version: 1\nas_of: 2026-11-01\n", encoding="utf-8")
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "id.yaml").write_text(BASIC, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process: its exit code, what it printed, what it complained of."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out = capsys.readouterr()
    return int(left.value.code or 0), out.out, out.err


def test_a_clean_catalog_is_clean(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "lint")
    assert (code, err) == (0, "")
    assert out == "1 items in 1 files: 0 errors, 0 warnings, 0 infos (as of 2026-11-01)\n"
    assert catalog


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["lint", "nowhere"], "no such path: nowhere"),
        (
            ["lint", "/"],
            "/: no catalog.yaml here or above; start a catalog with: catalog-std init",
        ),
        (["lint", ".", "/"], "/ is not in the catalog"),
        (
            ["lint", "--rule", "limits/promise-beyond-low"],
            "no rule limits/promise-beyond-low; did you mean limits/promise-beyond-law?",
        ),
        (["lint", "--rule", "xyzzy"], "no rule xyzzy"),
        (["lint", "--output", "jsn"], "no format jsn; did you mean json?"),
        (["lint", "--output", "xyzzy"], "no format xyzzy; known: text, concise, json"),
        (["lint", "--output", "json:catalog.yaml/x.json"], "catalog.yaml/x.json: "),
        (["lint", "--as-of", "soon"], "Invalid value for '--as-of'"),
        (["lint", "--fail-level", "fatal"], "Invalid value for '--fail-level'"),
        (["lnt"], "No such command 'lnt'"),
        (["rule", "LIM999"], "no rule LIM999"),
        (
            ["standards", "show", "materials[].orignals"],
            "no element materials[].orignals; did you mean originals?",
        ),
        (["standards", "show", "xyzzy"], "no element xyzzy"),
        (["explain", "999"], "no item 999"),
        (["explain", "000709901000#nmae"], "no element nmae; did you mean name?"),
        (
            ["new", "000709901001", *AGENCY],
            "no basic item 000709901001; did you mean 000709901000?",
        ),
        (["new", "xyzzy", *AGENCY], "no basic item xyzzy"),
        (
            ["new", "000709901000", *AGENCY[:5], "11440100007483172X"],
            "11440100007483172X is no valid credit code",
        ),
        (
            ["new", "000709901000", "--at", "449900", *AGENCY[2:]],
            "no division has the code 449900",
        ),
        (["import", "--mapping", "nothing", "x.csv"], "no mapping nothing (shipped: gdzwfw)"),
        (["import", "--mapping", "gdzwfw", "x.csv"], "no such file: x.csv"),
        (["import", "--mapping", "gdzwfw", "x.doc"], "x.doc: unknown format"),
        (
            ["import", "--mapping", "gdzwfw", "--into", "../x", "x.csv"],
            "../x is not in the catalog",
        ),
        (["--lang", "fr", "lint"], "Invalid value for '--lang'"),
        (["init", "."], "catalog.yaml exists; left alone"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(
    arguments: list[str], complaint: str, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = visible(catalog)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert complaint in err
    assert visible(catalog) == before


def visible(folder: Path) -> list[Path]:
    """List what lies below a folder, but for what is remembered there."""
    return sorted(path for path in folder.rglob("*") if ".catalog_std_cache" not in path.parts)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ("version: 2\n", "catalog.yaml:1:10: version: Input should be 1"),
        ("rulez: {}\n", "catalog.yaml:1:1: unknown key rulez; did you mean rules?"),
        (
            "standards:\n  usee: []\n",
            "catalog.yaml:2:3: unknown key standards.usee; did you mean use?",
        ),
        ("xyzzy: 1\n", "catalog.yaml:1:1: unknown key xyzzy"),
        (
            "overrides:\n  - {files: x, rules: {}, file: y}\n",
            "unknown key overrides.0.file; did you mean files?",
        ),
        ("items: [\n", "catalog.yaml:2:1: cannot be read (syntax)"),
        ("rules: {limits/promise: error}\n", "no rule limits/promise"),
        ("overrides: [{files: x, rules: {xyzzy: off}}]\n", "no rule xyzzy"),
        (
            "standards: {use: [gbt-39554.2-2021]}\n",
            "no standard gbt-39554.2-2021; did you mean gbt-39554.2-2020?",
        ),
        ("standards: {use: [xyzzy]}\n", "no standard xyzzy"),
        ("42\n", "catalog.yaml:1:1: cannot be read (not-a-mapping)"),
    ],
)
def test_broken_settings_are_one_clear_line(
    settings: str, complaint: str, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "catalog.yaml").write_text(settings, encoding="utf-8")
    code, out, err = run(capsys, "lint")
    assert (code, out) == (2, "")
    assert complaint in err
    assert len(err.splitlines()) == 1


def test_the_day_may_be_chosen(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "lint", "--as-of", "2019-01-01")
    assert out.splitlines()[-1].endswith("(as of 2019-01-01)")
    assert catalog


def test_an_empty_settings_file_means_the_defaults(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "catalog.yaml").write_text("", encoding="utf-8")
    assert run(capsys, "lint")[0] == 0


def test_an_unreadable_file_is_one_clear_line(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "items" / "gone.yaml").symlink_to(catalog / "nowhere.yaml")
    code, out, err = run(capsys, "lint")
    assert (code, out) == (2, "")
    assert err == "catalog-std: items/gone.yaml: No such file or directory\n"


def test_settings_that_cannot_be_read_are_one_clear_line(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, _, err = run(capsys, "lint")
    assert code == 2
    assert "catalog.yaml: Permission denied" in err
    assert catalog


def test_paths_limit_what_is_reported_not_what_is_read(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (catalog / "items" / name).mkdir()
        (catalog / "items" / name / "x.yaml").write_text("{nmae: x}\n", encoding="utf-8")
    _, whole, _ = run(capsys, "lint", "--output", "concise")
    _, part, _ = run(capsys, "lint", "items/a", "--output", "concise")
    _, one, _ = run(capsys, "lint", "items/b/x.yaml", "items/id.yaml", "--output", "concise")
    assert part
    assert part + one == whole
    assert {line.split(":")[0] for line in part.splitlines()} == {"items/a/x.yaml"}


def test_settings_weigh_rules_and_files(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b", "c"):
        text = BASIC + "materials: [{name: 其他材料}]\n"
        (catalog / "items" / f"{name}.yaml").write_text(
            text.replace("000709901000", f"00070990{'abc'.index(name) + 2}000"),
            encoding="utf-8",
        )
    (catalog / "catalog.yaml").write_text(
        "as_of: 2026-11-01\nrules: {materials/catch-all: warning, shape/missing-element: off, materials/no-basis: off}\n"
        "overrides:\n  - {files: items/b.yaml, rules: {materials/catch-all: info}}\n"
        "  - {files: items/c.yaml, rules: {materials/catch-all: off}}\n",
        encoding="utf-8",
    )
    code, out, _ = run(capsys, "lint", "--output", "concise")
    assert code == 0
    assert [line.split(" ")[1] for line in out.splitlines()] == ["warning", "info"]
    assert run(capsys, "lint", "--fail-level", "warning")[0] == 1
    assert run(capsys, "lint", "--fail-level", "warning", "--exit-zero")[0] == 0


def test_output_goes_to_files_too(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "lint", "--output", "json:out.json", "--output", "concise")
    assert (code, out) == (0, "")
    assert (
        json.loads((catalog / "out.json").read_text(encoding="utf-8"))["summary"]["items"] == 1
    )


def test_colours_can_be_asked_for_and_be_off(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "items" / "x.yaml").write_text("{nmae: x}\n", encoding="utf-8")
    assert "\x1b[31m" in run(capsys, "lint", "--color", "always")[1]
    assert "\x1b[" not in run(capsys, "lint", "--color", "never")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert paint_for(Target("text", None), "auto")("x", "red") != "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint_for(Target("text", None), "auto")("x", "red") == "x"


def test_progress_shows_on_a_terminal_after_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("catalog_std.cli.progress._PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress_on_stderr("en") as show:
        show(1, 2)
        show(2, 2)
    assert capsys.readouterr().err == "\rread 1 of 2 files\r\x1b[K"
    with progress_on_stderr("en") as show:
        show(3, 0)
    assert capsys.readouterr().err == "\rread 3 of … files\r\x1b[K"


def test_rules_are_listed_and_their_pages_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rule", "--lang", "zh")
    assert code == 0
    assert "LIM001  limits/promise-beyond-law" in out
    _, page, _ = run(capsys, "rule", "limits/promise-beyond-law", "--lang=en")
    assert page.startswith(
        "# LIM001 limits/promise-beyond-law · Promise longer than the law allows"
    )


def test_standards_are_listed_by_place(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, everything, _ = run(capsys, "standards", "list")
    assert "gbt-39046-2020" in everything
    assert "only where a catalog names it" in everything
    _, here, _ = run(capsys, "standards", "list", "--at", "440106", "--sector", "transport")
    names = [line.split()[0] for line in here.splitlines()]
    assert names[-3:] == [
        "jtt-road-transport-practice",
        "gd-item-practice",
        "gz-guide-practice",
    ]
    assert catalog


def test_an_element_is_shown_with_its_clauses(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "standards", "show", "visits.count", "--at", "330100")
    assert "visits.count · count" in out
    assert "local · DB33/T 2036.1-2017" in out
    assert "maximum: 1" in out
    assert "an implementation item may only make it lighter" in out
    _, out, _ = run(capsys, "standards", "show", "/materials/0/medium", "--lang", "zh")
    assert "materials[].medium · 材料形式" in out
    assert "electronic" in out
    _, out, _ = run(capsys, "standards", "show", "channels")
    assert 'required: ["window"]' not in out
    _, out, _ = run(capsys, "standards", "show", "visits")
    assert "(in some cases)" in out
    assert 'required: ["reason"]' in out
    assert catalog


def test_outside_a_catalog_the_shipped_standards_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "standards", "list", "--as-of", "2026-01-01")[0] == 0
    assert run(capsys, "standards", "show", "name")[0] == 0


def test_an_item_is_started_explained_and_linted(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "new", "000709901000", *AGENCY)
    path = "items/440100/public_security/11440100007483172Q3000709901000.yaml"
    assert code == 0
    assert path in out
    text = (catalog / path).read_text(encoding="utf-8")
    assert "# 居民身份证补领（基本编码 000709901000）" in text
    assert "#   visits: 到办事现场次数 · visits" in text
    assert "level: municipal" in text
    assert run(capsys, "lint")[0] == 1
    _, out, _ = run(capsys, "explain", f"{path}#limits.statutory.days")
    assert "value: 60 (inherited from items/id.yaml:12)" in out
    _, out, _ = run(capsys, "explain", "11440100007483172Q3000709901000#agency.name")
    assert f'value: "广州市公安局" ({path}:9)' in out
    _, out, _ = run(capsys, "explain", "000709901000#legal_basis[].title")
    assert "中华人民共和国居民身份证法" in out
    _, out, _ = run(capsys, "explain", "000709901000#steps[].name")
    assert "value: not stated" in out
    _, out, _ = run(capsys, "explain", path)
    assert "jurisdiction\n" in out
    code, _, err = run(capsys, "new", "000709901000", *AGENCY)
    assert (code, "exists; left alone" in err) == (2, True)


def test_a_complete_draft_lists_nothing_more(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "catalog.yaml").write_text(
        "standards: {use: [gbt-39554.1-2020]}\n", encoding="utf-8"
    )
    assert run(capsys, "new", "000709901000", *AGENCY)[0] == 0
    (path,) = catalog.glob("items/440100/*/*.yaml")
    assert "still" not in path.read_text(encoding="utf-8")
    assert "ask for" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["item", "catalog", "diagnostics", "annotations"])
def test_schemas_are_exported(
    what: str, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "schema", "export", what, "--at", "440100")
    assert code == 0
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    if what == "item":
        assert schema["properties"]["type"]["enum"][0] == "licence"
        assert "行政许可" in schema["properties"]["type"]["markdownEnumDescriptions"][0]
        assert not jsonschema.Draft202012Validator(schema).is_valid(
            {"basic_code": "1", "nmae": ""}
        )
    assert catalog


def test_settings_are_shown(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "config", "show")
    assert json.loads(out)["file"] == (catalog / "catalog.yaml").as_posix()
    _, out, _ = run(capsys, "config", "schema")
    assert "overrides" in json.loads(out)["properties"]


def test_a_catalog_starts_from_nothing_and_lints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "init", "mine", "--lang", "zh")
    assert code == 0
    assert "已在 mine 新建目录" in out
    assert (tmp_path / "mine" / ".gitignore").exists()
    assert run(capsys, "lint", "mine")[0] == 0
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".gitignore").write_text("x\n", encoding="utf-8")
    run(capsys, "init", "other")
    assert (tmp_path / "other" / ".gitignore").read_text(encoding="utf-8") == "x\n"


ROWS = """\
code\tname\tdays\tnote
1\t甲\t20(工作日)\tx
2\t乙\t很久\ty
2\t乙二\t\t
3\t丙\t3(自然日)\tz\textra
"""
MAPPING = """\
name: mine
file: "{code}"
fields:
  code: {from: code}
  name: {from: name}
  limits.promised:
    from: days
    extract: '^(?P<days>\\d+)\\((?P<unit>[^)]+)\\)$'
    each: {days: {from: days, type: number}, unit: {from: unit, codes: time-unit}}
"""


def test_rows_are_imported_and_what_is_lost_is_told(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "rows.tsv").write_text(ROWS, encoding="utf-8")
    (catalog / "mine.yaml").write_text(MAPPING, encoding="utf-8")
    code, out, _ = run(
        capsys, "import", "--mapping", "mine.yaml", "rows.tsv", "--into", "items/in"
    )
    assert code == 0
    assert out == (
        "brought in 3 items, written to items/in\n"
        "row 4 was left out: more columns than the head has\n"
        "fields without a home:\n  note: 2 times, such as x\n"
        "values that could not be turned:\n  limits.promised: 1 times, such as 很久\n"
        "names taken twice, numbered:\n  2: 1 times, such as 2\n"
    )
    first = (catalog / "items/in/1.yaml").read_text(encoding="utf-8")
    assert "unit: working" in first
    code, _, err = run(
        capsys, "import", "--mapping", "mine.yaml", "rows.tsv", "--into", "items/in"
    )
    assert code == 2
    assert "and 2 more exist; --overwrite replaces them" in err
    assert (
        run(
            capsys,
            "import",
            "--mapping",
            "mine.yaml",
            "rows.tsv",
            "--into",
            "items/in",
            "--overwrite",
        )[0]
        == 0
    )


def test_an_import_that_loses_nothing_says_so_by_silence(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "rows.csv").write_text("code\n7\n", encoding="utf-8")
    mapping = 'name: m\nfile: "{code}"\nfields: {code: {from: code}}\n'
    (catalog / "m.yaml").write_text(mapping, encoding="utf-8")
    _, out, _ = run(capsys, "import", "--mapping", "m.yaml", "rows.csv")
    assert out == "brought in 1 items, written to items\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "speech"),
    [
        (["lint"], {}, Speech("zh", asked=False)),
        (["lint", "--lang", "en"], {"CATALOG_STD_LANG": "zh"}, Speech("en", asked=True)),
        (["--lang=zh", "lint"], {"LANG": "en_US.UTF-8"}, Speech("zh", asked=True)),
        ([], {"CATALOG_STD_LANG": "en"}, Speech("en", asked=True)),
        ([], {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, Speech("en", asked=False)),
        (["--lang"], {"LANG": "zh_CN.UTF-8"}, Speech("zh", asked=False)),
    ],
)
def test_the_language_is_chosen(
    arguments: list[str], environment: dict[str, str], speech: Speech
) -> None:
    assert speech_of(arguments, environment) == speech


def test_the_catalogs_language_yields_to_the_callers() -> None:
    assert Speech("en", asked=False).within("zh") == "zh"
    assert Speech("en", asked=True).within("zh") == "en"
    assert Speech("en", asked=False).within(None) == "en"
    assert without_language(["a", "--lang", "en", "b", "--lang=zh"]) == ["a", "b"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_one_language_and_gives_examples(
    command: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, *([command] if command else []), "--help", "--lang", lang)
    assert code == 0
    assert "\x1f" not in out
    body = out.replace("Usage:", "").replace("Options:", "").replace("Commands:", "")
    assert any("一" <= letter <= "鿿" for letter in body) == (lang == "zh" or "广州市" in body)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert out.startswith("catalog-std ")


def test_control_c_leaves_with_130(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise click.Abort

    monkeypatch.setattr("catalog_std.cli.lint_command.run_lint", interrupt, raising=False)
    from catalog_std.cli import lint_command  # noqa: PLC0415 - patched above

    assert lint_command
    assert run(capsys, "lint")[0] == 130
    assert catalog


@pytest.mark.parametrize("door", [["-m", "catalog_std"], [str(ROOT / "cli.py")]])
def test_every_door_opens(door: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *door, "rule", "LIM001"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=os.environ | {"CATALOG_STD_LANG": "en"},
    )
    assert b"Promise longer than the law allows" in done.stdout


def test_the_module_is_a_door_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["catalog-std", "--version"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("catalog_std", run_name="__main__")
    assert not left.value.code
    assert capsys.readouterr().out.startswith("catalog-std ")


def test_shells_can_complete_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_CATALOG_STD_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "catalog-std in")
    monkeypatch.setenv("COMP_CWORD", "1")
    _, out, _ = run(capsys)
    assert out == "plain,init\n"


def test_words_without_a_second_tongue_are_kept_as_they_are() -> None:
    assert [kept(words, "en") for words in (None, "DIR", both("甲", "a"))] == [None, "DIR", "a"]


def test_help_imports_little() -> None:
    probe = "import sys; from catalog_std.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, text=True
    )
    heavy = {
        "pydantic",
        "duckdb",
        "jsonschema_rs",
        "yaml",
        "rich",
        "jinja2",
        "importlib.metadata",
    }
    assert not heavy & set(done.stdout.split())


def test_standards_may_lie_in_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "catalog_std"
    shutil.copytree(ROOT / "standards", package / "shipped" / "standards")
    monkeypatch.setattr(
        "catalog_std.standard.shelf.__file__", str(package / "standard" / "shelf.py")
    )
    assert shipped() == package / "shipped" / "standards"
    found: Shelf = open_shelf([shipped()])
    assert found.standards


def test_the_commands_of_the_table_are_the_modules() -> None:
    folder = Path(cli.__file__).parent
    modules = {path.stem.removesuffix("_command") for path in folder.glob("*_command.py")}
    assert modules == {name.replace("-", "_") for name in COMMANDS}


def test_the_rule_book_is_read_by_people_and_by_machines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rules = json.loads(run(capsys, "rule", "--all", "--output", "json")[1])
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    form = next(rule for rule in rules if rule["id"] == "MAT011")
    assert (form["scope"], form["basis"]["sure"], form["rate"]["share"]) == (
        "item",
        "practice",
        0.41,
    )
    assert {example["verdict"] for example in form["examples"]} == {"pass", "fail"}
    assert json.loads(run(capsys, "rule", "MAT011", "--output", "json")[1]) == form
    book = run(capsys, "rule", "--all", "--lang", "en")[1]
    assert book.count("\n- Severity: ") == len(RULES)


def test_a_file_that_nobody_could_judge_is_told_by_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lost = Outcome((), 1, 0, date(2026, 11, 1), (Crash("", "items/a.yaml", "signal 9"),))
    tell_crashes(lost, "en")
    assert capsys.readouterr().err.startswith(
        "catalog-std: items/a.yaml: whoever reads it dies"
    )
