"""Measure ourselves beside the peers on the same generated files, and write docs/performance.md.

python bench/performance.py --items 10000 --few 1000 --warm 10000 --peers build/peers

Read the ratios: they are of one run on one machine. Every figure of the page comes from here.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from catalog_phase import (  # type: ignore[import-not-found, unused-ignore]
    SIZES,
    phases,
)
from catalog_phase import table as phase_table
from cost import BIN, Cost, lint, read, walked  # type: ignore[import-not-found, unused-ignore]
from generate import write  # type: ignore[import-not-found, unused-ignore]
from peers import Peer, peers_in  # type: ignore[import-not-found, unused-ignore]

from catalog_std.lint import rules_of

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
SCHEMA_ONLY = [word for rule in rules_of("shape") for word in ("--rule", rule.name)]


@dataclass(slots=True)
class Table:
    """What was measured, by name; printed as it comes, written as Markdown."""

    costs: dict[str, tuple[int, Cost]] = field(default_factory=dict)

    def add(self, name: str, files: int, cost: Cost) -> Cost:
        """Take a measurement."""
        self.costs[name] = files, cost
        print(
            f"{name:48} {files:8} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.memory:7.0f}",
            flush=True,
        )
        return cost

    def per_file(self, name: str) -> float:
        """Give microseconds of a processor for each file."""
        files, cost = self.costs[name]
        return cost.cpu / files * 1e6

    def lines(self) -> Iterator[str]:
        """Write it."""
        yield "| | 文件 files | 处理器 CPU s | 每件 µs a file | 墙钟 wall s | 内存 MB |"
        yield "|---|--:|--:|--:|--:|--:|"
        for name, (files, cost) in self.costs.items():
            memory = f"{cost.memory:.0f}" if cost.memory else ""
            per = cost.cpu / files * 1e6
            yield f"| {name} | {files:,} | {cost.cpu:.2f} | {per:.0f} | {cost.wall:.2f} | {memory} |"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One quotient of two measurements, and what is asked of it."""

    what: str
    value: float
    asked: str


def usual(run: Callable[[], Cost]) -> Cost:
    """Run three times; give the run that took neither the most nor the least of the processor."""
    return sorted((run() for _ in range(3)), key=lambda cost: cost.cpu)[1]


def measured(table: Table, catalog: Path, items: int) -> list[Ratio]:
    """Measure our own runs over one catalog."""
    table.add("stat of every file", items, walked(catalog / "items"))
    table.add("reading every byte", items, read(catalog / "items"))
    schema = table.add(
        "catalog-std, schema rules only, 1 process",
        items,
        usual(lambda: lint(catalog, "--no-cache", "--jobs", "1", *SCHEMA_ONLY)),
    )
    one = table.add(
        "catalog-std, all rules, 1 process",
        items,
        usual(lambda: lint(catalog, "--no-cache", "--jobs", "1")),
    )
    two = table.add(
        "catalog-std, all rules, 2 processes",
        items,
        usual(lambda: lint(catalog, "--no-cache", "--jobs", "2")),
    )
    cold = table.add("catalog-std, all rules, filling the cache", items, lint(catalog))
    warm = table.add("catalog-std, again, nothing changed", items, lint(catalog))
    victim = next((catalog / "items" / "510100").rglob("*.yaml"))
    victim.write_text(victim.read_text("utf-8") + "quota: 每年一百名\n", encoding="utf-8")
    edit = table.add("catalog-std, again, one file edited", items, lint(catalog))
    return [
        Ratio(
            "全部规则 : 只查 schema · all rules : schema rules only",
            one.cpu / schema.cpu,
            "≤ 3",
        ),
        Ratio(
            "两个进程的处理器时间 : 一个 · CPU of two processes : one",
            two.cpu / one.cpu,
            "≤ 1.15",
        ),
        Ratio(
            "一个进程的墙钟 : 两个 · wall of one process : two",
            one.wall / two.wall,
            "≥ 1.7 on idle cores",
        ),
        Ratio("没有变化 : 冷启动 · nothing changed : cold", warm.cpu / cold.cpu, "≤ 0.10"),
        Ratio("改一个文件 : 冷启动 · one edit : cold", edit.cpu / cold.cpu, ""),
    ]


def beside(
    table: Table, peer: Peer, given: tuple[Path, Path, int], ours: Callable[[], float]
) -> Ratio:
    """Measure a peer on files, and us before and after it: the ratio is of processor time a file, ours with the schema rules only."""
    catalog, schema, items = given
    before = ours()
    called = peer.call if peer.slow else lambda *given: usual(lambda: peer.call(*given))
    table.add(peer.name, items, called(catalog, schema))
    return Ratio(
        f"{peer.name} : catalog-std, schema rules only",
        2 * table.per_file(peer.name) / (before + ours()),
        "",
    )


def page(table: Table, ratios: list[Ratio]) -> Iterator[str]:
    """Write the page."""
    yield "# 性能 · Performance\n"
    yield "由 `make bench` 写出，请勿手改。`make bench` writes this page; do not edit it.\n"
    day = datetime.now(UTC).date().isoformat()
    cores, load = os.cpu_count(), os.getloadavg()[0]
    yield (
        f"{day}，{platform.machine()}，{cores} 核，Python {platform.python_version()}，测量时的系统负载 {load:.1f}。"
        "机器与别人共用，秒数偏大，请看比例；自己的冷运行和快的同类工具各跑三次，取中间一次；与同类工具的比例，用紧挨着它前后各跑一次的我们来算。"
    )
    yield (
        f"{day}, {platform.machine()}, {cores} cores, Python {platform.python_version()}, load average {load:.1f} "
        "meanwhile. The machine is shared: seconds are inflated, read the ratios. Our own cold runs and those of the fast peers "
        "were made three times, and the middle one is told; for the ratios to peers ours was run again before and after each.\n"
    )
    yield from table.lines()
    yield "\n| 比例 ratio | | 目标 goal |\n|---|--:|---|"
    yield from (f"| {r.what} | {r.value:.2f} | {r.asked} |" for r in ratios)
    yield (
        "\n同类工具用 `catalog-std schema export item --at 510100` 导出的 schema 检查同样的文件，判断一个文件一次；"
        "我们把实施清单事项叠在基本目录事项上，逐层判断，给出每处的位置和条文。"
    )
    yield (
        "The peers check the same files against the schema that `catalog-std schema export item --at 510100` gives, and "
        "judge each file alone; we lay each item over its basic item, judge layer by layer, and tell place and clause.\n"
    )
    yield "只算整目录的规则：装入事实，再问每一条规则。Rules over the whole catalog by themselves: facts loaded, every rule asked.\n"
    yield from phase_table(phases(SIZES))


def main() -> None:
    """Generate, measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--few", type=int, default=1_000, help="items for slow peers")
    parser.add_argument("--peers", type=Path, default=Path("build/peers"))
    parser.add_argument("--page", type=Path, default=PAGE)
    arguments = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        schema = Path(name) / "item.schema.json"
        exported = [str(BIN / "catalog-std"), "schema", "export", "item", "--at", "510100"]
        schema.write_bytes(subprocess.run(exported, check=True, capture_output=True).stdout)
        few, many = Path(name) / "few", Path(name) / "many"
        write(few, arguments.few, seed=1)
        write(many, arguments.items, seed=1)
        ratios = measured(table, many, arguments.items)
        words = ("--no-cache", "--jobs", "1", *SCHEMA_ONLY)

        def ours() -> float:
            return float(lint(many, *words).cpu / arguments.items * 1e6)

        for peer in peers_in(arguments.peers):
            catalog, items = (few, arguments.few) if peer.slow else (many, arguments.items)
            ratios.append(beside(table, peer, (catalog, schema, items), ours))
    for ratio in ratios:
        print(f"{ratio.what:70} {ratio.value:8.2f}  {ratio.asked}")
    arguments.page.write_text("\n".join(page(table, ratios)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
