"""The records of a service item: frozen, each with its place. Absent and ill-typed read alike.

They are named tuples, a quarter of the price of frozen dataclasses to make.
"""

from __future__ import annotations

from typing import NamedTuple

from catalog_std.document import Place


class Agency(NamedTuple):
    """Who carries the item out (实施主体)."""

    at: Place
    name: str
    code: str
    nature: str
    entrusted_by: str


class LegalBasis(NamedTuple):
    """A law or document the item rests on (设定依据)."""

    at: Place
    title: str
    number: str
    article: str
    text: str
    status: str


class Condition(NamedTuple):
    """One condition of acceptance (受理条件), and the materials that prove it."""

    at: Place
    text: str
    proven_by: tuple[str, ...]


class Material(NamedTuple):
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


class Step(NamedTuple):
    """One step of handling (办理环节)."""

    at: Place
    name: str
    actor: str
    days: float | None
    standard: str
    result: str


class Special(NamedTuple):
    """A special procedure (特别程序) and the days it takes."""

    at: Place
    name: str
    days: float | None
    counted: bool | None
    basis: str


class Fee(NamedTuple):
    """One charge (收费项目). The amount is in the currency's own unit, for each ``per``; None where not stated."""

    at: Place
    name: str
    amount: float | None
    currency: str
    per: str
    basis: str


class Counter(NamedTuple):
    """A place where people go (办理地点)."""

    at: Place
    name: str
    address: str
    hours: str


class Question(NamedTuple):
    """A question people ask, and its answer (常见问题)."""

    at: Place
    question: str
    answer: str


class Limit(NamedTuple):
    """A time limit (办结时限): a number of days, working or calendar."""

    at: Place
    days: float | None
    unit: str


class Online(NamedTuple):
    """One way of applying over the network: the web or the app."""

    at: Place
    url: str
    depth: str
    booking_only: bool | None


class Result(NamedTuple):
    """What the applicant gets (办理结果)."""

    at: Place
    name: str
    kind: str
    licence_type: str
    sample: str


class Contact(NamedTuple):
    """Where to ask, or to complain (咨询、监督投诉)."""

    at: Place
    phone: str
    url: str


class Item(NamedTuple):
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
    version: int | None
    effective: str
    expires: str
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
    special: tuple[Special, ...]
    charged: bool | None
    fees: tuple[Fee, ...]
    counters: tuple[Counter, ...]
    online: Online
    mobile: Online
    post: bool
    asked_by_channel: tuple[tuple[str, tuple[str, ...]], ...]
    visits: int | None
    visits_reason: str
    scope: str
    regions: tuple[str, ...]
    results: tuple[Result, ...]
    person_themes: tuple[str, ...]
    business_themes: tuple[str, ...]
    life_events: tuple[str, ...]
    consult: Contact
    complain: Contact
    review: str
    litigation: str
    questions: tuple[Question, ...]

    @property
    def is_basic(self) -> bool:
        """Say whether it is the basic catalogue's item rather than one agency's own."""
        return not self.code and not self.jurisdiction
