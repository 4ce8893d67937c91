"""The last phase: what comments and the baseline silence, and what of them silences nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalog_std.catalog.baseline import Baseline, Key
from catalog_std.document import Document, Marks, Place
from catalog_std.finding import Finding, Silenced
from catalog_std.lint.rule import Idle, Ledger, Stale
from catalog_std.lint.suppression import Suppression, never_silenced
from catalog_std.run.file_phase import weighed
from catalog_std.run.job import Job
from catalog_std.source import Pointer, Source

Ask = tuple[Suppression, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What counts, in no order, and what does not."""

    counting: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]


def judged_last(
    job: Job,
    found: Sequence[Finding],
    suppressions: Iterable[Suppression],
    broken: Collection[str],
) -> Verdict:
    """Part what counts from what is silenced, and add what the late rules find.

    What a rule that did not run, or broke down, would have found is not known: nothing is called
    idle or stale on its account.
    """
    asks = _asks(job, suppressions)
    hushed, used = _hushed(found, asks)
    gone = {id(silenced.finding) for silenced in hushed}
    rest = [finding for finding in found if id(finding) not in gone]
    tolerated, left = _tolerated(rest, job.baseline)
    gone = {id(silenced.finding) for silenced in tolerated}
    rest = [finding for finding in rest if id(finding) not in gone]
    unheard = _unheard(job, broken)
    idle, stale = _idle(job, asks, used, unheard), _stale(job, left, rest, unheard)
    ledger = Ledger(tuple(idle), tuple(stale))
    return Verdict((*rest, *_late(job, ledger)), (*hushed, *tolerated))


def _asks(job: Job, suppressions: Iterable[Suppression]) -> dict[tuple[str, str], list[Ask]]:
    """Sort what suppressions ask by file and rule; those that lack something ask nothing."""
    terms, asks = job.setting.terms_of_silence, defaultdict(list)
    for suppression in suppressions:
        if terms.counts(suppression, job.profiles.on):
            for word in suppression.words:
                rule = terms.rule(word)
                if rule and not never_silenced(rule):
                    asks[suppression.file, rule].append((suppression, word))
    return asks


def _hushed(
    found: Iterable[Finding], asks: dict[tuple[str, str], list[Ask]]
) -> tuple[list[Silenced], set[Ask]]:
    """Pick the findings that a comment silences, and the asks that found one."""
    hushed, used = [], set()
    for finding in found if asks else ():
        line = finding.where.span.line
        heard = [
            ask
            for ask in asks.get((finding.where.file, finding.rule), ())
            if ask[0].lines[0] <= line <= ask[0].lines[1]
        ]
        used.update(heard)
        if heard and not finding.bound_by:
            comment = heard[0][0]
            hushed.append(Silenced(finding, "comment", comment.reason, comment.until))
    return hushed, used


def _tolerated(
    found: Iterable[Finding], baseline: Baseline | None
) -> tuple[list[Silenced], Counter[Key]]:
    """Pick the findings that the baseline tolerates, and count what it has room for beyond them."""
    if baseline is None:
        return [], Counter()
    tolerated = []
    left = Counter({key: entry.count for key, entry in baseline.entries.items()})
    for finding in found:
        key = finding.fingerprint, finding.touch
        if left[key] > 0 and tolerable(finding):
            left[key] -= 1
            note = baseline.entries[key].note
            tolerated.append(Silenced(finding, "baseline", note))
    return tolerated, +left


def tolerable(finding: Finding) -> bool:
    """Say whether a finding may be put into a baseline at all."""
    return not finding.bound_by and not never_silenced(finding.rule)


def _unheard(job: Job, broken: Collection[str]) -> set[str]:
    """Name the rules whose silence says nothing: those that did not run, and those that broke down."""
    known = set(job.setting.terms_of_silence.names.values())
    return known - ({rule.name for rule in job.rules} - set(broken))


def _idle(
    job: Job, asks: dict[tuple[str, str], list[Ask]], used: set[Ask], unheard: set[str]
) -> Iterator[Idle]:
    """Give the comments that ask for what need not be asked."""
    idle: dict[Suppression, list[str]] = defaultdict(list)
    for (_, rule), some in asks.items():
        for suppression, word in some:
            if rule not in unheard and (suppression, word) not in used:
                idle[suppression].append(word)
    for suppression, words in idle.items():
        document = job.texts.document(suppression.file, suppression.number)
        yield Idle(
            document.root, suppression, tuple(w for w in suppression.words if w in words)
        )


def _stale(
    job: Job, left: Counter[Key], counting: Iterable[Finding], unheard: set[str]
) -> Iterator[Stale]:
    """Give the entries of the baseline that have more room than there are findings."""
    baseline = job.baseline
    if baseline is None or not left:
        return
    source = Source(baseline.name, baseline.text)
    place = Place(Document(source, 0, {}, marks=Marks(taken=True)), Pointer())
    found, spans = {finding.fingerprint for finding in counting}, baseline.spans()
    for key, count in left.items():
        entry = baseline.entries[key]
        if entry.rule not in unheard:
            touched = entry.fingerprint in found
            yield Stale(place, spans[entry.fingerprint], entry, count, touched)


def _late(job: Job, ledger: Ledger) -> Iterator[Finding]:
    for rule in job.rules:
        for found in rule.late(ledger) if rule.late else ():
            yield from weighed(job, rule, found)
