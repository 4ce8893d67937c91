"""A hit becomes a finding: place, subject, fingerprint."""

from __future__ import annotations

from catalog_std.document import Document, Place
from catalog_std.finding import Finding, Related, Severity, Subject, Where
from catalog_std.lint.fingerprint import by_identity, fingerprint
from catalog_std.lint.rule import Hit, Rule
from catalog_std.text import Text


def finding_of(rule: Rule, found: Hit, severity: Severity) -> Finding:
    """Write down what a rule hit.

    A value inherited from the basic item stands in the basic item's file, and the finding is
    about that item: so that one fault of the basic catalogue is one finding, not one per county.
    """
    place, breach = found.at, found.breach
    owner = _owner(place)
    subject = _subject(owner)
    where = _where(found)
    pointer = by_identity(owner.data, place.pointer)
    return Finding(
        where=where,
        pointer=place.pointer,
        rule=rule.name,
        severity=severity,
        facts=found.facts,
        subject=subject,
        fingerprint=fingerprint(rule.name, subject.code or where.file, pointer, found.facts),
        clause=breach.clause if breach else None,
        related=tuple(
            Related(
                clause.at, Text(f"{clause.number} 同样要求", f"{clause.number} asks the same")
            )
            for clause in (breach.also if breach else ())
            if clause.at
        ),
    )


def _where(found: Hit) -> Where:
    """Say where a hit points: the text at fault, a key, or a value."""
    place = found.at
    if found.span:
        return Where(place.document.source.name, found.span)
    return Where(place.source.name, place.key_span if found.on_key else place.span)


def _owner(place: Place) -> Document:
    """Find the document a place is written in: the item's own, or the basic one under it."""
    document = place.document
    under = document.under
    inherited = under is not None and place.source is not document.source
    return under if inherited and under else document


def _subject(document: Document) -> Subject:
    data = document.data if isinstance(document.data, dict) else {}
    code = next((data[k] for k in ("handling_code", "code", "basic_code") if k in data), "")
    return Subject(str(code or ""), str(data.get("name", "")))
