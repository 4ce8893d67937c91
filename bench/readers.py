"""Hold the two readers against each other over mutants of items: no false clean.

python bench/readers.py --mutants 50000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.document.mutants import ITEM, falsely_clean, mutant  # noqa: E402 - found from here on

_SHOWN = 3


def mutants(count: int, seed: int) -> Iterator[str]:
    """Change items of the bundled catalog, and one that shows every form."""
    chance = random.Random(seed)
    paths = sorted((ROOT / "items").rglob("*.yaml"))
    items = [ITEM, *(path.read_text("utf-8") for path in paths)]
    for _ in range(count):
        yield mutant(chance, chance.choice((ITEM, chance.choice(items))))


def main() -> int:
    """Compare, and tell the first that are read otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asked, wrong = falsely_clean(mutants(given.mutants, given.seed))
    print(f"mutants {given.mutants}, read fast {asked}, falsely clean {len(wrong)}")
    for text in wrong[:_SHOWN]:
        print(repr(text))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
