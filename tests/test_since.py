"""New findings: a difference of fingerprints against the whole base, linted as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_std.catalog.settings import home_of
from catalog_std.lint import RULES
from catalog_std.run.base import Then, job_at, since
from catalog_std.run.job import job_of
from catalog_std.run.lint import run_lint
from catalog_std.run.revision import revision_of
from catalog_std.run.sheet import Crash
from catalog_std.source import Source
from tests.conftest import DAY, job_over, shelf, untraced
from tests.test_cli import BASIC, catalog, run
from tests.test_revision import git_in

__all__ = ["catalog"]

Git = Callable[..., str]
CATCH = "materials: [{id: m1, name: 其他材料}]\n"
RULE = ("--output", "concise", "--rule", "materials/catch-all", "--rule", "text/term")


@pytest.fixture
def git(catalog: Path) -> Git:
    """Stand in a catalog with one old fault, committed."""
    (catalog / "items" / "old.yaml").write_text("name: 甲\n" + CATCH, encoding="utf-8")
    return committed(catalog)


def committed(folder: Path) -> Git:
    git: Git = git_in(folder)
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=base")
    return git


def test_what_was_there_before_does_not_count_however_the_file_moved(
    git: Git, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = catalog / "items" / "old.yaml"
    old.write_text("# 上面加一行\nname: 甲\ntype: x\n" + CATCH, encoding="utf-8")
    assert run(capsys, "lint", *RULE)[0] == 1
    assert run(capsys, "lint", "--new-since", "HEAD", *RULE) == (0, "", "")
    (catalog / "items" / "id.yaml").write_text(BASIC + CATCH, encoding="utf-8")
    code, out, _ = run(capsys, "lint", "--new-since", "main", *RULE)
    assert (code, out.count("\n")) == (1, 1)
    assert out.startswith("items/id.yaml:14:28: error MAT001")
    assert git("status", "--short") != ""


def test_the_base_is_where_the_histories_part(
    git: Git, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "--quiet", "-b", "mine")
    git("checkout", "--quiet", "main")
    (catalog / "items" / "old.yaml").write_text("name: 甲\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "--message=mended on main")
    git("checkout", "--quiet", "mine")
    assert run(capsys, "lint", "--new-since", "main", *RULE) == (0, "", "")


def test_the_base_is_judged_by_its_own_settings_standards_terms_and_baseline(
    git: Git, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalog / "terms.yaml").write_text("二代证: 居民身份证\n", encoding="utf-8")
    (catalog / "items" / "old.yaml").write_text("name: 二代证补领\n", encoding="utf-8")
    own = catalog / "own" / "x"
    own.mkdir(parents=True)
    (own / "standard.yaml").write_text(
        "id: x\ntitle: {zh: 甲, en: a}\nlayer: national\nsource: {document: x, sure: practice}\n",
        encoding="utf-8",
    )
    (catalog / "catalog.yaml").write_text(
        "as_of: 2026-11-01\nbaseline: b.json\nstandards: {path: [own, ../elsewhere]}\n"
        "rules: {text/term: {options: {glossary: terms.yaml}}}\n",
        encoding="utf-8",
    )
    git("add", ".")
    git("commit", "--quiet", "--message=with terms")
    assert run(capsys, "lint", *RULE, "--fail-level", "warning")[0] == 1
    assert run(capsys, "lint", "--new-since", "HEAD", *RULE) == (0, "", "")
    code, out, _ = run(
        capsys, "lint", "--new-since", "HEAD~1", *RULE, "--fail-level", "warning"
    )
    assert (code, out.count("TXT010")) == (1, 1)


def test_where_there_was_no_catalog_all_is_new(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = catalog / "catalog.yaml"
    text = settings.read_bytes()
    settings.unlink()
    (catalog / "items" / "id.yaml").write_text(BASIC + CATCH, encoding="utf-8")
    committed(catalog)
    settings.write_bytes(text)
    assert run(capsys, "lint", "--new-since", "HEAD", *RULE)[0] == 1


def test_a_base_whose_settings_do_not_hold_makes_all_new_and_says_so(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = catalog / "catalog.yaml"
    text = settings.read_bytes()
    settings.write_text("rulez: {}\n", encoding="utf-8")
    (catalog / "items" / "id.yaml").write_text(BASIC + CATCH, encoding="utf-8")
    committed(catalog)
    settings.write_bytes(text)
    code, out, err = run(capsys, "lint", "--new-since", "HEAD", *RULE)
    assert (code, out.count("\n")) == (1, 1)
    assert "the settings at HEAD do not hold" in err
    assert "unknown key rulez" in err


def test_a_key_written_twice_is_the_same_fault_wherever_it_stands(
    git: Git, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = "name: 甲\nname: 乙\n"
    (catalog / "items" / "old.yaml").write_text(twice, encoding="utf-8")
    git("commit", "--quiet", "--all", "--message=twice")
    (catalog / "items" / "old.yaml").write_text("# 上面加一行\n" + twice, encoding="utf-8")
    asked = ("--rule", "yaml/duplicate-key", "--output", "concise")
    assert run(capsys, "lint", *asked)[0] == 1
    assert run(capsys, "lint", "--new-since", "HEAD", *asked) == (0, "", "")


def test_a_rule_that_broke_down_on_the_base_is_told(git: Git, catalog: Path) -> None:
    outcome = run_lint(job_over([Source("items/a.yaml", CATCH)], RULES, shelf()))
    crash = Crash("materials/catch-all", "items/old.yaml", "KeyError")
    assert since(outcome, replace(outcome, crashes=(crash,))).crashes == (crash,)
    assert git("status", "--short") == ""
    assert catalog


def test_mending_goes_its_own_way(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    for word in (["--new-since", "HEAD"], ["--allow-stale"]):
        code, _, err = run(capsys, "lint", "--fix", *word)
        assert (code, "do not go with --fix" in err) == (2, True)
    assert git("status", "--short") == ""


def test_a_missing_ref_is_the_callers_fault(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "lint", "--new-since", "nowhere")
    assert (code, out) == (2, "")
    assert "nowhere" in err
    assert git("status", "--short") == ""


PARTS = st.lists(
    st.sampled_from(
        [
            "name: 出生(死亡)登记\n",
            "name: 出生登记\n",
            "materials: [{id: m1, name: 其他材料}, {id: m2, name: 有关材料}]\n",
            "materials: [{id: m1, name: 其他材料}]\n",
            "limits: {statutory: {days: 5, unit: working}, promised: {days: 9, unit: working}}\n",
            "# catalog-std: ignore[MAT001] 系统改造中\n",
            'basic_code: "000709901000"\n',
            "name: [\n",
        ]
    ),
    max_size=4,
).map("".join)
CATALOGS = st.dictionaries(st.sampled_from(["a", "b", "c"]), PARTS, max_size=3)


@untraced
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(CATALOGS, CATALOGS)
def test_law_new_is_what_the_head_has_less_what_the_base_has(
    base: dict[str, str], head: dict[str, str]
) -> None:
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "items").mkdir()
        (root / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
        lay(root, base)
        committed(root)
        lay(root, head)
        wanted = fingerprints(head) - fingerprints(base)
        assert found_since(root) == wanted


def lay(root: Path, texts: dict[str, str]) -> None:
    for path in (root / "items").iterdir():
        path.unlink()
    for name, text in texts.items():
        (root / "items" / f"{name}.yaml").write_text(text, encoding="utf-8")


def fingerprints(texts: dict[str, str]) -> Counter[str]:
    sources = [Source(f"items/{name}.yaml", text) for name, text in texts.items()]
    return Counter(f.fingerprint for f in run_lint(job_over(sources, RULES, shelf())).findings)


def found_since(root: Path) -> Counter[str]:
    """Lint the work tree and the commit, and subtract."""
    home = home_of(root)
    base = job_at(home, revision_of(root, "HEAD"), Then((), lambda _: DAY))
    assert base
    outcome = since(run_lint(job_of(home, DAY)), run_lint(base))
    return Counter(finding.fingerprint for finding in outcome.findings)


def test_a_changed_item_whose_version_was_not_raised_is_told(
    git: Git, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only = ("--rule", "identity/version-not-raised", "--output", "concise")
    item = catalog / "items" / "id.yaml"
    item.write_text(BASIC.replace("补领", "换领"), encoding="utf-8")
    code, out, _ = run(capsys, "lint", "--new-since", "HEAD", *only)
    assert (code, out.split(" ")[:3]) == (0, ["items/id.yaml:6:10:", "warning", "IDN009"])
    item.write_text(BASIC.replace("补领", "换领").replace("version: 1", "version: 2"), "utf-8")
    assert run(capsys, "lint", "--new-since", "HEAD", *only)[1] == ""
    item.write_text(f"# 只加了注释\n{BASIC}", encoding="utf-8")
    assert run(capsys, "lint", "--new-since", "HEAD", *only)[1] == ""
    assert git("status", "--short") != ""


def test_what_is_remembered_of_a_file_does_not_hide_what_comparing_finds(
    git: Git, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only = ("--rule", "identity/version-not-raised", "--output", "concise")
    (catalog / "items" / "id.yaml").write_text(BASIC.replace("补领", "换领"), encoding="utf-8")
    assert run(capsys, "lint", *only)[1] == ""
    assert "IDN009" in run(capsys, "lint", "--new-since", "HEAD", *only)[1]
    assert run(capsys, "lint", *only)[1] == ""
    assert git("status", "--short") != ""
