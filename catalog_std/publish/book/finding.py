"""The book's own index: elements, standards with their clauses, code lists and rules, found offline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from catalog_std.lint import RULES
from catalog_std.publish.book.contents import Contents, named, shown
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.search import Entry, index_outputs, plain
from catalog_std.publish.words import WORDS
from catalog_std.text import Text


def book_search(contents: Contents, edition: str) -> Iterator[Output]:
    """List the files of the index."""

    @cache
    def entries() -> tuple[Entry, ...]:
        return tuple(_entries(contents))

    size = len(RULES) + len(contents.standards) + len(contents.elements) + len(contents.lists)
    folder = contents.at("search/")
    yield from index_outputs(folder, key_of(edition, folder), size, entries)


def _entries(contents: Contents) -> Iterator[Entry]:
    yield from _elements(contents)
    yield from _standards(contents)
    yield from _lists(contents)
    yield from _rules(contents)


def _elements(contents: Contents) -> Iterator[Entry]:
    chapter = WORDS["book_elements"]
    for path in contents.elements:
        asks = contents.by_element.get(path, ())
        lines = (shown(path), *_lines(ask.clause.basis for ask in asks))
        kind = Text(*(f"{words} · {shown(path)}" for words in chapter))
        yield _entry(
            contents.element_link(path).href, contents, contents.label(path), kind, lines
        )


def _standards(contents: Contents) -> Iterator[Entry]:
    for standard in contents.standards:
        title = Text(standard.manifest.title.zh, standard.manifest.title.en)
        bases = (ask.clause.basis for ask in contents.asks if ask.standard is standard)
        lines = (standard.id, *named(standard), *_lines(bases))
        link = contents.standard_link(standard)
        kind = Text(*(f"{words} · {standard.id}" for words in WORDS["book_standards"]))
        yield _entry(link.href, contents, title, kind, lines)


def _lists(contents: Contents) -> Iterator[Entry]:
    for name, parts in contents.lists.items():
        tokens = (e for _, file in parts for e in file.entries)
        lines = (
            name,
            *(
                words
                for e in tokens
                for words in (e.token, e.code or "", e.zh, e.en, *e.aliases)
            ),
        )
        kind = Text(*(f"{words} · {name}" for words in WORDS["book_codes"]))
        yield _entry(
            contents.list_link(name).href, contents, contents.list_title(name), kind, lines
        )


def _rules(contents: Contents) -> Iterator[Entry]:
    for rule in RULES:
        card = rule.card
        kind = Text(*(f"{words} · {card.id} {card.name}" for words in WORDS["book_rules"]))
        lines = (card.id, card.name, *rule.why, *card.basis.document)
        href = contents.rule_link(card.id, card.title).href
        yield _entry(href, contents, card.title, kind, lines)


def _lines(texts: Iterable[Text]) -> Iterator[str]:
    return (words for text in dict.fromkeys(texts) for words in text)


def _entry(
    href: str, contents: Contents, title: Text, kind: Text, lines: Iterable[str]
) -> Entry:
    """Write an entry; what stands in two tongues has a line for each."""
    page, _, anchor = href.removeprefix(contents.prefix).partition("#")
    id = page.removesuffix(".html") + (f"#{anchor}" if anchor else "")
    text = dict.fromkeys(plain(line) for line in (*title, *lines) if line)
    return Entry(id, "\n".join(title), "\n".join(kind), "\n".join(text))
