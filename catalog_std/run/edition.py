"""What a new edition of a standard breaks in a catalog: the findings it alone brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from catalog_std.catalog.settings import Home
from catalog_std.lint import RULES
from catalog_std.lint.clauses import CLAUSE
from catalog_std.run.job import Job, job_of, shelf_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Shelf, Standard


def broken_by(home: Home, old: Standard, new: Standard, on: date) -> Outcome:
    """Lint a catalog under both editions, as if either were in force; keep what only the new one finds.

    Judged are the rules that speak for a clause, on the day the new edition takes effect.
    """
    day = new.manifest.effective or on
    job = job_of(home, day, [rule.name for rule in RULES if rule.card.basis is CLAUSE])
    rest = [one for one in shelf_of(home).standards if one.id not in (old.id, new.id)]
    before = run_lint(_under(job, [*rest, _binding(old)]))
    after = run_lint(_under(job, [*rest, _binding(new)]))
    known = {finding.fingerprint for finding in before.findings}
    news = tuple(one for one in after.findings if one.fingerprint not in known)
    return replace(after, findings=news)


def _binding(standard: Standard) -> Standard:
    """Put an edition in force, whatever its dates."""
    always = {"effective": None, "abolished": None}
    return replace(standard, manifest=standard.manifest.model_copy(update=always))


def _under(job: Job, standards: Iterable[Standard]) -> Job:
    shelf = Shelf(tuple(sorted(standards, key=lambda one: one.rank)))
    return replace(job, profiles=Profiles(shelf, job.profiles.on))
