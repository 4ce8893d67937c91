"""Regular expressions of ECMA-262, read into a tree; what is not regular is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from catalog_std.proof.chars import (
    ANY,
    CLASSES,
    CONTROLS,
    DOT,
    TOP,
    Ranges,
    has,
    merged,
    property_ranges,
    without,
)

_COUNT: Final = 100_000


class NotRegularError(Exception):
    """A pattern no automaton can decide; the feature is named."""

    def __init__(self, *, feature: str) -> None:
        super().__init__(feature)


class MalformedError(Exception):
    """No regular expression at all."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of these ranges."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Again and again; ``most`` None: without end."""

    part: Tree
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The start of the text, or its end."""

    start: bool


Tree: TypeAlias = Chars | Sequence | Choice | Repeat | Anchor


@lru_cache(maxsize=4096)
def tree_of(pattern: str) -> Tree:
    """Read a pattern; raises MalformedError or NotRegularError."""
    reader = _Reader(pattern)
    tree = reader.choice()
    if reader.rest:
        raise MalformedError(pattern)
    return tree


class _Reader:
    """A pattern and how far it is read."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    @property
    def rest(self) -> str:
        return self.pattern[self.at :]

    def eat(self, start: str) -> bool:
        """Pass a text if it comes next."""
        found = self.pattern.startswith(start, self.at)
        self.at += len(start) if found else 0
        return found

    def take(self, count: int = 1) -> str:
        """Pass some characters; raises MalformedError where there are fewer."""
        taken = self.pattern[self.at : self.at + count]
        if len(taken) < count:
            raise MalformedError(self.pattern)
        self.at += count
        return taken

    def until(self, end: str) -> str:
        """Pass the text up to an end, and the end."""
        stop = self.pattern.find(end, self.at)
        if stop < 0:
            raise MalformedError(self.pattern)
        taken = self.pattern[self.at : stop]
        self.at = stop + len(end)
        return taken

    def choice(self) -> Tree:
        parts = [self._sequence()]
        while self.eat("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            parts.append(self._repeated())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _repeated(self) -> Tree:
        part = self._atom()
        while (counts := self._counts()) is not None:
            self.eat("?")
            part = Repeat(part, *counts)
        return part

    def _counts(self) -> tuple[int, int | None] | None:
        for sign, counts in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.eat(sign):
                if self.rest.startswith("+"):
                    raise NotRegularError(feature=f"{sign}+")
                return counts
        return self._braces() if self.eat("{") else None

    def _braces(self) -> tuple[int, int | None]:
        low, comma, high = self.until("}").partition(",")
        if not (low.isascii() and low.isdigit()) or (high and not high.isdigit()):
            raise MalformedError(self.pattern)
        least, most = int(low), int(high) if high else None if comma else int(low)
        if most is not None and most < least:
            raise MalformedError(self.pattern)
        if max(least, most or 0) > _COUNT:
            raise NotRegularError(feature=f"{{{least},{most}}}")
        return least, most

    def _atom(self) -> Tree:
        char = self.take()
        if char in _ATOMS:
            return _ATOMS[char](self)
        if char in "*+?{":
            raise MalformedError(self.pattern)
        return Chars(((ord(char), ord(char)),))

    def group(self) -> Tree:
        """Read what stands behind an opening parenthesis."""
        for look in ("?=", "?!", "?<=", "?<!"):
            if self.rest.startswith(look):
                raise NotRegularError(feature=f"({look}")
        if self.eat("?<"):
            self.until(">")
        elif self.eat("?") and not self.eat(":"):
            raise NotRegularError(feature="(?")
        tree = self.choice()
        self.take()  # nothing but a closing parenthesis ends a choice, or the pattern
        return tree

    def escape(self) -> Tree:
        """Read what stands behind a backslash outside brackets."""
        sign = self.rest[:1]
        if sign in ("b", "B") or sign == "k" or (sign.isdigit() and sign != "0"):
            raise NotRegularError(feature=f"\\{sign}")
        return Chars(self.escaped())

    def escaped(self) -> Ranges:
        """Read an escape that stands for characters."""
        sign = self.take()
        if sign in CLASSES:
            return CLASSES[sign]
        if sign in "pP" and self.eat("{"):
            return self._property(sign)
        code = self._code(sign)
        return ((code, code),)

    def _property(self, sign: str) -> Ranges:
        ranges = property_ranges(self.until("}"))
        if ranges is None:
            raise NotRegularError(feature=f"\\{sign}")
        return ranges if sign == "p" else without(ranges)

    def _code(self, sign: str) -> int:
        if sign in CONTROLS:
            return CONTROLS[sign]
        if sign == "c" and self.rest[:1].isascii() and self.rest[:1].isalpha():
            return ord(self.take()) % 32
        if sign == "x":
            return self._hex(self.take(2))
        if sign == "u":
            return self._unicode()
        if sign.isalnum():
            raise MalformedError(self.pattern)
        return ord(sign)

    def _unicode(self) -> int:
        code = self._hex(self.until("}") if self.eat("{") else self.take(4))
        if code > TOP or not has(ANY, code):
            raise NotRegularError(feature="\\uD800-\\uDFFF")
        return code

    def _hex(self, digits: str) -> int:
        try:
            return int(digits, 16)
        except ValueError as error:
            raise MalformedError(self.pattern) from error

    def brackets(self) -> Tree:
        """Read a class of characters behind its opening bracket."""
        negated = self.eat("^")
        found: list[tuple[int, int]] = []
        while not self.eat("]"):
            ranges = self._member()
            if self.rest.startswith("-") and not self.rest.startswith("-]"):
                self.take()
                ranges = self._range(ranges, self._member())
            found += ranges
        return Chars(without(merged(found)) if negated else merged(found))

    def _member(self) -> Ranges:
        char = self.take()
        if char == "\\":
            if self.eat("b"):
                return ((8, 8),)
            return self.escaped()
        return ((ord(char), ord(char)),)

    def _range(self, low: Ranges, high: Ranges) -> Ranges:
        first, last = low[0][0], high[0][0]
        if (low, high) != (((first, first),), ((last, last),)) or last < first:
            raise MalformedError(self.pattern)
        return ((first, last),)


_ATOMS: Final[dict[str, Callable[[_Reader], Tree]]] = {
    "(": _Reader.group,
    "[": _Reader.brackets,
    "\\": _Reader.escape,
    ".": lambda _: Chars(DOT),
    "^": lambda _: Anchor(start=True),
    "$": lambda _: Anchor(start=False),
}
