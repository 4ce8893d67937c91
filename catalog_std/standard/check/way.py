"""The way from an item to one element of it: the steps taken, and the conditions passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Schema: TypeAlias = bool | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """Into the element of that name."""

    name: str

    def around(self, inner: Schema) -> dict[str, Any]:
        """Ask something of the element, where it stands."""
        return {"properties": {self.name: inner}}

    def present(self, inner: Schema) -> dict[str, Any]:
        """Ask that the element stands, and something of it."""
        return {"type": "object", "required": [self.name], "properties": {self.name: inner}}

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Entries:
    """Into the entries of a list, those behind its first ``after``."""

    after: int = 0

    def around(self, inner: Schema) -> dict[str, Any]:
        """Ask something of every entry."""
        return {**_any_first(self.after), "items": inner}

    def present(self, inner: Schema) -> dict[str, Any]:
        """Ask that there is an entry, and something of it."""
        if self.after:
            return Nth(self.after).present(inner)
        return {"type": "array", "contains": inner}

    def __str__(self) -> str:
        return "[]"


@dataclass(frozen=True, slots=True)
class Nth:
    """Into one entry of a list, by its place in it."""

    index: int

    def around(self, inner: Schema) -> dict[str, Any]:
        """Ask something of the entry, where there is one."""
        return {"prefixItems": [*[True] * self.index, inner]}

    def present(self, inner: Schema) -> dict[str, Any]:
        """Ask that there is such an entry, and something of it."""
        return {"type": "array", **self.around(inner), "minItems": self.index + 1}

    def __str__(self) -> str:
        return f"[{self.index}]"


@dataclass(frozen=True, slots=True)
class Others:
    """Into elements without a name of their own: those a pattern fits, or all but those beside."""

    pattern: str | None = None
    beside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def around(self, inner: Schema) -> dict[str, Any]:
        """Ask something of every such element."""
        if self.pattern is not None:
            return {"patternProperties": {self.pattern: inner}}
        names, patterns = self.beside
        return {
            "properties": dict.fromkeys(names, True),
            "patternProperties": dict.fromkeys(patterns, True),
            "additionalProperties": inner,
        }

    def __str__(self) -> str:
        return "{*}" if self.pattern is None else f"{{{self.pattern}}}"


@dataclass(frozen=True, slots=True)
class Listed(Named):
    """No element, but a code list: what is said of it holds wherever it is used."""

    def __str__(self) -> str:
        return f"codes/{self.name}"


@dataclass(frozen=True, slots=True)
class Condition:
    """Only where a schema holds (``then``), or where it does not (``else``)."""

    schema: Schema
    branch: str = "then"

    def around(self, inner: Schema) -> dict[str, Any]:
        """Ask something where the condition is met."""
        return {"if": self.schema, self.branch: inner}


Step: TypeAlias = Named | Entries | Nth | Others
Path: TypeAlias = tuple[Step, ...]
Way: TypeAlias = tuple[Step | Condition, ...]


def around(way: Way, inner: dict[str, Any]) -> dict[str, Any]:
    """Ask something of the element a way leads to, and of nothing else."""
    for step in reversed(way):
        inner = step.around(inner)
    return inner


def present(path: Path) -> dict[str, Any] | None:
    """Ask that an element is there; None for elements without a name of their own."""
    schema: dict[str, Any] = {}
    for step in reversed(path):
        if isinstance(step, Others):
            return None
        schema = step.present(schema)
    return schema


def all_present(paths: Iterable[Path]) -> dict[str, Any]:
    """Ask that elements are there, those of a list in its first entry.

    That is more than each by itself: for a quick yes, not for a no.
    """
    inner: dict[Step, list[Path]] = {}
    for path in paths:
        if path:
            inner.setdefault(path[0], []).append(path[1:])
    named = [step.name for step in inner if isinstance(step, Named)]
    there = {step: all_present(below) for step, below in inner.items()}
    parts = list(_listed(there))
    if named:
        properties = {s.name: schema for s, schema in there.items() if isinstance(s, Named)}
        parts.append({"type": "object", "required": named, "properties": properties})
    return parts[0] if len(parts) == 1 else {"allOf": parts} if parts else {}


def _listed(there: Mapping[Step, Schema]) -> Iterator[dict[str, Any]]:
    """Ask that entries are there, the first of those that are all alike."""
    for step, inner in there.items():
        match step:
            case Entries(after):
                yield Nth(after).present(inner)
            case Nth():
                yield step.present(inner)


def steps_of(way: Way) -> Path:
    """Leave the conditions out."""
    return tuple(step for step in way if not isinstance(step, Condition))


def together(one: Way, other: Way) -> Way:
    """Lay two ways to the same element over each other: every step once, every condition of both."""
    ahead = list(other)
    way: list[Step | Condition] = []
    for step in one:
        if not isinstance(step, Condition):
            while isinstance(ahead[0], Condition):
                way.append(ahead.pop(0))
            ahead.pop(0)
        way.append(step)
    return (*way, *ahead)


def shown(path: Iterable[Step]) -> str:
    """Write a path as officers do: ``materials[].originals``."""
    return ".".join(str(step) for step in path).replace(".[", "[")


def _any_first(count: int) -> dict[str, Any]:
    return {"prefixItems": [True] * count} if count else {}


def names_of(path: Path) -> tuple[str, ...]:
    """Write a path as freedoms are kept; elements without a name are those around them."""
    names: list[str] = []
    for step in path:
        match step:
            case Named(name):
                names.append(name)
            case Entries() | Nth():
                names.append("[]")
            case _:
                break
    return tuple(names)
