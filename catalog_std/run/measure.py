"""Measure a catalog: every effective item in use, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog_std.effective import effective_of
from catalog_std.item import Item, item_of
from catalog_std.metrics.measured import Measurer
from catalog_std.metrics.numbers import Row
from catalog_std.run.job import Job

Progress = Callable[[int, int], None]


def measured(
    job: Job, progress: Progress | None = None
) -> Iterator[tuple[tuple[str, int], Row]]:
    """Give each item's file and number there, and what the numbers need of it."""
    basics, measurer = job.texts.basics(), Measurer(job.profiles)
    for done, name in enumerate(job.texts.names, start=1):
        for document in job.texts.documents(name):
            if document.data:
                item = item_of(effective_of(document, basics))
                yield (document.source.name, document.number), _row(item, measurer)
        if progress:
            progress(done, len(job.texts.names))


def _row(item: Item, measurer: Measurer) -> Row:
    agency = item.agency.code or item.agency.name
    return Row(
        item.jurisdiction,
        agency,
        item.agency.name,
        item.basic_code,
        item.is_basic,
        item.level,
        measurer.counts(item),
    )
