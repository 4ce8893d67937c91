"""The whole site: which files there are, and what each depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import Home
from catalog_std.journey.event import Event, event_of
from catalog_std.metrics.numbers import Numbers
from catalog_std.publish.agencies import agency_sheets
from catalog_std.publish.atlas import Atlas, atlas_of, redirects_of
from catalog_std.publish.attachments import Attachment, Attachments
from catalog_std.publish.book.chapters import book_outputs, find_in, menu_of
from catalog_std.publish.book.contents import Contents
from catalog_std.publish.comparing import Comparer, compared, comparison_sheets
from catalog_std.publish.compose import Composer
from catalog_std.publish.dress import dress_of, files_of, named
from catalog_std.publish.edition import edition_of
from catalog_std.publish.events import event_links, event_sheets, events_by_item, usable
from catalog_std.publish.guides import Guides
from catalog_std.publish.layout import layout_of
from catalog_std.publish.listings import home, listings
from catalog_std.publish.look import look_of
from catalog_std.publish.numbers import (
    Snapshot,
    machine_numbers,
    number_sheets,
    numbers_in,
    read_snapshots,
)
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.page import BOOK, FOLDERS, GUIDES, Link, Site
from catalog_std.publish.paperwork import paper_sheets, web_of_cards
from catalog_std.publish.press import LANGS, Press, Sheet
from catalog_std.publish.search import search_outputs
from catalog_std.publish.seen import Seen
from catalog_std.publish.survey import Survey
from catalog_std.publish.theme import Theme
from catalog_std.publish.words import WORDS
from catalog_std.run.job import Job
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Lang, Text

Progress = Callable[[int, int], None]
_TITLE = Text("政务服务事项目录", "Catalog of public services")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier builds left: cards, and digests of texts that need not be read."""

    cards: dict[str, Any] = field(default_factory=dict)
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is needed to make a site: the catalog gone through, and what sets its pages.

    ``documents`` lie beside every guide's page, which links to them.
    """

    press: Press
    atlas: Atlas
    survey: Survey
    composer: Composer
    assets: Mapping[str, bytes]
    events: tuple[Event, ...]
    snapshots: tuple[Snapshot, ...]
    job: Job
    documents: tuple[Link, ...] = ()


def plan_of(job: Job, home_: Home, earlier: Earlier, progress: Progress | None = None) -> Plan:
    """Go through a catalog and plan its site, by what earlier builds left."""
    settings = home_.settings.publish
    edition = edition_of(job.profiles, home_)
    survey = Survey(job.texts, job.profiles, edition, earlier.cards, earlier.seen)
    atlas = atlas_of(survey.cards(progress), job.profiles.on)
    look = look_of(home_.root / settings.theme if settings.theme else None)
    theme = Theme(Attachments(home_.root), look.templates)
    told = (document for name in job.events for document in job.texts.documents(name))
    events = usable(tuple(map(event_of, told)), atlas)
    assets = dress_of(look)
    title, notice = settings.title, settings.notice
    site = Site(
        Text(title.zh, title.en) if title else _TITLE,
        Text(notice.zh, notice.en) if notice else None,
        settings.base_url or "",
        tuple(_menu(events)),
        named(assets, "site.css"),
        named(assets, "site.js"),
        book=f"{BOOK}index.html",
    )
    composer = Composer(job.profiles)
    names = files_under(home_.root, settings.snapshots)
    snapshots = read_snapshots((home_.root / name).read_bytes() for name in names)
    press = Press(site, theme, edition)
    return Plan(press, atlas, survey, composer, assets, events, snapshots, job)


def outputs_of(plan: Plan) -> Iterator[Output]:
    """List every file of a site."""
    numbers = numbers_in(plan.atlas)
    yield from files_of(plan.assets)
    for sheet in _sheets(plan, _sectors(plan), numbers):
        yield from plan.press.outputs(sheet)
    titles = layout_of(plan.survey.profiles.at("", "", "")).titles
    yield from Comparer(plan.job, plan.atlas, plan.survey, titles).outputs(plan.press)
    events = dict(events_by_item(plan.events))
    guides = Guides(
        plan.press,
        plan.atlas,
        plan.survey,
        plan.composer,
        events,
        frozenset(compared(plan.atlas)),
        plan.documents,
    )
    for card in plan.atlas.cards:
        yield from guides.outputs(card)
    key = key_of(plan.press.edition, [card.digest for card in plan.atlas.cards])
    yield Output("numbers.json", key, partial(machine_numbers, numbers))
    yield from search_outputs(plan.atlas, plan.press.edition)
    yield from book_outputs(plan.press, Contents(plan.job.profiles, BOOK), plan.assets)
    yield from _attachments(plan)
    yield from _redirects(plan)
    yield from _for_robots(plan)


def guide_alone(plan: Plan, id: str) -> Iterator[Output]:
    """List the files of one guide that stands alone, without a site around it."""
    alone = replace(plan.press.site, menu=(), alone=True, book="")
    card = plan.atlas.by_id[id]
    atlas = Atlas((card,), (), plan.atlas.on)
    press = replace(plan.press, site=alone)
    yield from files_of({p: c for p, c in plan.assets.items() if p in (alone.css, alone.js)})
    yield from Guides(press, atlas, plan.survey, plan.composer).outputs(card)
    yield from _attachments(replace(plan, atlas=atlas))


def book_alone(home_: Home, profiles: Profiles) -> Iterator[Output]:
    """List the files of the book by itself: its chapters are the menu, its search is the search."""
    settings = home_.settings.publish
    look = look_of(home_.root / settings.theme if settings.theme else None)
    assets, contents = dress_of(look), Contents(profiles, "")
    site = Site(
        WORDS["book"],
        Text(settings.notice.zh, settings.notice.en) if settings.notice else None,
        settings.base_url or "",
        tuple(menu_of(contents)),
        named(assets, "site.css"),
        named(assets, "site.js"),
        find=find_in(contents),
    )
    theme = Theme(Attachments(home_.root), look.templates)
    yield from files_of(assets)
    yield from book_outputs(Press(site, theme, edition_of(profiles, home_)), contents, assets)


def _menu(events: tuple[Event, ...]) -> Iterator[Link]:
    yield Link("items/index.html", WORDS["items"])
    if events:
        yield Link("events/index.html", WORDS["events"])
    yield Link("areas/index.html", WORDS["areas"])
    yield Link("compare/index.html", WORDS["compare"])
    yield Link("papers/index.html", WORDS["papers"])
    yield Link("numbers/index.html", WORDS["numbers"])


def _sheets(plan: Plan, sectors: Mapping[str, Text], numbers: Numbers) -> Iterator[Sheet]:
    yield home(plan.atlas, plan.press.site.title, sectors, event_links(plan.events))
    yield from listings(plan.atlas, sectors)
    yield from event_sheets(plan.events, plan.atlas)
    yield from comparison_sheets(plan.atlas)
    web = web_of_cards(plan.atlas)
    yield from agency_sheets(plan.atlas, web, sectors)
    yield from paper_sheets(plan.atlas, web, sectors)
    yield from number_sheets(plan.atlas, numbers, plan.snapshots)
    yield _search(plan)
    missing = WORDS["not_found"]
    yield Sheet("404.html", "missing.html", missing, missing, "", {})


def _search(plan: Plan) -> Sheet:
    title = WORDS["find"]
    values = {
        "way": (Link("", title),),
        "engine": named(plan.assets, "search.js"),
        "box": named(plan.assets, "box.js"),
        "find": GUIDES,
        "index": "search/",
        "before": "items/",
        "after": "/index.html",
        "links": tuple(Link(f"{name}/index.html", WORDS[name]) for name in ("items", "areas")),
    }
    return Sheet(GUIDES.path, "search.html", title, title, "", values)


def _sectors(plan: Plan) -> Mapping[str, Text]:
    lists = plan.survey.profiles.at("", "", "").lists
    entries = lists["sector"].entries.values() if "sector" in lists else ()
    return {entry.token: Text(entry.zh, entry.en or entry.zh) for entry in entries}


def _attachments(plan: Plan) -> Iterator[Output]:
    found: dict[str, Attachment] = {}
    for card in plan.atlas.cards:
        for name in card.files:
            if one := plan.press.theme.attachments.found(name):
                found[one.path] = one
    for path, one in sorted(found.items()):
        yield Output(path, path, one.source.read_bytes)


def _redirects(plan: Plan) -> Iterator[Output]:
    for code, card in redirects_of(plan.atlas):
        for lang in LANGS:
            path = f"{FOLDERS[lang]}items/{code}/index.html"
            key = key_of(plan.press.edition, card.id, card.name)
            yield Output(path, key, partial(_moved, plan.press, card.id, card.name, lang))


def _moved(press: Press, id: str, name: str, lang: Lang) -> bytes:
    url = press.url(f"items/{id}/index.html", lang)
    values = {"target": f"../{id}/index.html", "address": url, "words": name}
    return press.theme.render("moved.html", lang, values)


def _for_robots(plan: Plan) -> Iterator[Output]:
    """Write a site map where the site has an address."""
    paths = [plan.atlas.link(card).href for card in plan.atlas.cards]
    urls = [plan.press.url(path, "zh") for path in ("index.html", *paths)]
    if plan.press.site.base_url:
        yield from files_of(
            {"sitemap.xml": _sitemap(urls), "robots.txt": _robots(plan.press.site)}
        )


def _sitemap(urls: Iterable[str]) -> bytes:
    rows = "".join(f"<url><loc>{url}</loc></url>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()


def _robots(site: Site) -> bytes:
    return (
        f"User-agent: *\nAllow: /\nSitemap: {site.base_url.rstrip('/')}/sitemap.xml\n".encode()
    )
