"""The file phase on workers of Dask: the same bytes, whatever becomes of the workers."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import distributed
import pytest
from dask import config

from catalog_std.catalog.settings import home_of
from catalog_std.cli import main
from catalog_std.run.cluster import Dask, Told, dask_engine, judged, tell
from catalog_std.run.engine import Part
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job, job_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.packet import packed
from catalog_std.run.recipe import recipe_of
from catalog_std.run.sheet import Crash
from catalog_std.trouble import CatalogError
from tests.conftest import DAY

FILES = 300  # two parts
ITEM = 'code: "{0}"\nname: 事项(甲){1}\n'
NAMES = tuple(f"items/{n:03}.yaml" for n in range(FILES))
PRELOAD = """
import os, pathlib, signal, time
from catalog_std.run.file_phase import FilePhase
marks = pathlib.Path("{marks}")
sheet = getattr(FilePhase._read, "sheet", FilePhase._read)  # Dask loads a preload twice
def met(self, name):
    {code}
    return sheet(self, name)
met.sheet = sheet
FilePhase._read = met
"""
SLOW = '(marks / f"at-work.{os.getpid()}").touch() or time.sleep(0.01)'
POISON = f'name == "{NAMES[77]}" and os.kill(os.getpid(), signal.SIGSEGV)'
UNBORN = """
import os, pathlib
mark = pathlib.Path("{marks}", "died")
if not mark.exists():
    mark.touch()
    os._exit(3)
"""
RULE = "text/mixed-brackets"
Preload = Callable[[str], None]


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
def job(catalog: Path) -> Job:
    return job_of(home_of(catalog), DAY)


@pytest.fixture(scope="module")
def whole(job: Job) -> Outcome:
    """Lint it here."""
    outcome = run_lint(job)
    assert len(outcome.findings) > FILES
    return outcome


@pytest.fixture
def preload(tmp_path: Path) -> Iterator[Preload]:
    """Let workers load a piece of code before they begin."""
    path = tmp_path / "preload.py"

    def put(code: str) -> None:
        path.write_text(code.replace("{marks}", str(tmp_path)), encoding="utf-8")

    assert distributed.__name__  # its settings must be there before ours are put over them
    with config.set({"distributed.worker.preload": [str(path)]}):
        yield put


def on_dask(job: Job, size: int = 2, scheduler: str = "") -> Outcome:
    return run_lint(replace(job, engine=Dask(size, scheduler)))


def workers() -> list[int]:
    """List the workers that this process has started."""
    lists = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    found = [int(pid) for one in lists for pid in one.read_text(encoding="ascii").split()]
    return [pid for pid in found if b"spawn_main" in command_of(pid)]


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def meanwhile(do: Callable[[], object]) -> Iterator[None]:
    """Do something beside."""
    thread = Thread(target=do)
    thread.start()
    yield
    thread.join()


def test_a_task_is_a_function_of_the_recipe_and_the_names(job: Job) -> None:
    phase = FilePhase.of(job)
    recipe = recipe_of(phase)
    for run in ("one", "one", "another"):
        assert judged(tell(Told(run, recipe)), NAMES[:9]) == packed(phase.chunk(NAMES[:9]))
    assert isinstance(judged(Told("", recipe), ("items/none.yaml",)), CatalogError)


def test_the_command_prints_the_same_bytes(
    catalog: Path, whole: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for words in (["--jobs", "1"], ["--engine", "dask", "--jobs", "2"]):
        with pytest.raises(SystemExit, match="1"):
            main(["lint", str(catalog), "--no-cache", "--output", "json", *words])
        said.append(capsys.readouterr())
    assert said[0] == said[1]
    assert len(said[0].out) > len(whole.findings)


def test_no_cluster_is_started_for_nothing(job: Job) -> None:
    assert list(Dask(1, "tcp://127.0.0.1:1").map(FilePhase.of(job), iter([]))) == []


def test_a_file_that_kills_every_worker_is_told_by_name_and_the_rest_is_judged(
    job: Job, whole: Outcome, preload: Preload
) -> None:
    preload(PRELOAD.replace("{code}", POISON))
    outcome = on_dask(job)
    assert outcome.crashes == (Crash("", NAMES[77], "KilledWorker"),)
    assert (outcome.files, outcome.items) == (FILES, FILES - 1)
    missed = [f for f in whole.findings if f.rule == RULE and f not in outcome.findings]
    assert [finding.where.file for finding in missed] == [NAMES[77]]


def test_a_worker_killed_at_a_random_moment_loses_nothing_and_doubles_nothing(
    job: Job, whole: Outcome, preload: Preload
) -> None:
    preload(PRELOAD.replace("{code}", SLOW))
    chance = random.Random(7)

    def kill() -> None:
        while len(found := workers()) < 2:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 3))
        os.kill(chance.choice(found), signal.SIGKILL)

    with meanwhile(kill):
        assert on_dask(job) == whole


def test_a_worker_that_dies_before_it_has_begun_does_no_harm(
    job: Job, whole: Outcome, preload: Preload
) -> None:
    preload(UNBORN)
    assert on_dask(job, 1) == whole


def test_a_worker_of_another_version_refuses_the_job(preload: Preload, job: Job) -> None:
    preload("from catalog_std.run import recipe\nrecipe.version = lambda _: 'another'\n")
    with pytest.raises(CatalogError, match="versions of catalog-std"):
        on_dask(job, 1)


def test_a_worker_that_is_cut_off_is_given_up(
    job: Job, whole: Outcome, preload: Preload, tmp_path: Path
) -> None:
    preload(PRELOAD.replace("{code}", SLOW))
    stopped: list[int] = []

    def stop() -> None:
        while not (busy := list(tmp_path.glob("at-work.*"))):
            time.sleep(0.02)
        stopped.append(int(busy[0].suffix[1:]))
        os.kill(stopped[0], signal.SIGSTOP)

    with meanwhile(stop), config.set({"distributed.scheduler.worker-ttl": "3s"}):
        assert on_dask(job) == whole
    assert not Path(f"/proc/{stopped[0]}").exists()


def serving(what: str, *words: str, at: Path) -> subprocess.Popen[bytes]:
    """Start a scheduler or a worker of its own, as on another machine."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", what, "--no-dashboard", "--host", "127.0.0.1", *words],
        cwd=at,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a scheduler, and give its address."""
    place = tmp_path / "scheduler.json"
    process = serving("scheduler", "--port", "0", "--scheduler-file", str(place), at=tmp_path)
    while not (place.exists() and '"address"' in place.read_text(encoding="utf-8")):
        assert process.poll() is None
        time.sleep(0.05)
    yield place.read_text(encoding="utf-8").split('"address": "')[1].split('"')[0], process
    process.kill()
    process.wait()


@contextmanager
def worker(address: str, at: Path, code: str = "") -> Iterator[None]:
    (at / "before.py").write_text(code.replace("{marks}", str(at)), encoding="utf-8")
    process = serving("worker", address, "--preload", "before.py", at=at)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def test_workers_elsewhere_are_reached_by_their_scheduler(
    job: Job, whole: Outcome, scheduler: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    address, process = scheduler
    with worker(address, tmp_path):
        assert on_dask(job, scheduler=address) == whole
    assert process.poll() is None


def test_a_scheduler_that_goes_away_is_told(
    job: Job, scheduler: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    address, process = scheduler

    def kill() -> None:
        while not list(tmp_path.glob("at-work.*")):
            time.sleep(0.02)
        process.kill()

    slow = worker(address, tmp_path, PRELOAD.replace("{code}", SLOW))
    told = pytest.raises(CatalogError, match="the scheduler cannot be reached")
    with slow, meanwhile(kill), told:
        on_dask(job, scheduler=address)


def test_a_worker_without_the_toolkit_is_named(
    job: Job, scheduler: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    bare = "import importlib.util as u\nu.find_spec = lambda name: None\n"
    named = pytest.raises(CatalogError, match=r"tcp://.* has no catalog-std")
    with worker(scheduler[0], tmp_path, bare), named:
        on_dask(job, scheduler=scheduler[0])


@pytest.mark.parametrize("address", ["nowhere", "odd://127.0.0.1:1"])
def test_an_address_that_is_none_is_told(address: str, job: Job) -> None:
    parts = iter([Part(NAMES[:1])])
    with pytest.raises(CatalogError, match="the scheduler cannot be reached"):
        list(Dask(1, address).map(FilePhase.of(job), parts))


def test_the_engine_is_there_where_its_extra_is() -> None:
    assert dask_engine(3, "tcp://h:1") == Dask(3, "tcp://h:1")


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
