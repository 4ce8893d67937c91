"""Whether all that a site is made of is as it was: then there is nothing to plan, and all files may stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import Home
from catalog_std.publish.atlas import Atlas, Unpublished
from catalog_std.publish.attachments import Attachments
from catalog_std.publish.edition import edition_of
from catalog_std.publish.output import digest_of, key_of
from catalog_std.publish.seen import Seen
from catalog_std.run.job import Job
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Whole:
    """What a site was made of, in one digest; its attachments; and the items that were left out."""

    key: str
    files: tuple[tuple[str, str], ...] = ()
    unpublished: tuple[Unpublished, ...] = ()

    def row(self) -> list[Any]:
        """Write it as plain lists for a JSON file."""
        return [self.key, self.files, [[one.file, *one.why] for one in self.unpublished]]

    def holds(self, key: str, attachments: Attachments) -> bool:
        """Say whether nothing has changed: no text, no setting, no attachment."""
        names = (name for name, _ in self.files)
        return self.key == key and tuple(_found(names, attachments)) == self.files


def whole_of(row: list[Any]) -> Whole:
    """Read what ``row`` wrote; what is no such row has held for nothing."""
    try:
        key, files, left = row
        unpublished = tuple(Unpublished(file, Text(zh, en)) for file, zh, en in left)
        return Whole(key, tuple((name, path) for name, path in files), unpublished)
    except (TypeError, ValueError):
        return Whole("")


def whole_with(key: str, atlas: Atlas, attachments: Attachments) -> Whole:
    """Give what a site has been made of."""
    names = sorted({name for card in atlas.cards for name in card.files})
    return Whole(key, tuple(_found(names, attachments)), atlas.unpublished)


def key_of_all(job: Job, home: Home, seen: Seen, documents: Iterable[object]) -> str:
    """Give the digest of texts, life events, kept numbers, settings, standards and the toolkit itself."""
    names = files_under(home.root, home.settings.publish.snapshots)
    return key_of(
        edition_of(job.profiles, home),
        job.profiles.on.isoformat(),
        [(name, seen.digest(name)) for name in job.texts.names],
        [(name, digest_of(job.texts.raw(name))) for name in job.events],
        [(name, digest_of((home.root / name).read_bytes())) for name in names],
        list(documents),
    )


def _found(names: Iterable[str], attachments: Attachments) -> Iterable[tuple[str, str]]:
    for name in names:
        one = attachments.found(name)
        yield name, one.path if one else ""
