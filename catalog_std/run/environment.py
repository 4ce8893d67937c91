"""The environment of a run: what every verdict depends on, whatever file it is about."""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from catalog_std.run.job import Job

# What of the settings no verdict on a file depends on, or depends on through something told elsewhere.
LIBRARIES = ("chinesecalendar", "jsonschema-rs", "orjson", "pyyaml", "rs-turboyaml")
_ELSEWHERE = {
    "extends",
    "items",
    "power_lists",
    "events",
    "publish",
    "standards",
    "as_of",
    "baseline",
    "output",
    "memory",
}
_LENGTH = 20


def environment_of(job: Job) -> str:
    """Give a digest of the tool, its libraries, the day, the settings, the rules, the tables of codes."""
    setting = job.setting
    parts = (
        _tool(),
        sys.version,
        job.profiles.on,
        job.settings.model_dump_json(exclude=_ELSEWHERE),
        [rule.name for rule in job.rules],
        sorted(setting.terms.items()),
        setting.terms_of_silence,
        sorted(job.profiles.tables.items()),
    )
    return sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def _tool() -> str:
    """Digest our own code, and name the libraries that have a say; one of them is an extra."""
    digest = sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {[_version(name) for name in LIBRARIES]}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
