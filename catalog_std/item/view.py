"""Seeing an item in plain data: total, never failing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
_WHAT = ("id", "name", "standard_name", "kind", "copy_type")
_WHENCE = ("medium", "necessity", "when", "source", "issuer", "issued_by", "licence_type")
_FORMS = ("blank_form", "sample", "basis")
_LAW = ("title", "number", "article", "text", "status")
_RESULT = ("name", "kind", "licence_type", "sample")
_AGENCY = ("name", "code", "nature", "entrusted_by")
_STEP = ("name", "actor", "standard", "result")
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
    return Agency(at, *_words(data, _AGENCY))


def _legal_basis(at: Place, data: Data) -> LegalBasis:
    return LegalBasis(at, *_words(data, _LAW))


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
    id, name, standard_name, kind, copy_type = _words(data, _WHAT)
    medium, necessity, when, source, issuer, issued_by, licence_type = _words(data, _WHENCE)
    blank_form, sample, basis = _words(data, _FORMS)
    return Material(
        at,
        id,
        name,
        standard_name,
        kind,
        copy_type,
        _whole(data, "originals"),
        _whole(data, "copies"),
        medium,
        necessity,
        when,
        source,
        issuer,
        issued_by,
        licence_type,
        _flag(data, "signed"),
        blank_form,
        sample,
        basis,
    )


def _step(at: Place, data: Data) -> Step:
    name, actor, standard, result = _words(data, _STEP)
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
    return Result(at, *_words(data, _RESULT))


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


def _words(data: Data, keys: Iterable[str]) -> list[str]:
    """Read several texts at once: a third of the price of one by one."""
    take = data.get
    return [value if isinstance(value := take(key), str) else "" for key in keys]


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
