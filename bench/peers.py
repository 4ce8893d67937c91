"""The peers: tools that check YAML files against a JSON Schema, or look at their style."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cost import BIN, Cost, cost_of  # type: ignore[import-not-found, unused-ignore]

NODE = ("@sourcemeta/jsonschema@16", "ajv-cli@5", "ajv-formats@3")
PYTHON = ("yamllint==1.38.0",)
_SOME = 2000  # files on one command line


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool, and how it is called on the items of a catalog; ``slow`` ones get fewer files."""

    name: str
    call: Callable[[Path, Path], Cost]
    slow: bool


def peers_in(folder: Path) -> list[Peer]:
    """Install the peers below a folder, and give those that could be had."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [Peer("check-jsonschema", _check_jsonschema, slow=True)]
    target = folder / "python"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(target), *PYTHON]
    if target.is_dir() or _done(pip):
        found.append(Peer("yamllint (style only)", _yamllint(target), slow=True))
    bins = folder / "node_modules" / ".bin"
    npm = [
        "npm",
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(folder),
        *NODE,
    ]
    if bins.is_dir() or (shutil.which("npm") and _done(npm)):
        found.append(Peer("sourcemeta jsonschema (C++)", _sourcemeta(bins), slow=False))
        found.append(Peer("ajv-cli (no positions)", _ajv(bins), slow=False))
    return found


def _done(line: list[str]) -> bool:
    done = subprocess.run(line, check=False)
    if done.returncode:
        print(f"skipped: {' '.join(line)}", file=sys.stderr)
    return done.returncode == 0


def _check_jsonschema(catalog: Path, schema: Path) -> Cost:
    files = sorted(str(path) for path in (catalog / "items").rglob("*.yaml"))
    whole = Cost(0, 0)
    for first in range(0, len(files), _SOME):
        given = ["--schemafile", str(schema), *files[first : first + _SOME]]
        whole += cost_of([str(BIN / "check-jsonschema"), *given])
    return whole


def _yamllint(target: Path) -> Callable[[Path, Path], Cost]:
    code = (
        f"import sys; sys.path.insert(0, {str(target)!r}); from yamllint.cli import run; run()"
    )

    def call(catalog: Path, _schema: Path) -> Cost:
        return cost_of([sys.executable, "-c", code, str(catalog / "items")])

    return call


def _sourcemeta(bins: Path) -> Callable[[Path, Path], Cost]:
    def call(catalog: Path, schema: Path) -> Cost:
        words = ("validate", str(schema), str(catalog / "items"))
        options = ("--extension", ".yaml", "--continue")
        return cost_of([str(bins / "jsonschema"), *words, *options])

    return call


def _ajv(bins: Path) -> Callable[[Path, Path], Cost]:
    def call(catalog: Path, schema: Path) -> Cost:
        options = ("--spec=draft2020", "--strict=false", "--all-errors", "-c", "ajv-formats")
        words = ("-s", str(schema), "-d", str(catalog / "items" / "**" / "*.yaml"))
        return cost_of([str(bins / "ajv"), "validate", *options, *words])

    return call
