"""Measure the catalog phase by itself: are rules over the whole catalog linear in its size?

python bench/catalog_phase.py --sizes 1000 10000 100000

Each size is measured in a process of its own: facts of generated items are loaded, then every rule is asked.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from time import process_time

from generate import basic, implementation  # type: ignore[import-not-found, unused-ignore]

from catalog_std.catalog.base import Spool, open_base, open_spool
from catalog_std.catalog.facts import Facts
from catalog_std.document import Document, documents_of
from catalog_std.effective import basic_code_of, effective_of
from catalog_std.item import item_of
from catalog_std.lint import RULES

SIZES = (1_000, 10_000, 100_000)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Phase:
    """Processor seconds of loading and of asking, memory in MB that both took, and findings."""

    items: int
    load: float
    ask: float
    memory: float
    rows: int


def facts_of(items: int, spool: Spool) -> None:
    """Put the facts of generated items into a spool."""
    chance = random.Random(1)
    basics = [basic(number) for number in range(max(1, items // 50))]
    known: dict[str, Document] = {}
    facts = Facts()
    for code, _, text in basics:
        (document,) = documents_of(f"items/basic/{code}.yaml", text.encode())
        known.setdefault(basic_code_of(document), document)
        facts.add_item(item_of(document))
    for number in range(items - len(basics)):
        name, text = implementation(chance, number, basics)
        (document,) = documents_of(name, text.encode())
        facts.add_item(item_of(effective_of(document, known)))
        if number % _CHUNK == 0:
            spool.write(facts.texts())
            facts = Facts()
    spool.write(facts.texts())


def measured(items: int) -> Phase:
    """Load facts and ask every rule, in this process."""
    with open_spool() as spool:
        facts_of(items, spool)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open_base(spool.room()) as base:
            begun = process_time()
            base.load(spool)
            loaded = process_time()
            rows = 0
            for rule in RULES:
                if rule.query:
                    found = base.ask(rule.query)
                    rows += len(rule.sift(found) if rule.sift else found)
            asked = process_time()
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    memory = (after - before) / 1024
    return Phase(items, loaded - begun, asked - loaded, memory, rows)


def phases(sizes: Iterable[int]) -> Iterator[Phase]:
    """Measure each size in a process of its own."""
    for size in sizes:
        line = [sys.executable, __file__, "--one", str(size)]
        done = subprocess.run(line, check=True, capture_output=True, text=True)
        yield Phase(**json.loads(done.stdout))


def table(found: Iterable[Phase]) -> Iterator[str]:
    """Write what was measured as Markdown."""
    yield "| 事项 items | 装入 load CPU s | 全部规则 all rules CPU s | 每项 µs an item | 多占内存 MB more | 每项 KB an item |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for one in found:
        each = (one.load + one.ask) / one.items * 1e6
        yield (
            f"| {one.items:,} | {one.load:.2f} | {one.ask:.2f} | {each:.0f} | {one.memory:.0f} "
            f"| {one.memory * 1024 / one.items:.2f} |"
        )


def main() -> None:
    """Measure one size for a parent, or all, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", type=int, help="measure here and print JSON")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(asdict(measured(given.one))))
        return
    for line in table(phases(given.sizes)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
