"""The pages of the book: which there are is known at once, what stands on them is worked out when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from catalog_std.lint import RULES
from catalog_std.publish.book.codes import codes_sheet, list_sheet
from catalog_std.publish.book.contents import Contents, page_of
from catalog_std.publish.book.elements import element_sheet, elements_sheet
from catalog_std.publish.book.finding import book_search
from catalog_std.publish.book.rules import rule_sheet, rules_sheet
from catalog_std.publish.book.standards import standard_sheet, standards_sheet
from catalog_std.publish.dress import named
from catalog_std.publish.listings import filled
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.page import FOLDERS, Find, Link
from catalog_std.publish.press import LANGS, Press, Sheet
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang, Text

CHAPTERS = ("standards", "elements", "codes", "rules")
Maker = Callable[[], Sheet]


@dataclass(frozen=True, slots=True)
class Volume:
    """A chapter on the book's first page: where it begins, what it tells, how much is in it."""

    link: Link
    lede: Text


def book_outputs(
    press: Press, contents: Contents, assets: Mapping[str, bytes]
) -> Iterator[Output]:
    """List the files of the book; all of them hang on the standards and on the toolkit."""
    pages = {contents.at(path): make for path, make in _pages(contents, assets)}
    for path, make in pages.items():
        key = key_of(press.edition, path)
        for lang in LANGS:
            yield Output(FOLDERS[lang] + path, key, partial(_set, press, make, lang))
    yield from book_search(contents, press.edition)


def menu_of(contents: Contents) -> Iterator[Link]:
    """Lead to the chapters."""
    for chapter in CHAPTERS:
        yield Link(contents.at(f"{chapter}/index.html"), WORDS[f"book_{chapter}"])


def find_in(contents: Contents) -> Find:
    """Give the book's search page."""
    return Find(contents.at("search.html"), WORDS["book_find"], WORDS["book_find_hint"])


def _set(press: Press, make: Maker, lang: Lang) -> bytes:
    sheet = make()
    return press.render(sheet.template, press.page(sheet, lang), sheet.values)


def _pages(contents: Contents, assets: Mapping[str, bytes]) -> Iterator[tuple[str, Maker]]:
    yield "index.html", partial(_first, contents)
    yield "search.html", partial(_search, contents, assets)
    yield "rules/index.html", partial(rules_sheet, contents)
    for rule in RULES:
        yield f"rules/{rule.id}.html", partial(rule_sheet, contents, rule)
    yield "standards/index.html", partial(standards_sheet, contents)
    for standard in contents.standards:
        yield f"standards/{standard.id}.html", partial(standard_sheet, contents, standard)
    yield "elements/index.html", partial(elements_sheet, contents)
    for name in contents.root.names:
        yield f"elements/{page_of(name)}.html", partial(element_sheet, contents, name)
    yield "codes/index.html", partial(codes_sheet, contents)
    for name in contents.lists:
        yield f"codes/{page_of(name)}.html", partial(list_sheet, contents, name)


def _first(contents: Contents) -> Sheet:
    """Give the book's first page."""
    counts = {
        "standards": len(contents.standards),
        "elements": len(contents.elements),
        "codes": len(contents.lists),
        "rules": len(RULES),
    }
    lede = filled("book_lede", lists=counts["codes"], **counts)
    volumes = tuple(
        Volume(
            Link(link.href, link.words, filled(f"count_{chapter}", n=counts[chapter])),
            WORDS[f"book_{chapter}_lede"],
        )
        for chapter, link in zip(CHAPTERS, menu_of(contents), strict=True)
    )
    path = contents.at("index.html")
    values = {
        "way": (Link("", WORDS["book"]),) if contents.prefix else (),
        "lede": lede,
        "volumes": volumes,
        "find": find_in(contents),
    }
    return Sheet(path, "book/index.html", WORDS["book"], lede, path, values)


def _search(contents: Contents, assets: Mapping[str, bytes]) -> Sheet:
    """Give the book's search page: the site's, over another index."""
    title, path = WORDS["book_find"], contents.at("search.html")
    values = {
        "way": (*contents.first, Link("", title)),
        "engine": named(assets, "search.js"),
        "box": named(assets, "box.js"),
        "find": find_in(contents),
        "index": contents.at("search/"),
        "before": contents.prefix,
        "after": ".html",
        "links": tuple(menu_of(contents)),
    }
    return Sheet(path, "search.html", title, title, "", values)
