"""How kinds of change are declared: a few that belong together, with their page, examples and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

from catalog_std.diff.edits import Edit, Spot
from catalog_std.diff.gauge import Gauge
from catalog_std.diff.weigh import Action, Weight
from catalog_std.finding import Subject
from catalog_std.source import Pointer
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which items may differ: its name (area and what) and its words with blanks.

    ``mirror`` is the name of the kind that the way back is.
    """

    name: str
    words: Text
    mirror: str


class Example(NamedTuple):
    """An example on a kind's page; «» stand round the values the change points at."""

    before: str
    after: str


class Claim(NamedTuple):
    """Edits that have one cause; a weight where it does not follow from the first of them."""

    action: Action
    edits: tuple[Edit, ...]
    facts: Mapping[str, object]
    weight: Weight | None = None


class Sight(NamedTuple):
    """What a cause is looked for in: an item's edits, its gauge, and the day."""

    edits: Sequence[Edit]
    gauge: Gauge
    on: date


Gather = Callable[[Sight], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds that share a page: by which paths and actions they are known, or who gathers their edits."""

    kinds: Mapping[Action, Kind]
    paths: tuple[str, ...]
    why: Text
    examples: tuple[Example, ...]
    gather: Gather | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A kind, what it weighs, the item, the edits it explains, and the facts of its message."""

    kind: Kind
    weight: Weight
    subject: Subject
    edits: tuple[Edit, ...] = field(repr=False)
    facts: Mapping[str, object]
    fingerprint: str

    @property
    def before(self) -> Spot:
        """What was there, and where."""
        return self.edits[0].before

    @property
    def after(self) -> Spot:
        """What is there now, and where."""
        return self.edits[0].after

    @property
    def known(self) -> Pointer:
        """The value by what identifies it."""
        return self.edits[0].known


Ways = dict[Action, tuple[str, Text]]


def kinds(area: str, paths: str, ways: Ways, page: str, gather: Gather | None = None) -> Family:
    """Declare kinds: ways a value at some paths may differ, each with a name and words.

    The page has a paragraph of English, one of Chinese, then ``Before:`` and ``After:`` blocks. The way
    back of each way is declared with it.
    """
    named = {action: f"{area}/{name}" for action, (name, _) in ways.items()}
    found = {
        action: Kind(named[action], words, named[action.mirror])
        for action, (_, words) in ways.items()
    }
    why, examples = _page(page)
    return Family(found, tuple(paths.split()), why, examples, gather)


def added_dropped(added: str, there: Text, dropped: str, back: Text) -> Ways:
    """Name what comes and what goes."""
    return {Action.ADDED: (added, there), Action.DROPPED: (dropped, back)}


def more_less(more: str, there: Text, less: str, back: Text) -> Ways:
    """Name what grows and what shrinks."""
    return {Action.MORE: (more, there), Action.LESS: (less, back)}


def on_off(on: str, there: Text, off: str, back: Text) -> Ways:
    """Name what begins and what ends."""
    return {Action.ON: (on, there), Action.OFF: (off, back)}


def tightened_eased(tightened: str, there: Text, eased: str, back: Text) -> Ways:
    """Name what becomes stricter and what becomes easier."""
    return {Action.TIGHTENED: (tightened, there), Action.EASED: (eased, back)}


def changed(name: str, words: Text) -> Ways:
    """Name what is otherwise than it was."""
    return {Action.CHANGED: (name, words)}


_BLOCK = re.compile(r"^(Before|After):\n((?:    .*\n|\n)+)", re.MULTILINE)


def _page(page: str) -> tuple[Text, tuple[Example, ...]]:
    text = cleandoc(page) + "\n"
    english, chinese = _BLOCK.sub("", text).strip().split("\n\n")
    blocks = [dedent(lines).strip("\n") + "\n" for _, lines in _BLOCK.findall(text)]
    examples = tuple(Example(*pair) for pair in zip(blocks[::2], blocks[1::2], strict=True))
    return Text(_joined(chinese, ""), _joined(english, " ")), examples


def _joined(paragraph: str, glue: str) -> str:
    return glue.join(line.strip() for line in paragraph.splitlines())
