"""Pairs of schemas made from the JSON-Schema-Test-Suite, with what its examples say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import jsonschema_rs

from catalog_std.proof import Json
from tests.conftest import ROOT

SUITE = ROOT / ".cache" / "json-schema-test-suite"
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


def remote(folder: Path) -> jsonschema_rs.Registry:
    """Register the documents that schemas of the suite refer to."""
    texts = {
        _REMOTE + path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in (*folder.glob("*.json"), *(folder / "draft2020-12").rglob("*.json"))
    }
    return jsonschema_rs.Registry([(name, json.loads(text)) for name, text in texts.items()])


def whole(schema: Json, remotes: jsonschema_rs.Registry) -> Json:
    """Bring the documents a schema refers to into it: nothing is fetched in a proof."""
    if _REMOTE not in json.dumps(schema):
        return schema
    try:
        return jsonschema_rs.bundle(schema, registry=remotes, offline=True)
    except jsonschema_rs.ReferencingError:
        return schema


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
