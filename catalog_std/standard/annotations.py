"""The vocabulary in which schemas say whose clause it is, who may change it, and which way is lighter."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from catalog_std.document import Document, Place
from catalog_std.source import Pointer
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

META_SCHEMA = Path(__file__).parent / "annotations.schema.json"


def check_annotations(schema: Document) -> None:
    """Hold a schema against the meta-schema; raises CatalogError at the first fault."""
    for error in _meta().iter_errors(schema.data):
        place = Place(schema, Pointer(error.instance_path))
        where = f"{place.source.name}:{place.span.line}:{place.span.column}"
        saying = f"{where}: {place.pointer}: {error.message}"
        raise CatalogError(Text(saying, saying))


def meta_schema() -> dict[str, Any]:
    """Give the meta-schema of the annotations as plain data."""
    data: dict[str, Any] = json.loads(META_SCHEMA.read_text(encoding="utf-8"))
    return data


@cache
def _meta() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(meta_schema(), offline=True)
