"""A service item as every later room sees it: total, every record with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from catalog_std.document import Document, Place

Data = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Agency:
    """Who carries the item out (实施主体)."""

    at: Place
    name: str
    code: str
    nature: str
    entrusted_by: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law or document the item rests on (设定依据)."""

    at: Place
    title: str
    number: str
    article: str
    status: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of acceptance (受理条件), and the materials that prove it."""

    at: Place
    text: str
    proven_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """One paper the applicant hands in (申请材料). Counts are in sheets, None where not stated."""

    at: Place
    id: str
    name: str
    standard_name: str
    kind: str
    copy_type: str
    originals: int | None
    copies: int | None
    medium: str
    necessity: str
    when: str
    source: str
    issuer: str
    issued_by: str
    licence_type: str
    signed: bool | None
    blank_form: str
    sample: str
    basis: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of handling (办理环节)."""

    at: Place
    name: str
    actor: str
    days: float | None
    standard: str
    result: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit (办结时限): a number of days, working or calendar."""

    at: Place
    days: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Online:
    """One way of applying over the network: the web or the app."""

    at: Place
    url: str
    depth: str
    booking_only: bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """What the applicant gets (办理结果)."""

    at: Place
    name: str
    kind: str
    licence_type: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to ask, or to complain (咨询、监督投诉)."""

    at: Place
    phone: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a citizen or a business can have done. Absent and ill-typed read alike."""

    at: Place
    basic_code: str
    code: str
    handling_code: str
    local_basic_code: str
    local_code: str
    name: str
    aliases: tuple[str, ...]
    type: str
    status: str
    level: tuple[str, ...]
    jurisdiction: str
    sector: str
    agency: Agency
    list_code: str
    list_name: str
    legal_basis: tuple[LegalBasis, ...]
    applicants: tuple[str, ...]
    conditions: tuple[Condition, ...]
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    statutory: Limit
    promised: Limit
    handling: str
    charged: bool | None
    online: Online
    mobile: Online
    post: bool
    asked_by_channel: tuple[tuple[str, tuple[str, ...]], ...]
    visits: int | None
    visits_reason: str
    scope: str
    results: tuple[Result, ...]
    consult: Contact
    complain: Contact

    @property
    def is_basic(self) -> bool:
        """Say whether it is the basic catalogue's item rather than one agency's own."""
        return not self.code and not self.jurisdiction


def item_of(document: Document) -> Item:
    """See the item in a document. What has the wrong type reads as absent: the profile says so."""
    data, at = _mapping(document.data), document.root
    limits, channels, visits = (_mapping(data.get(k)) for k in ("limits", "channels", "visits"))
    power, contact = _mapping(data.get("power")), _mapping(data.get("contact"))
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
        charged=_flag(_mapping(data.get("fees")), "charged"),
        online=_online(at / "channels" / "online", _mapping(channels.get("online"))),
        mobile=_online(at / "channels" / "mobile", _mapping(channels.get("mobile"))),
        post=channels.get("post") is True or isinstance(channels.get("post"), dict),
        asked_by_channel=_asked_by_channel(channels),
        visits=_whole(visits, "count"),
        visits_reason=_text(visits, "reason"),
        scope=_text(_mapping(data.get("scope")), "range"),
        results=_records(data, "results", at, _result),
        consult=_contact(at / "contact" / "consult", _mapping(contact.get("consult"))),
        complain=_contact(at / "contact" / "complain", _mapping(contact.get("complain"))),
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
    title, number, article, status = (
        _text(data, key) for key in ("title", "number", "article", "status")
    )
    return LegalBasis(at, title, number, article, status)


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
    return Result(at, _text(data, "name"), _text(data, "kind"), _text(data, "licence_type"))


def _contact(at: Place, data: Data) -> Contact:
    return Contact(at, _text(data, "phone"))


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
