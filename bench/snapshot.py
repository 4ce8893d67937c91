"""Time what large catalogs ask: a snapshot written, two compared, NDJSON and snapshots linted, rules over all facts.

python bench/snapshot.py --items 100000                # one county multiplied
python bench/snapshot.py --items 1000000 --facts 5400000

One county of 2,000 items is generated and linted; snapshots of any size are made of it in SQL, NDJSON with new
codes of agencies for every copy, facts with places, agencies and codes of its own for every copy.
All of it lies below a scratch folder that is gone afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
from cost import BIN, Cost, cost_of  # type: ignore[import-not-found, unused-ignore]
from generate import PLACES, credit, write  # type: ignore[import-not-found, unused-ignore]

from catalog_std.catalog.manifest import MANIFEST, Member, digest_of_file, read_manifest
from catalog_std.document import documents_of
from catalog_std.lint import RULES

TOOL = str(BIN / "catalog-std")
COUNTY = 2_000
BATCH = 8  # copies in one file of texts
SHAPE = [
    word for rule in RULES if rule.name.startswith("shape/") for word in ("--rule", rule.name)
]
FACTS = [
    "--rule",
    "events/no-such-item",
]  # all facts are made for it, and it finds nothing in copies
CONTRAST = """
import sys, time
from pathlib import Path
from catalog_std.catalog.contrast import contrast_of
found = contrast_of(*map(Path, sys.argv[1:3]))
print(len(found.telling[0]), file=sys.stderr)
"""
RULES_ALONE = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from catalog_std.catalog.base import Room, open_base
from catalog_std.lint import RULES
folder, copies = sys.argv[1], int(sys.argv[2])
with TemporaryDirectory(dir=folder) as scratch, open_base(Room(Path(scratch), "700MB")) as base:
    base.connection.execute("SET threads = 2")
    own = {"jurisdiction": "CAST(100000 + k * 7 + hash(jurisdiction) % 7 AS VARCHAR)"}
    own |= {c: f"{c} || '-' || k" for c in ("file", "code", "agency_code")}
    for table in ("items", "papers", "results"):
        columns = [row[0] for row in base.connection.execute(f"DESCRIBE {table}").fetchall()]
        told, county = f"read_parquet('{folder}/{table}/*/*.parquet')", ", ".join(own.get(c, c) for c in columns)
        into, basic = f"INSERT INTO {table} SELECT", "file LIKE 'items/basic/%'"
        base.connection.execute(f"{into} {', '.join(columns)} FROM {told} WHERE {basic}")
        base.connection.execute(f"{into} {county} FROM range({copies}) r(k), {told} WHERE NOT {basic}")
    if len(sys.argv) > 3:
        for rule in RULES:
            if rule.query:
                base.ask(f"SELECT count(*) AS n FROM ({rule.query.rstrip().rstrip(';')})")
"""


def multiplied(county: Path, out: Path, copies: int, *, changed: int = 0) -> None:
    """Make a snapshot of a county's snapshot, so many times over; of the items so many per cent with one paper more."""
    base = duckdb.connect()
    base.execute("SET threads = 1")
    base.execute("SET preserve_insertion_order = true")
    manifest = json.loads((county / MANIFEST).read_bytes())
    rows: dict[str, int] = {}
    for table in ("texts", "documents"):
        (out / table).mkdir(parents=True)
        found = county / ("texts/*.parquet" if table == "texts" else f"{table}/*/*.parquet")
        base.execute(f"CREATE TABLE {table} AS FROM read_parquet('{found}')")
    touched = f"hash(name) % 100 < {changed} AND contains(text, 'originals: 1')"
    for part, first in enumerate(range(0, copies, BATCH)):
        _copied(base, out, f"range({first}, {min(copies, first + BATCH)})", part, touched)
    for kind in ("texts", "documents"):
        for path in sorted((out / kind).glob("*.parquet")):
            name = path.relative_to(out).as_posix()
            (rows[name],) = base.execute(f"SELECT count(*) FROM '{path}'").fetchone() or (0,)
    beside = {
        name: member
        for name, member in manifest["files"].items()
        if name.startswith("catalog/")
    }
    for name in beside:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes((county / name).read_bytes())
    own = {
        name: Member(
            rows=count, size=(out / name).stat().st_size, sha256=digest_of_file(out / name)
        )
        for name, count in rows.items()
    }
    files = beside | {name: member.model_dump() for name, member in own.items()}
    said = json.dumps(manifest | {"files": files}, ensure_ascii=False)
    (out / MANIFEST).write_text(said, encoding="utf-8")
    assert read_manifest(out)


def _copied(
    base: duckdb.DuckDBPyConnection, out: Path, copies: str, part: int, touched: str
) -> None:
    """Write some copies of all local items, in the order of their names; the basic ones go with the last name."""
    local = "name NOT LIKE 'items/basic/%'"
    named = "format('items/{:05d}/', k) || substr(name, 7)"
    base.execute(f"""
        CREATE OR REPLACE TEMP TABLE copied AS
        SELECT {named} AS name, name AS old, text FROM {copies} r(k), texts WHERE {local} ORDER BY 1
    """)
    base.execute(f"""
        COPY (
          SELECT name, new AS text, NULL::BLOB AS raw, sha256(encode(new)) AS sha256 FROM (
            SELECT name, CASE WHEN {touched} THEN replace(text, 'originals: 1', 'originals: 2') ELSE text END AS new
            FROM copied)
        ) TO '{out}/texts/part-{part:05}.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)
    """)
    base.execute(f"""
        COPY (
          SELECT copied.name AS file, d.* EXCLUDE (file, name, sha256, digest), copied.name AS name,
                 new.sha256 AS sha256,
                 CASE WHEN {touched.replace("name", "copied.name").replace("text", "copied.text")} THEN 'x' ELSE '' END || d.digest AS digest
          FROM copied JOIN documents d ON d.name = copied.old
          JOIN '{out}/texts/part-{part:05}.parquet' new ON new.name = copied.name
        ) TO '{out}/documents/part-{part:05}.parquet' (FORMAT parquet, COMPRESSION zstd)
    """)
    if part == 0:
        for table, columns in (("texts", "name, text, raw, sha256"), ("documents", "*")):
            base.execute(f"""
                COPY (SELECT {columns} FROM {table} WHERE NOT ({local}) ORDER BY name)
                TO '{out}/{table}/part-99999.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)
            """)


def lines(county: Path, items: int) -> Iterator[str]:
    """Write a county's items as JSON again and again, each copy with agencies of its own."""
    chance = random.Random(7)
    files = sorted((county / "items").rglob("*.yaml"))
    read = [documents_of(path.name, path.read_bytes())[0].data for path in files]
    locals_ = [data for data in read if "code" in data]
    texts = [
        (json.dumps(d, ensure_ascii=False), d["agency"]["code"], d["jurisdiction"])
        for d in locals_
    ]
    yield from (
        f"{json.dumps(data, ensure_ascii=False)}\n" for data in read if "code" not in data
    )
    for number in range(items - len(read) + len(locals_)):
        text, agency, place = texts[number % len(texts)]
        assert place in PLACES
        yield f"{text.replace(agency, credit(chance, place))}\n"


def apart(call: str) -> None:
    """Call a function of ours in a process of its own: what a child is charged for begins with its parent's size."""
    subprocess.run(
        [sys.executable, "-c", f"import snapshot as s; from pathlib import Path; s.{call}"],
        check=True,
        cwd=Path(__file__).parent,
    )


def told(what: str, items: int, cost: Cost) -> None:
    """Print one line of the table."""
    print(
        f"| {what} | {items:,} | {cost.cpu:.1f} | {cost.cpu / items * 1e6:.0f} | {cost.wall:.1f} | {cost.memory:.0f} |",
        flush=True,
    )


def main() -> None:
    """Make everything, run, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument(
        "--facts",
        type=int,
        default=0,
        help="fact rows of items for the rules; default: as items",
    )
    parser.add_argument("--scratch", type=Path, default=None)
    parser.add_argument(
        "--only", nargs="*", default=[], help="parts: export, diff, lint, rules"
    )
    arguments = parser.parse_args()
    wanted = set(arguments.only or ("export", "diff", "lint", "rules"))
    print("| | items | CPU s | µs an item | wall s | MB |\n|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as name:
        folder = Path(name)
        county, snap = folder / "county", folder / "snap"
        write(county, COUNTY, 1)
        export = cost_of(
            [TOOL, "export", "snapshot", "--of", str(county), "--jobs", "1", str(snap)]
        )
        if "export" in wanted:
            told("lint, files, one process", COUNTY, _lint(county, "--jobs", "1"))
            told("export snapshot, one process", COUNTY, export)
        if "diff" in wanted:
            _compare(folder, snap, arguments.items)
        if "lint" in wanted:
            _judge(folder, snap, arguments.items)
        if "rules" in wanted:
            _ask(snap, arguments.items, arguments.facts or arguments.items)


def _lint(path: Path, *words: str) -> Cost:
    return cost_of([TOOL, "lint", str(path), "--output", "concise", "--no-cache", *words])


def _compare(folder: Path, snap: Path, items: int) -> None:
    copies = max(1, items // COUNTY)
    one, two = folder / "one", folder / "two"
    apart(f"multiplied(Path('{snap}'), Path('{one}'), {copies})")
    apart(f"multiplied(Path('{snap}'), Path('{two}'), {copies}, changed=4)")
    contrast = cost_of([sys.executable, "-c", CONTRAST, str(one), str(two)])
    told("two snapshots, 4 % changed: found", items, contrast)
    told(
        "… found, explained, written as JSON",
        items,
        cost_of([TOOL, "diff", str(one), str(two), "--output", f"json:{folder}/d.json"]),
    )
    changes = json.loads((folder / "d.json").read_bytes())["changes"]
    print(f"\n{len(changes):,} changes\n")


def _judge(folder: Path, snap: Path, items: int) -> None:
    path = folder / "all.ndjson"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(folder / "county", items))
    told(
        "lint, NDJSON, schema and facts, two processes",
        items,
        _lint(path, "--jobs", "2", *SHAPE, *FACTS),
    )
    told("lint, NDJSON, all rules, two processes", items, _lint(path, "--jobs", "2"))
    path.unlink()
    if not (folder / "one").exists():
        one, copies = folder / "one", max(1, items // COUNTY)
        apart(f"multiplied(Path('{snap}'), Path('{one}'), {copies})")
    told(
        "lint, snapshot of YAML, schema and facts, two processes",
        items,
        _lint(folder / "one", "--jobs", "2", *SHAPE, *FACTS),
    )


def _ask(snap: Path, items: int, rows: int) -> None:
    for many in dict.fromkeys((items, rows)):
        line = [sys.executable, "-c", RULES_ALONE, str(snap), str(max(1, many // COUNTY))]
        load, whole = cost_of(line), cost_of([*line, "ask"])
        told("facts multiplied in the database", many, load)
        told(
            "all rules over the whole catalog",
            many,
            Cost(whole.wall - load.wall, whole.cpu - load.cpu, whole.memory),
        )


if __name__ == "__main__":
    os.environ.setdefault("CATALOG_STD_LANG", "en")
    main()
