"""The file phase on workers of Dask: the same bytes, whatever becomes of the workers."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.cli import main
from catalog_std.run.cluster import Dask, Told, dask_engine, judged, tell
from catalog_std.run.engine import Part
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job, job_of
from catalog_std.run.lint import run_lint
from catalog_std.run.packet import packed
from catalog_std.run.recipe import recipe_of
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, ROOT

FILES = 300
ITEM = 'code: "{0}"\nname: 事项(甲){1}\nlimits: {{promised: {{days: {1}}}}}\n'
NAMES = tuple(f"items/{n:03}.yaml" for n in range(FILES))
POISON = NAMES[77]
DYING = f"""
import os, pathlib, signal
from catalog_std.run.engine import Part
from catalog_std.run.file_phase import FilePhase
sheet = getattr(FilePhase._sheet, "sheet", FilePhase._sheet)  # Dask loads a preload twice
def poisoned(self, name, facts):
    if name == "{POISON}" and {{condition}}:
        os.kill(os.getpid(), signal.{{signal}})
    return sheet(self, name, facts)
poisoned.sheet = sheet
FilePhase._sheet = poisoned
"""
ONCE = "not (mark := pathlib.Path(self.job.texts.root, 'died')).exists() and not mark.touch()"
SLOW = """
import os, pathlib, time
from catalog_std.run.file_phase import FilePhase
sheet = getattr(FilePhase._sheet, "sheet", FilePhase._sheet)
def slowed(self, name, facts):
    pathlib.Path(os.environ["MARKS"], f"at-work.{os.getpid()}").touch()
    time.sleep(0.01)
    return sheet(self, name, facts)
slowed.sheet = sheet
FilePhase._sheet = slowed
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a catalog of more files than one part takes."""
    folder = tmp_path_factory.mktemp("catalog")
    (folder / "items").mkdir()
    (folder / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    for n, name in enumerate(NAMES):
        (folder / name).write_text(ITEM.format(n % 290, n), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(catalog: Path) -> str:
    """Lint it here."""
    return command(catalog, "--jobs", "1").wait()


@dataclass(frozen=True, slots=True)
class Running:
    """Our command line in a process of its own."""

    process: subprocess.Popen[str]

    def wait(self) -> str:
        """Give what it prints; it must end well, with findings."""
        out, err = self.process.communicate(timeout=120)
        assert (self.process.returncode, err) == (1, "")
        return out

    def workers(self) -> list[int]:
        """Wait for the workers of a cluster of its own, and give their numbers."""
        while len(found := [pid for pid in children(self.process.pid) if is_worker(pid)]) < 2:
            assert self.process.poll() is None
            time.sleep(0.02)
        return found


def command(folder: Path, *words: str, preload: str = "", **given: str) -> Running:
    line = [sys.executable, "-m", "catalog_std", "lint", str(folder), "--no-cache"]
    environment = os.environ | {"CATALOG_STD_LANG": "en", "MARKS": str(folder)} | given
    if preload:
        environment["DASK_DISTRIBUTED__WORKER__PRELOAD"] = preload
    process = subprocess.Popen(
        [*line, "--output", "json", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    return Running(process)


def dask(folder: Path, *words: str, preload: str = "", **given: str) -> Running:
    return command(folder, "--engine", "dask", "--jobs", "2", *words, preload=preload, **given)


def children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text(encoding="ascii").split()]


def is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def job_at(root: Path) -> Job:
    return job_of(home_of(root), DAY)


def test_workers_say_what_is_said_here(catalog: Path) -> None:
    job = job_at(catalog)
    assert run_lint(replace(job, engine=dask_engine(2))) == run_lint(job)


def test_a_task_is_a_function_of_the_recipe_and_the_names(catalog: Path) -> None:
    phase = FilePhase.of(job_at(catalog))
    recipe = recipe_of(phase)
    for run in ("one", "one", "another"):
        assert judged(tell(Told(run, recipe)), NAMES[:9]) == packed(phase.chunk(NAMES[:9]))


def test_what_goes_wrong_at_a_worker_is_given_back(catalog: Path) -> None:
    recipe = recipe_of(FilePhase.of(job_at(catalog)))
    assert isinstance(judged(Told("", recipe), ("items/none.yaml",)), CatalogError)


def test_no_cluster_is_started_for_nothing(catalog: Path) -> None:
    nowhere = Dask(1, "tcp://127.0.0.1:1")
    assert list(nowhere.map(FilePhase.of(job_at(catalog)), iter([]))) == []


def test_the_command_prints_the_same_bytes(catalog: Path, whole: str) -> None:
    assert dask(catalog).wait() == whole


def test_a_worker_that_dies_once_costs_nothing_but_its_parts_again(
    catalog: Path, whole: str, tmp_path: Path
) -> None:
    once = tmp_path / "once.py"
    once.write_text(DYING.format(condition=ONCE, signal="SIGKILL"), encoding="utf-8")
    assert dask(catalog, preload=str(once)).wait() == whole
    (catalog / "died").unlink()


def test_a_file_that_kills_every_worker_is_told_by_name_and_the_rest_is_judged(
    catalog: Path, tmp_path: Path
) -> None:
    always = tmp_path / "always.py"
    always.write_text(DYING.format(condition=True, signal="SIGSEGV"), encoding="utf-8")
    here = command(catalog, "--jobs", "1", "--output", "concise").process.communicate()[0]
    running = dask(catalog, "--output", "concise", preload=str(always))
    out, err = running.process.communicate(timeout=120)
    assert running.process.returncode == 2
    assert err == f"catalog-std: {POISON}: whoever reads it dies (KilledWorker); {REST}\n"
    lines = [line for line in here.splitlines() if line.startswith("items/")]
    kept = [line for line in out.splitlines() if line.startswith("items/")]
    assert [line for line in lines if POISON not in line and "IDN" not in line] == [
        line for line in kept if "IDN" not in line
    ]


REST = "it was not judged, all else was"


def test_a_worker_killed_at_a_random_moment_loses_nothing_and_doubles_nothing(
    catalog: Path, whole: str, tmp_path: Path
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(SLOW, encoding="utf-8")
    chance = random.Random(7)
    for _ in range(2):
        running = dask(catalog, preload=str(slow), MARKS=str(tmp_path))
        victim = chance.choice(running.workers())
        time.sleep(chance.uniform(0, 4))
        os.kill(victim, signal.SIGKILL)
        assert running.wait() == whole


def test_a_worker_that_is_cut_off_is_given_up(
    catalog: Path, whole: str, tmp_path: Path
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(SLOW, encoding="utf-8")
    running = dask(
        catalog,
        preload=str(slow),
        DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="3 seconds",
        MARKS=str(tmp_path),
    )
    while not (busy := list(tmp_path.glob("at-work.*"))) and running.process.poll() is None:
        time.sleep(0.02)
    stopped = int(busy[0].suffix[1:])
    os.kill(stopped, signal.SIGSTOP)
    assert running.wait() == whole
    assert not Path(f"/proc/{stopped}").exists()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a scheduler of its own, as on another machine."""
    place = tmp_path / "scheduler.json"
    process = serving("scheduler", "--port", "0", "--scheduler-file", str(place), at=tmp_path)
    while process.poll() is None and not (
        place.exists() and '"address"' in place.read_text(encoding="utf-8")
    ):
        time.sleep(0.05)
    address = place.read_text(encoding="utf-8").split('"address": "')[1].split('"')[0]
    yield address, process
    process.terminate()
    process.wait(20)


def serving(what: str, *words: str, at: Path, **given: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", what, "--no-dashboard", "--host", "127.0.0.1", *words],
        cwd=at,
        env=os.environ | given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_workers_elsewhere_are_reached_by_their_scheduler(
    catalog: Path,
    whole: str,
    scheduler: tuple[str, subprocess.Popen[bytes]],
    tmp_path: Path,
) -> None:
    address, process = scheduler
    worker = serving("worker", address, "--nthreads", "2", at=tmp_path)
    try:
        assert dask(catalog, "--scheduler", address).wait() == whole
        assert process.poll() is None
    finally:
        worker.terminate()
        worker.wait(20)


def test_a_scheduler_that_goes_away_ends_the_run_with_one_line(
    catalog: Path, scheduler: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    address, process = scheduler
    (tmp_path / "slow.py").write_text(SLOW.replace("0.01", "0.1"), encoding="utf-8")
    worker = serving(
        "worker", address, "--preload", "slow.py", at=tmp_path, MARKS=str(tmp_path)
    )
    try:
        running = dask(catalog, "--scheduler", address)
        time.sleep(5)
        process.kill()
        out, err = running.process.communicate(timeout=90)
        assert (running.process.returncode, out) == (2, "")
        assert err.startswith("catalog-std: the scheduler cannot be reached")
        assert err.count("\n") == 1
    finally:
        worker.kill()
        worker.wait(20)


def test_a_worker_without_the_toolkit_is_named(
    catalog: Path, scheduler: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    address, _ = scheduler
    bare = f"import sys\nsys.path[:] = [p for p in sys.path if p != {str(ROOT)!r}]\n"
    (tmp_path / "bare.py").write_text(bare, "utf-8")
    worker = serving("worker", address, "--preload", "bare.py", at=tmp_path)
    try:
        running = dask(catalog, "--scheduler", address)
        out, err = running.process.communicate(timeout=90)
        assert (running.process.returncode, out) == (2, "")
        assert err.endswith("has no catalog-std\n")
    finally:
        worker.terminate()
        worker.wait(20)


@pytest.mark.parametrize("address", ["nowhere", "odd://127.0.0.1:1"])
def test_an_address_that_is_none_is_told(address: str, catalog: Path) -> None:
    with pytest.raises(CatalogError, match="the scheduler cannot be reached"):
        list(Dask(1, address).map(FilePhase.of(job_at(catalog)), iter([Part(NAMES[:1])])))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "dask"], "distributed is missing; first: pip install"),
        (["--scheduler", "tcp://h:1"], "--scheduler goes with --engine dask"),
        (["--engine", "dask", "--fix"], "does not go with --new-since"),
        (["--engine", "dask", "--new-since", "HEAD"], "does not go with --new-since"),
    ],
)
def test_what_cannot_be_done_is_told_first(
    words: list[str],
    said: str,
    catalog: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SystemExit, match="2"):
        main(["--lang", "en", "lint", str(catalog), *words])
    assert said in capsys.readouterr().err
