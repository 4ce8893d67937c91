"""Judgements of standards as findings, so that whatever prints findings prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog_std.finding import Clause, Finding, Related, Severity, Subject, Where
from catalog_std.lint.fingerprint import fingerprint
from catalog_std.report.asked import asked, named
from catalog_std.report.sayings import saying
from catalog_std.report.verdicts import VERDICTS
from catalog_std.source import START, Pointer
from catalog_std.standard.check.judgement import Call, Ground, Judgement, telling
from catalog_std.text import Text


def findings_of(judgements: Iterable[Judgement]) -> tuple[Finding, ...]:
    """Write down as findings what is not simply compatible."""
    return tuple(_finding(one) for one in judgements if one.call is not Call.COMPATIBLE)


def severity_of(judgement: Judgement) -> Severity:
    """Weigh a judgement: what a manifest explains is only told."""
    return Severity.INFO if judgement.explained else VERDICTS[judgement.call].card.severity


def where_of(judgement: Judgement) -> Where:
    """Say where a judgement stands: at the first of the standard's own clauses."""
    places = (ground.clause.at for ground in telling(judgement.lower))
    whole = Where(judgement.standard.schema.source.name, START)
    return next((place for place in places if place), whole)


def _finding(judgement: Judgement) -> Finding:
    rule, standard = VERDICTS[judgement.call].name, judgement.standard
    pointer = Pointer(str(step) for step in judgement.path)
    against = sorted({ground.clause.standard for ground in judgement.upper})
    facts = {"element": judgement.element, "against": ", ".join(against), "why": judgement.why}
    print_ = fingerprint(rule, standard.id, pointer, facts)
    return Finding(
        where=where_of(judgement),
        pointer=pointer,
        rule=rule,
        severity=severity_of(judgement),
        facts={**facts, "saying": saying(judgement)},
        subject=Subject(standard.id, standard.manifest.title.zh),
        fingerprint=print_,
        clause=_objecting(judgement),
        related=tuple(_related(judgement)),
    )


def _objecting(judgement: Judgement) -> Clause | None:
    grounds = (*judgement.upper, *judgement.lower)
    return grounds[0].clause if grounds else None


def _related(judgement: Judgement) -> Iterator[Related]:
    grounds = (*judgement.lower[1:], *judgement.upper)
    return (Related(ground.clause.at, _told(ground)) for ground in grounds if ground.clause.at)


def _told(ground: Ground) -> Text:
    rule, name = asked(ground), named(ground.clause)
    return Text(f"{name.zh} 要求{rule.zh}", f"{name.en} asks that it {rule.en}")
