"""The catalog as a commit has it, linted as it was then; and what has been found since."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog_std.catalog.files import picked
from catalog_std.catalog.settings import NAME, Home, Settings, moved, settings_at
from catalog_std.finding import Silenced
from catalog_std.run.job import Job, Pages, job_over
from catalog_std.run.lint import Outcome
from catalog_std.run.revision import Revision, origin_of
from catalog_std.run.sources import texts_held


@dataclass(frozen=True, slots=True)
class Then:
    """How to lint what was: by which rules, and on which day by the settings of then."""

    rules: tuple[str, ...]
    day: Callable[[Settings], date]


def job_at(home: Home, revision: Revision, then: Then) -> Job | None:
    """Make ready to lint a catalog as a commit has it: its own settings, standards and baseline.

    None where there was no catalog. Standards that lie outside the catalog are taken as they are now,
    and so are those that the tool ships. Raises CatalogError for settings that do not hold.
    """
    if NAME not in revision.objects:
        return None
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = settings_at(origin_of(revision, home.root))
        _lay(folder, revision, _aside(settings, revision))
        base = Home(folder, _anchored(settings, home, folder))
        job = job_over(base, _pages(home, revision, settings), then.day(settings), then.rules)
    has_file = {*revision.objects}.__contains__
    seen = replace(job.setting, has_file=lambda name: has_file(posixpath.normpath(name)))
    return replace(job, setting=seen)


def remembering(job: Job, base: Job) -> Job:
    """Let a job know what the documents of changed files said at the base."""
    before = {
        (name, document.number): document.data
        for name in {*job.texts.names} & {*base.texts.names}
        if job.texts.raw(name) != base.texts.raw(name)
        for document in base.texts.documents(name)
        if document.data
    }
    return replace(job, setting=replace(job.setting, before=before))


def since(outcome: Outcome, base: Outcome | None) -> Outcome:
    """Take out the findings that the base had: a difference of fingerprints, as often as each stood.

    A rule that broke down on the base is told, too: what it would have found there is not known.
    """
    if base is None:
        return outcome
    left = Counter(finding.fingerprint for finding in base.findings)
    fresh, known = [], []
    for finding in outcome.findings:
        if left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
            known.append(Silenced(finding, "base"))
        else:
            fresh.append(finding)
    crashes = {crash.rule: crash for crash in (*base.crashes, *outcome.crashes)}
    silenced = (*outcome.silenced, *known)
    return replace(
        outcome, findings=tuple(fresh), silenced=silenced, crashes=tuple(crashes.values())
    )


def _pages(home: Home, revision: Revision, settings: Settings) -> Pages:
    """Read the items, power lists and life events of a commit."""
    items = picked(revision.objects, settings.items)
    lists = picked(revision.objects, settings.power_lists)
    events = picked(revision.objects, settings.events)
    held = dict(revision.read([*items, *lists, *events]))
    there = [tuple(n for n in some if n in held) for some in (lists, events)]
    return Pages(texts_held(home.root, held, items), *there)


def _aside(settings: Settings, revision: Revision) -> Iterator[str]:
    """Name the files beside the items that a catalog is judged by."""
    yield from (name for name in (settings.baseline, settings.glossary("text/term")) if name)
    folders = tuple(f"{posixpath.normpath(folder)}/" for folder in settings.standards.path)
    yield from (name for name in revision.objects if name.startswith(folders))


def _lay(folder: Path, revision: Revision, names: Iterable[str]) -> None:
    """Lay files of a commit out below a folder."""
    for name, content in revision.read(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _anchored(settings: Settings, home: Home, folder: Path) -> Settings:
    """Point to the files of a commit where they were laid out, to others where they lie."""
    return moved(
        settings, lambda path: path if (folder / path).exists() else str(home.root / path)
    )
