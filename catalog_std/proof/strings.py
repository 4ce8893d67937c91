"""Strings: length, patterns, values in and out on one automaton; formats are asked of the validator."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from catalog_std.proof.formula import Fact
from catalog_std.proof.language import TooManyStatesError, shortest
from catalog_std.proof.meter import Meter
from catalog_std.proof.oracle import DisagreementError, judge_of
from catalog_std.proof.outcome import Model, Outcome
from catalog_std.proof.pattern import NotRegularError, tree_of
from catalog_std.proof.terms import Term, Terms

_TRIES: Final = 12
_SAMPLES: Final = (
    *("2024-01-31", "2024-01-31T00:00:00Z", "00:00:00Z", "P1D", "a@example.org", "example.org"),
    *("https://example.org/", "/a", "0", "a", "{a}", "192.0.2.1", "2001:db8::1"),
    "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
)


@dataclass(slots=True)
class Strings:
    """What is demanded of a string; ``asked`` are demands that only a validator can judge."""

    low: int = 0
    high: int | None = None
    terms: list[Term] = field(default_factory=list)
    among: frozenset[str] | None = None
    out: set[str] = field(default_factory=set)
    asked: set[tuple[str, str, bool]] = field(default_factory=set)

    def fits(self, word: str) -> bool:
        """Say whether a word has the length."""
        return self.low <= len(word) and (self.high is None or len(word) <= self.high)


class Words:
    """Finds strings; knows the languages of the patterns it has met."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.terms = Terms()
        self._patterns: dict[str, Term | None] = {}

    def some_string(self, facts: Iterable[Fact]) -> Outcome:
        """Find a string that meets the facts."""
        demands = self._gathered(facts)
        if demands.high is not None and demands.high < demands.low:
            return "none"
        if any(
            (kind, text, not wanted) in demands.asked for kind, text, wanted in demands.asked
        ):
            return "none"
        if demands.among is not None:
            return self._listed(demands)
        try:
            return self._found(demands)
        except TooManyStatesError as error:
            self.meter.doubt("budget", str(error))
        return "open"

    def pattern(self, pattern: str) -> Term | None:
        """Give the language of a pattern; None (and a doubt) where no automaton knows it."""
        if pattern not in self._patterns:
            try:
                self._patterns[pattern] = self.terms.of(tree_of(pattern))
            except NotRegularError:
                self._patterns[pattern] = None
        if self._patterns[pattern] is None:
            self.meter.doubt("pattern", pattern)
        return self._patterns[pattern]

    def matches(self, pattern: str, word: str) -> bool | None:
        """Say whether a pattern matches in a word; None where no automaton knows it."""
        term = self.pattern(pattern)
        self.meter.step(1 + len(word) // 8)
        return None if term is None else self.terms.matches(term, word)

    def _gathered(self, facts: Iterable[Fact]) -> Strings:
        found = Strings()
        for kind, at, of in facts:
            value: Any = at
            match kind:
                case "low":
                    found.low = max(found.low, value)
                case "high":
                    found.high = value if found.high is None else min(found.high, value)
                case "in":
                    found.among = value if found.among is None else found.among & value
                case "out":
                    found.out |= value
                case _:
                    self._gather_text(found, kind, value, wanted=bool(of))
        return found

    def _gather_text(self, found: Strings, kind: str, text: str, *, wanted: bool) -> None:
        term = self.pattern(text) if kind == "pattern" else None
        if term is not None:
            found.terms.append(term if wanted else self.terms.no(term))
        else:
            found.asked.add((kind, text, wanted))

    def _listed(self, demands: Strings) -> Outcome:
        open_ = False
        for word in sorted(demands.among or ()):
            self.meter.step()
            fits = demands.fits(word) and word not in demands.out
            if fits and all(self.terms.matches(term, word) for term in demands.terms):
                if self._granted(demands, word):
                    return Model(word)
                open_ = True
        return "open" if open_ else "none"

    def _found(self, demands: Strings) -> Outcome:
        out = set(demands.out)
        for _ in range(_TRIES):
            excluded = self.terms.no(self.terms.words(frozenset(out)))
            term = self.terms.both((*demands.terms, excluded))
            word = shortest(self.terms, term, demands.low, demands.high, self.meter)
            if word is None:
                return "none" if out == demands.out else "open"
            if self._granted(demands, word):
                return Model(word)
            out.add(word)
        return self._sampled(demands)

    def _sampled(self, demands: Strings) -> Outcome:
        for word in _SAMPLES:
            fits = demands.fits(word) and word not in demands.out
            matched = fits and all(self.terms.matches(term, word) for term in demands.terms)
            if matched and self._granted(demands, word):
                return Model(word)
        return "open"

    def _granted(self, demands: Strings, word: str) -> bool:
        """Ask the validator about what no automaton knows; note that we had to."""
        for kind, text, wanted in sorted(demands.asked):
            self.meter.doubt("pattern" if kind == "pattern" else "format", text)
            if _judge(kind, text)(word) != wanted:
                return False
        return True


@lru_cache(maxsize=256)
def _judge(kind: str, text: str) -> Callable[[str], bool | None]:
    """Give the validator's judgement; None throughout where it cannot read the schema."""
    try:
        return judge_of({kind: text}, formats=True)
    except DisagreementError:
        return lambda _: None
