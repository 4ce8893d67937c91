"""Seeing an item in plain data: total, never failing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from catalog_std.document import Document, Place
from catalog_std.item.records import (
    Agency,
    Condition,
    Contact,
    Counter,
    Fee,
    Item,
    LegalBasis,
    Limit,
    Material,
    Online,
    Question,
    Result,
    Special,
    Step,
)
from catalog_std.item.sight import Data, Sight, flag, mapping, text, texts, whole
from catalog_std.source import Pointer

T = TypeVar("T", bound=tuple[Any, ...])
_AGENCY, _LAW, _CONDITION = Sight.of(Agency), Sight.of(LegalBasis), Sight.of(Condition)
_MATERIAL, _STEP, _SPECIAL = Sight.of(Material), Sight.of(Step), Sight.of(Special)
_FEE, _COUNTER, _ONLINE = Sight.of(Fee), Sight.of(Counter), Sight.of(Online)
_LIMIT, _RESULT, _CONTACT = Sight.of(Limit), Sight.of(Result), Sight.of(Contact)
_QUESTION = Sight.of(Question)


def item_of(document: Document) -> Item:
    """See the item in a document. What has the wrong type reads as absent: the profile says so."""
    data = mapping(document.data)
    take = data.get
    limits, channels, visits = map(mapping, map(take, ("limits", "channels", "visits")))
    power, contact, fees = map(mapping, map(take, ("power", "contact", "fees")))
    scope, themes, remedies = map(mapping, map(take, ("scope", "themes", "remedies")))
    return Item(
        at=document.root,
        basic_code=text(take("basic_code")),
        code=text(take("code")),
        handling_code=text(take("handling_code")),
        local_basic_code=text(take("local_basic_code")),
        local_code=text(take("local_code")),
        name=text(take("name")),
        aliases=texts(take("aliases")),
        type=text(take("type")),
        status=text(take("status")),
        version=whole(take("version")),
        effective=text(take("effective")),
        expires=text(take("expires")),
        level=texts(take("level")),
        jurisdiction=text(take("jurisdiction")),
        sector=text(take("sector")),
        agency=_one(document, _AGENCY, take("agency"), "agency"),
        list_code=text(power.get("list_code")),
        list_name=text(power.get("list_name")),
        legal_basis=_many(document, _LAW, take("legal_basis"), "legal_basis"),
        applicants=texts(take("applicants")),
        conditions=_many(document, _CONDITION, take("conditions"), "conditions"),
        materials=_many(document, _MATERIAL, take("materials"), "materials"),
        steps=_many(document, _STEP, take("steps"), "steps"),
        statutory=_one(document, _LIMIT, limits.get("statutory"), "limits", "statutory"),
        promised=_one(document, _LIMIT, limits.get("promised"), "limits", "promised"),
        handling=text(limits.get("handling")),
        special=_many(document, _SPECIAL, limits.get("special"), "limits", "special"),
        charged=flag(fees.get("charged")),
        fees=_many(document, _FEE, fees.get("items"), "fees", "items"),
        counters=_counters(document, mapping(channels.get("window"))),
        online=_one(document, _ONLINE, channels.get("online"), "channels", "online"),
        mobile=_one(document, _ONLINE, channels.get("mobile"), "channels", "mobile"),
        post=channels.get("post") is True or isinstance(channels.get("post"), dict),
        asked_by_channel=_asked_by_channel(channels),
        visits=whole(visits.get("count")),
        visits_reason=text(visits.get("reason")),
        scope=text(scope.get("range")),
        regions=texts(scope.get("regions")),
        results=_many(document, _RESULT, take("results"), "results"),
        person_themes=texts(themes.get("person")),
        business_themes=texts(themes.get("business")),
        life_events=texts(themes.get("life_events")),
        consult=_one(document, _CONTACT, contact.get("consult"), "contact", "consult"),
        complain=_one(document, _CONTACT, contact.get("complain"), "contact", "complain"),
        review=text(mapping(remedies.get("review")).get("body")),
        litigation=text(mapping(remedies.get("litigation")).get("body")),
        questions=_many(document, _QUESTION, take("faq"), "faq"),
    )


def _counters(document: Document, window: Data) -> tuple[Counter, ...]:
    return _many(document, _COUNTER, window.get("places"), "channels", "window", "places")


def _asked_by_channel(channels: Data) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List the ids of materials that a channel says it asks for, for those that say."""
    said = ((name, mapping(channels.get(name))) for name in ("window", "online", "mobile"))
    return tuple((name, texts(data["materials"])) for name, data in said if "materials" in data)


def _one(document: Document, sight: Sight[T], value: object, *way: str) -> T:
    """See one record, which stands at the end of a way."""
    return sight.at(Place(document, _pointer(way)), mapping(value))


def _many(document: Document, sight: Sight[T], rows: object, *way: str) -> tuple[T, ...]:
    """See the records in a list, which stands at the end of a way."""
    if not isinstance(rows, list):
        return ()
    return tuple(
        [
            sight.at(Place(document, _pointer((*way, n))), row)
            for n, row in enumerate(rows)
            if isinstance(row, dict)
        ]
    )


@lru_cache(maxsize=4096)
def _pointer(way: tuple[str | int, ...]) -> Pointer:
    """Give the pointer along a way; every item has the same ones."""
    return Pointer(way)
