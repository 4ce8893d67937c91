"""Where a cold run's time goes: stage by stage and rule by rule, over a whole catalog, in this process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time

from catalog_std.catalog.base import Spool, open_base, open_spool
from catalog_std.catalog.facts import Facts
from catalog_std.document import Document
from catalog_std.effective import effective_of
from catalog_std.item import item_of
from catalog_std.lint import judging
from catalog_std.run.catalog_phase import asking, facts_beside
from catalog_std.run.job import Job
from catalog_std.run.spread import parts_of

STAGES = (
    "basics",
    "reading",
    "laying",
    "schema",
    "view",
    "rules",
    "facts",
    "loading",
    "queries",
)


@dataclass(slots=True)
class Profile:
    """Processor seconds by stage, and by rule."""

    files: int
    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    rules: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Put what is done on the account of a stage."""
        begun = process_time()
        yield
        self.stages[stage] += process_time() - begun

    def done(self, rule: str, begun: float) -> float:
        """Put what was done since on the account of a rule; give the time. Asked often: one clock call."""
        now = process_time()
        self.rules[rule] += now - begun
        return now


def profiled(job: Job) -> Profile:
    """Judge a whole catalog one stage after the other, and keep what each took.

    Places of findings are not looked for. A rule that breaks down does so here, too: this is for those
    who write rules.
    """
    profile = Profile(len(job.texts.names))
    with profile.on("basics"):
        basics = job.texts.basics()
    with open_spool() as spool:
        for part in parts_of(job.texts.names):
            with profile.on("reading"):
                read = [one for name in part.names for one in job.texts.documents(name)]
            spool.write(_judged(job, profile, read, basics))
        if asking(job):
            _asked(job, profile, spool)
    return profile


def _judged(
    job: Job, profile: Profile, read: list[Document], basics: Mapping[str, Document]
) -> Mapping[str, str]:
    """Take a part through the stages behind reading; give its facts."""
    facts = Facts()
    with profile.on("laying"):
        whole = [effective_of(one, basics) for one in read if one.data]
    with profile.on("schema"):
        for one in whole:
            job.profiles.of(one.data).breaches(one.data)
    with profile.on("view"):
        items = [item_of(one) for one in whole]
    with profile.on("facts"):
        for item in items:
            facts.add_item(item)
    cases = [job.case(one) for one in whole]
    rules = [(r.name, r.check) for r in judging(job.rules, readable=True) if r.check]
    with profile.on("rules"):
        now = process_time()
        for case in cases:
            for name, check in rules:
                for _ in check(case):
                    pass
                now = profile.done(name, now)
    return facts.texts()


def _asked(job: Job, profile: Profile, spool: Spool) -> None:
    with open_base(spool.room(job.settings.memory)) as base:
        with profile.on("loading"):
            spool.write(facts_beside(job, job.beside).texts())
            base.load(spool)
        with profile.on("queries"):
            now = process_time()
            for rule in asking(job):
                base.ask(rule.query or "")
                now = profile.done(rule.name, now)
