"""What officers read of proofs about standards: words, formats, exit codes, bad input."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from catalog_std.cli import main
from catalog_std.cli.standards_check import _FORMATS
from catalog_std.finding import Finding, Severity, Subject, Where
from catalog_std.report.revision_pages import Editions, revision_markdown
from catalog_std.report.revisions_json import Revisions
from catalog_std.report.verdict_json import Judgements
from catalog_std.source import START, Pointer
from catalog_std.standard.shelf import open_shelf, shipped
from tests.conftest import ROOT, untraced

SAMPLES = ROOT / "tests" / "standards"
LANGS = ("zh", "en")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process: its exit code, what it printed, what it complained of."""
    with pytest.raises(SystemExit) as left:
        main(["standards", *arguments])
    out = capsys.readouterr()
    return int(left.value.code or 0), out.out, out.err


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLES)


@untraced
@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["text", "concise", "markdown"])
def test_sample_faults_are_reported_to_the_letter(
    lang: str,
    form: str,
    golden: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = said(
        capsys, "check", "--output", form, "--lang", lang, "--as-of", "2026-11-01"
    )
    assert code == 1
    golden(f"standards.{lang}.{form}", out)


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("lang", LANGS)
def test_both_clauses_have_their_lines_and_an_example(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = said(
        capsys, "check", "loosening-conditional", "--output", "json", "--lang", lang
    )
    document = json.loads(out)
    jsonschema.validate(document, Judgements.model_json_schema())
    (one,) = (j for j in document["judgements"] if j["verdict"] == "loosening")
    assert (one["element"], one["has_witness"]) == ("materials[].originals", True)
    assert one["witness"] == {"materials": [{"name": "a", "originals": 0, "signed": True}]}
    for side in (one["lower"][0], one["upper"][0]):
        line = (SAMPLES.parent / "standards" / side["file"].removeprefix("standards/")).exists()
        assert side["line"] > 1 or line
    lines = (
        Path(SAMPLES / "faulty/loosening-conditional/item.schema.json")
        .read_text("utf-8")
        .splitlines()
    )
    assert '"minimum": 0' in lines[one["lower"][0]["line"] - 1]


@pytest.mark.usefixtures("samples")
def test_faults_of_standards_are_findings_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever prints findings of lint prints them: code scanning, forges, spreadsheets of tests."""
    for form in _FORMATS:
        code, out, err = said(capsys, "check", "--output", form)
        assert (code, err) == (1, "")
        assert out
    _, out, _ = said(capsys, "check", "--output", "sarif", "--lang", "en")
    (run,) = json.loads(out)["runs"]
    rules = {rule["id"]: rule["name"] for rule in run["tool"]["driver"]["rules"]}
    assert rules["STD004"] == "standards/loosening"
    (one,) = (result for result in run["results"] if result["ruleId"] == "STD004")
    assert "allows 0" in one["message"]["text"]
    assert "asks that it be at least 1 when signed is true" in one["message"]["text"]
    assert one["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] > 1
    assert len(
        {result["partialFingerprints"]["catalogStd/v1"] for result in run["results"]}
    ) == len(run["results"])


@untraced
@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["redundancy-copy"], 0),
        (["redundancy-copy", "--fail-level", "warning"], 1),
        (["loosening-conditional", "--exit-zero"], 0),
        (["sound-tighter"], 0),
        (["sound-tighter", "--fail-level", "info"], 1),
        (["sample-nation"], 0),
    ],
)
def test_the_exit_code_goes_by_severity(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", *arguments)[0] == code


EVERY = sorted(path.name for path in (SAMPLES / "faulty").iterdir())


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", EVERY)
def test_every_kind_of_fault_is_said_whole(
    name: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No blank is left unfilled, and one tongue is spoken at a time."""
    _, out, _ = said(capsys, "check", name, "--output", "concise", "--lang", lang)
    assert not re.search(r"\{(?:name|value|list|tokens|keyword|when|count)\}|None", out)
    if lang == "en":
        assert not re.search(r"[一-鿿]", re.sub(r'"[^"]*"|样例[^ ]*', "", out))


@pytest.mark.parametrize("names", [["gbt-3955.2-2020"], ["zzz"]])
def test_an_unknown_standard_is_one_clear_line(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["check", *names], ["diff", *names, "gbt-39046-2020"]):
        code, out, err = said(capsys, *command, "--lang", "en")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert f"no standard {names[0]}" in err


def test_an_unknown_format_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, "diff", "a", "b", "--output", "sarif", "--lang", "en")
    assert code == 2
    assert "known: text, json" in err


EDITION = {
    "id": "sample-2",
    "title": {"zh": "样例新版", "en": "sample, new edition"},
    "layer": "national",
    "effective": "2027-01-01",
    "source": {"document": "sample", "sure": "practice"},
    "schema": "item.schema.json",
}


def edition(folder: Path, change: Callable[[dict[str, Any]], None]) -> str:
    """Write a new edition of the shipped elements, a little changed."""
    home = ROOT / "standards" / "national" / "gbt-39554.2-2020"
    shutil.copytree(home / "codes", folder / "e" / "codes")
    schema = json.loads((home / "item.schema.json").read_text("utf-8"))
    change(schema)
    manifest = EDITION | {
        "codes": [f"codes/{path.name}" for path in sorted((home / "codes").iterdir())]
    }
    (folder / "e" / "item.schema.json").write_text(json.dumps(schema), "utf-8")
    (folder / "e" / "standard.yaml").write_text(json.dumps(manifest), "utf-8")
    return str(folder / "e")


def changed(schema: dict[str, Any]) -> None:
    elements = schema["properties"]
    elements["materials"]["items"]["properties"]["copies"]["maximum"] = 1
    elements["name"]["maxLength"] = 2000
    elements["colour"] = {"type": "string"}
    del elements["not_offered"]


@pytest.mark.parametrize("lang", LANGS)
def test_two_editions_are_told_element_by_element(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = edition(tmp_path, changed)
    code, out, _ = said(
        capsys, "diff", "gbt-39554.2-2020", f"{new}/standard.yaml", "--lang", lang
    )
    assert code == 1
    told = [line for line in out.splitlines() if not line.startswith(" ")]
    names = {
        "zh": ("删去", "收紧", "放宽", "新增"),
        "en": ("removed", "tighter", "looser", "added"),
    }
    elements = ("`not_offered`", "`materials[].copies`", "`name`", "`colour`")
    for line, name, element in zip(told, names[lang], elements, strict=False):
        assert line.startswith(f"{name} {element}")
    assert "2027-01-01" in told[-1]
    assert re.search(r"item\.schema\.json:\d+\n", out)


def test_what_breaks_in_a_catalog_is_listed_with_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def tighter(schema: dict[str, Any]) -> None:
        schema["properties"]["materials"]["items"]["properties"]["copies"]["maximum"] = 0

    new = edition(tmp_path, tighter)
    line = ["diff", "gbt-39554.2-2020", new, "--catalog", str(ROOT), "--lang", "en"]
    code, out, _ = said(capsys, *line, "--output", "json")
    assert code == 1
    document = json.loads(out)
    jsonschema.validate(document, Revisions.model_json_schema())
    assert (document["stays_valid"], document["effective"]) == (False, "2027-01-01")
    assert document["broken"]
    assert {one["standard"]["id"] for one in document["broken"]} == {"sample-2"}
    assert {one["pointer"].split("/")[-1] for one in document["broken"]} == {"copies"}
    _, text, _ = said(capsys, *line)
    assert text.count("copies is 1, should be 0 or less") == len(
        [one for one in document["broken"] if one["facts"]["value"] == 1]
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_two_editions_are_set_for_a_pull_request_and_for_paper(
    lang: str,
    form: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[str, str], None],
) -> None:
    new = edition(tmp_path, changed)
    line = ["diff", "gbt-39554.2-2020", new, "--output", form, "--lang", lang]
    assert said(capsys, *line)[0] == 1
    catalog = tmp_path / "catalog"
    (catalog / "items").mkdir(parents=True)
    (catalog / "catalog.yaml").write_text("version: 1\nas_of: 2026-11-01\n", encoding="utf-8")
    (catalog / "items" / "a.yaml").write_text(
        "name: 甲|<b>\nnot_offered: {reason: 甲, on: 2026-01-01}\n", encoding="utf-8"
    )
    out = said(capsys, *line, "--catalog", str(catalog))[1]
    told = re.sub(r"(test[^/]*/e/)?item\.schema\.json:\d+", "item.schema.json", out)
    golden(f"editions.{lang}.{form}", told)
    assert "<b>" not in out


def test_a_long_list_of_what_breaks_is_cut_where_a_comment_is_full() -> None:
    standard = next(iter(open_shelf([shipped()]).standards))
    place = Where("items/a.yaml", START)
    who = Subject("1", "甲")
    facts = {"saying": "甲"}
    found = Finding(
        place, Pointer(), "standards/undecided", Severity.ERROR, facts, who, "0" * 16
    )
    lines = list(revision_markdown(Editions(standard, standard, (), [found] * 203), "zh"))
    assert lines[-1] == "- … 3"
    assert not any(line.startswith("| 变化") for line in lines)


@untraced
def test_an_edition_that_only_frees_keeps_every_item_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = edition(tmp_path, lambda schema: schema["properties"]["name"].update(maxLength=2000))
    code, out, _ = said(capsys, "diff", "gbt-39554.2-2020", new, "--lang", "en")
    assert code == 0
    assert "stays right (proved)" in out
    assert said(capsys, "diff", new, "gbt-39554.2-2020", "--exit-zero")[0] == 0


@pytest.mark.usefixtures("samples")
def test_sound_standards_are_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(path.name for path in (SAMPLES / "sound").iterdir())
    _, out, _ = said(capsys, "check", *names, "--output", "concise", "--lang", "en")
    assert "`limits.unit` (unit) is tightened" in out
    assert 'when type is "licence"; those above allow its absence' in out
    assert "`codes/sample-type` agrees with the layers above" in out
    _, out, _ = said(capsys, "check", "sound-open", "--output", "markdown", "--lang", "en")
    assert out.startswith("1 standards, 1 judgements: Compatible 1")


def test_explained_exceptions_are_told_with_their_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside a catalog the shipped standards are judged, those named among them."""
    monkeypatch.chdir(tmp_path)
    for lang, word, total in (
        ("en", "(explained: ", "2 of them explained"),
        ("zh", "（已说明：", "其中 2 个已在标准中说明"),
    ):
        code, out, _ = said(capsys, "check", "gbt-39046-2020", "--lang", lang)
        assert code == 0
        assert out.count(word) == 2
        assert total in out
    _, out, _ = said(capsys, "check", "sc-item-practice", "--output", "concise", "--lang", "en")
    assert "when there is code" in out


def test_an_edition_that_cannot_be_compared_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, element in (
        ("old", {"format": "email"}),
        ("new", {"format": "email", "pattern": "@"}),
    ):
        folder = tmp_path / name
        folder.mkdir()
        schema = {
            "properties": {
                "a": {"type": "string", **element},
                "b": {"prefixItems": [{"const": name}]},
            }
        }
        (folder / "item.schema.json").write_text(json.dumps(schema), "utf-8")
        (folder / "standard.yaml").write_text(json.dumps(EDITION | {"id": name}), "utf-8")
    line = ["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--lang", "en"]
    code, out, _ = said(capsys, *line)
    assert code == 1
    assert "tighter `b[0]`" in out
    assert "undecided `a`" in out
    assert "a format can only be tried on samples" in out
