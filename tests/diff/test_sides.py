"""The sides of a comparison: folders, files and commits, and what is said where one cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_std.run.sides import Side, sides_of
from catalog_std.trouble import CatalogError
from tests.test_revision import git_in

Git = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a catalog of two items, below the top of its repository."""
    root = tmp_path / "repo" / "目录"
    (root / "items").mkdir(parents=True)
    (root / "catalog.yaml").write_text("version: 1\n")
    (root / "items" / "a.yaml").write_text("name: a\n")
    (root / "notes.yaml").write_text("no: item\n")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return root


@pytest.fixture
def git(root: Path) -> Git:
    run = git_in(root.parent)
    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "--message=one")
    return run


def texts(side: Side) -> dict[str, str]:
    return {name: side.texts.raw(name).decode() for name in side.texts.names}


def complaint(*words: str | None, root: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        sides_of(words[0], words[1], root)
    return caught.value.saying.en


def commit(git: Git, root: Path, name: str, text: str) -> None:
    (root / "items" / f"{name}.yaml").write_text(text)
    git("add", ".")
    git("commit", "--quiet", f"--message={name}")


def test_by_default_the_work_tree_is_held_against_where_it_left_the_trunk(
    root: Path, git: Git
) -> None:
    git("checkout", "--quiet", "-b", "work")
    commit(git, root, "b", "name: b\n")
    git("checkout", "--quiet", "main")
    commit(git, root, "c", "name: c\n")
    git("checkout", "--quiet", "work")
    (root / "items" / "a.yaml").write_text("name: not yet committed\n")
    before, after = sides_of(None, None, root)
    assert texts(before) == {"items/a.yaml": "name: a\n"}
    assert texts(after) == {
        "items/a.yaml": "name: not yet committed\n",
        "items/b.yaml": "name: b\n",
    }
    assert before.label == f"main ({before.commit[:10]})"
    assert after.label == "目录"


def test_a_ref_stands_for_where_the_histories_part_unless_direct(root: Path, git: Git) -> None:
    git("checkout", "--quiet", "-b", "work")
    commit(git, root, "b", "name: b\n")
    git("checkout", "--quiet", "main")
    commit(git, root, "c", "name: c\n")
    before, after = sides_of("main", "work", root)
    assert set(before.texts.names) == {"items/a.yaml"}
    assert set(after.texts.names) == {"items/a.yaml", "items/b.yaml"}
    direct, _ = sides_of("main", "work", root, direct=True)
    assert (set(direct.texts.names), direct.label) == ({"items/a.yaml", "items/c.yaml"}, "main")
    assert sides_of("main", None, root)[0].label == "main"
    assert sides_of(None, "work", root)[0].texts.names == ("items/a.yaml",)


def test_a_path_at_a_ref_is_a_catalog_a_folder_or_a_file(root: Path, git: Git) -> None:
    assert git("branch", "--list")
    names = {
        word: sides_of(word, str(root), root)[0].texts.names
        for word in (
            "main",
            "main:目录",
            "main:目录/items",
            "main:目录/items/a.yaml",
            ":目录/items",
        )
    }
    assert names == {
        "main": ("items/a.yaml",),
        "main:目录": ("items/a.yaml",),
        "main:目录/items": ("a.yaml",),
        "main:目录/items/a.yaml": ("a.yaml",),
        ":目录/items": ("a.yaml",),
    }
    before, after = sides_of("main:目录/items", "main:目录/items", root)
    assert texts(before) == texts(after)
    assert before.commit


def test_folders_and_files_need_no_repository(root: Path, tmp_path: Path) -> None:
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "x.yml").write_text("name: x\n")
    before, after = sides_of(str(tmp_path / "loose"), "items/a.yaml", root)
    assert (texts(before), texts(after)) == ({"x.yml": "name: x\n"}, {"a.yaml": "name: a\n"})
    assert set(sides_of(str(root), str(root), root)[0].texts.names) == {"items/a.yaml"}


def test_what_is_neither_path_nor_ref_is_told_so(root: Path, git: Git) -> None:
    assert git("branch", "--list")
    assert complaint("mian", None, root=root) == "git knows no mian; did you mean main?"
    assert complaint("main:nowhere", None, root=root).startswith("main has no folder nowhere")
    assert complaint("main:no.yaml", None, root=root) == "main has no file no.yaml"


def test_outside_a_repository_the_way_out_is_told(root: Path) -> None:
    for words in ((None, None), ("main", None), ("main:items", None)):
        assert "is not in a git repository" in complaint(*words, root=root)
