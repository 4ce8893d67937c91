"""``diff`` at the doorstep: what it prints in both tongues, when it fails, what people answered for, other standards."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.cli import main
from catalog_std.diff import KINDS
from catalog_std.finding import Subject
from catalog_std.report.upgrade_pages import upgrade_markdown
from catalog_std.run.upgrade import upgrade_of
from catalog_std.text import Lang
from tests.conftest import DAY, untraced
from tests.test_revision import git_in

BASIC = """\
basic_code: "000709901000"
name: 居民身份证申领
materials:
  - {name: 申请表, originals: 1, source: applicant}
  - {name: 居民户口簿, originals: 1, source: government}
visits: {count: 1}
"""
LOCAL = """\
basic_code: "000709901000"
code: "11440106MB9903097U4000709901000"
jurisdiction: "440106"
agency: {name: 甲分局, code: 11440106MB9903097U}
limits: {promised: {days: 10, unit: calendar}}
conditions: [{id: c1, text: 年满十六周岁}]
"""
OWN = """\
basic_code: "000709901000"
code: "11440105MB9903097U4000709901000"
jurisdiction: "440105"
visits: {count: 0}
materials: [{name: 申请表, originals: 0}]
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CATALOG_STD_LANG", "en")

    def call(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["diff", *words])
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out, out.err

    return call


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a catalog under git whose work tree has changed."""
    root = tmp_path / "catalog"
    (root / "items").mkdir(parents=True)
    (root / "catalog.yaml").write_text("version: 1\nas_of: 2026-11-01\n")
    for name, text in (("basic", BASIC), ("local", LOCAL), ("own", OWN)):
        (root / "items" / f"{name}.yaml").write_text(text)
    git = git_in(root)
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=one")
    monkeypatch.chdir(root)
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "items" / f"{name}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture
def changed(catalog: Path) -> Path:
    edit(catalog, "basic", "count: 1", "count: 2")
    edit(catalog, "basic", "{name: 申请表, originals: 1", "{name: 申请表, originals: 2")
    edit(catalog, "local", "unit: calendar", "unit: working")
    edit(catalog, "local", "十六", "十八")
    edit(
        catalog, "local", "甲分局, code: 11440106MB9903097U", "乙分局, code: 11440106MB99030XXX"
    )
    (catalog / "items" / "own.yaml").rename(catalog / "items" / "moved.yaml")
    (catalog / "items" / "new.yaml").write_text(
        "basic_code: '000709902000'\nname: 新事项 | <b>`甲`</b>\n"
    )
    return catalog


def fingerprints(run: Run) -> dict[str, str]:
    """Give each change's fingerprint by its kind."""
    found = json.loads(run("--output", "json")[1])
    return {change["kind"]: change["fingerprint"] for change in found["changes"]}


def answer(root: Path, text: str) -> None:
    (root / "approvals.yaml").write_text(text)


def approve(fingerprint: str) -> str:
    return f'  - {{fingerprint: "{fingerprint}", reason: 新法要求, approver: 法规科, date: 2026-10-01}}\n'


def review(fingerprint: str, item: str) -> str:
    return f'  - {{fingerprint: "{fingerprint}", item: "{item}", note: 不受影响, reviewer: 法规科, date: 2026-10-02}}\n'


def test_nothing_changed_says_so(catalog: Path, run: Run) -> None:
    assert catalog.exists()
    code, out, err = run("--fail-on", "any")
    assert (code, err) == (0, "")
    assert out.endswith("nothing changed\n")
    assert "nothing changed" in run("--output", "markdown")[1]
    assert "nothing changed" in run("--output", "html")[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", ["text", "markdown", "json", "html"])
def test_what_readers_see(
    changed: Path, run: Run, golden: Callable[[str, str], None], lang: Lang, format: str
) -> None:
    known = fingerprints(run)
    item = "11440105MB9903097U4000709901000"
    answer(
        changed,
        f"approvals:\n{approve(known['visits/more'])}{approve('0' * 16)}"
        f"reviews:\n{review(known['visits/more'], '*')}{review(known['materials/more-originals'], item)}",
    )
    code, out, _ = run("--output", format, "--lang", lang)
    assert code == 0
    golden(f"diff.{lang}.{format}", re.sub(r"main \([0-9a-f]{10}\)", "main", out))


def test_the_json_keeps_to_its_schema(
    changed: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(run("--output", "json")[1])
    with pytest.raises(SystemExit):
        main(["schema", "export", "changes"])
    jsonschema.validate(found, json.loads(capsys.readouterr().out))
    assert {change["kind"] for change in found["changes"]} <= set(KINDS)
    assert changed.exists()


@untraced
def test_heavier_changes_fail_until_somebody_answers_for_each(changed: Path, run: Run) -> None:
    assert run()[0] == 0
    assert run("--fail-on", "heavier")[0] == 1
    known = fingerprints(run)
    heavier = ("visits/more", "materials/more-originals", "limits/longer-by-unit")
    answer(changed, "approvals:\n" + "".join(approve(known[kind]) for kind in heavier))
    assert run("--fail-on", "heavier")[0] == 0
    assert run("--fail-on", "unknown")[0] == 1
    assert run("--fail-on", "any")[0] == 1
    edit(changed, "basic", "count: 2", "count: 3")
    code, out, _ = run("--fail-on", "heavier")
    assert code == 1
    assert f"an answer to no change: {known['visits/more']} (2026-10-01)" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "approvals: [{fingerprint: x}]",
            "approvals.yaml:1:27: approvals.0.fingerprint",
            id="no fingerprint",
        ),
        pytest.param("aprovals: []", "did you mean approvals?", id="misspelt"),
        pytest.param("approvals: [{", "cannot be read", id="broken"),
    ],
)
def test_a_record_with_mistakes_says_where(
    changed: Path, run: Run, text: str, said: str
) -> None:
    answer(changed, text)
    code, _, err = run()
    assert code == 2
    assert said in err


def test_a_record_that_is_empty_or_elsewhere(changed: Path, run: Run) -> None:
    answer(changed, "")
    assert run()[0] == 0
    code, _, err = run("--approvals", "nowhere.yaml")
    assert (code, err) == (2, "catalog-std: nowhere.yaml: No such file or directory\n")
    known = fingerprints(run)
    (changed / "other.yaml").write_text("approvals:\n" + approve(known["visits/more"]))
    assert "approved: 新法要求 (法规科, 2026-10-01)" in run("--approvals", "other.yaml")[1]


def test_an_unreadable_item_is_listed_the_rest_compared_and_the_exit_code_is_2(
    changed: Path, run: Run
) -> None:
    edit(changed, "local", "conditions: [", "conditions: [[")
    code, out, err = run()
    assert code == 2
    assert err.startswith("catalog-std: 1 files were not compared")
    assert "not compared: catalog items/local.yaml:" in out
    assert "2 visits, was 1" in out
    assert "not compared" in run("--output", "html")[1]
    (unread,) = json.loads(run("--output", "json")[1])["unread"]
    assert (unread["side"], unread["file"]) == ("catalog", "items/local.yaml")


def test_colours_and_files(changed: Path, run: Run) -> None:
    assert "\x1b[31mheavier" in run("--color", "always")[1]
    assert run("--output", "html:out/changes.html")[1] == ""
    assert (changed / "out" / "changes.html").read_text().startswith("<!doctype html>")
    assert (
        run("--output", "sarif")[2]
        == "catalog-std: no format sarif; known: text, json, markdown, html\n"
    )


def test_two_folders_need_no_catalog_around_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, visits in (("one", 1), ("two", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(
            f"basic_code: '1'\nname: 甲\nvisits: {{count: {visits}}}\n"
        )
    assert "2 visits, was 1" in run("one", "two", "--as-of", "2026-11-01")[1]
    (tmp_path / "two" / "catalog.yaml").write_text(
        "version: 1\nas_of: 2026-11-01\nitems: {include: ['*.yaml'], exclude: [catalog.yaml]}\noutput: {lang: zh}\n"
    )
    monkeypatch.delenv("CATALOG_STD_LANG")
    assert "到现场由 1 次增至 2 次" in run("one", "two")[1]


def test_a_list_of_its_own_is_shown_by_its_names(catalog: Path, run: Run) -> None:
    edit(catalog, "basic", "visits:", "  - {name: 照片}\nvisits:")
    assert "items/own.yaml: says itself: 申请表 (items/own.yaml:5:1)" in run()[1]


def test_a_guess_is_called_one(catalog: Path, run: Run) -> None:
    edit(catalog, "own", "11440105MB9903097U4000709901000", "11440105MB99030XXX4000709901000")
    assert "taken for the same item: by place, 70% sure" in run()[1]


def test_a_great_many_items_are_cut_off_in_a_comment(catalog: Path, run: Run) -> None:
    for number in range(203):
        (catalog / "items" / f"n{number}.yaml").write_text(
            f"basic_code: '{number:012}'\nname: 新{number}\n"
        )
    assert "\n… 3\n" in run("--output", "markdown")[1]


STANDARD = """\
id: {id}
title: {{zh: 到现场不超过{most}次, en: no more than {most} visits}}
layer: national
force: {force}
effective: {since}
{more}source: {{document: sample, sure: practice}}
schema: item.schema.json
"""


def standard(
    folder: Path,
    id: str,
    most: int,
    since: str = "2020-01-01",
    more: str = "",
    force: str = "mandatory",
) -> Path:
    """Write a standard that bounds the number of visits."""
    (folder / id).mkdir(parents=True)
    (folder / id / "standard.yaml").write_text(
        STANDARD.format(id=id, most=most, since=since, more=more, force=force)
    )
    schema = {
        "type": "object",
        "properties": {"visits": {"properties": {"count": {"maximum": most}}}},
    }
    (folder / id / "item.schema.json").write_text(json.dumps(schema))
    return folder


@pytest.fixture
def ruled(catalog: Path) -> Path:
    """Give the catalog standards of its own: one now, its successor from 2027 on."""
    standard(catalog / "standards", "visits-old", 1)
    standard(catalog / "standards", "visits-new", 0, "2027-01-01", "replaces: [visits-old]\n")
    (catalog / "catalog.yaml").write_text(
        "version: 1\nas_of: 2026-11-01\nstandards: {use: [visits-old], path: [standards]}\n"
    )
    return catalog


def impacts(run: Run, *words: str) -> dict[str, list[str]]:
    found = json.loads(run("--standards", *words, "--output", "json")[1])["impacts"]
    told: dict[str, list[str]] = {}
    for impact in found:
        if impact["pointer"] == "/visits/count":
            told.setdefault(impact["impact"], []).append(f"{impact['file']}:{impact['line']}")
    return told


def test_a_revision_breaks_items_and_its_withdrawal_allows_them(ruled: Path, run: Run) -> None:
    assert impacts(run, "visits-old", "visits-new") == {"broken": ["items/basic.yaml:6"]}
    assert impacts(run, "visits-new", "visits-old") == {"allowed": ["items/basic.yaml:6"]}
    code, out, _ = run("--standards", "visits-old", "visits-new")
    assert code == 0
    assert "no longer conforming: " in out
    assert run("--standards", "visits-old", "visits-new", "--fail-on", "heavier")[0] == 1
    assert ruled.exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_a_revision_does_is_set_for_a_pull_request_and_for_paper(
    lang: Lang, form: str, ruled: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    """The new standard orders a wording, recommends another, and lets more visits be."""
    soft = standard(ruled / "new", "visits-old", 9)
    standard(soft, "names", 9, force="recommended")
    schema = {"properties": {"name": {"pattern": "^[a-z <>`|]+$"}}}
    (soft / "names" / "item.schema.json").write_text(json.dumps(schema))
    (ruled / "items" / "odd.yaml").write_text(
        "name: 新事项 | <b>`甲`</b>\nvisits: {count: 3}\n"
    )
    code, out, _ = run("--standards", "visits-old", "new", "--output", form, "--lang", lang)
    assert code == 0
    golden(f"upgrade.{lang}.{form}", out)
    assert "<b>" not in out
    assert "http" not in out
    nothing = run("--standards", "visits-old", "visits-old", "--output", form, "--lang", lang)[
        1
    ]
    assert {"zh": "没有影响", "en": "Nothing changes"}[lang] in nothing


def test_a_long_impact_is_cut_where_a_comment_is_full(ruled: Path) -> None:
    upgrade = upgrade_of(home_of(ruled), "visits-old", "visits-new", DAY)
    many = tuple(
        replace(upgrade.broken[0], subject=Subject(str(number), "甲")) for number in range(103)
    )
    lines = list(upgrade_markdown(replace(upgrade, broken=many), "zh"))
    assert "… 3" in lines
    assert sum(line.startswith("**甲**") for line in lines) == 100 + len(upgrade.stale)


def test_a_recommendation_grows_stale_and_an_order_breaks(ruled: Path, run: Run) -> None:
    standard(ruled / "soft", "visits-old", 0, force="recommended")
    standard(ruled / "hard", "visits-old", 0)
    assert impacts(run, "visits-old", "soft") == {"stale": ["items/basic.yaml:6"]}
    assert impacts(run, "soft", "hard") == {"broken": ["items/basic.yaml:6"]}


def test_standards_by_day(ruled: Path, run: Run) -> None:
    (ruled / "catalog.yaml").write_text(
        "version: 1\nas_of: 2026-11-01\nstandards: {use: [visits-old, visits-new], path: [standards]}\n"
    )
    assert impacts(run, "2026-11-01", "2027-01-01") == {"broken": ["items/basic.yaml:6"]}
    assert (
        run("--standards", "2026-11-01", "2027-02-30")[2]
        == "catalog-std: there is no day 2027-02-30\n"
    )


def test_standards_at_a_commit(ruled: Path, run: Run) -> None:
    shutil.rmtree(ruled / "standards" / "visits-new")
    git = git_in(ruled)
    git("add", ".")
    git("commit", "--quiet", "--message=standards")
    path = ruled / "standards" / "visits-old" / "item.schema.json"
    path.write_text(path.read_text().replace(": 1}", ": 0}"))
    assert impacts(run, "HEAD", "standards") == {"broken": ["items/basic.yaml:6"]}
    assert impacts(run, "visits-old", "HEAD") == {"allowed": ["items/basic.yaml:6"]}
    misspelt = run("--standards", "visit-old", "HEAD")[2]
    assert misspelt == "catalog-std: no standard visit-old; did you mean visits-old?\n"
    assert "git knows no zzz" in run("--standards", "zzz", "HEAD")[2]
