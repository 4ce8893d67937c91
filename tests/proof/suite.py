"""Pairs of schemas made from the JSON-Schema-Test-Suite, with what its examples say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from catalog_std.proof import Json
from tests.conftest import ROOT

SUITE = ROOT / ".tools" / "json-schema-test-suite"
_REMOTE = "http://localhost:1234/"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question; ``truth`` is None where the examples leave it open."""

    name: str
    sup: Json
    sub: Json
    truth: bool | None


def pairs(folder: Path) -> Iterator[Pair]:
    """Ask of each schema: itself, its negation, its siblings, each example as a constant."""
    remotes = remote(folder / "remotes")
    for path in sorted((folder / "draft2020-12").glob("*.json")):
        groups = json.loads(path.read_text(encoding="utf-8"))
        for number, group in enumerate(groups):
            schema, name = group["schema"], f"{path.stem}/{number}"
            group["schema"] = schema = whole(schema, remotes)
            yield Pair(f"{name}/self", schema, schema, truth=True)
            negation = {"not": schema}
            refuted = any(one["valid"] for one in group["tests"])
            if not has_id(schema):
                yield Pair(f"{name}/negation", negation, schema, False if refuted else None)
            for at, one in enumerate(group["tests"]):
                yield Pair(f"{name}/const{at}", schema, {"const": one["data"]}, one["valid"])
        for one, other in permutations(range(len(groups)), 2):
            yield sibling(f"{path.stem}/{one}-{other}", groups[one], groups[other])


def remote(folder: Path) -> dict[str, Json]:
    """Read the documents that schemas of the suite refer to, by their addresses."""
    paths = (*folder.glob("*.json"), *(folder / "draft2020-12").rglob("*.json"))
    return {
        _REMOTE + path.relative_to(folder).as_posix(): json.loads(path.read_text("utf-8"))
        for path in paths
        if "metaschema" not in path.name
    }


def whole(schema: Json, remotes: dict[str, Json]) -> Json:
    """Bring the documents a schema refers to into it: nothing is fetched in a proof."""
    if _REMOTE not in json.dumps(schema):
        return schema
    inside = {
        f"document-{number}": {"$id": address, **document}
        for number, (address, document) in enumerate(remotes.items())
    }
    return {**schema, "$defs": {**schema.get("$defs", {}), **inside}}


def sibling(name: str, sup: dict[str, Json], sub: dict[str, Json]) -> Pair:
    """Pair two schemas of a file; an example of both that only ``sub`` admits tells them apart."""
    told = {json.dumps(one["data"]): one["valid"] for one in sup["tests"]}
    apart = any(
        one["valid"] and told.get(json.dumps(one["data"])) is False for one in sub["tests"]
    )
    return Pair(name, sup["schema"], sub["schema"], False if apart else None)


def has_id(schema: object) -> bool:
    """Say whether wrapping a schema would move its references."""
    return "$ref" in json.dumps(schema) or "$dynamicRef" in json.dumps(schema)
