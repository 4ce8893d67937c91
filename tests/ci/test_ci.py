"""The pieces for CI, run for real: pre-commit hooks, the GitHub Action's shell, the GitLab template."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from catalog_std.document import documents_of
from tests.ci.runner import BASH, Ran, Runner, bare
from tests.conftest import ROOT
from tests.test_cli import BASIC
from tests.test_revision import git_in

PIECES = ("catalog_std", "standards")
FILES = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml")
PAPER = (
    "  - {{id: {0}, name: {1}, kind: certificate, copy_type: original, originals: 1, copies: 0, medium: either,"
    " necessity: required, source: government, issuer: 公安机关, licence_type: household_register}}\n"
)
OLD = BASIC + "materials:\n" + PAPER.format("m1", "其他材料")
NEW = OLD.replace("days: 60", "days: 70").replace("version: 1", "version: 2") + PAPER.format(
    "m2", "有关材料"
)


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the tool out as a repository of its own, as people would name it."""
    home = tmp_path_factory.mktemp("tool")
    clean = shutil.ignore_patterns("__pycache__")
    for name in PIECES:
        shutil.copytree(ROOT / name, home / name, ignore=clean)
    for name in FILES:
        shutil.copy(ROOT / name, home / name)
    git = git_in(home)
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=tool")
    return home


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Make a repository whose catalog lies in a folder, with an old fault on main and a new one on a branch."""
    home = tmp_path / "origin"
    (home / "目录" / "items").mkdir(parents=True)
    (home / "目录" / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    item = home / "目录" / "items" / "id.yaml"
    git = git_in(home)
    git("init", "--quiet", "--initial-branch=main")
    for text, message in ((OLD, "old"), (NEW, "new")):
        item.write_text(text, encoding="utf-8")
        git("checkout", "--quiet", "-B", message)
        git("add", ".")
        git("commit", "--quiet", f"--message={message}")
    git("branch", "--force", "main", "old")
    return home


@pytest.fixture(scope="module")
def scratch(tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let the action install itself, once for all tests."""
    folder = tmp_path_factory.mktemp("runner")
    ran = Runner(folder, folder, {}).run(
        tool / "action.yml", {"python": sys.executable, "base": "none"}
    )
    assert ran.codes["Install catalog-std"] == 0, ran.printed
    return folder


def acted(
    tool: Path, scratch: Path, workspace: Path, event: dict[str, Any], **given: str
) -> Ran:
    """Run the action in a workspace, installed as it is already."""
    (scratch / "github_step_summary").write_text("")
    for name in ("catalog-std.sarif", "catalog-std.json", "catalog-std-changes.md"):
        (scratch / name).unlink(missing_ok=True)
    github = {"sha": "0", "event": event}
    wanted = {"path": "目录", "lang": "zh"} | {k.replace("_", "-"): v for k, v in given.items()}
    return Runner(workspace, scratch, github).run(
        tool / "action.yml", wanted, "Install catalog-std"
    )


def base_of(origin: Path) -> dict[str, Any]:
    """Give the event of a pull request from new to old."""
    return {"pull_request": {"base": {"sha": git_in(origin)("rev-parse", "old")}}}


@pytest.mark.parametrize("depth", [[], ["--depth=1"]], ids=["whole", "shallow"])
def test_the_action_tells_what_a_pull_request_makes_new_and_what_it_means(
    depth: list[str], tool: Path, scratch: Path, origin: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "work"
    clone = ["git", "clone", "--quiet", "--branch=new", *depth, origin.as_uri(), str(workspace)]
    subprocess.run(clone, check=True)
    ran = acted(tool, scratch, workspace, base_of(origin))
    assert (ran.codes["Find the base"], ran.codes["Lint"]) == (0, 1), ran.printed
    errors = [line for line in ran.printed.splitlines() if line.startswith("::error ")]
    assert [line.partition(",")[0] for line in errors] == ["::error file=目录/items/id.yaml"]
    assert "有关材料" in errors[0]
    assert ran.summary.startswith("## 目录检查\n")
    assert "加重" in ran.summary
    assert ran.outputs["new"] == "1"
    log = json.loads(Path(ran.outputs["sarif"]).read_text("utf-8"))
    states = [result.get("baselineState") for result in log["runs"][0]["results"]]
    assert {None, "unchanged"} == set(states)
    assert ran.used == ["actions/cache@v4", "actions/upload-artifact@v4"]


def test_the_action_passes_where_nothing_is_new(
    tool: Path, scratch: Path, origin: Path
) -> None:
    git = git_in(origin)
    git("checkout", "--quiet", "old")
    (origin / "目录" / "note.txt").write_text("x", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message=note")
    ran = acted(tool, scratch, origin, base_of(origin), fail_on="heavier")
    assert set(ran.codes.values()) == {0}, ran.printed
    assert "::error" not in ran.printed
    assert ran.outputs["new"] == "0"


def test_the_action_fails_on_a_burden_nobody_approved(
    tool: Path, scratch: Path, origin: Path
) -> None:
    ran = acted(tool, scratch, origin, base_of(origin), fail_on="heavier")
    assert ran.codes["Tell what it means for applicants"] == 1, ran.printed


@pytest.mark.parametrize(
    ("event", "given"),
    [({}, {"base": "none"}), ({"before": "0" * 40}, {}), ({"before": "f" * 40}, {})],
    ids=["none", "first push", "forced push"],
)
def test_without_a_base_every_finding_counts(
    event: dict[str, Any], given: dict[str, str], tool: Path, scratch: Path, origin: Path
) -> None:
    ran = acted(tool, scratch, origin, event, **given)
    assert ran.codes == {"Find the base": 0, "Lint": 1}, ran.printed
    assert ran.printed.count("::error ") == 2
    assert ("cannot be had" in ran.printed) == (event.get("before") == "f" * 40)


def test_the_gitlab_job_reports_what_is_new(
    scratch: Path, origin: Path, tmp_path: Path
) -> None:
    job = documents_of("x", (ROOT / "ci" / "catalog-std.gitlab-ci.yml").read_bytes())[0].data
    variables = {key: str(value) for key, value in job["variables"].items()}
    env = (
        bare()
        | variables
        | {
            "CI_PROJECT_DIR": str(origin),
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": git_in(origin)("rev-parse", "old"),
            "CATALOG_STD_PATH": "目录",
            "CATALOG_STD_LANG": "en",
            "PATH": f"{scratch / 'catalog-std' / 'bin'}:{bare()['PATH']}",
        }
    )
    script = "\n".join(job["catalog-std"]["script"])
    done = subprocess.run(
        [*BASH, "-c", script], check=False, cwd=origin, env=env, capture_output=True
    )
    assert done.returncode == 1, done.stderr
    issues = json.loads((origin / "gl-code-quality-report.json").read_text("utf-8"))
    assert [issue["location"]["path"] for issue in issues if issue["severity"] == "major"] == [
        "目录/items/id.yaml"
    ]
    assert (origin / "catalog-std-junit.xml").exists()
    assert "heavier" in (origin / "catalog-std-changes.md").read_text("utf-8")
    assert tmp_path


CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks: [{{id: catalog-std-fix}}, {{id: catalog-std-files}}, {{id: catalog-std}}]
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment in which pre-commit keeps what it installs to itself."""
    return bare() | {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "CATALOG_STD_LANG": "en",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "test",
        "GIT_CONFIG_KEY_1": "user.email",
        "GIT_CONFIG_VALUE_1": "test@example.org",
    }


def test_the_hooks_mend_and_refuse_a_commit(
    tool: Path, hooks: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    item = tmp_path / "items" / "id.yaml"
    item.write_text(BASIC.replace("居民身份证补领", "居民身份证补领(换领)"), encoding="utf-8")
    rev = git_in(tool)("rev-parse", "HEAD")
    config = CONFIG.format(repo=tool.as_uri(), rev=rev)
    (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git = git_in(tmp_path)
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")

    def hook(name: str) -> tuple[int, str]:
        line = [sys.executable, "-m", "pre_commit", "run", name, "--all-files"]
        done = subprocess.run(line, check=False, cwd=tmp_path, env=hooks, capture_output=True)
        return done.returncode, (done.stdout + done.stderr).decode()

    code, said = hook("catalog-std-fix")
    assert (code, "files were modified by this hook" in said) == (1, True), said
    assert "居民身份证补领（换领）" in item.read_text("utf-8")
    git("add", ".")
    assert hook("catalog-std-fix")[0] == 0
    assert hook("catalog-std")[0] == 0
    item.write_text(OLD, encoding="utf-8")
    git("add", ".")
    for name in ("catalog-std-files", "catalog-std"):
        code, said = hook(name)
        assert code == 1
        assert "MAT001" in said


@pytest.mark.parametrize(
    ("check", "file"),
    [
        (["check_jsonschema", "--builtin-schema", "vendor.github-actions"], "action.yml"),
        (
            ["check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"],
            "ci/catalog-std.gitlab-ci.yml",
        ),
        (["pre_commit", "validate-manifest"], ".pre-commit-hooks.yaml"),
    ],
    ids=["action", "gitlab", "hooks"],
)
def test_each_piece_keeps_to_the_schema_of_its_forge(check: list[str], file: str) -> None:
    line = [sys.executable, "-m", *check, str(ROOT / file)]
    done = subprocess.run(line, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_input_is_pasted_into_a_shell() -> None:
    steps = documents_of("a", (ROOT / "action.yml").read_bytes())[0].data["runs"]["steps"]
    assert not [step["name"] for step in steps if "${{" in step.get("run", "")]
