"""What the book is made of: standards taken apart, by clause and by element, and where each has its page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

from catalog_std.finding import Clause
from catalog_std.lint import RULES
from catalog_std.publish.guide import Words
from catalog_std.publish.page import Link
from catalog_std.publish.words import WORDS
from catalog_std.report.asked import asked
from catalog_std.standard.check.assertion import Assertion, assertions_of
from catalog_std.standard.check.way import names_of
from catalog_std.standard.codelist import CodeList, merged
from catalog_std.standard.elements import Element, root_of
from catalog_std.standard.freedom import Path, freedoms_of
from catalog_std.standard.manifest import ListFile
from catalog_std.standard.profile import Profile, with_enums
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text

ENTRY = "[]"
_RULE_IDS = {rule.name: rule.id for rule in RULES}
_PLAIN = re.compile("[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class Ask:
    """What one clause says of one element; ``words`` is None where it only names the element."""

    standard: Standard
    element: Path
    clause: Clause
    words: Text | None
    recommended: bool
    source: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known: a label, words, and links behind them."""

    label: Text
    words: Words = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The standards of a catalog and what is in them; ``prefix`` is the folder in which the book lies."""

    profiles: Profiles
    prefix: str

    @property
    def standards(self) -> tuple[Standard, ...]:
        """List the standards, upper layers first."""
        return self.profiles.shelf.standards

    @cached_property
    def national(self) -> Profile:
        """Give what holds everywhere: the stack of no place, no sector and no type."""
        return self.profiles.at("", "", "")

    @cached_property
    def root(self) -> Element:
        """See an item through all standards at once."""
        return root_of(self.standards)

    @cached_property
    def elements(self) -> tuple[Path, ...]:
        """List every element that a standard names; the entries of a list go with the list."""
        return tuple(path for path in self.seen if path and path[-1] != ENTRY)

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """List what the standards ask, in their own order."""
        return tuple(ask for standard in self.standards for ask in _asks(standard, self.merged))

    @cached_property
    def by_element(self) -> Mapping[Path, tuple[Ask, ...]]:
        """Find what is asked of an element."""
        found: dict[Path, list[Ask]] = defaultdict(list)
        for ask in self.asks:
            found[ask.element].append(ask)
        return {path: tuple(asks) for path, asks in found.items()}

    @cached_property
    def merged(self) -> Mapping[str, CodeList]:
        """Give the code lists as all layers together leave them."""
        return merged(file for standard in self.standards for file in standard.lists)

    @cached_property
    def lists(self) -> Mapping[str, tuple[tuple[Standard, ListFile], ...]]:
        """Find what each standard brings to a code list."""
        found: dict[str, list[tuple[Standard, ListFile]]] = defaultdict(list)
        for standard in self.standards:
            for file in standard.lists:
                found[file.extends or file.id].append((standard, file))
        return {name: tuple(found[name]) for name in sorted(found)}

    @cached_property
    def seen(self) -> Mapping[Path, Element]:
        """See every element; the entries of a list stand behind a step of their own."""
        seen: dict[Path, Element] = {(): self.root}
        for path in freedoms_of(self.root):
            if path:
                seen[path] = seen[path[:-1]].inside(0 if path[-1] == ENTRY else path[-1])
        return seen

    @cached_property
    def users(self) -> Mapping[str, tuple[Path, ...]]:
        """Find the elements that use a code list."""
        found: dict[str, list[Path]] = defaultdict(list)
        for path in self.elements:
            if name := self.codes_of(path):
                found[name].append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    def codes_of(self, path: Path) -> str:
        """Name the code list that an element, or an entry of it, takes its values from."""
        element = self.element(path)
        name = element.annotation("x-codes") or element.inside(0).annotation("x-codes")
        return name if name in self.lists else ""

    def element(self, path: Path) -> Element:
        """See an element."""
        return self.seen[path]

    def label(self, path: Path) -> Text:
        """Name an element as a heading does; one without a label by its key."""
        return _headed(self.element(path).label or Text(path[-1], path[-1]))

    def at(self, path: str) -> str:
        """Give the address of a page of the book."""
        return self.prefix + path

    def rule_link(self, id: str, words: Words) -> Link:
        """Lead to a rule."""
        return Link(self.at(f"rules/{id}.html"), words)

    def rule_named(self, name: str) -> Link:
        """Lead to a rule by its readable name."""
        return self.rule_link(_RULE_IDS[name], name)

    def standard_link(self, standard: Standard) -> Link:
        """Lead to a standard."""
        return Link(self.at(f"standards/{standard.id}.html"), named(standard))

    def element_link(self, path: Path) -> Link:
        """Lead to an element, in the page of the one it lies in."""
        anchor = f"#{anchor_of(path)}" if len(path) > 1 else ""
        page = self.at(f"elements/{page_of(path[0])}.html{anchor}")
        return Link(page, self.label(path), shown(path))

    def list_link(self, name: str) -> Link:
        """Lead to a code list."""
        return Link(self.at(f"codes/{page_of(name)}.html"), self.list_title(name), name)

    def list_title(self, name: str) -> Text:
        """Name a code list as the highest layer does."""
        title = self.lists[name][0][1].title
        return _headed(Text(title.zh, title.en))

    @property
    def first(self) -> tuple[Link, ...]:
        """Lead to the book's first page, where it is not that of the site."""
        return (Link(self.at("index.html"), WORDS["book"]),) if self.prefix else ()

    def way(self, chapter: str, title: Text | str = "") -> tuple[Link, ...]:
        """Lead from the book's first page to a chapter, and to a page in it."""
        above = Link(
            self.at(f"{chapter}/index.html") if title else "", WORDS[f"book_{chapter}"]
        )
        return (*self.first, above, Link("", title)) if title else (*self.first, above)


def _headed(words: Text) -> Text:
    """Begin with a capital in English."""
    return Text(words.zh, words.en[:1].upper() + words.en[1:])


def named(standard: Standard) -> Text:
    """Name a standard: by its number, else by its title."""
    manifest = standard.manifest
    title = Text(manifest.title.zh, manifest.title.en)
    return Text(manifest.number, manifest.number) if manifest.number else title


def shown(path: Path) -> str:
    """Write a path as officers do: ``materials[].originals``."""
    return ".".join(path).replace(f".{ENTRY}", ENTRY)


def page_of(name: str) -> str:
    """Give the name of a page; a name that cannot be one becomes a digest."""
    if _PLAIN.fullmatch(name):
        return name
    return "x-" + blake2b(name.encode("utf-8", "replace"), digest_size=6).hexdigest()


def anchor_of(path: Path) -> str:
    """Give the anchor of an element within its page."""
    return ".".join(page_of(name) for name in path if name != ENTRY)


def _asks(standard: Standard, lists: Mapping[str, CodeList]) -> Iterator[Ask]:
    whole = with_enums(standard.schema.data, lists)
    for assertion in assertions_of(standard, whole):
        path, entry = _folded(names_of(assertion.path))
        if path:
            yield _ask(assertion, path, entry=entry)


def _folded(path: Path) -> tuple[Path, bool]:
    """Count the entries of a list with the list; say whether that was needed."""
    folded = path
    while folded and folded[-1] == ENTRY:
        folded = folded[:-1]
    return folded, folded != path


def _ask(assertion: Assertion, path: Path, *, entry: bool) -> Ask:
    words: Mapping[str, Any] = assertion.words
    ground = assertion.ground
    clause = replace(ground.clause, at=None)
    said = asked(ground) if assertion.asserts else None
    if said:
        said = Text(said.zh.strip(), f"must {said.en}")
    if said and entry:
        said = Text(f"每一项{said.zh}", f"each entry {said.en}")
    force = words.get("force", assertion.standard.manifest.force)
    source = words.get("source", "")
    return Ask(assertion.standard, path, clause, said, force == "recommended", source)
