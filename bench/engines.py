"""The local pool beside Dask on the same files: processor seconds of two workers, and workers killed at random.

python bench/engines.py --items 100000 --runs 3 --kills 20 --folder /tmp/engines
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from cost import BIN  # type: ignore[import-not-found, unused-ignore]
from generate import write  # type: ignore[import-not-found, unused-ignore]

ENGINES = {"pool": ["--jobs", "2"], "dask": ["--engine", "dask", "--jobs", "2"]}
KILLED = 2000  # items: enough for a few seconds of work
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Run:
    """What a run printed, as a digest, and what it and all its workers cost in processor seconds."""

    digest: str
    cpu: float


def lint(folder: Path, engine: str) -> subprocess.Popen[bytes]:
    """Start linting a catalog."""
    line = [str(BIN / "catalog-std"), "lint", str(folder), "--no-cache", "--output", "json"]
    return subprocess.Popen([*line, *ENGINES[engine]], stdout=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes], before: float) -> Run:
    """Wait for a run."""
    out, _ = process.communicate()
    assert process.returncode == 1, process.returncode
    return Run(sha256(out).hexdigest(), spent() - before)


def spent() -> float:
    """Give the processor seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(folder: Path, runs: int) -> None:
    """Let the engines take turns."""
    found: dict[str, list[Run]] = {engine: [] for engine in ENGINES}
    for _ in range(runs):
        for engine, done in found.items():
            before = spent()
            done.append(ended(lint(folder, engine), before))
    assert len({run.digest for done in found.values() for run in done}) == 1
    costs = {engine: median(run.cpu for run in done) for engine, done in found.items()}
    for engine, cost in costs.items():
        print(f"{engine}: {cost:.1f} CPU s, median of {runs}")
    print(f"dask / pool: {costs['dask'] / costs['pool']:.2f}; the same bytes {2 * runs} times")


def kill(folder: Path, times: int, seed: int) -> None:
    """Kill a worker of Dask at a random moment, again and again; each run must print what an unharmed one does."""
    chance = random.Random(seed)
    whole = ended(lint(folder, "pool"), 0).digest
    begun = time.monotonic()
    ended(lint(folder, "dask"), 0)
    length = time.monotonic() - begun
    hit = 0
    for _ in range(times):
        process = lint(folder, "dask")
        workers = workers_of(process)
        time.sleep(chance.uniform(0, length))
        hit += killed(chance.choice(workers))
        assert ended(process, 0).digest == whole
    print(f"killed {hit} workers in {times} runs: the same bytes {times} times")


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Wait until both workers are there."""
    while process.poll() is None:
        lists = Path(f"/proc/{process.pid}/task").glob("*/children")
        found = [int(pid) for one in lists for pid in one.read_text(encoding="ascii").split()]
        workers = [pid for pid in found if _is_worker(pid)]
        if len(workers) >= ENOUGH:
            return workers
        time.sleep(0.01)
    raise AssertionError(process.returncode)


def _is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def killed(pid: int) -> bool:
    """Kill a process; say whether it was still there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.runs:
        write(given.folder / "large", given.items, given.seed)
        compare(given.folder / "large", given.runs)
    if given.kills:
        write(given.folder / "small", KILLED, given.seed)
        kill(given.folder / "small", given.kills, given.seed)


if __name__ == "__main__":
    main()
