"""NDJSON: an item a line. The JSON reader says what a line means, a scan of the same line where it stands.

A line that is no JSON object is a fault at its place; the lines behind it are read all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from catalog_std.document.decode import character_faults, decoded
from catalog_std.document.exact import DEEPEST, Fault, Reading
from catalog_std.document.fast import read_line_fast
from catalog_std.document.marks import Mark, Node, span_of
from catalog_std.source import Pointer, Span

_NAMED = re.compile(r"(?P<file>.+\.(?:ndjson|jsonl)(?:\.gz)?)(?:/(?P<first>[0-9]+)-[0-9]+)?")
_TOKEN = re.compile(r'[ \t\r]*(?:("(?:[^"\\]|\\.)*")|([{}\[\],:])|([^ \t\r{}\[\],:"]+))')
_ENDS = ("]", "}", "")
_value = json.JSONDecoder().raw_decode
_SURROGATE = re.compile("[\ud800-\udfff]")


def lines_named(name: str) -> tuple[str, int] | None:
    """Give the file and the first line that a name of lines means; None for any other name.

    ``x.ndjson`` is all lines of a file, ``x.ndjson/65-96`` some of them.
    """
    found = _NAMED.fullmatch(name) if "json" in name else None
    return (found["file"], int(found["first"] or 1)) if found else None


def read_lines(raw: bytes, first: int) -> Iterator[tuple[int, str, Reading]]:
    """Read lines, the first of which has that number: number, text, and what is on each; blank ones are passed."""
    for number, line in enumerate(raw.split(b"\n"), start=first):
        if not line.strip(b" \t\r"):
            continue
        text, faults = decoded(line)
        clean = None if faults else read_line_fast(line, text)
        if clean is not None:
            yield number, text, Reading(clean, None, [])
        else:
            moved = [_moved(fault, number) for fault in faults]
            yield number, text, read_exactly(text, number, moved)


def read_exactly(text: str, number: int, faults: list[Fault]) -> Reading:
    """Read one line, of which some faults are known."""
    odd = () if text.isprintable() else character_faults(text)
    wrong = [*faults, *(_moved(fault, number) for fault in odd)]
    if not text or any(fault.kind == "control-character" for fault in wrong):
        return Reading(None, None, wrong)
    data, more = _parsed(text, number)
    return Reading(data, None, [*wrong, *more])


def marks_of(text: str, number: int) -> Node:
    """Find where everything stands in a line of sound JSON."""
    return _Scan(number - 1).root(text)


def marks_in(text: str, number: int, pointer: Pointer) -> Node | None:
    """Find the marks of one value in a line of sound JSON; what stands before it is read over."""
    at, key, line = _past(text, 0), None, number - 1
    for step in pointer:
        found = (one for one in _members(text, at) if one[0] == step)
        _, key, at = next(found, (step, None, -1))
        if at < 0:
            return None
    node = _Scan(line).root(text, at, _value(text, at)[1])
    node.key = (line, key[0], line, key[1]) if key else None
    return node


def _members(text: str, at: int) -> Iterator[tuple[str | int, tuple[int, int] | None, int]]:
    """Go through a collection: key or number of each entry, where its key stands, where its value begins."""
    listed, count = text[at] == "[", 0
    at = _past(text, at + 1) if text[at] in "{[" else len(text)
    while text[at : at + 1] not in _ENDS:
        key: tuple[int, int] | None = None
        step: str | int = count
        if not listed:
            step, end = _value(text, at)
            key, at = (at, end), _past(text, _past(text, end) + 1)
        yield step, key, at
        end = _past(text, _value(text, at)[1])
        at, count = _past(text, end + 1) if text[end] == "," else end, count + 1


def _past(text: str, at: int) -> int:
    """Pass over space."""
    while text[at] in " \t\r":
        at += 1
    return at


def _parsed(text: str, number: int) -> tuple[Any, list[Fault]]:
    """Give what a line says and what is wrong with it; nothing where it makes no sense."""
    twice = False
    try:
        try:
            data = _SINGLE.decode(text)
        except _TwiceError:
            data, twice = _REPEATED.decode(text), True
    except json.JSONDecodeError as error:
        return None, [_syntax(error.msg, number, error.pos)]
    except ValueError as error:
        return None, [_syntax(str(error), number, 0)]
    except RecursionError:
        return None, [_deep(number)]
    if text.count("{") + text.count("[") > DEEPEST and _deeper(data, DEEPEST):
        return None, [_deep(number)]
    if "\\u" in text and _SURROGATE.search(json.dumps(data, ensure_ascii=False)):
        return None, [_syntax("half a surrogate pair", number, text.index("\\u"))]
    return data, [*_duplicates(text, number)] if twice else []


class _TwiceError(Exception):
    """An object has a key twice."""


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a mapping of pairs, if no key stands twice."""
    read = dict(pairs)
    if len(read) < len(pairs):
        raise _TwiceError
    return read


def _refused(word: str) -> Any:  # noqa: ANN401 - it never comes back
    raise ValueError(f"{word} is no number")  # noqa: EM102, TRY003 - told as the reader's own complaint


# Of a key that stands twice the last counts, as it does in YAML here.
_SINGLE = json.JSONDecoder(object_pairs_hook=_single, parse_constant=_refused)
_REPEATED = json.JSONDecoder(parse_constant=_refused)


def _deeper(data: Any, most: int) -> bool:  # noqa: ANN401 - plain data
    """Say whether collections stand in each other deeper than that: gone through level by level."""
    level = [data]
    for _ in range(most):
        inside = (one.values() if type(one) is dict else one for one in level)
        level = [v for some in inside for v in some if type(v) is dict or type(v) is list]
    return bool(level)


def _duplicates(text: str, number: int) -> Iterator[Fault]:
    scan = _Scan(number - 1)
    scan.root(text)
    for key, mark in scan.twice:
        yield Fault("duplicate-key", span_of(mark), {"key": key, "first": number})


def _syntax(problem: str, number: int, at: int) -> Fault:
    return Fault(
        "syntax", Span(number, at + 1, number, at + 2), {"problem": f"JSON: {problem}"}
    )


def _deep(number: int) -> Fault:
    return Fault("depth", Span(number, 1, number, 2), {"deepest": DEEPEST})


def _moved(fault: Fault, number: int) -> Fault:
    """Count a fault's line from the top of the file."""
    span = fault.span
    return Fault(fault.kind, Span(number, span.column, number, span.end_column), fault.facts)


class _Scan:
    """One pass over the tokens of a line: the nodes of what is open, innermost last."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.open: list[Node] = []
        self.keys: list[tuple[str, Mark] | None] = []
        self.top: Node | None = None
        self.twice: list[tuple[str, Mark]] = []

    def root(self, text: str, begun: int = 0, ended: int | None = None) -> Node:
        """Scan a line that is known to be JSON, or a value in it; give the node of its whole."""
        for token in _TOKEN.finditer(text, begun, len(text) if ended is None else ended):
            word = token[token.lastindex or 0]
            start, end = token.span(token.lastindex or 0)
            mark = (self.line, start, self.line, end)
            if word in "{[":
                self.begin(Node(mark, inside={} if word == "{" else []))
            elif word in "}]":
                self.end(end)
            elif word not in ",:":
                self.scalar(word, mark)
        return self.top or Node((self.line, 0, self.line, len(text)))

    def begin(self, node: Node) -> None:
        """Put a collection where it belongs, and go into it."""
        self.put(node)
        self.open.append(node)
        self.keys.append(None)

    def end(self, column: int) -> None:
        """Leave the innermost collection."""
        node = self.open.pop()
        self.keys.pop()
        node.own = (*node.own[:3], column)

    def scalar(self, word: str, mark: Mark) -> None:
        """Take a key where one is awaited, else a value."""
        if self.open and isinstance(self.open[-1].inside, dict) and self.keys[-1] is None:
            self.keys[-1] = json.loads(word), mark
        else:
            self.put(Node(mark))

    def put(self, node: Node) -> None:
        """Put a value into the innermost collection, or make it the whole."""
        if not self.open:
            self.top = node
            return
        inside, key = self.open[-1].inside, self.keys[-1]
        if key is None:
            inside.append(node)
            return
        if key[0] in inside:
            self.twice.append(key)
        node.key, inside[key[0]] = key[1], node
        self.keys[-1] = None
