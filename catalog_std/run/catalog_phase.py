"""The catalog phase: every rule over the whole catalog, asked of the fact base; anew whenever any fact may differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from catalog_std.bundle import in_order
from catalog_std.catalog.base import Base
from catalog_std.catalog.facts import Facts, Row
from catalog_std.catalog.files import picked
from catalog_std.document import Document, Place
from catalog_std.finding import Finding
from catalog_std.journey.event import event_of
from catalog_std.lint.rule import Hit, Rule
from catalog_std.run.file_phase import crash_of, weighed
from catalog_std.run.job import Job
from catalog_std.run.sheet import Crash
from catalog_std.run.sources import Texts
from catalog_std.source import Pointer


def asking(job: Job) -> list[Rule]:
    """List the rules of a job that look at the catalog as a whole."""
    return [rule for rule in job.rules if rule.query is not None]


def facts_beside(job: Job, names: Iterable[str]) -> Facts:
    """Take the facts of power lists and of life events."""
    facts, settings = Facts(), job.settings
    for name in names:
        for document in job.texts.documents(name):
            if picked([name], settings.power_lists):
                facts.add_power_list(document)
            if picked([name], settings.events):
                facts.add_event(event_of(document))
    return facts


def answers_of(job: Job, base: Base, crashes: list[Crash]) -> dict[str, list[Row]]:
    """Ask every rule; what the base holds is the catalog. Gives the rows of each by its name."""
    return {rule.name: rows_of(rule, base, crashes) for rule in asking(job)}


def placed(job: Job, answers: Mapping[str, list[Row]]) -> Iterator[Finding]:
    """Write down what the rows of every rule point at, rule by rule; texts are read in their order."""
    places = Places(job.texts)
    rows = [(rule, row) for rule in asking(job) for row in answers[rule.name]]
    told: list[Iterable[Finding]] = [()] * len(rows)
    for number in sorted(range(len(rows)), key=lambda n: places.order(rows[n][1])):
        rule, row = rows[number]
        told[number] = weighed(job, rule, places.hit(row))
    return chain.from_iterable(told)


def rows_of(rule: Rule, base: Base, crashes: list[Crash]) -> list[Row]:
    """Ask the facts for a rule's rows; a query that breaks down is noted, as a rule that does."""
    try:
        rows = base.ask(rule.query or "")
        return rule.sift(rows) if rule.sift else rows
    except Exception as error:  # noqa: BLE001 - one rule's bug must not hide what the others found
        crashes.append(crash_of(rule.name, "", error))
        return []


@dataclass(slots=True)
class Places:
    """The places of fact rows; a file is read again only when a finding stands in it."""

    texts: Texts
    last: tuple[str, tuple[Document, ...]] = ("", ())

    def order(self, row: Row) -> tuple[str, int]:
        """Say when a row's text is read best: among others as they lie."""
        return in_order(self.texts.holder(str(row["file"]), row["number"]))

    def hit(self, row: Row) -> Hit:
        """Point at what a row names; its other columns are the facts."""
        facts = dict(row)
        file, number = str(facts.pop("file")), facts.pop("number")
        name = self.texts.holder(file, number)
        if self.last[0] != name:
            self.last = name, self.texts.documents(name)
        document = next(d for d in self.last[1] if d.number == number)
        return Hit(Place(document, _pointer(str(facts.pop("pointer")))), facts)


def _pointer(text: str) -> Pointer:
    return Pointer(int(step) if step.isdigit() else step for step in text.split("/")[1:])
