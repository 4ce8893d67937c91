"""An effective item becomes a guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog_std.document import Document
from catalog_std.finding import Clause, Severity
from catalog_std.item import Item, item_of
from catalog_std.publish.figures import figures_of, ruler_of
from catalog_std.publish.guide import Gap, Guide, Head, Section, Step, Words
from catalog_std.publish.layout import HEAD, Layout, layout_of
from catalog_std.publish.papers import papers_of, situations_of
from catalog_std.publish.places import place_name
from catalog_std.publish.said import Below, Trail, said_of
from catalog_std.standard.profile import Profile
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Text


@dataclass(slots=True)
class Composer:
    """Composes guides under the standards of one day; each stack is laid out once."""

    profiles: Profiles
    layouts: dict[int, Layout] = field(default_factory=dict)
    below: dict[int, tuple[Document, Below]] = field(default_factory=dict)

    def guide(self, document: Document) -> Guide:
        """Compose the guide of one effective item. Never fails: what is ill-typed is absent."""
        profile = self.profiles.of(document.data)
        layout = self._layout(profile)
        item = item_of(document)
        trail = Trail(document, self.profiles.on, below=self._below(document))
        named = layout.root.named
        papers = papers_of(item, named.get("materials"))
        return Guide(
            head=self._head(item, layout),
            top=said_of(layout.fields.get(HEAD, ()), trail),
            figures=figures_of(item, papers, named),
            sections=tuple(_sections(layout, trail, tuple(_gaps(profile, layout, document)))),
            papers=papers,
            situations=situations_of(item),
            steps=tuple(
                Step(s.name, s.actor, s.days, s.standard, s.result) for s in item.steps
            ),
            ruler=ruler_of(item, named.get("limits")),
            notes=tuple(trail.notes),
            data=document.data or {},
        )

    def _below(self, document: Document) -> Below:
        """Give what has been seen already of the basic item, which many items share."""
        under = document.under
        if under is None:
            return Below()
        return self.below.setdefault(id(under), (under, Below()))[1]

    def _layout(self, profile: Profile) -> Layout:
        if id(profile) not in self.layouts:
            self.layouts[id(profile)] = layout_of(profile)
        return self.layouts[id(profile)]

    def _head(self, item: Item, layout: Layout) -> Head:
        remark = (item.at.document.data or {}).get("not_offered")
        return Head(
            id=id_of(item),
            code=item.code,
            basic_code=item.basic_code,
            is_basic=item.is_basic,
            name=item.name,
            aliases=item.aliases,
            type=_coded(layout, "type", item.type),
            handling=_coded(layout, "limits", item.handling, "handling"),
            jurisdiction=item.jurisdiction,
            place=place_name(item.jurisdiction, self.profiles.on) if item.jurisdiction else "",
            agency=item.agency.name,
            agency_code=item.agency.code,
            online=item.online.url,
            remark=remark if isinstance(remark, str) else "",
            status=_coded(layout, "status", item.status),
            in_use=item.status in ("", "active"),
        )


def id_of(item: Item) -> str:
    """Give the code a guide is published under: the longest one the item has."""
    return item.handling_code or item.code or item.basic_code


def _coded(layout: Layout, name: str, token: str, inner: str = "") -> Words:
    one = layout.root.named.get(name)
    if one and inner:
        one = one.named.get(inner)
    return one.codes.get(token, token) if one else token


def _sections(layout: Layout, trail: Trail, gaps: tuple[Gap, ...]) -> Iterator[Section]:
    """See the sections that say something, or that lack what a standard asks for."""
    for id, title in layout.titles.items():
        if id == HEAD:
            continue
        said = said_of(layout.fields.get(id, ()), trail)
        missing = tuple(gap for gap in gaps if gap.section == id)
        if said or missing:
            yield Section(id, title, said, missing)


def _gaps(profile: Profile, layout: Layout, document: Document) -> Iterator[Gap]:
    """List the elements that a mandatory clause asks for and the item lacks, each once."""
    seen: set[str] = set()
    for breach in profile.breaches(document.data) if document.data else ():
        missing = str(breach.facts.get("missing", ""))
        top = str(breach.pointer[0]) if breach.pointer else missing
        path = "/".join([*(str(s) for s in breach.pointer if isinstance(s, str)), missing])
        asked = breach.keyword == "required" and breach.severity is Severity.ERROR
        if asked and top in layout.root.named and path not in seen:
            seen.add(path)
            element = profile.root.along([*breach.pointer, missing])
            label = element.label or Text(missing, missing)
            yield Gap(layout.root.named[top].section or HEAD, label, _asked(breach.clause))


def _asked(clause: Clause) -> Text:
    article = f" {clause.clause}" if clause.clause else ""
    return Text(
        f"{clause.number}{article}：{clause.basis.zh}",
        f"{clause.number}{article}: {clause.basis.en}",
    )
