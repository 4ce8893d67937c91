"""What a process costs, and what else costs something on the same files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall and processor seconds, and the largest size of one process in MB."""

    wall: float
    cpu: float
    memory: float = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory)
        )


def cost_of(arguments: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a process to its end; its output is thrown away. Exit 0 and 1 are what judges give, 2 ajv's ``--``."""
    begun = perf_counter()
    process = subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1, 2}, (process.returncode, *arguments[:4])
    return Cost(perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def lint(folder: Path, *words: str) -> Cost:
    """Lint a catalog with our own command line."""
    line = [str(BIN / "catalog-std"), "lint", str(folder), "--output", "concise", *words]
    return cost_of(line)


def walked(folder: Path) -> Cost:
    """Look at the signature of every file, as ``git status`` does."""
    wall, cpu = perf_counter(), process_time()
    for path in sorted(_files(str(folder))):
        os.stat(path)  # noqa: PTH116 - what the floor is made of
    return Cost(perf_counter() - wall, process_time() - cpu)


def read(folder: Path) -> Cost:
    """Read every byte."""
    wall, cpu = perf_counter(), process_time()
    for path in _files(str(folder)):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - what the floor is made of
            file.read()
    return Cost(perf_counter() - wall, process_time() - cpu)


def _files(folder: str) -> list[str]:
    found: list[str] = []
    rest = [folder]
    while rest:
        with os.scandir(rest.pop()) as entries:
            for entry in entries:
                (rest if entry.is_dir(follow_symlinks=False) else found).append(entry.path)
    return found
