"""What one item asks for and what it gives: the edges of the graph, small enough to keep."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple

from catalog_std.item import Item, Material

_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


class Need(NamedTuple):
    """One paper an item asks for; ``held``: the government fetches it itself."""

    paper: str
    name: str
    source: str
    issuer: str
    issued_by: str
    held: bool
    form: bool


class Gift(NamedTuple):
    """One paper an item gives."""

    paper: str
    name: str


class Needs(NamedTuple):
    """All that one item asks for and gives."""

    needs: tuple[Need, ...]
    gifts: tuple[Gift, ...]


def needs_of(item: Item) -> Needs:
    """See what an item asks for and gives."""
    needs = tuple(_need(material) for material in item.materials if material.name)
    named = ((r.licence_type, r.name) for r in item.results if r.name)
    gifts = tuple(Gift(paper_id(licence, name), name) for licence, name in named)
    return Needs(needs, gifts)


def paper_id(licence_type: str, name: str) -> str:
    """Give a paper's identity: its e-licence type where it has one, else a digest of its name."""
    if _TOKEN.fullmatch(licence_type):
        return licence_type.replace("_", "-")
    return "p-" + blake2b(name.encode("utf-8", "replace"), digest_size=5).hexdigest()


def _need(material: Material) -> Need:
    name = material.standard_name or material.name
    nothing = not material.originals and not material.copies
    return Need(
        paper_id(material.licence_type, name),
        name,
        material.source,
        material.issuer,
        material.issued_by,
        held=material.source == "government" and material.medium == "electronic" and nothing,
        form=material.kind == "form",
    )
