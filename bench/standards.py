"""Time the proofs about a stack of three standards, each with eighty elements.

python bench/standards.py

Nation, province and city each say three or four things of each element; the lower two tighten,
but for a few planted faults, which must be found.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

BIN = Path(sys.executable).parent
LAYERS = (("national", ""), ("local/44", "44"), ("local/4401", "4401"))
KINDS = 8


def rules(number: int, depth: int) -> dict[str, Any]:
    """Say what a layer asks of one element; ``depth`` counts the layers above it."""
    return (
        {"type": "string", "minLength": 1 + depth, "maxLength": 100 - depth},
        {"type": "integer", "minimum": depth, "maximum": 100 - depth},
        {"type": "string", "enum": ["a", "b", "c", "d"][: 4 - depth]},
        {
            "type": "string",
            "pattern": f"^[0-9]{{{6 - depth},{12 - depth}}}$" if not depth else "^[0-9]{9}$",
        },
        {
            "type": "array",
            "minItems": depth,
            "items": {"type": "string", "maxLength": 60 - depth},
        },
        {
            "type": "object",
            "required": ["n"],
            "properties": {"n": {"type": "number", "minimum": depth}, "o": {"type": "boolean"}},
        },
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"k": {"type": "string", "maxLength": 30 - depth}},
            },
        },
        {"type": "boolean"},
    )[number % KINDS]


def schema(elements: int, depth: int) -> dict[str, Any]:
    """Make the schema of one layer, with an obligation or two that depends on another element."""
    named = {f"e{number:03}": rules(number, depth) for number in range(elements)}
    conditional = [
        {
            "if": {"properties": {f"e{n:03}": {"const": "a"}}, "required": [f"e{n:03}"]},
            "then": {"required": [f"e{n + 1:03}"]},
        }
        for n in range(2, elements - 1, 4 * KINDS)
    ]
    clause = {"clause": None, "basis": {"zh": "样例", "en": "a sample"}, "sure": "practice"}
    duties = {} if depth else {"required": ["e000", "e001"], "allOf": conditional}
    return {"type": "object", "x-clause": clause, "properties": named, **duties}


def planted(schema: dict[str, Any]) -> dict[str, Any]:
    """Plant a looser bound, a clash and a repetition in the lowest layer."""
    named = schema["properties"]
    named["e001"] = {"type": "integer", "minimum": 0}
    named["e003"] = {"type": "string", "pattern": "^[A-Z]{18}$"}
    named["e006"] = rules(6, 0)
    return schema


def write(folder: Path, elements: int) -> None:
    """Write the three standards below a folder, and a catalog that uses only them."""
    for depth, (place, jurisdiction) in enumerate(LAYERS):
        home = folder / "standards" / place / f"layer-{depth}"
        home.mkdir(parents=True)
        made = schema(elements, depth)
        text = json.dumps(
            planted(made) if depth == len(LAYERS) - 1 else made, ensure_ascii=False
        )
        (home / "item.schema.json").write_text(text, encoding="utf-8")
        manifest = {
            "id": f"layer-{depth}",
            "title": {"zh": f"第 {depth} 层", "en": f"layer {depth}"},
            "layer": place.split("/")[0],
            "jurisdiction": jurisdiction,
            "source": {"document": "bench", "sure": "practice"},
            "schema": "item.schema.json",
        }
        (home / "standard.yaml").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    use = [f"layer-{depth}" for depth in range(len(LAYERS))]
    settings = {"version": 1, "standards": {"path": ["standards"], "use": use}}
    (folder / "catalog.yaml").write_text(json.dumps(settings), encoding="utf-8")


def checked(folder: Path, home: Path) -> tuple[float, dict[str, int]]:
    """Run one full report, start of the process included; give its CPU seconds and its totals.

    Modules are compiled once, into a folder of the bench's own, as an installer does it.
    """
    here = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(
        [str(BIN / "catalog-std"), "standards", "check", "--output", "json", "--exit-zero"],
        cwd=folder,
        env=here | {"PYTHONPYCACHEPREFIX": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    after = getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, json.loads(done.stdout)["summary"]


def main() -> None:
    """Time full reports; the first, which compiles, is left out."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--elements", type=int, default=80)
    reading.add_argument("--runs", type=int, default=5)
    given = reading.parse_args()
    with TemporaryDirectory() as folder, TemporaryDirectory() as home:
        write(Path(folder), given.elements)
        runs = [checked(Path(folder), Path(home)) for _ in range(given.runs + 1)][1:]
    times = [spent for spent, _ in runs]
    print(
        f"{given.elements} elements, 3 layers, {len(runs)} runs: "
        f"median {median(times):.2f} s of CPU, least {min(times):.2f} s"
    )
    print(runs[0][1])


if __name__ == "__main__":
    main()
