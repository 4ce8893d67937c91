"""The list of materials: who needs which, what the government fetches itself, and the situations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog_std.item import Item, Material
from catalog_std.publish.guide import Paper, Phrase, Words
from catalog_std.publish.layout import Field
from catalog_std.text import Text

BLANK = Text("空白表格", "blank form")
SAMPLE = Text("填写样例", "filled sample")
_TOLD = frozenset(Material._fields) - {"basis"}  # what a paper tells by itself


def papers_of(item: Item, field: Field | None) -> tuple[Paper, ...]:
    """List what an applicant hands in, in the item's order."""
    if field is None:
        return ()
    found = situations_of(item)
    return tuple(
        _paper(material, field.named, found) for material in item.materials if material.name
    )


def situations_of(item: Item) -> tuple[str, ...]:
    """List the situations in which something more is asked, in the item's order."""
    asked = (m.when for m in item.materials if m.necessity == "conditional" and m.when)
    return tuple(dict.fromkeys(asked))


def is_held(material: Material) -> bool:
    """Say whether the government fetches it itself: it issued it, and no sheet is asked for."""
    return (
        material.source == "government"
        and material.medium == "electronic"
        and not material.originals
        and not material.copies
    )


def _paper(
    material: Material, named: Mapping[str, Field], situations: tuple[str, ...]
) -> Paper:
    conditional = material.necessity == "conditional" and material.when in situations
    return Paper(
        id=material.id,
        name=material.name,
        held=is_held(material),
        deferrable=material.necessity == "deferrable",
        situation=situations.index(material.when) + 1 if conditional else 0,
        when=material.when,
        originals=max(material.originals or 0, 0),
        copies=max(material.copies or 0, 0),
        medium=_coded(named, "medium", material.medium),
        source=_coded(named, "source", material.source),
        issuer=material.issuer,
        issued_by=material.issued_by,
        e_licence=_coded(named, "licence_type", material.licence_type),
        signed=bool(material.signed),
        files=tuple(_files(material)),
        remarks=tuple(_remarks(material, named)),
    )


def _coded(named: Mapping[str, Field], name: str, token: str) -> Words:
    return named[name].codes.get(token, token) if name in named else token


def _files(material: Material) -> Iterator[Phrase]:
    for words, path in ((BLANK, material.blank_form), (SAMPLE, material.sample)):
        if path:
            yield Phrase(words, "file", path)


def _remarks(material: Material, named: Mapping[str, Field]) -> Iterator[tuple[Text, Words]]:
    """Give what else is said of a paper, whatever the standards know of: how to fill it in, on what basis."""
    data = material.at.document.data["materials"][material.at.pointer[-1]]
    for name, field in named.items():
        value = data.get(name)
        if name not in _TOLD and isinstance(value, str) and value.strip():
            yield field.label, field.codes.get(value, value)
