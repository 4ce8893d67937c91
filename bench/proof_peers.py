"""The peers of the prover: tools that compare two JSON Schemas, each in a process of its own."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIMIT = 3.0  # seconds of waiting for one answer
PYTHON = ("jsonsubschema==0.0.8", "jsoncompat==0.3.1", "jsonschema-rs==0.61.0")
NODE = ("jsoncompat@0.4.2", "json-schema-diff@1.0.0", "json-schema-diff-validator@0.4.2")
Answer = tuple[str, float]
LATE: Answer = ("undecided", LIMIT)


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
    """Ask a peer about pairs (sup, sub), without the ``$schema`` that some refuse.

    No answer in time, or a process that breaks down over a pair, is undecided.
    """
    lines = [json.dumps([bare(sup), bare(sub)]) for sup, sub in questions]
    return list(_answers(peer.command, lines))


def bare(schema: Any) -> Any:  # noqa: ANN401 - a schema, true or false
    """Leave out which dialect a schema declares."""
    if not isinstance(schema, dict):
        return schema
    return {key: value for key, value in schema.items() if key != "$schema"}


def _answers(command: Sequence[str], lines: list[str]) -> Iterator[Answer]:
    with ExitStack() as running:
        process = running.enter_context(_started(command))
        for line in lines:
            answer = _answer(process, line)
            if answer is None:  # it may have gone before it was asked: ask another, once
                running.close()
                process = running.enter_context(_started(command))
                answer = _answer(process, line)
            if answer is None or answer is LATE:
                running.close()
                process = running.enter_context(_started(command))
            yield answer or ("undecided", 0.0)


@contextmanager
def _started(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _answer(process: subprocess.Popen[str], line: str) -> Answer | None:
    """Hand one pair over and wait for its answer: ``LATE`` in vain, None where the process is gone."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    except BrokenPipeError:
        return None
    if not select.select([process.stdout], [], [], LIMIT)[0]:
        return LATE
    told = process.stdout.readline()
    if not told:
        return None
    answer, spent = json.loads(told)
    return answer, spent
