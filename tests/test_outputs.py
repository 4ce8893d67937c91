"""Every format of findings, to the letter and by the rules of whoever reads it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

from catalog_std.cli import main
from catalog_std.cli.output import PRINTERS, prefix_of
from catalog_std.finding import Severity
from catalog_std.report.diagnostics import Diagnostic, Diagnostics
from catalog_std.report.frame import line_of, plain
from catalog_std.report.github import MOST
from catalog_std.report.html import html_lines
from catalog_std.report.text import text_lines
from catalog_std.run.job import rule_named
from catalog_std.source import Source
from catalog_std.standard.shelf import Shelf
from tests.conftest import ROOT, linted, shelf_under, standard_of, untraced
from tests.test_cli import run
from tests.test_revision import git_in

SCHEMAS = ROOT / ".tools" / "schemas"
BLEMISHED = ROOT / "examples" / "blemished"
WILD = "出(生)|<b>@all #1 %0A::error::x ]]> `a` *b* &amp; www.a.cn http://b.cn 🀄"
NAMES = ("items/a,b:c %41 `x`|.yaml", "items/乙.yaml")
SETTLED = {
    "catalog.yaml": "as_of: 2026-11-01\nbaseline: baseline.json\n",
    "baseline.json": '{"version": 1, "entries": [\n'
    '{"fingerprint": "0ac6f423efb01e6c", "rule": "materials/catch-all", "file": "items/乙.yaml", "touch": "1855ca1b", '
    '"count": 1, "note": "省厅系统改造中"},\n'
    '{"fingerprint": "0123456789abcdef", "rule": "materials/catch-all", "file": "items/x.yaml", "touch": "00000000", '
    '"count": 1, "note": ""},\nnull]}\n',
    NAMES[0]: f'name: "{WILD}\\e[31m\\n第二行"\nchannels: {{online: {{url: "http://a.cn"}}}}\n'
    "materials:\n"
    "  - {id: a, name: 其他材料}  # catalog-std: ignore[materials/catch-all] 系统改造中 (until 2026-12-31)\n"
    "  - {id: b, name: 有关材料}\n",
    NAMES[1]: "name: 登记  # catalog-std: ignore[materials/catch-all] 早已改好\n"
    "materials: [{id: a, name: 其他材料}]\n",
}
RULES = (
    "materials/catch-all",
    "text/mixed-brackets",
    "links/insecure-address",
    "suppressions/unused",
    "baseline/stale",
)
ASKED = [word for rule in RULES for word in ("--rule", rule)]
each_language = pytest.mark.parametrize("lang", ["zh", "en"])
each_format = pytest.mark.parametrize("form", PRINTERS)


@pytest.fixture
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a catalog with findings that count, one suppressed, one tolerated, and hostile words."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path)
    return tmp_path


def lay_out(folder: Path) -> None:
    for name, text in SETTLED.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@each_language
@each_format
def test_a_settled_catalog_is_reported_to_the_letter(
    lang: str,
    form: str,
    settled: Path,
    golden: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "lint", "--output", form, "--lang", lang, *ASKED)
    assert (code, err) == (1, "")
    golden(f"settled.{lang}.{form}", out)
    assert settled


def printed(capsys: pytest.CaptureFixture[str], form: str, *words: str) -> str:
    """Print findings in a format."""
    return run(capsys, "lint", *words, "--output", form, "--lang", "zh")[1]


Printed = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Print the settled catalog and the blemished one, each in all formats by one run."""
    folder = tmp_path_factory.mktemp("settled")
    lay_out(folder)
    wanted = [word for form in PRINTERS for word in ("--output", form + ":{}/" + form)]
    for number, asked in enumerate(([str(folder), *ASKED], [str(BLEMISHED)])):
        out = folder / "out" / str(number)
        words = [word.format(out) for word in wanted]
        with pytest.raises(SystemExit):
            main(["lint", *asked, *words, "--lang", "zh"])
    return lambda form: [(folder / "out" / n / form).read_text("utf-8") for n in "01"]


def schema_at(name: str) -> Path:
    """Find a published schema; without it the test is skipped, and says so."""
    path = SCHEMAS / name
    if not path.exists():
        pytest.skip(f"{name} has not been fetched: sh scripts/fetch_schemas.sh .tools/schemas")
    return path


@untraced
def test_json_keeps_to_the_schema_that_we_print(everything: Printed) -> None:
    for out in everything("json"):
        document = json.loads(out)
        jsonschema.validate(document, Diagnostics.model_json_schema())
        counting = [d for d in document["diagnostics"] if d["new"] and not d["suppressed"]]
        for severity in Severity:
            count = sum(d["severity"] == severity.value for d in counting)
            assert document["summary"][severity.value] == count


def test_ndjson_is_the_same_line_by_line(everything: Printed) -> None:
    for whole, lines in zip(everything("json"), everything("ndjson"), strict=True):
        found = [json.loads(line) for line in lines.splitlines()]
        assert found == json.loads(whole)["diagnostics"]
        for one in found:
            jsonschema.validate(one, Diagnostic.model_json_schema())


def test_a_fix_in_the_json_is_the_fix_that_is_made(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(printed(capsys, "json", *ASKED))["diagnostics"]
    fixes = [(d["file"], d["fix"]) for d in found if d["fix"]]
    assert [fix["safety"] for _, fix in fixes] == ["safe", "unsafe", "safe"]
    by_hand = {name: (settled / name).read_text("utf-8") for name in NAMES}
    for name, fix in reversed(fixes):
        for edit in reversed(fix["edits"]):
            by_hand[name] = edited(by_hand[name], edit)
    run(capsys, "fix", "--unsafe", *ASKED)
    assert {name: (settled / name).read_text("utf-8") for name in NAMES} == by_hand


def edited(text: str, edit: dict[str, Any]) -> str:
    """Apply an edit as any editor would."""
    start, end = (
        sum(len(line) + 1 for line in text.split("\n")[: point["line"] - 1])
        + point["column"]
        - 1
        for point in (edit["range"]["start"], edit["range"]["end"])
    )
    return f"{text[:start]}{edit['text']}{text[end:]}"


def test_sarif_keeps_to_its_schema(everything: Printed) -> None:
    schema = json.loads(schema_at("sarif-2.1.0.schema.json").read_text("utf-8"))
    judge = jsonschema.validators.validator_for(schema)(schema)
    for out in everything("sarif"):
        judge.validate(json.loads(out))


@pytest.mark.usefixtures("settled")
def test_sarif_says_what_a_code_scanner_needs(capsys: pytest.CaptureFixture[str]) -> None:
    (log,) = json.loads(printed(capsys, "sarif", *ASKED))["runs"]
    rules = log["tool"]["driver"]["rules"]
    files = set()
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri)
        files.add(unquote(uri))
        assert all(number >= 1 for number in place["physicalLocation"]["region"].values())
    assert files == {"baseline.json", *NAMES}
    silenced = [r["suppressions"][0] for r in log["results"] if "suppressions" in r]
    assert {(s["kind"], s["justification"]) for s in silenced} == {
        ("inSource", "系统改造中"),
        ("external", "省厅系统改造中"),
    }
    fixed = [r["ruleId"] for r in log["results"] if "fixes" in r]
    assert fixed == ["TXT001", "SUP001"]
    assert log["invocations"][0]["executionSuccessful"]


@pytest.mark.parametrize("name", ["ant-junit.xsd", "jenkins-junit.xsd"])
@pytest.mark.usefixtures("settled")
def test_junit_keeps_to_both_schemas_in_use(
    name: str, everything: Printed, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = xmlschema.XMLSchema(schema_at(name))
    clean = printed(capsys, "junit", "items", "--rule", "baseline/stale")
    for out in (*everything("junit"), clean):
        schema.validate(out)


def test_junit_counts_what_it_tells(everything: Printed) -> None:
    for out in everything("junit"):
        for suite in ET.fromstring(out):  # noqa: S314 - our own text
            assert len(suite.findall("testcase")) == int(suite.get("tests", ""))
            assert len(suite.findall("testcase/failure")) == int(suite.get("failures", ""))


@pytest.mark.usefixtures("settled")
def test_junit_tells_of_a_clean_catalog_as_one_test_that_passed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = ET.fromstring(printed(capsys, "junit", "items", "--rule", "baseline/stale"))  # noqa: S314 - our own text
    assert [(suite.get("tests"), suite.get("failures")) for suite in root] == [("1", "0")]
    assert [len(suite.findall("testcase")) for suite in root] == [1]


GITLAB = {
    "description": str,
    "check_name": str,
    "fingerprint": str,
    "severity": str,
    "location": dict,
}


def test_gitlab_finds_all_that_it_documents(everything: Printed) -> None:
    """A strict reader of our own: GitLab publishes the fields in words."""
    for out in everything("gitlab"):
        assert not out.startswith("\ufeff")
        issues = json.loads(out)
        for issue in issues:
            assert {key: type(value) for key, value in issue.items()} == GITLAB
            assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert not issue["location"]["path"].startswith(("/", "./"))
            begin, end = (issue["location"]["positions"][key] for key in ("begin", "end"))
            assert 1 <= begin["line"] <= end["line"]
            assert begin["column"] >= 1
        marks = [issue["fingerprint"] for issue in issues]
        assert len(marks) == len(set(marks))


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does; raises for what it would not take."""
    said = COMMAND.fullmatch(line)
    assert said, line
    pairs = dict(pair.split("=", 1) for pair in said[2].split(","))
    assert set(pairs) <= PROPERTIES
    turned = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    for text in (*pairs.values(), said[3]):
        assert not re.search("%(?!25|0A|0D|3A|2C)", text)

    def plain(text: str) -> str:
        return re.sub("%(?:0D|0A|3A|2C|25)", lambda code: turned[code[0]], text)

    return said[1], {key: plain(value) for key, value in pairs.items()}, plain(said[3])


def test_github_reads_each_command_as_it_was_meant(everything: Printed) -> None:
    for commands, whole in zip(everything("github"), everything("json"), strict=True):
        found = [
            d for d in json.loads(whole)["diagnostics"] if d["new"] and not d["suppressed"]
        ]
        lines = [line for line in commands.splitlines() if line.startswith("::")]
        for line, meant in zip(lines, [d for d in found if counted(d, found)], strict=True):
            kind, pairs, message = read_command(line)
            assert kind == {"info": "notice"}.get(meant["severity"], meant["severity"])
            assert pairs["file"].endswith(meant["file"])
            assert int(pairs["line"]) == meant["range"]["start"]["line"]
            assert message == plain(meant["message"])


def counted(one: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """Say whether a finding is among the first ten of its severity."""
    same = [d for d in found if d["severity"] == one["severity"]]
    return one in same[:MOST]


def test_github_shows_ten_of_a_kind_and_the_rest_in_the_summary(
    settled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    materials = "".join(f"  - {{id: m{n}, name: 其他材料}}\n" for n in range(14))
    (settled / NAMES[1]).write_text(f"materials:\n{materials}", encoding="utf-8")
    summary = settled / "summary.md"
    summary.write_text("earlier\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    out = printed(capsys, "github", *ASKED)
    assert out.count("::error ") == MOST
    assert "另有 7 处发现未在此标注，见作业摘要\n" in out
    text = summary.read_text("utf-8")
    assert text.startswith("earlier\n## 目录检查\n")
    assert text.count("`MAT001 materials/catch-all`") == 15
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(settled))
    assert run(capsys, "lint", "--output", "github", *ASKED)[0] == 2


def test_github_tells_no_columns_of_what_spans_lines(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'name: "出(生)\n  登记"\n'
    (settled / NAMES[1]).write_text(text, encoding="utf-8")
    lines = printed(capsys, "github", "--rule", "text/mixed-brackets").splitlines()
    _, pairs, _ = read_command(lines[-1])
    assert (pairs["line"], pairs["endLine"]) == ("1", "2")
    assert "col" not in pairs


def test_markdown_renders_as_the_table_it_is(everything: Printed) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
    for out, whole in zip(everything("markdown"), everything("json"), strict=True):
        tokens = reader.parse(out)
        kinds = {token.type for token in tokens} | {
            inner.type for token in tokens for inner in token.children or ()
        }
        assert not kinds & {"link_open", "image", "em_open", "strong_open", "html_block"}
        cells = [
            "".join(
                inner.content for inner in token.children or () if inner.type != "html_inline"
            )
            for token in tokens
            if token.type == "inline"
        ][6:]
        found = [
            d for d in json.loads(whole)["diagnostics"] if d["new"] and not d["suppressed"]
        ]
        assert len(cells) == 4 * len(found)
        for message, meant in zip(cells[3::4], found, strict=True):
            assert message == line_of(meant["message"])


def test_markdown_ends_before_a_summary_is_full(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    materials = "".join(f"  - {{id: m{n}, name: 其他材料}}\n" for n in range(1005))
    (settled / NAMES[1]).write_text(f"materials:\n{materials}", encoding="utf-8")
    out = printed(capsys, "markdown", "--rule", "materials/catch-all")
    assert out.endswith("另有 6 处。\n")
    assert len(out.encode()) < 1 << 20


class Strict(HTMLParser):
    """Reads HTML and minds that every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [key for key, _ in attrs if key.startswith("on") or key in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.usefixtures("settled")
def test_html_is_whole_and_runs_nothing(
    everything: Printed, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in everything("html"):
        reader = Strict()
        reader.feed(out)
        reader.close()
        assert reader.open == []
        assert not reader.tags & {"script", "b-all", "iframe", "img", "link", "a"}
    wild = printed(capsys, "html", *ASKED)
    assert "<b>@all" not in wild
    assert "\x1b" not in wild


def test_a_fix_that_cannot_be_made_by_position_has_no_edits(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (settled / NAMES[1]).write_text("name: &a 出(生)\naliases: [*a]\n", encoding="utf-8")
    asked = ("items/乙.yaml", "--rule", "text/mixed-brackets")
    found, *_ = json.loads(printed(capsys, "json", *asked))["diagnostics"]
    assert found["fix"] == {"title": "改为 出（生）", "safety": "safe", "edits": []}
    result, *_ = json.loads(printed(capsys, "sarif", *asked))["runs"][0]["results"]
    assert "fixes" not in result


def test_what_was_there_before_is_said_to_be_so(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git = git_in(settled)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message=base")
    asked = ("--new-since", "HEAD", *ASKED)
    document = json.loads(printed(capsys, "json", *asked))
    assert {d["new"] for d in document["diagnostics"] if not d["suppressed"]} == {False}
    assert (document["summary"]["error"], document["summary"]["known"]) == (0, 5)
    results = json.loads(printed(capsys, "sarif", *asked))["runs"][0]["results"]
    assert sum(result.get("baselineState") == "unchanged" for result in results) == 5
    assert "|---|" not in printed(capsys, "markdown", *asked)


def test_a_very_long_message_is_cut_in_a_summary(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (settled / NAMES[1]).write_text(f"name: 出(生){'长' * 5000}\n", encoding="utf-8")
    out = printed(capsys, "markdown", "items/乙.yaml", "--rule", "text/mixed-brackets")
    assert out.endswith("长… |\n")
    assert len(out) < 1000


def test_a_line_that_is_no_longer_there_is_left_out() -> None:
    sources = [Source("items/a.yaml", "\n\nname: 出(生)\n")]
    outcome = linted(sources, (rule_named("text/mixed-brackets"),), shelf_under(""))
    page = "\n".join(html_lines(outcome, "zh", lambda _: None))
    assert "<article" in page
    assert "<pre>" not in page


def test_a_finding_that_nobody_may_silence_says_so() -> None:
    strict = standard_of("{}", mandatory_rules=["text/mixed-brackets"], number="GB/T 1")
    sources = [Source("items/a.yaml", "name: 出(生)\n")]
    outcome = linted(sources, (rule_named("text/mixed-brackets"),), Shelf((strict,)))
    lines = list(text_lines(outcome, "zh", lambda _: None, lambda text, _: text))
    assert "       = GB/T 1 规定必须遵守，不得豁免" in lines


def test_files_are_named_from_the_top_of_the_repository(
    settled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = settled / "目录" / "甲"
    shutil.copytree(settled / "items", deep / "items")
    shutil.copy(settled / "catalog.yaml", deep)
    assert prefix_of(deep) == ""
    (settled / ".git").mkdir()
    assert prefix_of(deep) == "目录/甲/"
    out = printed(capsys, "gitlab", str(deep), *ASKED)
    assert {issue["location"]["path"].rsplit("/items/")[0] for issue in json.loads(out)} == {
        "目录/甲"
    }


def test_several_outputs_at_once(settled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [word for form in PRINTERS for word in ("--output", f"{form}:out/{form}")]
    code, out, _ = run(capsys, "lint", *wanted, "--output", "concise", "--lang", "zh", *ASKED)
    assert code == 1
    assert out == (settled / "out" / "concise").read_text("utf-8")
    assert {path.name for path in (settled / "out").iterdir()} == set(PRINTERS)
