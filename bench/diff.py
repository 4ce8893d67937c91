"""Time comparisons beside a cold lint: two generated catalogs, by folders and by git; standards; places.

python bench/diff.py --items 10000 --changed 500
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cost import Cost, cost_of  # type: ignore[import-not-found, unused-ignore]
from generate import write  # type: ignore[import-not-found, unused-ignore]

TOOL = str(Path(sys.executable).parent / "catalog-std")
COPIES = re.compile(r"copies: (\d+)")


def change(folder: Path, many: int) -> int:
    """Ask for one copy more of a paper in so many items."""
    chance = random.Random(1)
    files = sorted((folder / "items").rglob("*.yaml"))
    chance.shuffle(files)
    done = 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        if done < many and COPIES.search(text):
            path.write_text(
                COPIES.sub(lambda m: f"copies: {int(m[1]) + 1}", text, count=1),
                encoding="utf-8",
            )
            done += 1
    return done


def committed(folder: Path) -> None:
    """Put a catalog under git."""
    for words in (
        ["init", "--quiet", "-b", "main"],
        ["add", "."],
        ["commit", "--quiet", "-m", "one"],
    ):
        who = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
        subprocess.run(["git", "-C", str(folder), *who, *words], check=True)


def standards(folder: Path) -> list[str]:
    """Say how to try other standards on a catalog: those of an earlier and of a later day."""
    days = "2026-01-01 2026-11-01"
    return ["sh", "-c", f"cd '{folder}' && exec '{TOOL}' diff --standards {days} --output json"]


def told(what: str, items: int, cost: Cost) -> None:
    """Print one line of the table."""
    speed = items / cost.cpu
    print(
        f"{what:38} {items:7} {cost.wall:9.2f} {cost.cpu:9.2f} {speed:9.0f} {cost.memory:9.0f}"
    )


def main() -> None:
    """Generate twice, change one, run, print a table and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=500)
    arguments = parser.parse_args()
    print(f"{'':38} {'items':>7} {'wall s':>9} {'CPU s':>9} {'items/s':>9} {'MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        old, new = Path(name, "old"), Path(name, "new")
        write(old, arguments.items, 1)
        committed(old)
        shutil.copytree(old, new)
        change(new, arguments.changed)
        lint = cost_of([TOOL, "lint", str(old), "--output", "json"])
        told("lint, cold", arguments.items, lint)
        folders = cost_of([TOOL, "diff", str(old), str(new), "--output", "json"])
        told("diff, two folders", arguments.items, folders)
        git = cost_of(["sh", "-c", f"cd '{new}' && exec '{TOOL}' diff HEAD --output json"])
        told("diff, a commit and the work tree", arguments.items, git)
        told("diff --standards, two days", arguments.items, cost_of(standards(old)))
        places = cost_of(["sh", "-c", f"cd '{old}' && exec '{TOOL}' compare --output json"])
        told("compare, every basic item", arguments.items, places)
    print(
        f"\ndiff costs {git.cpu / lint.cpu:.2f} of linting, compare {places.cpu / lint.cpu:.2f}"
    )


if __name__ == "__main__":
    main()
