"""A job made anew elsewhere by its recipe: the same rows, or a refusal."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import home_of
from catalog_std.run.engine import Part
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job, job_of
from catalog_std.run.packet import packed, unpacked
from catalog_std.run.recipe import phase_of, recipe_in, recipe_of
from catalog_std.run.sources import Basics, files_of
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, ROOT, job_over, shelf, untraced

EXAMPLE = ROOT / "examples" / "blemished"


def job_at(root: Path) -> Job:
    return job_of(home_of(root), DAY)


@pytest.fixture(scope="module")
def phase() -> FilePhase:
    """Make ready to judge our own sample catalog."""
    return FilePhase.of(job_at(ROOT))


@untraced
def test_a_recipe_is_plain_json_and_gives_the_same_rows(phase: FilePhase) -> None:
    recipe = recipe_of(phase)
    assert json.loads(recipe)["on"] == str(DAY)
    names = phase.job.texts.names
    there = phase_of(recipe).chunk(names)
    assert len(names) > 30
    assert sum(len(sheet.findings) for sheet in there.sheets) > 0
    assert packed(there) == packed(phase.chunk(names))
    assert unpacked(packed(there)) == there


def test_basic_items_that_were_found_before_are_not_looked_for_again(phase: FilePhase) -> None:
    known = Basics(phase.job.texts, files_of(phase.basics))
    assert recipe_of(FilePhase.of(phase.job, known)) == recipe_of(phase)
    assert known.read == {}


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("kit", "versions of catalog-std here differ from the job's"),
        ("environment", "code, libraries, Python, settings or rules here differ"),
        ("standards", "standards here differ"),
        ("basics", "basic items here differ"),
    ],
)
def test_a_worker_refuses_a_job_of_another_kind(mark: str, said: str, phase: FilePhase) -> None:
    recipe = recipe_in(recipe_of(phase)).model_copy(update={mark: "other"})
    with pytest.raises(CatalogError, match=said) as caught:
        phase_of(recipe.model_dump_json())
    assert "拒绝检查" in caught.value.saying.zh


def test_a_recipe_is_the_same_wherever_the_catalog_lies(phase: FilePhase) -> None:
    recipe = recipe_in(recipe_of(phase))
    assert recipe.model_copy(update={"root": "/elsewhere"}).digest == recipe.digest
    assert recipe.model_copy(update={"kit": "0"}).digest != recipe.digest


@pytest.mark.parametrize("junk", ["", "[]", "{}", '{"version": 2}', "\ud800"])
def test_what_is_no_recipe_is_refused(junk: str) -> None:
    with pytest.raises(CatalogError, match="not a job"):
        recipe_in(junk)


def test_what_is_only_in_memory_has_no_recipe(phase: FilePhase) -> None:
    job = job_at(EXAMPLE)
    compared = replace(job.setting, before={("items/a.yaml", 0): {}})
    held = FilePhase.of(job_over((), (), shelf()))
    held.job.texts.held["items/a.yaml"] = b""
    for work in (held, FilePhase.of(replace(job, setting=compared)), phase.chunk):
        with pytest.raises(CatalogError, match="can only be judged here"):
            recipe_of(work)


def test_a_packet_holds_any_text(tmp_path: Path) -> None:
    folder = tmp_path / "items"
    folder.mkdir()
    (tmp_path / "catalog.yaml").write_bytes(b"")
    (folder / "a.yaml").write_bytes(b'name: "\\ud800 \xff"\nbasic_code: "0"\n')
    phase = FilePhase.of(job_at(tmp_path))
    chunk = phase.chunk(Part(("items/a.yaml",)).names)
    assert chunk.sheets[0].findings
    assert unpacked(packed(chunk)) == chunk


@untraced
def test_bundles_are_opened_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "catalog.yaml").write_text("items: {include: ['items/**']}\n", encoding="utf-8")
    (tmp_path / "items" / "a.ndjson").write_bytes(b'{"code": "1", "name": "x"}\n' * 40)
    (tmp_path / "items" / "b.yaml").write_bytes(b"name: x\n")
    phase = FilePhase.of(job_at(tmp_path))
    there = phase_of(recipe_of(phase))
    names = phase.job.texts.names
    assert names == ("items/a.ndjson/1-32", "items/a.ndjson/33-40", "items/b.yaml")
    assert packed(there.chunk(names)) == packed(phase.chunk(names))


def test_a_catalog_in_an_archive_needs_its_place(tmp_path: Path) -> None:
    archive = tmp_path / "whole.tar"
    subprocess.run(["tar", "-cf", archive, "-C", EXAMPLE, "."], check=True)
    phase = FilePhase.of(job_of(catalog_at(archive), DAY))
    with pytest.raises(CatalogError, match="can only be judged here"):
        recipe_of(phase)
    names = phase.job.texts.names
    there = phase_of(recipe_of(phase, str(archive)))
    assert packed(there.chunk(names)) == packed(phase.chunk(names))
