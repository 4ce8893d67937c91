"""A site is built again: what has not changed is not read, and what has changed is never missed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from catalog_std.publish.build import MANIFEST
from catalog_std.run.store import FOLDER
from tests.publish.sites import BASIC, CODE, LOCAL, Run, catalog
from tests.publish.test_site import FILES, pages

STORE = f"{FOLDER}/publish-1/sheets.sqlite"
LONG_AGO = 1_700_000_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a small catalog whose files have been as they are for long."""
    home = catalog(tmp_path / "catalog", FILES)
    for path in home.rglob("*.yaml"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return home


def page(home: Path) -> str:
    """Read the local item's page."""
    return (home / "site" / "items" / CODE / "index.html").read_text("utf-8")


def test_files_that_are_as_they_were_are_not_read(home: Path, run: Run) -> None:
    run("render", "site", home, "--to", home / "site")
    assert (home / STORE).exists()
    path = home / "items/local.yaml"
    path.write_text(path.read_text("utf-8").replace("days: 5", "days: 4"), "utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert "0 files written" in run("render", "site", home, "--to", home / "site").out


def test_a_check_reads_them_all_the_same(home: Path, run: Run) -> None:
    run("render", "site", home, "--to", home / "site")
    path = home / "items/local.yaml"
    path.write_text(path.read_text("utf-8").replace("days: 5", "days: 4"), "utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert run("render", "site", home, "--to", home / "site", "--check").code == 1


def test_a_check_remembers_nothing(home: Path, run: Run) -> None:
    run("render", "site", home, "--to", home / "site", "--check")
    assert not (home / FOLDER).exists()


def test_a_file_just_written_is_read_again(home: Path, run: Run) -> None:
    path = home / "items/local.yaml"
    path.write_text(path.read_text("utf-8"), "utf-8")
    run("render", "site", home, "--to", home / "site")
    moment = path.stat().st_mtime_ns
    path.write_text(path.read_text("utf-8").replace("days: 5", "days: 4"), "utf-8")
    os.utime(path, ns=(moment, moment))
    run("render", "site", home, "--to", home / "site")
    assert "<b>4</b>" in page(home)


@pytest.mark.parametrize("name", ["items/basic.yaml", "items/local.yaml"])
def test_an_old_build_brought_up_to_date_is_like_a_new_one(
    home: Path, run: Run, name: str
) -> None:
    run("render", "site", home, "--to", home / "site")
    path = home / name
    path.write_text(path.read_text("utf-8").replace("days: ", "days: 1"), "utf-8")
    run("render", "site", home, "--to", home / "site")
    run("render", "site", home, "--to", home / "fresh")
    assert pages(home / "site") == pages(home / "fresh")


def test_another_title_makes_pages_anew_of_texts_that_are_as_they_were(
    home: Path, run: Run
) -> None:
    run("render", "site", home, "--to", home / "site")
    with (home / "catalog.yaml").open("a", encoding="utf-8") as file:
        file.write("publish: {title: {zh: 新的名字, en: A new name}}\n")
    run("render", "site", home, "--to", home / "site")
    assert "新的名字" in page(home)


def test_another_form_is_published_though_no_text_has_changed(home: Path, run: Run) -> None:
    run("render", "site", home, "--to", home / "site")
    (home / "attachments/f.txt").write_text("新的表", "utf-8")
    run("render", "site", home, "--to", home / "site")
    assert [p.read_text("utf-8") for p in (home / "site/files").iterdir()] == ["新的表"]


def test_a_page_that_was_deleted_is_made_again(home: Path, run: Run) -> None:
    run("render", "site", home, "--to", home / "site")
    before = pages(home / "site")
    (home / "site/index.html").unlink()
    run("render", "site", home, "--to", home / "site")
    assert pages(home / "site") == before


def test_an_item_that_is_left_out_is_told_each_time(home: Path, run: Run) -> None:
    (home / "items/z.yaml").write_text("name: 甲\n", "utf-8")
    for _ in range(2):
        told = run("render", "site", home, "--to", home / "site")
        assert (told.code, "items/z.yaml: not published: " in told.err) == (1, True)


@pytest.mark.parametrize("whole", [[], [1], ["x", 1, 2], 5, None])
def test_a_manifest_that_makes_no_sense_of_the_whole_is_not_believed(
    home: Path, run: Run, whole: object
) -> None:
    run("render", "site", home, "--to", home / "site")
    before = pages(home / "site")
    path = home / "site" / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"whole": whole}), "utf-8")
    assert "0 files written" in run("render", "site", home, "--to", home / "site").out
    assert pages(home / "site") == before


def test_what_is_remembered_may_be_spoilt(home: Path, run: Run) -> None:
    run("render", "site", home, "--to", home / "site")
    (home / STORE).write_bytes(b"no database" * 100)
    assert run("render", "site", home, "--to", home / "site").code == 0


def test_a_place_to_remember_that_cannot_be_had_is_done_without(home: Path, run: Run) -> None:
    (home / FOLDER).write_text("in the way", "utf-8")
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert "0 files written" in run("render", "site", home, "--to", home / "site").out


def test_a_basic_item_that_stands_twice_is_the_first_files(home: Path, run: Run) -> None:
    (home / "items/z.yaml").write_text(BASIC.replace("开饭店办证", "后来的"), "utf-8")
    (home / "items/local.yaml").write_text(LOCAL, "utf-8")
    run("render", "site", home, "--to", home / "site")
    assert "开饭店办证" in page(home)
    assert "后来的" not in page(home)
