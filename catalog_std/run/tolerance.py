"""What a baseline should hold: all that is found, or less than it holds now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog_std.catalog.baseline import Baseline, Entry, Key
from catalog_std.finding import Finding
from catalog_std.run.last import tolerable
from catalog_std.run.lint import Outcome


@dataclass(frozen=True, slots=True)
class Record:
    """A baseline to be: its entries, and the findings that may not be in one."""

    entries: tuple[Entry, ...]
    refused: tuple[Finding, ...] = ()


def recorded(found: Sequence[Finding], before: Baseline, note: str) -> Record:
    """Write down all findings that may be tolerated; notes of before are kept, new ones get ``note``."""
    first: dict[Key, Finding] = {}
    counts: Counter[Key] = Counter()
    for finding in filter(tolerable, found):
        key = finding.fingerprint, finding.touch
        first.setdefault(key, finding)
        counts[key] += 1
    entries = tuple(_entry(finding, counts, before, note) for finding in first.values())
    return Record(entries, tuple(finding for finding in found if not tolerable(finding)))


def pruned(before: Baseline, outcome: Outcome) -> Record:
    """Keep of a baseline what is still found, and as often; nothing is added."""
    return Record(tuple(_kept(before, outcome)))


def _kept(before: Baseline, outcome: Outcome) -> Iterator[Entry]:
    silenced = [s.finding for s in outcome.silenced if s.by == "baseline"]
    counts = Counter((finding.fingerprint, finding.touch) for finding in silenced)
    for key, entry in before.entries.items():
        if counts[key]:
            yield entry.model_copy(update={"count": counts[key]})


def _entry(finding: Finding, counts: Counter[Key], before: Baseline, note: str) -> Entry:
    key = finding.fingerprint, finding.touch
    return Entry(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        file=finding.where.file,
        touch=finding.touch,
        count=counts[key],
        note=before.notes.get(finding.fingerprint, note),
    )
