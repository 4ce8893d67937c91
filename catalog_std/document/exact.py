"""The exact reader: libyaml's events become plain data, faults and marks. Its word is final.

Events are taken one by one and the depth is bounded as they come, so libyaml never builds a tree: its
own composer dies of a hundred thousand brackets, the event stream does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from catalog_std.document.marks import Mark, Node, span_of
from catalog_std.document.scalars import scalar
from catalog_std.source import Span

DEEPEST = 64
MOST_FROM_ALIASES = 100_000
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")
_MERGE = "<<"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text, or a part of it, could not be read as it stands."""

    kind: str
    span: Span
    facts: Mapping[str, object]


@dataclass(slots=True)
class Reading:
    """One document of a stream, as it is being read."""

    data: Any = None
    marks: Node | None = None
    faults: list[Fault] = field(default_factory=list)


class _UnreadableError(Exception):
    """The rest of the document makes no sense."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


@dataclass(slots=True)
class _Open:
    """A collection being read. ``size`` counts the values it would hold with aliases written out."""

    value: Any
    node: Node
    anchor: str | None
    key: str | None = None
    key_mark: Mark | None = None
    awaits_key: bool = False
    size: int = 0


def read_stream(text: str) -> list[Reading]:
    """Read every document of a text. After a fault of syntax, go on at the next ``---`` line."""
    found: list[Reading] = []
    begun = 0
    text, breaks = _tamed(text)
    while True:
        stream = _Stream(begun, breaks)
        rest = text if begun == 0 else "".join(text.splitlines(keepends=True)[begun:])
        stream.read(rest)
        found += stream.done
        if stream.broken_at is None:
            return found
        begun = _next_document(text, max(stream.broken_at, begun + 1))
        if begun == 0:
            return found


def read_part(text: str, first_line: int) -> Node | None:
    """Find where everything stands in some lines of a sound text; the first of them has that number, from 0."""
    stream = _Stream(first_line, {})
    stream.read(text)
    return stream.done[0].marks


def _tamed(text: str) -> tuple[str, dict[int, str]]:
    """Put letters in place of U+0085, U+2028 and U+2029; give the table that puts them back.

    libyaml takes these for line breaks; YAML 1.2 and every editor do not.
    """
    found = [character for character in "\x85\u2028\u2029" if character in text]
    unused = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    letters = dict(zip(found, unused, strict=False))
    tamed = text.translate({ord(old): new for old, new in letters.items()}) if found else text
    return tamed, {ord(new): old for old, new in letters.items()}


def _next_document(text: str, line: int) -> int:
    """Find the first ``---`` line from a line on; 0 where there is none."""
    for number, words in enumerate(text.splitlines()):
        if number >= line and (words == "---" or words.startswith("--- ")):
            return number
    return 0


class _Stream:
    """One pass over a text from one of its lines on."""

    def __init__(self, first_line: int, breaks: Mapping[int, str]) -> None:
        self.first_line = first_line
        self.breaks = breaks
        self.text = ""
        self.done: list[Reading] = []
        self.broken_at: int | None = None
        self.reading = Reading()
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, Node, int]] = {}

    def read(self, text: str) -> None:
        """Read until the end, or until the text makes no sense."""
        self.text = text
        parser: Any = CParser(text)
        next_event = parser.get_event
        try:
            while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
                _TAKERS[kind](self, event)
        except _UnreadableError as trouble:
            self.break_off(trouble.fault)
        except yaml.MarkedYAMLError as error:
            self.break_off(self.syntax(error))
        finally:
            parser.dispose()

    def begin(self, _event: object) -> None:
        """Begin a document."""
        self.reading, self.stack, self.anchors = Reading(), [], {}

    def end(self, _event: object) -> None:
        """End a document."""
        self.done.append(self.reading)

    def break_off(self, fault: Fault) -> None:
        """End the document with a fault and no data."""
        self.done.append(Reading(None, None, [*self.reading.faults, fault]))
        self.broken_at = fault.span.line - 1

    def syntax(self, error: yaml.MarkedYAMLError) -> Fault:
        """Say where libyaml lost its way; a tab is called a tab."""
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = str(error.problem or error.context or error)
        kind = "tab" if mark and self.text[mark.index : mark.index + 1] == "\t" else "syntax"
        if "nesting" in problem:
            kind = "depth"
        return Fault(
            kind, span_of(self.moved((line, column, line, column + 1))), {"problem": problem}
        )

    def mark(self, event: Any) -> Mark:  # noqa: ANN401 - PyYAML's events are untyped
        """Give an event's own text, counted from the top of the file."""
        start, end = event.start_mark, event.end_mark
        line = start.line + self.first_line
        return line, start.column, end.line + self.first_line, end.column

    def moved(self, mark: Mark) -> Mark:
        """Count a mark from the top of the file."""
        return mark[0] + self.first_line, mark[1], mark[2] + self.first_line, mark[3]

    def fault(self, kind: str, mark: Mark, **facts: object) -> None:
        """Note a fault and go on."""
        self.reading.faults.append(Fault(kind, span_of(mark), facts))

    def scalar(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        """Read a scalar: as a key if the open mapping awaits one, else as a value."""
        mark = self.mark(event)
        if event.style in ("|", ">"):
            mark = (mark[0], mark[1], mark[0], mark[1] + 1)
        words = event.value.translate(self.breaks) if self.breaks else event.value
        plain = event.implicit[0] and not event.style
        value, lossy = scalar(words) if plain else (words, False)
        if event.tag and not event.implicit[0] and event.tag not in _TEXT_TAGS:
            self.fault("tag", mark, tag=event.tag)
        if self.stack and self.stack[-1].awaits_key:
            named = not plain or (isinstance(value, str) and not lossy)
            self.key(words, mark, named=named, merge=plain and words == _MERGE)
            return
        if lossy:
            self.fault("unquoted-code", mark, text=words)
        node = Node(mark)
        if event.anchor:
            self.anchors[event.anchor] = value, node, 1
        self.put(value, node, 1)

    def key(self, text: str, mark: Mark, *, named: bool, merge: bool) -> None:
        """Take a key of the innermost mapping; only a bare ``<<`` asks to be merged."""
        within = self.stack[-1]
        within.key, within.key_mark, within.awaits_key = text, mark, False
        if not named:
            self.fault("other-key", mark, key=text)
        if merge:
            within.key = None
            self.fault("merge-key", mark)
        elif text in within.value:
            first = within.node.inside[text].key
            self.fault("duplicate-key", mark, key=text, first=first[0] + 1 if first else 0)

    def open(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        """Begin a collection."""
        mark = self.mark(event)
        if len(self.stack) >= DEEPEST:
            raise _UnreadableError(Fault("depth", span_of(mark), {"deepest": DEEPEST}))
        if event.tag and not event.implicit:
            self.fault("tag", mark, tag=event.tag)
        mapping = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(
            _Open(
                {} if mapping else [],
                Node(mark, block=not event.flow_style, inside={} if mapping else []),
                event.anchor,
                awaits_key=mapping,
            )
        )

    def close(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        """End the innermost collection and put it where it belongs."""
        done = self.stack.pop()
        if not done.node.block:
            end = self.mark(event)
            done.node.own = (*done.node.own[:2], *end[2:])
        if done.anchor:
            self.anchors[done.anchor] = done.value, done.node, done.size + 1
        if self.stack and self.stack[-1].awaits_key:
            self.fault("other-key", done.node.own, key="…")
            self.stack[-1].key, self.stack[-1].awaits_key = None, False
            return
        self.put(done.value, done.node, done.size + 1)

    def alias(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        """Put what an anchor named; bounded, because a few lines can name a billion values."""
        mark = self.mark(event)
        if any(within.anchor == event.anchor for within in self.stack):
            raise _UnreadableError(
                Fault("recursive-alias", span_of(mark), {"alias": event.anchor})
            )
        if event.anchor not in self.anchors:
            self.fault("undefined-alias", mark, alias=event.anchor)
        value, node, size = self.anchors.get(event.anchor, (None, Node(mark), 1))
        if self.stack and size + sum(within.size for within in self.stack) > MOST_FROM_ALIASES:
            raise _UnreadableError(
                Fault("alias-expansion", span_of(mark), {"most": MOST_FROM_ALIASES})
            )
        if self.stack and self.stack[-1].awaits_key:
            self.key(str(value), mark, named=isinstance(value, str), merge=False)
            return
        self.put(value, Node(mark, inside=node.inside), size)

    def put(self, value: Any, node: Node, size: int) -> None:  # noqa: ANN401 - plain data
        """Put a value into the innermost collection, or make it the document."""
        if not self.stack:
            self.reading.data, self.reading.marks = value, node
            return
        within = self.stack[-1]
        if isinstance(within.value, list):
            within.value.append(value)
            within.node.inside.append(node)
        else:
            within.awaits_key = True
            if within.key is None:
                return
            node.key = within.key_mark
            within.value[within.key] = value
            within.node.inside[within.key] = node
        within.size += size


# Who takes which event: four hundred an item, so they are looked up, not matched.
_TAKERS: Mapping[type, Callable[[_Stream, Any], None]] = {
    yaml.ScalarEvent: _Stream.scalar,
    yaml.MappingStartEvent: _Stream.open,
    yaml.SequenceStartEvent: _Stream.open,
    yaml.MappingEndEvent: _Stream.close,
    yaml.SequenceEndEvent: _Stream.close,
    yaml.AliasEvent: _Stream.alias,
    yaml.StreamStartEvent: _Stream.begin,
    yaml.DocumentStartEvent: _Stream.begin,
    yaml.DocumentEndEvent: _Stream.end,
}
