"""The second voice: another validator, of other authors in another language, looks at each witness too.

It is loaded only when a witness is about to be shown: that costs 50 ms, which is why whoever asks
imports this room late. Patterns are matched by our automata: this validator's own engine knows neither
ECMA-262 nor an end to its backtracking. Decimals are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from re import escape
from typing import Any, Final

import jsonschema
from jsonschema.validators import extend
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
from referencing.exceptions import Unresolvable

from catalog_std.proof.automaton import Automata
from catalog_std.proof.meter import Meter, RefusedError
from catalog_std.proof.references import HERE, subschemas
from catalog_std.proof.verdict import Budget, Json, Schema, Verdict

_NAME: Final = "jsonschema"
_STEPS: Final = 200_000
_PLAIN: Final[Any] = jsonschema.Draft202012Validator


class Second:
    """The second validator; what it has read of patterns serves the next question."""

    def __init__(self, *, formats: bool = False) -> None:
        self._meter = Meter(Budget(_STEPS))
        self._automata = Automata(self._meter)
        self._checker = _PLAIN.FORMAT_CHECKER if formats else None
        self._kind = extend(_PLAIN, {"pattern": self._pattern})  # type: ignore[no-untyped-call]
        self._known: dict[int, tuple[Schema, Any]] = {}

    def agrees(
        self, value: Json, admitting: Iterable[Schema], refusing: Iterable[Schema]
    ) -> bool:
        """Say whether a value is admitted under all the first, and not under all the second."""
        self._meter.reset()
        exact, names = _exact(value), set(_names(value))

        def admitted(schema: Schema) -> bool:
            return bool(self._judge(schema, names).is_valid(exact))

        try:
            return all(map(admitted, admitting)) and not all(map(admitted, refusing))
        except (Unresolvable, RefusedError, RecursionError):
            return False

    def _judge(self, schema: Schema, names: set[str]) -> Any:  # noqa: ANN401 - a class made above
        """Make a schema ready; one met before, as an object, is not read again."""
        known = self._known.get(id(schema))
        if known:
            return known[1]
        read = _exact(schema)
        named = [s for s, _ in subschemas(read, HERE) if "patternProperties" in s]
        for inner in named:
            patterns = enumerate(inner["patternProperties"].items())
            told = {self._named(one, names, n): part for n, (one, part) in patterns}
            inner["patternProperties"] = told
        judge = self._kind(read, registry=REGISTRY, format_checker=self._checker)
        if not named:
            self._known[id(schema)] = schema, judge
        return judge

    def _named(self, pattern: str, names: set[str], number: int) -> str:
        """Write a pattern that matches the same of the names there are; the number keeps it apart."""
        matched = sorted(name for name in names if self._matches(pattern, name))
        words = "|".join(map(escape, matched)) if matched else "(?!)"
        return rf"^(?:{words})\Z(?#{number})"

    def _pattern(
        self, _: object, pattern: str, instance: Json, __: object
    ) -> Iterator[jsonschema.ValidationError]:
        if isinstance(instance, str) and not self._matches(pattern, instance):
            yield jsonschema.ValidationError(pattern)

    def _matches(self, pattern: str, word: str) -> bool:
        matched = self._automata.matches(pattern, word)
        if matched is None:
            raise RefusedError(reason="pattern", about=pattern)
        return matched


def doubted(verdict: Verdict) -> Verdict:
    """Leave undecided what the second validator does not see."""
    return Verdict("undecided", reason="validators", about=_NAME, steps=verdict.steps)


def _exact(value: Json) -> Json:
    """Copy a value; numbers are written as decimals, which divide as they should."""
    match value:
        case float():
            return int(value) if value.is_integer() else Decimal(repr(value))
        case dict():
            return {name: _exact(part) for name, part in value.items()}
        case list():
            return [_exact(part) for part in value]
        case _:
            return value


def _names(value: Json) -> Iterator[str]:
    """Give the names of all members, however deep."""
    match value:
        case dict():
            for name, part in value.items():
                yield name
                yield from _names(part)
        case list():
            for part in value:
                yield from _names(part)
