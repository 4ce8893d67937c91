"""A life event as its file tells it: total, as an item is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog_std.document import Document, Place
from catalog_std.source import Pointer
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: an item, or any one of several; after all of ``after``, each itself any one of several steps."""

    at: Place
    id: str
    items: tuple[str, ...]
    after: tuple[tuple[str, ...], ...]
    when: Text | None
    note: Text | None

    @property
    def named(self) -> Iterator[tuple[str, Pointer]]:
        """List the items, each with the way to where it is named."""
        data = _mapping(_at(self.at))
        key = "item" if _words(data.get("item")) else "any"
        yield from _pointed(data.get(key), self.at.pointer / key)

    @property
    def awaited(self) -> Iterator[tuple[str, Pointer]]:
        """List the steps it waits for, each with the way to where it is named."""
        after = _mapping(_at(self.at)).get("after")
        for number, one in enumerate(after if isinstance(after, list) else []):
            yield from _pointed(one, self.at.pointer / "after" / number)


@dataclass(frozen=True, slots=True)
class Event:
    """A life event: its steps, and the papers its agencies have agreed to ask for once."""

    at: Place
    id: str
    name: Text
    summary: Text
    aliases: tuple[str, ...]
    stages: tuple[Stage, ...]
    shared: tuple[str, ...]


def event_of(document: Document) -> Event:
    """See the life event in a document. What has the wrong type reads as absent."""
    data, at = _mapping(document.data), document.root
    steps = data.get("steps")
    rows = enumerate(steps if isinstance(steps, list) else [])
    return Event(
        at,
        _word(data.get("id")),
        _text(data.get("name")) or Text("", ""),
        _text(data.get("summary")) or Text("", ""),
        _words(data.get("aliases")),
        tuple(_stage(at / "steps" / n, row) for n, row in rows if isinstance(row, dict)),
        _words(data.get("shared")),
    )


def circle_of(stages: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Find the steps that wait for each other, given what each waits for: whoever can never begin."""
    waiting = dict(stages)
    while ready := [id for id, after in waiting.items() if not after & waiting.keys()]:
        for id in ready:
            del waiting[id]
    return frozenset(waiting)


def _stage(at: Place, data: Mapping[str, Any]) -> Stage:
    after = data.get("after")
    groups = (_words(one) for one in after) if isinstance(after, list) else ()
    return Stage(
        at,
        _word(data.get("id")),
        _words(data.get("item")) or _words(data.get("any")),
        tuple(group for group in groups if group),
        _text(data.get("when")),
        _text(data.get("note")),
    )


def _at(place: Place) -> object:
    value: Any = place.document.data
    for step in place.pointer:
        value = value[step]
    return value


def _pointed(value: object, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    if isinstance(value, str):
        yield value, at
    for number, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, str):
            yield one, at / number


def _text(value: object) -> Text | None:
    """Read words in both tongues; one tongue alone stands for both."""
    if isinstance(value, str):
        return Text(value, value)
    data = _mapping(value)
    zh, en = _word(data.get("zh")), _word(data.get("en"))
    return Text(zh or en, en or zh) if zh or en else None


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(word for word in value if isinstance(word, str))
    return (value,) if isinstance(value, str) else ()


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
