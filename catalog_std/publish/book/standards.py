"""The chapter of standards: when each binds and where, and what it asks clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalog_std.publish.book.contents import Ask, Contents, Fact, named
from catalog_std.publish.book.freedom import stated_freedom, stated_weight
from catalog_std.publish.guide import Words
from catalog_std.publish.listings import filled
from catalog_std.publish.page import Link
from catalog_std.publish.places import place_name
from catalog_std.publish.press import Sheet
from catalog_std.publish.words import WORDS
from catalog_std.report.words import LAYER, SURE
from catalog_std.standard.elements import root_of
from catalog_std.standard.freedom import Path
from catalog_std.standard.manifest import Manifest
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clause says of one element: what it asks, who may change it, what weighs on people."""

    link: Link
    words: tuple[Text, ...]
    latitude: tuple[Text, ...]
    weight: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """One clause: its number, its words in short, how sure we are of it, and its elements."""

    clause: str
    basis: Text
    sure: Text
    source: str
    recommended: bool
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One standard in the table of all: when it binds, where, and whether it does now."""

    link: Link
    title: Text
    layer: Text
    binds: Words
    since: Words
    until: Words
    status: Text
    now: bool


def standards_sheet(contents: Contents) -> Sheet:
    """Give the table of standards."""
    values = {
        "way": contents.way("standards"),
        "lede": WORDS["book_standards_lede"],
        "lines": tuple(_line(contents, one) for one in contents.standards),
    }
    title, path = WORDS["book_standards"], contents.at("standards/index.html")
    return Sheet(path, "book/standards.html", title, WORDS["book_standards_lede"], path, values)


def standard_sheet(contents: Contents, standard: Standard) -> Sheet:
    """Give the page of a standard."""
    manifest = standard.manifest
    title = Text(manifest.title.zh, manifest.title.en)
    status, now = _status(manifest, contents.profiles.on)
    values = {
        "way": contents.way("standards", named(standard)),
        "layer": LAYER[manifest.layer],
        "status": status,
        "now": now,
        "optional": manifest.optional,
        "facts": tuple(_facts(contents, standard)),
        "clauses": tuple(_clauses(contents, standard)),
        "known": tuple(
            (known.element, Text(known.why.zh, known.why.en)) for known in manifest.exceptions
        ),
        "lists": tuple(_lists(contents, standard)),
    }
    path = contents.at(f"standards/{standard.id}.html")
    active = contents.at("standards/index.html")
    return Sheet(path, "book/standard.html", title, title, active, values)


def _line(contents: Contents, standard: Standard) -> Line:
    manifest = standard.manifest
    status, now = _status(manifest, contents.profiles.on)
    return Line(
        contents.standard_link(standard),
        Text(manifest.title.zh, manifest.title.en),
        LAYER[manifest.layer],
        _place(contents, manifest),
        _day(manifest.effective, "from_always"),
        _day(manifest.abolished, "until_further"),
        status,
        now,
    )


def _status(manifest: Manifest, on: date) -> tuple[Text, bool]:
    if manifest.in_force(on):
        return WORDS["in_force_now"], True
    begun = manifest.effective is None or manifest.effective <= on
    return WORDS["no_longer" if begun else "not_yet"], False


def _place(contents: Contents, manifest: Manifest) -> Words:
    code = manifest.jurisdiction
    return place_name(code.ljust(6, "0"), contents.profiles.on) if code else WORDS["everywhere"]


def _day(day: date | None, otherwise: str) -> Words:
    return day.isoformat() if day else WORDS[otherwise]


def _facts(contents: Contents, standard: Standard) -> Iterator[Fact]:
    manifest = standard.manifest
    if manifest.number:
        yield Fact(WORDS["number"], manifest.number)
    yield Fact(WORDS["identifier"], manifest.id)
    yield Fact(WORDS["force"], WORDS[f"force_{manifest.force}"])
    yield Fact(WORDS["binds"], _place(contents, manifest))
    for label, name, tokens in (
        ("for_sectors", "sector", manifest.sectors),
        ("for_types", "item-type", manifest.item_types),
    ):
        if tokens:
            yield Fact(WORDS[label], _listed(contents, name, tokens))
    if manifest.issuer:
        yield Fact(WORDS["issued_by_whom"], Text(manifest.issuer.zh, manifest.issuer.en))
    if manifest.issued:
        yield Fact(WORDS["issued_on"], manifest.issued.isoformat())
    yield Fact(WORDS["since"], _day(manifest.effective, "from_always"))
    if manifest.abolished:
        yield Fact(WORDS["until"], manifest.abolished.isoformat())
    yield from _neighbours(contents, standard)
    yield from _origin(contents, manifest)


def _listed(contents: Contents, name: str, tokens: Iterable[str]) -> Text:
    """Name the entries of a list; a token that it does not have stands for itself."""
    entries = contents.merged[name].entries if name in contents.merged else {}
    found = [entries.get(token) for token in tokens]
    zh = (e.zh if e else token for e, token in zip(found, tokens, strict=True))
    en = (e.en or e.zh if e else token for e, token in zip(found, tokens, strict=True))
    return Text("、".join(zh), ", ".join(en))


def _neighbours(contents: Contents, standard: Standard) -> Iterator[Fact]:
    """Tell which standards this one takes the place of, and which takes its."""
    known = {one.id: one for one in contents.standards}
    before = [known[id] for id in standard.manifest.replaces if id in known]
    gone = [id for id in standard.manifest.replaces if id not in known]
    after = [one for one in contents.standards if standard.id in one.manifest.replaces]
    for label, words, others in (
        ("replaces", "、".join(gone), before),
        ("replaced_by", "", after),
    ):
        if words or others:
            yield Fact(WORDS[label], words, tuple(map(contents.standard_link, others)))


def _origin(contents: Contents, manifest: Manifest) -> Iterator[Fact]:
    source = manifest.source
    yield Fact(WORDS["written_from"], source.document)
    yield Fact(WORDS["sure_head"], SURE[source.sure])
    if source.note:
        yield Fact(WORDS["remark"], Text(source.note.zh, source.note.en))
    if manifest.mandatory_rules:
        links = tuple(map(contents.rule_named, manifest.mandatory_rules))
        yield Fact(WORDS["makes_mandatory"], "", links)


def _clauses(contents: Contents, standard: Standard) -> Iterator[ClauseShown]:
    """Gather what a standard asks by its clauses, in the order in which it names them."""
    found: dict[tuple[str | None, Text], dict[Path, list[Ask]]] = {}
    for ask in contents.asks:
        if ask.standard is standard:
            at = found.setdefault((ask.clause.clause, ask.clause.basis), {})
            at.setdefault(ask.element, []).append(ask)
    own = root_of((standard,))
    for (number, basis), elements in found.items():
        first = next(iter(elements.values()))[0]
        asked = tuple(
            Asked(
                contents.element_link(path),
                tuple(dict.fromkeys(ask.words for ask in asks if ask.words)),
                tuple(stated_freedom(own, path)),
                tuple(stated_weight(own, path)),
            )
            for path, asks in elements.items()
        )
        sure = SURE[first.clause.sure]
        yield ClauseShown(number or "", basis, sure, first.source, first.recommended, asked)


def _lists(contents: Contents, standard: Standard) -> Iterator[Link]:
    for file in standard.lists:
        link = contents.list_link(file.extends or file.id)
        yield Link(link.href, link.words, filled("count_tokens", n=len(file.entries)))
