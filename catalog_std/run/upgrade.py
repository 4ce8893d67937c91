"""A revision of the standards tried on a catalog: which items break, which grow stale, what becomes allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from catalog_std.catalog.settings import Home
from catalog_std.configured import nearest
from catalog_std.finding import Finding, Severity
from catalog_std.run.job import Job, folders_of, job_of, shelf_of
from catalog_std.run.lint import run_lint
from catalog_std.run.revision import revision_of
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Shelf, Standard, all_standards
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What another set of standards would do: findings that come as errors, that come, that go."""

    before: str
    after: str
    items: int
    broken: tuple[Finding, ...]
    stale: tuple[Finding, ...]
    allowed: tuple[Finding, ...]


def upgrade_of(home: Home, old: str, new: str, on: date) -> Upgrade:
    """Lint a catalog by the old and by the new standards, and tell what differs.

    Each is a day, a folder of standards, the id of one, or a git ref at which the catalog's own standards
    are read. Raises CatalogError for a word that is none of these.
    """
    job = job_of(home, on)
    outcomes = [run_lint(one) for one in _jobs(job, home, (old, new), on)]
    before, after = ({_key(f): f for f in outcome.findings} for outcome in outcomes)
    come = [finding for key, finding in after.items() if key not in before]
    gone = tuple(finding for key, finding in before.items() if key not in after)
    worse = (f for key, f in after.items() if key in before and _worse(before[key], f))
    broken = [f for f in (*come, *worse) if f.severity is Severity.ERROR]
    stale = tuple(f for f in come if f.severity is not Severity.ERROR)
    return Upgrade(old, new, outcomes[1].items, tuple(broken), stale, gone)


def _jobs(job: Job, home: Home, words: tuple[str, str], on: date) -> Iterator[Job]:
    for word, other in (words, words[::-1]):
        yield replace(job, profiles=_profiles(home, word, other, on))


def _key(finding: Finding) -> object:
    """Say what a finding is about, whatever its limit: an edition that moves a limit breaks nothing twice."""
    return (
        finding.where.file,
        finding.number,
        finding.pointer,
        finding.rule,
        finding.facts.get("key"),
    )


def _worse(before: Finding, after: Finding) -> bool:
    return after.severity.rank < before.severity.rank


def _profiles(home: Home, word: str, other: str, on: date) -> Profiles:
    """Make the standards ready that a word names; a revision is tried on the day it takes effect."""
    if _DAY.fullmatch(word):
        return Profiles(shelf_of(home), _day(word))
    new = _standards(home, word)
    begun = [s.manifest.effective for s in new if s.manifest.effective]
    dropped = {other, *(id for standard in new for id in standard.manifest.replaces)}
    return Profiles(_laid(shelf_of(home), new, dropped), max([on, *begun]))


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise CatalogError(Text(f"没有 {word} 这一天", f"there is no day {word}")) from error


def _laid(shelf: Shelf, new: Sequence[Standard], dropped: Iterable[str]) -> Shelf:
    """Lay standards over a shelf: by their ids they take the place of what stood there."""
    gone = {*dropped, *(standard.id for standard in new)}
    kept = (standard for standard in shelf.standards if standard.id not in gone)
    return Shelf(tuple(sorted((*kept, *new), key=lambda standard: standard.rank)))


def _standards(home: Home, word: str) -> tuple[Standard, ...]:
    if Path(word).is_dir():
        return all_standards([Path(word)])
    known = {standard.id: standard for standard in all_standards(folders_of(home))}
    if word in known:
        return (known[word],)
    if guess := nearest(word, known):
        raise CatalogError(
            Text(
                f"没有标准 {word}，是否想写 {guess}？",
                f"no standard {word}; did you mean {guess}?",
            )
        )
    return _at_commit(home, word)


def _at_commit(home: Home, ref: str) -> tuple[Standard, ...]:
    """Read a catalog's own standards as a commit has them."""
    revision = revision_of(home.root, ref)
    folders = tuple(
        f"{Path(path).as_posix()}/" for path in home.settings.standards.path or ("standards",)
    )
    names = [name for name in revision.objects if name.startswith(folders)]
    with TemporaryDirectory() as place:
        for name, raw in revision.read(names):
            path = Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        return all_standards([Path(place)])
