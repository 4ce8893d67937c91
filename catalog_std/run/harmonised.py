"""The effective catalog: each item of a place with all it has from the basic item, each value with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog_std.document import Document, Place
from catalog_std.effective import effective_of, is_implementation
from catalog_std.harmonize.table import value_at
from catalog_std.run.compare import within
from catalog_std.run.job import Job
from catalog_std.source import Pointer


@dataclass(frozen=True, slots=True)
class Whole:
    """One item seen whole: its file, and its effective document."""

    document: Document

    @property
    def file(self) -> str:
        """Say where the place's own part stands."""
        return self.document.source.name

    @property
    def data(self) -> dict[str, Any]:
        """Give what the item says in all."""
        found: dict[str, Any] = self.document.data
        return found

    def origin(self, pointer: Pointer) -> tuple[bool, str, int]:
        """Say whether the place states a value itself, and in which file and line it stands."""
        document = self.document
        own = document.data if document.under is None else document.own
        place = Place(document, pointer)
        stated = value_at(own, pointer) is not None
        return stated, place.source.name, place.span.line

    def leaves(self) -> Iterator[tuple[Pointer, Any]]:
        """Give every value that holds no others, in order."""
        return _leaves(Pointer(), self.data)


def wholes(job: Job, places: tuple[str, ...]) -> Iterator[Whole]:
    """Give the items of places whole: those of a jurisdiction tree, or all; unreadable ones are passed."""
    basics: Mapping[str, Document] = job.texts.basics()
    for name in job.texts.names:
        for document in job.texts.documents(name):
            if isinstance(document.data, dict) and is_implementation(document):
                jurisdiction = document.data.get("jurisdiction")
                if not places or within(str(jurisdiction or ""), places):
                    yield Whole(effective_of(document, basics))


def _leaves(at: Pointer, value: Any) -> Iterator[tuple[Pointer, Any]]:  # noqa: ANN401 - plain data
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from _leaves(at / str(key), inner)
        case list() if value:
            for index, inner in enumerate(value):
                yield from _leaves(at / index, inner)
        case _:
            yield at, value
