"""Mend what can be mended: fixes applied file by file, the whole linted again, until nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from catalog_std.bundle import bundled
from catalog_std.edit import Change, mended
from catalog_std.finding import Finding
from catalog_std.run.job import Job
from catalog_std.run.lint import Outcome, Progress, run_lint

_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mending:
    """A file as it was and as it should be, and how many findings that mends."""

    before: bytes
    after: bytes
    count: int = 0


@dataclass(frozen=True, slots=True)
class Leave:
    """What may be changed: which files, and whether fixes that may change what is meant, too."""

    unsafe: bool = False
    within: Callable[[str], bool] = lambda _: True

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding has a fix that may be applied; what is in a bundle stays as it is."""
        allowed = finding.fix is not None and (finding.fix.safe or self.unsafe)
        file = finding.where.file
        return allowed and not bundled(file) and self.within(file)


def fix_all(
    job: Job, leave: Leave, progress: Progress | None = None
) -> tuple[dict[str, Mending], Outcome]:
    """Give each file that changes, as it was and as it should be, and what linting then finds.

    A fix may uncover another fault; the catalog is linted again until no fix applies. Nothing is
    written.
    """
    changed: dict[str, Mending] = {}
    outcome = run_lint(job, progress)
    for _ in range(_ROUNDS):
        fresh = _round(job, outcome, leave)
        if not fresh:
            break
        changed |= {
            name: _joined(changed.get(name), mending) for name, mending in fresh.items()
        }
        held = job.texts.held | {name: mending.after for name, mending in fresh.items()}
        job = replace(job, texts=replace(job.texts, held=held))
        outcome = run_lint(job, progress)
    return changed, outcome


def _joined(earlier: Mending | None, later: Mending) -> Mending:
    """Tell two mendings of a file as one."""
    if earlier is None:
        return later
    return Mending(earlier.before, later.after, earlier.count + later.count)


def _round(job: Job, outcome: Outcome, leave: Leave) -> dict[str, Mending]:
    """Apply what can be applied at once."""
    wanted = defaultdict(list)
    for finding in outcome.findings:
        if finding.fix and leave.covers(finding):
            change = Change(finding.number, finding.pointer, finding.where.span, finding.fix)
            wanted[finding.where.file].append(change)
    fresh = {}
    for name, changes in wanted.items():
        raw = job.texts.raw(name)
        text, done = mended(raw, changes)
        if text != raw:
            fresh[name] = Mending(raw, text, len(done))
    return fresh
