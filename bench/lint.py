"""Time a cold lint of a generated catalog, beside check-jsonschema on the same files.

python bench/lint.py --items 10000 --peer 1000

The peer judges each file against the item schema of one place, and nothing else; ours judges it
against every layer, runs all rules, and looks at the catalog as a whole.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from generate import write  # type: ignore[import-not-found, unused-ignore]

BIN = Path(sys.executable).parent
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: wall and processor seconds, and its largest size in MB."""

    wall: float
    cpu: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory)
        )


def cost_of(arguments: list[str]) -> Cost:
    """Run a process to its end; its output is thrown away."""
    begun = perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 1}, arguments[:3]
    return Cost(perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ours(folder: Path) -> Cost:
    """Lint a catalog."""
    return cost_of([str(BIN / "catalog-std"), "lint", str(folder), "--output", "json"])


def peer(folder: Path, schema: Path) -> Cost:
    """Check the same files with check-jsonschema, some at a time."""
    files = sorted(str(path) for path in (folder / "items").rglob("*.yaml"))
    whole = Cost(0, 0, 0)
    for first in range(0, len(files), CHUNK):
        given = ["--schemafile", str(schema), *files[first : first + CHUNK]]
        whole += cost_of([str(BIN / "check-jsonschema"), *given])
    return whole


def told(what: str, items: int, cost: Cost) -> None:
    """Print one line of the table."""
    print(
        f"{what:38} {items:7} {cost.wall:9.2f} {cost.cpu:9.2f} {items / cost.cpu:9.0f} {cost.memory:9.0f}"
    )


def main() -> None:
    """Generate, run, print a table and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="items that we lint")
    parser.add_argument("--peer", type=int, default=1_000, help="items that both check")
    arguments = parser.parse_args()
    print(f"{'':38} {'items':>7} {'wall s':>9} {'CPU s':>9} {'items/s':>9} {'MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        schema = Path(name) / "item.schema.json"
        exported = [str(BIN / "catalog-std"), "schema", "export", "item", "--at", "510100"]
        schema.write_bytes(subprocess.run(exported, check=True, capture_output=True).stdout)
        small, large = Path(name) / "small", Path(name) / "large"
        write(small, arguments.peer, seed=1)
        write(large, arguments.items, seed=1)
        we, they = ours(small), peer(small, schema)
        told("catalog-std lint", arguments.peer, we)
        told("check-jsonschema, the same files", arguments.peer, they)
        told("catalog-std lint", arguments.items, ours(large))
        print(f"\n{they.cpu / we.cpu:.0f} times faster than check-jsonschema, by CPU seconds")


if __name__ == "__main__":
    main()
