"""The chapter of code lists: what each standard brings to a list, and which elements use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog_std.publish.book.contents import Contents, Fact, page_of
from catalog_std.publish.listings import Group, filled
from catalog_std.publish.page import Link
from catalog_std.publish.press import LANGS, Sheet
from catalog_std.publish.words import WORDS
from catalog_std.report.standards import STANDARD_MAY
from catalog_std.report.words import SURE
from catalog_std.standard.manifest import Entry, ListFile
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Token:
    """One value: our token, the official code, its name, how else it is written, and when it holds."""

    token: str
    code: str
    words: Text
    aliases: str
    valid: Text


@dataclass(frozen=True, slots=True)
class Part:
    """What one standard brings to a list."""

    title: Text
    facts: tuple[Fact, ...]
    tokens: tuple[Token, ...]

    @property
    def counted(self) -> Text:
        """Count the tokens."""
        return filled("count_tokens", n=len(self.tokens))

    @property
    def aliased(self) -> bool:
        """Say whether any value is also written otherwise."""
        return any(token.aliases for token in self.tokens)

    @property
    def bounded(self) -> bool:
        """Say whether any value holds for a time only."""
        return any(token.valid.zh for token in self.tokens)


def codes_sheet(contents: Contents) -> Sheet:
    """Give the list of code lists."""
    links = tuple(_link(contents, name) for name in contents.lists)
    values = {
        "way": contents.way("codes"),
        "lede": WORDS["book_codes_lede"],
        "groups": (Group(WORDS["book_codes"], links, "all"),),
    }
    title, path = WORDS["book_codes"], contents.at("codes/index.html")
    return Sheet(path, "listing.html", title, WORDS["book_codes_lede"], path, values)


def list_sheet(contents: Contents, name: str) -> Sheet:
    """Give the page of a code list."""
    title = contents.list_title(name)
    values = {
        "way": contents.way("codes", title),
        "name": name,
        "other": Text(title.en, title.zh),
        "parts_of": tuple(_part(contents, *one) for one in contents.lists[name]),
        "users": tuple(map(contents.element_link, contents.users.get(name, ()))),
    }
    path, active = contents.at(f"codes/{page_of(name)}.html"), contents.at("codes/index.html")
    return Sheet(path, "book/list.html", title, title, active, values)


def _link(contents: Contents, name: str) -> Link:
    link = contents.list_link(name)
    return Link(
        link.href, link.words, filled("count_tokens", n=len(contents.merged[name].entries))
    )


def _part(contents: Contents, standard: Standard, file: ListFile) -> Part:
    title = Text(file.title.zh, file.title.en)
    tokens = tuple(_token(entry) for entry in file.entries)
    return Part(title, tuple(_facts(contents, standard, file)), tokens)


def _facts(contents: Contents, standard: Standard, file: ListFile) -> Iterator[Fact]:
    yield Fact(WORDS["layer_standard"], "", (contents.standard_link(standard),))
    yield Fact(WORDS["written_from"], file.source.document)
    yield Fact(WORDS["sure_head"], SURE[file.source.sure])
    if file.source.note:
        yield Fact(WORDS["remark"], Text(file.source.note.zh, file.source.note.en))
    if file.extends:
        yield Fact(WORDS["list_above"], WORDS["list_whole" if file.complete else "list_adds"])
    if file.ordered:
        yield Fact(WORDS["list_order"], WORDS["list_ordered"])
    yield Fact(WORDS["who_may"], STANDARD_MAY[file.latitude])


def _token(entry: Entry) -> Token:
    words = Text(entry.zh, entry.en or entry.zh)
    return Token(entry.token, entry.code or "", words, "、".join(entry.aliases), _valid(entry))


def _valid(entry: Entry) -> Text:
    days = (("valid_from", entry.since), ("valid_until", entry.until))
    said = {
        lang: " ".join(WORDS[name].into(lang, day=day.isoformat()) for name, day in days if day)
        for lang in LANGS
    }
    return Text(said["zh"], said["en"])
