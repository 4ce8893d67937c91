"""The dictionary of elements: name, type, and what each layer asks, in which clause."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_std.publish.book.contents import Ask, Contents, Fact, anchor_of, page_of, shown
from catalog_std.publish.book.freedom import freedom_words, stated_freedom, stated_weight
from catalog_std.publish.listings import Group
from catalog_std.publish.page import Link
from catalog_std.publish.press import LANGS, Sheet
from catalog_std.publish.words import WORDS
from catalog_std.report.asked import KINDS
from catalog_std.report.words import LAYER, SURE
from catalog_std.standard.elements import Element, root_of
from catalog_std.standard.freedom import Path, standing
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class LayerShown:
    """What one standard says of one element: each clause with what it asks and how sure we are of it."""

    link: Link
    layer: Text
    clauses: tuple[tuple[Text, Text, tuple[Text, ...]], ...]
    latitude: tuple[Text, ...]
    weight: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ElementShown:
    """One element with all that is known of it."""

    anchor: str
    path: str
    label: Text
    facts: tuple[Fact, ...]
    layers: tuple[LayerShown, ...]


def elements_sheet(contents: Contents) -> Sheet:
    """Give the list of elements, by the sections of a guide."""
    values = {
        "way": contents.way("elements"),
        "lede": WORDS["book_elements_lede"],
        "groups": tuple(_groups(contents)),
    }
    title, path = WORDS["book_elements"], contents.at("elements/index.html")
    return Sheet(path, "listing.html", title, WORDS["book_elements_lede"], path, values)


def element_sheet(contents: Contents, name: str) -> Sheet:
    """Give the page of an element and of those inside it."""
    paths = [path for path in contents.elements if path[0] == name]
    label = contents.label((name,))
    values = {
        "way": contents.way("elements", label),
        "path": name,
        "other": Text(label.en, label.zh),
        "elements": tuple(_shown(contents, path) for path in paths),
        "inside": tuple(map(contents.element_link, paths[1:])),
    }
    path = contents.at(f"elements/{page_of(name)}.html")
    active = contents.at("elements/index.html")
    return Sheet(path, "book/element.html", label, label, active, values)


def _groups(contents: Contents) -> Iterator[Group]:
    titles = {
        one["id"]: Text(one["zh"], one["en"])
        for one in contents.root.annotation("x-sections") or ()
    }
    found: dict[str, list[Link]] = {id: [] for id in ("head", *titles, "")}
    for path in contents.elements:
        section = _section(contents, path)
        found[section if section in found else ""].append(contents.element_link(path))
    words = {"head": WORDS["section_head"], "": WORDS["no_section"]} | titles
    for id, links in found.items():
        if links:
            yield Group(words[id], tuple(links), f"s-{id or 'other'}")


def _section(contents: Contents, path: Path) -> str:
    guide = contents.element(path[:1]).annotation("x-guide") or {}
    section: str = guide.get("section", "")
    return section


def _shown(contents: Contents, path: Path) -> ElementShown:
    asks: dict[str, list[Ask]] = {}
    for ask in contents.by_element.get(path, ()):
        asks.setdefault(ask.standard.id, []).append(ask)
    layers = tuple(_layer(contents, found) for found in asks.values())
    return ElementShown(
        anchor_of(path),
        shown(path),
        contents.label(path),
        tuple(_facts(contents, path)),
        layers,
    )


def _layer(contents: Contents, asks: list[Ask]) -> LayerShown:
    standard, path = asks[0].standard, asks[0].element
    own = root_of((standard,))
    clauses: dict[tuple[Text, Text], list[Text]] = {}
    for ask in asks:
        said = clauses.setdefault((_basis(ask), SURE[ask.clause.sure]), [])
        said += [ask.words] if ask.words else []
    return LayerShown(
        contents.standard_link(standard),
        LAYER[standard.manifest.layer],
        tuple((*head, tuple(dict.fromkeys(words))) for head, words in clauses.items()),
        tuple(stated_freedom(own, path)),
        tuple(stated_weight(own, path)),
    )


def _basis(ask: Ask) -> Text:
    """Give a clause in short, its number before it."""
    number, basis = ask.clause.clause, ask.clause.basis
    if not number:
        return basis
    zh, en = (WORDS["clause_no"].into(lang, clause=number) for lang in LANGS)
    return Text(zh + basis.zh, en + basis.en)


def _facts(contents: Contents, path: Path) -> Iterator[Fact]:
    element = contents.element(path)
    if kind := _kind(element):
        yield Fact(WORDS["element_type"], kind)
    if len(path) == 1:
        yield Fact(WORDS["section"], _section_title(contents, path))
    if name := contents.codes_of(path):
        yield Fact(WORDS["book_codes"], "", (contents.list_link(name),))
    if (default := element.annotation("default")) is not None:
        yield Fact(WORDS["default"], json.dumps(default, ensure_ascii=False))
    yield from _exchanged(element)
    burden = element.annotation("x-burden") or {}
    if burden.get("key"):
        yield Fact(WORDS["told_apart"], "、".join(burden["key"]))
    freedom = standing(contents.national.freedoms, path)
    yield Fact(WORDS["who_may"], _joined(tuple(freedom_words(freedom))))


def _kind(element: Element) -> Text | None:
    """Say what type an element has, and what its entries have."""
    own, inner = element.annotation("type"), element.inside(0).annotation("type")
    if own is None:
        return None
    said = _types(own)
    entries = _types(inner) if own == "array" and inner else None
    return (
        Text(f"{said.zh}，每一项是{entries.zh}", f"{said.en}, each entry {entries.en}")
        if entries
        else said
    )


def _types(types: str | list[str]) -> Text:
    names = [KINDS[name] for name in ([types] if isinstance(types, str) else types)]
    return Text("或".join(one.zh for one in names), " or ".join(one.en for one in names))


def _section_title(contents: Contents, path: Path) -> Text:
    section = _section(contents, path)
    if section == "head":
        return WORDS["section_head"]
    titles = contents.root.annotation("x-sections") or ()
    found = next((one for one in titles if one["id"] == section), None)
    return Text(found["zh"], found["en"]) if found else WORDS["no_section"]


def _exchanged(element: Element) -> Iterator[Fact]:
    """Tell what the element is called in exchange tables and in CPSV-AP, where a standard says so."""
    exchange = element.annotation("x-exchange") or {}
    fields = exchange.get("field", ())
    names = [fields] if isinstance(fields, str) else fields
    if names:
        yield Fact(WORDS["exchange_field"], "、".join(names))
    if exchange.get("cpsv"):
        yield Fact(WORDS["cpsv"], exchange["cpsv"])


def _joined(words: tuple[Text, ...]) -> Text:
    return Text("；".join(one.zh for one in words), "; ".join(one.en for one in words))
