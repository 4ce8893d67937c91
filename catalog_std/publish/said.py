"""What an item says, element by element, each inherited value with a footnote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from catalog_std.document import Document
from catalog_std.effective import basic_code_of
from catalog_std.publish.guide import Kind, Note, Phrase, Said, Words
from catalog_std.publish.layout import Field
from catalog_std.publish.places import place_name
from catalog_std.source import Pointer
from catalog_std.standard.shelf import Standard
from catalog_std.text import Text, counted

YES, NO = Text("是", "yes"), Text("否", "no")
_OWN: Final = object()  # everything below is the item's own, or stands under a footnote already
_NOTHING: Final = object()
_NESTED, _NUMBERS = (
    (dict, list),
    (int, float),
)  # a union made anew at each look costs more than the look
_INHERITED = Text(
    "承自基本目录“{name}”（{code}），{where}",
    "inherited from the basic item “{name}” ({code}), {where}",
)
_SUPPLIED = Text("{title}（{number}）的缺省规定", "the default of {title} ({number})")
_KINDS: Mapping[str, Kind] = {
    "url": "url",
    "phone": "phone",
    "blank_form": "file",
    "sample": "file",
    "issued_by": "item",
    "proven_by": "paper",
    "materials": "paper",
    "basic_code": "code",
    "code": "code",
    "handling_code": "code",
    "local_basic_code": "code",
    "local_code": "code",
    "previous_codes": "code",
    "list_code": "code",
}
_PLACES = frozenset({"jurisdiction", "regions"})
TYPED = frozenset(
    {"materials", "steps"}
)  # told by papers and steps; only their origin is said here


_Content: TypeAlias = tuple[tuple[Phrase, ...], tuple[tuple[Said, ...], ...]]
Codes: TypeAlias = Mapping[str, Mapping[str, Text]]


@dataclass(slots=True)
class Below:
    """What has been seen of a basic item: the words for its places, and what it says there under one layout."""

    origins: dict[Pointer, Text] = field(default_factory=dict)
    contents: dict[tuple[int, Pointer], _Content | None] = field(default_factory=dict)


@dataclass(slots=True)
class Trail:
    """The way through one item: the day, the item, and the footnotes gathered on the way.

    ``below`` is what has been seen of its basic item, for this item or another.
    """

    document: Document
    on: date
    notes: list[Note] = field(default_factory=list)
    below: Below = field(default_factory=Below)

    def inherited(self, one: Field, at: Pointer) -> int:
        """Note that the basic item supplied a value, and where it stands there."""
        under = self.document.under or self.document
        if at not in self.below.origins:
            self.below.origins[at] = _origin(under, at)
        return self._noted(one.label, self.below.origins[at], basic_code_of(under))

    def supplied(self, one: Field, standard: Standard) -> int:
        """Note that a standard supplied a value."""
        title, number = standard.manifest.title, standard.manifest.number or standard.id
        zh = _SUPPLIED.into("zh", title=title.zh, number=number)
        return self._noted(
            one.label, Text(zh, _SUPPLIED.into("en", title=title.en, number=number))
        )

    def _noted(self, label: Text, origin: Text, item: str = "") -> int:
        self.notes.append(Note(len(self.notes) + 1, label, origin, item))
        return len(self.notes)


def _origin(under: Document, at: Pointer) -> Text:
    """Say where a value stands in a basic item."""
    node = under.node(at)
    line = f":{node.span().line}" if node else ""
    facts = {"name": under.data.get("name", ""), "code": basic_code_of(under)}
    return _filled(_INHERITED, where=f"{under.source.name}{line}", **facts)


def said_of(fields: Iterable[Field], trail: Trail) -> tuple[Said, ...]:
    """See what an item says of some of its elements; what it is silent of is left out."""
    document = trail.document
    own = document.own if document.under else _OWN
    return _inside(fields, document.data or {}, own, Pointer(), trail)


def _inside(
    fields: Iterable[Field], data: Mapping[str, Any], own: object, at: Pointer, trail: Trail
) -> tuple[Said, ...]:
    """See the elements of one mapping."""
    found: list[Said] = []
    for one in fields:
        name = one.name
        if name in data:
            stated = own.get(name, _NOTHING) if isinstance(own, dict) else _OWN
            if stated is _NOTHING:
                note = trail.inherited(one, at / name)
                said = _inherited(one, data, at, trail)
            else:
                note = 0
                said = _one(one, data, stated, at, trail)
        elif one.default:
            note = trail.supplied(one, one.default.standard)
            said = _one(one, {name: one.default.value}, _OWN, at, trail)
        else:
            continue
        if said:
            found.append(Said(name, one.label, *said, note))
    return tuple(found)


def _inherited(
    one: Field, data: Mapping[str, Any], at: Pointer, trail: Trail
) -> _Content | None:
    """See one element that stands in the basic item whole, once for all who have it, unless a standard adds to it."""
    if not isinstance(data[one.name], _NESTED) or one.name in _WHOLE:
        return _one(one, data, _OWN, at, trail)
    key, noted = (id(one), at / one.name), len(trail.notes)
    if key in trail.below.contents:
        return trail.below.contents[key]
    content = _one(one, data, _OWN, at, trail)
    if len(trail.notes) == noted:
        trail.below.contents[key] = content
    return content


def _one(
    one: Field, data: Mapping[str, Any], own: object, at: Pointer, trail: Trail
) -> _Content | None:
    """See one element. What has the wrong shape or nothing in it says nothing."""
    value = data[one.name]
    if one.name in _MERGED and _MERGED[one.name] in data:
        return None
    if one.name in _WHOLE:
        words = _WHOLE[one.name](value, data, one.beside)
        return ((Phrase(words),), ()) if words else None
    if not isinstance(value, _NESTED):
        phrase = _phrase(one, value, trail.on)
        return ((phrase,), ()) if phrase else None
    if one.section and one.name in TYPED:
        return (), ()
    if isinstance(value, dict):
        entry = _inside(one.inside, value, own, at / one.name, trail)
        return ((), (entry,)) if entry else None
    parts = [_entry(one, part, trail) for part in value]
    phrases = tuple(part for part in parts if isinstance(part, Phrase))
    entries = tuple(part for part in parts if part and not isinstance(part, Phrase))
    return (phrases, entries) if phrases or entries else None


def _entry(one: Field, part: object, trail: Trail) -> Phrase | tuple[Said, ...] | None:
    """See one entry of a list: a list stands whole, so nothing in it has an origin of its own."""
    if isinstance(part, dict):
        return _inside(one.inside, part, _OWN, Pointer(), trail)
    return _phrase(one, part, trail.on)


def _phrase(one: Field, value: object, on: date) -> Phrase | None:
    """Put one scalar into words."""
    if not isinstance(value, str):
        return _plain(value)
    if not value.strip():
        return None
    if value in one.codes:
        return Phrase(one.codes[value])
    if one.name in _PLACES:
        return Phrase(place_name(value, on))
    kind = _KINDS.get(one.name, "")
    return Phrase(value, kind, value if kind else "")


def _plain(value: object) -> Phrase | None:
    """Put yes or no, or a number into words."""
    if isinstance(value, bool):
        return Phrase(YES if value else NO)
    return Phrase(f"{value:g}") if isinstance(value, _NUMBERS) else None


def is_of_papers(name: str) -> bool:
    """Say whether an element holds the ids of papers."""
    return _KINDS.get(name) == "paper"


def days_in(days: object, unit: Words) -> Text | None:
    """Say a number of days."""
    if not isinstance(days, _NUMBERS) or isinstance(days, bool):
        return None
    zh, en = (unit, unit) if isinstance(unit, str) else unit
    return Text(f"{days:g} 个{zh or '日'}", f"{days:g} {counted(days, en or 'days')}")


def money_in(currency: Words, per: object) -> Text:
    """Say what an amount is in: a currency, for each of something."""
    zh, en = (currency, currency) if isinstance(currency, str) else currency
    each = f"/{per}" if per and isinstance(per, str) else ""
    return Text(f"{zh or '元'}{each}", f"{en}{each}")


def _days(days: object, data: Mapping[str, Any], codes: Codes) -> Words | None:
    return days_in(days, _coded(data, "unit", codes))


def _amount(amount: object, data: Mapping[str, Any], codes: Codes) -> Words | None:
    if not isinstance(amount, _NUMBERS):
        return None
    money = money_in(_coded(data, "currency", codes), data.get("per"))
    return Text(f"{amount:g} {money.zh}", f"{amount:g} {money.en}".strip())


def _coded(data: Mapping[str, Any], name: str, codes: Codes) -> Words:
    token = data.get(name)
    return codes.get(name, {}).get(token, token) if isinstance(token, str) else ""


def _filled(text: Text, **facts: object) -> Text:
    return Text(text.into("zh", **facts), text.into("en", **facts))


_WHOLE: Mapping[str, Callable[[object, Mapping[str, Any], Codes], Words | None]] = {
    "days": _days,
    "amount": _amount,
}
_MERGED = {"unit": "days", "currency": "amount", "per": "amount"}
