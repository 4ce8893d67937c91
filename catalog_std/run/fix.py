"""Mend what can be mended: fixes applied file by file, the whole linted again, until nothing changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from catalog_std.edit import Change, mended
from catalog_std.finding import Finding
from catalog_std.run.job import Job
from catalog_std.run.lint import Outcome, run_lint

_ROUNDS = 10


def fix_all(job: Job, *, unsafe: bool = False) -> tuple[dict[str, bytes], Outcome]:
    """Give the new bytes of each file that changes, and what linting then finds.

    A fix may uncover another fault; the catalog is linted again until no fix applies.
    """
    changed: dict[str, bytes] = {}
    outcome = run_lint(job)
    for _ in range(_ROUNDS):
        fresh = _round(job, outcome, unsafe=unsafe)
        if not fresh:
            break
        changed |= fresh
        job = replace(job, texts=replace(job.texts, held=job.texts.held | changed))
        outcome = run_lint(job)
    return changed, outcome


def fixable(finding: Finding, *, unsafe: bool) -> bool:
    """Say whether a finding has a fix that may be applied."""
    return finding.fix is not None and (finding.fix.safe or unsafe)


def _round(job: Job, outcome: Outcome, *, unsafe: bool) -> dict[str, bytes]:
    """Apply what can be applied at once."""
    wanted = defaultdict(list)
    for finding in outcome.findings:
        if finding.fix and fixable(finding, unsafe=unsafe):
            change = Change(finding.number, finding.pointer, finding.where.span, finding.fix)
            wanted[finding.where.file].append(change)
    fresh = {}
    for name, changes in wanted.items():
        raw = job.texts.raw(name)
        text, _ = mended(raw, changes)
        if text != raw:
            fresh[name] = text
    return fresh
