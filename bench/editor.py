"""Edit over the language server's standard input and output: does it grow, and how long until it answers?

    python bench/editor.py growth --edits 10000
    python bench/editor.py latency --items 10000 --edits 200

``growth`` is the law of the tests, longer: at each look what the server says must be what the command says.
``latency`` edits one item of a generated catalog, and waits for its diagnostics each time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from generate import write as generate  # type: ignore[import-not-found, unused-ignore]

from tests.editor.talk import talking
from tests.editor.test_law import resident, sizes_over
from tests.editor.test_server import laid

PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
SETTLING = 60.0  # seconds in which the whole catalog is judged, once
THINKING = 0.5  # seconds between two keys
SERVER = [sys.executable, "-m", "catalog_std", "lsp", "--lang", "zh"]


def growth(edits: int, pause: int) -> None:
    """Print the resident size after so many edits."""
    with TemporaryDirectory() as folder:
        sizes = sizes_over(laid(Path(folder)), edits, pause)
    for number, size in enumerate(sizes, 1):
        print(f"{number * pause:7} edits {size * PAGE:7.1f} MB")
    print(f"largest to first {max(sizes) / sizes[0]:.2f}")


async def answers(root: Path, edits: int) -> tuple[list[float], float]:
    """Edit the name of one item again and again; give the seconds until each answer, and the size in MB."""
    path = max((root / "items").rglob("*.yaml"))
    name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    times = []
    async with talking(SERVER, root, environment=dict(os.environ)) as talk:
        talk.open(name, text)
        await talk.until_told(name)
        await asyncio.sleep(SETTLING)
        for number in range(edits):
            begun = time.perf_counter()
            talk.change(name, text.replace("name: ", f"name: 其他材料{number}", 1))
            await talk.next_told(name)
            times.append(time.perf_counter() - begun)
            await asyncio.sleep(THINKING)
        return times, resident(talk) * PAGE


def latency(items: int, edits: int) -> None:
    """Print how long the diagnostics of an edited item take."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        generate(root, items, 1)
        times, size = asyncio.run(answers(root, edits))
    times.sort()
    print(
        f"{items} items, {edits} edits: median {1000 * median(times):.0f} ms, "
        f"95th percentile {1000 * times[len(times) * 95 // 100]:.0f} ms, "
        f"worst {1000 * times[-1]:.0f} ms; {size:.0f} MB"
    )


def main() -> None:
    """Read the command line."""
    reading = argparse.ArgumentParser(description=__doc__)
    commands = reading.add_subparsers(dest="command", required=True)
    of_growth = commands.add_parser("growth")
    of_growth.add_argument("--edits", type=int, default=10_000)
    of_growth.add_argument("--pause", type=int, default=1_000)
    of_latency = commands.add_parser("latency")
    of_latency.add_argument("--items", type=int, default=10_000)
    of_latency.add_argument("--edits", type=int, default=200)
    given = reading.parse_args()
    if given.command == "growth":
        growth(given.edits, given.pause)
    else:
        latency(given.items, given.edits)


if __name__ == "__main__":
    main()
