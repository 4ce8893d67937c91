"""A minimal runner of composite actions: the shell of their steps, with what GitHub sets around it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalog_std.document import documents_of

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_FILES = ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")


@dataclass(slots=True)
class Ran:
    """What became of an action: exit codes by step, what was printed, its summary and outputs."""

    codes: dict[str, int] = field(default_factory=dict)
    printed: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Runner:
    """A place to run an action in: the workspace, a scratch folder, and what is known of the event."""

    workspace: Path
    scratch: Path
    github: Mapping[str, Any]

    def run(self, action: Path, given: Mapping[str, str], skip: str = "") -> Ran:
        """Run the steps in order; after a failure only those that say so themselves."""
        spec = documents_of(action.name, action.read_bytes())[0].data
        inputs = {name: str(one.get("default", "")) for name, one in spec["inputs"].items()}
        context: dict[str, Any] = {
            "inputs": inputs | dict(given),
            "github": self.github,
            "runner": {"os": "Linux"},
            "steps": {},
        }
        ran = Ran()
        for step in spec["runs"]["steps"]:
            failed = any(ran.codes.values())
            asked = step.get("if")
            if step["name"] == skip or (filled(asked, context) == "" if asked else failed):
                continue
            if "uses" in step:
                ran.used.append(step["uses"])
                continue
            self._step(action, step, context, ran)
        ran.outputs = {name: filled(o["value"], context) for name, o in spec["outputs"].items()}
        return ran

    def _step(
        self, action: Path, step: Mapping[str, Any], context: dict[str, Any], ran: Ran
    ) -> None:
        files = {name: self.scratch / name.lower() for name in _FILES}
        for path in files.values():
            path.touch()
        files["GITHUB_OUTPUT"].write_text("")
        env = {name: filled(str(v), context) for name, v in step.get("env", {}).items()}
        known = {name: str(path) for name, path in files.items()} | {
            "GITHUB_ACTION_PATH": str(action.parent),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.scratch),
            "CI": "true",
        }
        paths = [*files["GITHUB_PATH"].read_text().splitlines(), os.environ["PATH"]]
        done = subprocess.run(
            [*BASH, "-c", step["run"]],
            check=False,
            cwd=self.workspace,
            env=bare() | known | env | {"PATH": ":".join(paths)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        ran.codes[step["name"]] = done.returncode
        ran.printed += done.stdout
        ran.summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        lines = files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
        context["steps"][step.get("id", "")] = {
            "outputs": dict(line.split("=", 1) for line in lines)
        }


def bare() -> dict[str, str]:
    """Give the environment without what tests and their tools have set in it."""
    ours = (
        "GITHUB_",
        "GIT_",
        "PYTHON",
        "COV_",
        "COVERAGE",
        "CATALOG_STD",
        "PYTEST",
        "VIRTUAL_ENV",
    )
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def filled(text: str, context: Mapping[str, Any]) -> str:
    """Fill in the expressions of a text; false and null are the empty text."""
    return _EXPRESSION.sub(lambda said: str(value(said[1], context) or ""), text)


def value(said: str, context: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the context holds
    """Reckon an expression of names, texts in quotes, !cancelled(), !=, && and ||."""
    if " || " in said:
        first, _, rest = said.partition(" || ")
        return value(first, context) or value(rest, context)
    if " && " in said:
        first, _, rest = said.partition(" && ")
        return value(first, context) and value(rest, context)
    if " != " in said:
        one, _, other = said.partition(" != ")
        return (value(one, context) or "") != value(other, context)
    if said.startswith("'"):
        return said.strip("'")
    if said == "!cancelled()":
        return True
    found: Any = context
    for name in said.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
