"""A commit as a source of texts: what it has is read without touching the work tree, and every mishap says what to type."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_std.catalog.files import files_under, picked
from catalog_std.catalog.settings import Globs
from catalog_std.run.revision import commit_of, merge_base, revision_of, trunk_of
from catalog_std.trouble import CatalogError

Git = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "目录" / "items").mkdir(parents=True)
    (home / "目录" / "items" / "甲 a.yaml").write_bytes("name: 甲\n".encode())
    (home / "目录" / "empty.yaml").write_bytes(b"")
    (home / "top.yaml").write_bytes(b"a: \xff\r\n")
    return home


@pytest.fixture
def git(folder: Path) -> Git:
    """Give git, as run in a repository of one commit."""
    run = git_in(folder)
    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "--message=one")
    return run


def git_in(folder: Path) -> Git:
    def run(*words: str) -> str:
        who = ("-c", "user.name=test", "-c", "user.email=test@example.org")
        line = ["git", "-C", str(folder), *who, *words]
        done = subprocess.run(line, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    return run


def complaint(ask: Callable[[], object]) -> str:
    """Give the one line a caller is told, in both tongues."""
    with pytest.raises(CatalogError) as caught:
        ask()
    zh, en = caught.value.saying
    assert "\n" not in zh + en
    return en


def test_a_commit_gives_its_files_whatever_the_work_tree_has_now(
    folder: Path, git: Git
) -> None:
    before = git("rev-parse", "HEAD")
    (folder / "top.yaml").write_text("changed: true\n")
    (folder / "目录" / "empty.yaml").unlink()
    (folder / "目录" / "new.yaml").write_text("new: true\n")
    revision = revision_of(folder, "HEAD")
    assert dict(revision.read(revision.objects)) == {
        "top.yaml": b"a: \xff\r\n",
        "目录/empty.yaml": b"",
        "目录/items/甲 a.yaml": "name: 甲\n".encode(),
    }
    assert revision.commit == before
    assert before.startswith(revision.short)
    assert git("status", "--porcelain").count("\n") == 2


def test_a_folder_inside_the_repository_is_the_root_of_its_names(
    folder: Path, git: Git
) -> None:
    assert git("branch", "--list")
    names = {"empty.yaml", "items/甲 a.yaml"}
    assert set(revision_of(folder / "目录", "main").objects) == names
    assert set(revision_of(folder, "main", "目录/").objects) == names
    assert set(revision_of(folder / "目录", "main", ".").objects) >= {"top.yaml"}


def test_files_it_does_not_have_are_passed(folder: Path, git: Git) -> None:
    assert git("branch", "--list")
    assert list(revision_of(folder, "main").read(["absent.yaml"])) == []


def test_more_files_than_a_batch_come_in_the_order_asked(folder: Path, git: Git) -> None:
    names = [f"many/{number:04}.yaml" for number in range(1100)]
    (folder / "many").mkdir()
    for name in names:
        (folder / name).write_text(f"name: {name}\n")
    git("add", ".")
    git("commit", "--quiet", "--message=many")
    read = list(revision_of(folder, "HEAD").read(reversed(names)))
    assert [name for name, _ in read] == names[::-1]
    assert all(raw == f"name: {name}\n".encode() for name, raw in read)


def test_links_are_followed_within_a_commit_and_passed_beyond_it(
    folder: Path, git: Git
) -> None:
    (folder / "here.yaml").symlink_to("目录/items/甲 a.yaml")
    (folder / "out.yaml").symlink_to("/etc/hostname")
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "目录" / "up.yaml").symlink_to("../top.yaml")
    git("add", ".")
    git("commit", "--quiet", "--message=links")
    revision = revision_of(folder, "HEAD")
    read = dict(revision.read(["out.yaml", "here.yaml", "gone.yaml", "目录/up.yaml"]))
    assert read == {"here.yaml": "name: 甲\n".encode(), "目录/up.yaml": b"a: \xff\r\n"}


def test_a_catalog_is_picked_from_a_commit_as_from_a_folder(folder: Path, git: Git) -> None:
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.yaml").write_text("a: 1")
    (folder / "目录" / ".y.yaml").write_text("a: 1")
    git("add", ".")
    git("commit", "--quiet", "--message=hidden")
    globs = Globs(include=("**/*.yaml",), exclude=("top.yaml",))
    names = picked(revision_of(folder, "HEAD").objects, globs)
    assert names == files_under(folder, globs) == ["目录/empty.yaml", "目录/items/甲 a.yaml"]


def test_repositories_within_are_passed(folder: Path, git: Git) -> None:
    head = git("rev-parse", "HEAD")
    git("update-index", "--add", "--cacheinfo", f"160000,{head},inner")
    git("commit", "--quiet", "--message=a repository within")
    assert "inner" not in revision_of(folder, "HEAD").objects


def test_a_hook_may_be_running(folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    assert git("branch", "--list")
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/.git/index")
    assert "top.yaml" in revision_of(folder, "HEAD").objects


def test_where_two_histories_part(folder: Path, git: Git) -> None:
    root = git("rev-parse", "HEAD")
    git("checkout", "--quiet", "-b", "work")
    git("commit", "--quiet", "--allow-empty", "--message=on work")
    git("checkout", "--quiet", "main")
    git("commit", "--quiet", "--allow-empty", "--message=on main")
    assert merge_base(folder, "main", "work") == root
    assert merge_base(folder, "work") == root


def test_the_trunk_is_the_remote_one_where_there_is_one(folder: Path, git: Git) -> None:
    assert trunk_of(folder) == "main"
    git("update-ref", "refs/remotes/origin/master", "HEAD")
    assert trunk_of(folder) == "origin/master"


def test_no_trunk_asks_for_a_name(folder: Path, git: Git) -> None:
    git("branch", "--move", "trunk")
    assert "name one, such as HEAD~1" in complaint(lambda: trunk_of(folder))


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        pytest.param("mian", "git knows no mian; did you mean main?", id="misspelt"),
        pytest.param("v9.9.9", "first: git fetch --tags origin", id="not fetched"),
        pytest.param("--output=x", "git knows no --output=x", id="an option in disguise"),
        pytest.param("main^{tree}", "git knows no main^{tree}", id="not a commit"),
    ],
)
def test_a_missing_ref_says_what_to_type(folder: Path, git: Git, ref: str, said: str) -> None:
    assert git("branch", "--list")
    assert said in complaint(lambda: revision_of(folder, ref))


def test_a_missing_folder_says_what_to_type(folder: Path, git: Git) -> None:
    assert git("branch", "--list")
    told = complaint(lambda: revision_of(folder, "main", "nowhere"))
    assert told == "main has no folder nowhere; see what it has with: git ls-tree main"


def test_a_shallow_clone_says_how_to_deepen_it(folder: Path, git: Git, tmp_path: Path) -> None:
    root = git("rev-parse", "HEAD")
    git("checkout", "--quiet", "-b", "old")
    git("commit", "--quiet", "--allow-empty", "--message=on old")
    git("checkout", "--quiet", "main")
    git("commit", "--quiet", "--allow-empty", "--message=on main")
    shallow = tmp_path / "shallow"
    git("clone", "--quiet", "--depth=1", "--no-single-branch", folder.as_uri(), str(shallow))
    assert "git fetch --unshallow origin" in complaint(lambda: commit_of(shallow, root))
    told = complaint(lambda: merge_base(shallow, "origin/old"))
    assert re.search("where origin/old and HEAD part is not known.*--unshallow", told)


def test_histories_that_never_met(folder: Path, git: Git) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    git("commit", "--quiet", "--message=a beginning of its own")
    assert "add --direct" in complaint(lambda: merge_base(folder, "main", "other"))


def test_outside_any_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert "not in a git repository" in complaint(lambda: commit_of(folder, "HEAD"))
    assert "first: git init" in complaint(lambda: trunk_of(folder))


def test_a_repository_of_somebody_else(
    folder: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert git("branch", "--list")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = complaint(lambda: commit_of(folder, "HEAD"))
    assert told.endswith(f"git config --global --add safe.directory {folder}")


def test_without_git(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install git" in complaint(lambda: commit_of(folder, "HEAD"))


def test_lost_content_says_so(folder: Path, git: Git) -> None:
    revision = revision_of(folder, "HEAD")
    one = revision.objects["top.yaml"]
    lost = folder / ".git" / "objects" / one[:2] / one[2:]
    lost.chmod(0o600)
    lost.unlink()
    assert "run git fsck" in complaint(lambda: list(revision.read(["top.yaml"])))
    lost.write_bytes(b"not an object")
    assert "run git fsck" in complaint(lambda: list(revision.read(["top.yaml"])))
    assert git("branch", "--list")
    assert os.path.exists(lost)  # noqa: PTH110 - only to show that nothing was mended behind our back


def test_content_left_with_a_remote_that_is_gone_says_so(
    folder: Path, git: Git, tmp_path: Path
) -> None:
    git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    git(
        "clone", "--quiet", "--no-checkout", "--filter=blob:none", folder.as_uri(), str(partial)
    )
    revision = revision_of(partial, "HEAD")
    folder.rename(tmp_path / "gone")
    assert "run git fsck" in complaint(lambda: list(revision.read(["top.yaml"])))
