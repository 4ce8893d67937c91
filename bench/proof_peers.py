"""The peers of the prover: tools that compare two JSON Schemas, each in a process of its own."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIMIT = 3.0  # seconds of waiting for one answer
PYTHON = ("jsonsubschema==0.0.8", "jsoncompat==0.3.1", "jsonschema-rs==0.61.0")
NODE = ("jsoncompat@0.4.2", "json-schema-diff@1.0.0", "json-schema-diff-validator@0.4.2")
Answer = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool, and the command that answers pairs for it."""

    name: str
    command: tuple[str, ...]


def peers_in(folder: Path) -> list[Peer]:
    """Install the peers below a folder, unless they are there."""
    python, node = folder / "python", folder / "node"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python)], check=True)
        subprocess.run([str(python / "bin" / "pip"), "install", "-q", *PYTHON], check=True)
    if not node.exists():
        node.mkdir(parents=True)
        subprocess.run(["npm", "install", "--prefix", str(node), *NODE], check=True)
    by_python = (str(python / "bin" / "python"), str(HERE / "proof_peer.py"))
    by_node = ("node", str(HERE / "proof_peer.mjs"), str(node))
    return [
        *(Peer(one.replace("==", " "), (*by_python, one.split("==")[0])) for one in PYTHON),
        *(Peer(one.replace("@", " "), (*by_node, one.split("@")[0])) for one in NODE),
    ]


def answers_of(peer: Peer, questions: Iterable[tuple[Any, Any]]) -> list[Answer]:
    """Ask a peer about pairs (sup, sub); no answer in time, or no process left, is undecided."""
    return list(_answers(peer.command, [json.dumps(pair) for pair in questions]))


def _answers(command: Sequence[str], lines: list[str]) -> Iterator[Answer]:
    process: subprocess.Popen[str] | None = None
    for line in lines:
        process = process or subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        answer = _answer(process, line)
        if answer is None:
            process.kill()
            process.wait()
            process = None
        yield answer or ("undecided", LIMIT)
    if process:
        process.communicate()


def _answer(process: subprocess.Popen[str], line: str) -> Answer | None:
    """Hand one pair over and wait for its answer; None where none comes."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    except BrokenPipeError:
        return None
    if not select.select([process.stdout], [], [], LIMIT)[0]:
        return None
    told = process.stdout.readline()
    return tuple(json.loads(told)) if told else None
