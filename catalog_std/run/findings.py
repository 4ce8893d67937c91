"""A hit becomes a finding: place, subject, fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalog_std.document import Document, Place, lines_named
from catalog_std.finding import Finding, Related, Severity, Subject, Where
from catalog_std.lint.fingerprint import by_identity, fingerprint, touch
from catalog_std.lint.rule import Hit, Rule
from catalog_std.run.case import told_alone
from catalog_std.run.job import Job
from catalog_std.source import Pointer
from catalog_std.standard.breach import Breach
from catalog_std.text import Text

_HEADS = ("handling_code", "code", "basic_code")
_BASIC_CODE = Pointer(("basic_code",))


def finding_of(rule: Rule, found: Hit, severity: Severity, job: Job) -> Finding:
    """Write down what a rule hit.

    A value inherited from the basic item stands in the basic item's file, and the finding is
    about that item: so that one fault of the basic catalogue is one finding, not one per county.
    Where the basic item alone would not be told so (a local standard, what only an implementation item
    must have, what the local item says elsewhere), the local item has to speak for itself, and the
    finding stands at its ``basic_code``, by which it inherits the value.
    """
    place, breach = found.at, found.breach
    basic = _bequeather(place)
    local = basic is not None and not told_alone(rule, found, job.alone(basic))
    owner = place.document if local or basic is None else basic
    where = _where(replace(found, at=Place(owner, _BASIC_CODE)) if local else found)
    subject = _subject(owner)
    data = place.document.data if local else owner.data
    pointer = by_identity(data, place.pointer)
    return Finding(
        where=where,
        pointer=place.pointer,
        rule=rule.name,
        severity=severity,
        facts=found.facts,
        subject=subject,
        fingerprint=fingerprint(rule.name, subject.code or where.file, pointer, found.facts),
        clause=breach.clause if breach else None,
        related=(*(_inherited(place) if local else ()), *_agreeing(breach)),
        number=owner.number,
        fix=None if local or lines_named(where.file) else found.fix,
        touch=touch(data, place.pointer),
        bound_by=job.profiles.of(owner.data).mandatory.get(rule.name, ""),
    )


def _inherited(place: Place) -> Iterator[Related]:
    """Say where an inherited value stands."""
    where = Where(place.source.name, place.span)
    yield Related(where, Text("这个值继承自基本目录", "the value is inherited from here"))


def _agreeing(breach: Breach | None) -> Iterator[Related]:
    """Say which other clauses object to the same."""
    also = breach.also if breach else ()
    words = "{} 同样要求", "{} asks the same"
    return (
        Related(at, Text(words[0].format(clause.number), words[1].format(clause.number)))
        for clause in also
        if (at := clause.at)
    )


def _where(found: Hit) -> Where:
    """Say where a hit points: the text at fault, a key, or a value."""
    place = found.at
    if found.span:
        return Where(place.document.source.name, found.span)
    return Where(place.source.name, place.key_span if found.on_key else place.span)


def _bequeather(place: Place) -> Document | None:
    """Find the basic item a value is inherited from, if it is."""
    under = place.document.under
    return under if under and place.source is not place.document.source else None


def _subject(document: Document) -> Subject:
    data = document.data if isinstance(document.data, dict) else {}
    code = next((data[k] for k in _HEADS if k in data), "")
    return Subject(str(code or ""), str(data.get("name", "")))
