"""Hold the two readers against each other over mutants of items: no false clean.

python bench/readers.py --mutants 50000 --seed 1
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.document.mutants import (  # noqa: E402 - found from here on
    ITEM,
    LINE,
    falsely_clean,
    falsely_clean_lines,
    line_mutant,
    mutant,
    placed,
    scrawl,
)

_SHOWN = 3


def mutants(count: int, seed: int) -> Iterator[str]:
    """Change items of the bundled catalog, and one that shows every form."""
    chance = random.Random(seed)
    paths = sorted((ROOT / "items").rglob("*.yaml"))
    items = [ITEM, *(path.read_text("utf-8") for path in paths)]
    for _ in range(count):
        yield mutant(chance, chance.choice((ITEM, chance.choice(items))))


def scrawls(count: int, seed: int) -> Iterator[str]:
    """Write lines of keys and values, each as far in as chance will have it."""
    chance = random.Random(seed)
    return (scrawl(chance) for _ in range(count))


def compared(what: str, count: int, texts: Iterator[str]) -> int:
    """Compare the readers over texts; give how many were falsely called clean, and show the first."""
    return told(f"{what} {count}", *falsely_clean(texts))


def signs() -> Iterator[str]:
    """Give every character of the basic plane, and every pair of plain ones."""
    yield from map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x10000)))  # no halves of pairs
    plain = [chr(code) for code in range(0x20, 0x7F)]
    yield from (one + other for one in plain for other in plain)


def lines(count: int, seed: int) -> Iterator[bytes]:
    """Change lines of JSON, with spaces between their parts and without."""
    chance = random.Random(seed)
    close = json.dumps(LINE, ensure_ascii=False, separators=(",", ":")).encode()
    spaced = json.dumps(LINE, ensure_ascii=False).encode()
    return (line_mutant(chance, close, spaced) for _ in range(count))


def told(what: str, asked: int, wrong: Sequence[object]) -> int:
    """Print what came of it."""
    print(f"{what}, read fast {asked}, falsely clean {len(wrong)}")
    for text in wrong[:_SHOWN]:
        print(repr(text))
    return len(wrong)


def main() -> int:
    """Compare, and tell the first that are read otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = [
        compared("mutants", given.mutants, mutants(given.mutants, given.seed)),
        compared("lines of any indent", given.mutants, scrawls(given.mutants, given.seed)),
        told("signs in all places", *falsely_clean(placed(signs()))),
        told(
            f"lines of JSON {given.mutants}",
            *falsely_clean_lines(lines(given.mutants, given.seed)),
        ),
    ]
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
