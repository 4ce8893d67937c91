"""Seeing an item in plain data: total, never failing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

Data = Mapping[str, Any]
T = TypeVar("T")


def item_of(document: Document) -> Item:
    """See the item in a document. What has the wrong type reads as absent: the profile says so."""
    data, at = _mapping(document.data), document.root
    limits, channels, visits = (_mapping(data.get(k)) for k in ("limits", "channels", "visits"))
    power, contact = _mapping(data.get("power")), _mapping(data.get("contact"))
    fees, scope, themes = (_mapping(data.get(k)) for k in ("fees", "scope", "themes"))
    window, remedies = _mapping(channels.get("window")), _mapping(data.get("remedies"))
    return Item(
        at=at,
        basic_code=_text(data, "basic_code"),
        code=_text(data, "code"),
        handling_code=_text(data, "handling_code"),
        local_basic_code=_text(data, "local_basic_code"),
        local_code=_text(data, "local_code"),
        name=_text(data, "name"),
        aliases=_texts(data, "aliases"),
        type=_text(data, "type"),
        status=_text(data, "status"),
        version=_whole(data, "version"),
        effective=_text(data, "effective"),
        expires=_text(data, "expires"),
        level=_texts(data, "level"),
        jurisdiction=_text(data, "jurisdiction"),
        sector=_text(data, "sector"),
        agency=_agency(at / "agency", _mapping(data.get("agency"))),
        list_code=_text(power, "list_code"),
        list_name=_text(power, "list_name"),
        legal_basis=_records(data, "legal_basis", at, _legal_basis),
        applicants=_texts(data, "applicants"),
        conditions=_records(data, "conditions", at, _condition),
        materials=_records(data, "materials", at, _material),
        steps=_records(data, "steps", at, _step),
        statutory=_limit(at / "limits" / "statutory", _mapping(limits.get("statutory"))),
        promised=_limit(at / "limits" / "promised", _mapping(limits.get("promised"))),
        handling=_text(limits, "handling"),
        special=_records(limits, "special", at / "limits", _special),
        charged=_flag(fees, "charged"),
        fees=_records(fees, "items", at / "fees", _fee),
        counters=_records(window, "places", at / "channels" / "window", _counter),
        online=_online(at / "channels" / "online", _mapping(channels.get("online"))),
        mobile=_online(at / "channels" / "mobile", _mapping(channels.get("mobile"))),
        post=channels.get("post") is True or isinstance(channels.get("post"), dict),
        asked_by_channel=_asked_by_channel(channels),
        visits=_whole(visits, "count"),
        visits_reason=_text(visits, "reason"),
        scope=_text(scope, "range"),
        regions=_texts(scope, "regions"),
        results=_records(data, "results", at, _result),
        person_themes=_texts(themes, "person"),
        business_themes=_texts(themes, "business"),
        life_events=_texts(themes, "life_events"),
        consult=_contact(at / "contact" / "consult", _mapping(contact.get("consult"))),
        complain=_contact(at / "contact" / "complain", _mapping(contact.get("complain"))),
        review=_text(_mapping(remedies.get("review")), "body"),
        litigation=_text(_mapping(remedies.get("litigation")), "body"),
        questions=_records(data, "faq", at, _question),
    )


def _agency(at: Place, data: Data) -> Agency:
    return Agency(
        at,
        _text(data, "name"),
        _text(data, "code"),
        _text(data, "nature"),
        _text(data, "entrusted_by"),
    )


def _legal_basis(at: Place, data: Data) -> LegalBasis:
    keys = ("title", "number", "article", "text", "status")
    return LegalBasis(at, *(_text(data, key) for key in keys))


def _special(at: Place, data: Data) -> Special:
    days, counted = _number(data, "days"), _flag(data, "counted")
    return Special(at, _text(data, "name"), days, counted, _text(data, "basis"))


def _fee(at: Place, data: Data) -> Fee:
    return Fee(at, _text(data, "name"), _number(data, "amount"), _text(data, "basis"))


def _counter(at: Place, data: Data) -> Counter:
    return Counter(at, _text(data, "name"), _text(data, "address"), _text(data, "hours"))


def _question(at: Place, data: Data) -> Question:
    return Question(at, _text(data, "question"), _text(data, "answer"))


def _condition(at: Place, data: Data) -> Condition:
    return Condition(at, _text(data, "text"), _texts(data, "proven_by"))


def _material(at: Place, data: Data) -> Material:
    return Material(
        at=at,
        id=_text(data, "id"),
        name=_text(data, "name"),
        standard_name=_text(data, "standard_name"),
        kind=_text(data, "kind"),
        copy_type=_text(data, "copy_type"),
        originals=_whole(data, "originals"),
        copies=_whole(data, "copies"),
        medium=_text(data, "medium"),
        necessity=_text(data, "necessity"),
        when=_text(data, "when"),
        source=_text(data, "source"),
        issuer=_text(data, "issuer"),
        issued_by=_text(data, "issued_by"),
        licence_type=_text(data, "licence_type"),
        signed=_flag(data, "signed"),
        blank_form=_text(data, "blank_form"),
        sample=_text(data, "sample"),
        basis=_text(data, "basis"),
    )


def _step(at: Place, data: Data) -> Step:
    name, actor, standard, result = (
        _text(data, key) for key in ("name", "actor", "standard", "result")
    )
    return Step(at, name, actor, _number(data, "days"), standard, result)


def _limit(at: Place, data: Data) -> Limit:
    return Limit(at, _number(data, "days"), _text(data, "unit"))


def _online(at: Place, data: Data) -> Online:
    return Online(at, _text(data, "url"), _text(data, "depth"), _flag(data, "booking_only"))


def _asked_by_channel(channels: Data) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List the ids of materials that a channel says it asks for, for those that say."""
    said = ((name, _mapping(channels.get(name))) for name in ("window", "online", "mobile"))
    return tuple(
        (name, _texts(data, "materials")) for name, data in said if "materials" in data
    )


def _result(at: Place, data: Data) -> Result:
    return Result(at, *(_text(data, k) for k in ("name", "kind", "licence_type", "sample")))


def _contact(at: Place, data: Data) -> Contact:
    return Contact(at, _text(data, "phone"), _text(data, "url"))


def _records(
    data: Data, key: str, at: Place, record: Callable[[Place, Data], T]
) -> tuple[T, ...]:
    rows = data.get(key)
    if not isinstance(rows, list):
        return ()
    place = at / key
    return tuple(record(place / n, row) for n, row in enumerate(rows) if isinstance(row, dict))


def _mapping(value: object) -> Data:
    return value if isinstance(value, dict) else {}


def _text(data: Data, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _texts(data: Data, key: str) -> tuple[str, ...]:
    value = data.get(key)
    if isinstance(value, list):
        return tuple(word for word in value if isinstance(word, str))
    return (value,) if isinstance(value, str) else ()


def _number(data: Data, key: str) -> float | None:
    value = data.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _whole(data: Data, key: str) -> int | None:
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(data: Data, key: str) -> bool | None:
    value = data.get(key)
    return value if isinstance(value, bool) else None
