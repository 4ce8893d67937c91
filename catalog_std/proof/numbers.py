"""Numbers: an interval, multiples of and not of, values in and out; exact throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, lcm

from catalog_std.proof.formula import Fact
from catalog_std.proof.meter import Meter
from catalog_std.proof.outcome import Model, Outcome
from catalog_std.proof.values import number_of

_DIGITS = 24
_PERIOD = 20_000


@dataclass(slots=True)
class Numbers:
    """What is demanded of a number."""

    low: Fraction | None = None
    high: Fraction | None = None
    no_low: bool = False
    no_high: bool = False
    multiples: list[Fraction] = field(default_factory=list)
    strangers: list[Fraction] = field(default_factory=list)
    among: frozenset[Fraction] | None = None
    out: set[Fraction] = field(default_factory=set)

    def admits(self, value: Fraction) -> bool:
        """Say whether a number meets all demands."""
        return (
            (self.low is None or value > self.low or (value == self.low and not self.no_low))
            and (
                self.high is None
                or value < self.high
                or (value == self.high and not self.no_high)
            )
            and all((value / step).denominator == 1 for step in self.multiples)
            and all((value / step).denominator != 1 for step in self.strangers)
            and value not in self.out
        )

    @property
    def hollow(self) -> bool:
        """Whether the interval holds nothing."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.no_low or self.no_high))


def numbers_of(facts: Iterable[Fact]) -> Numbers:
    """Gather facts about a number."""
    found = Numbers()
    for kind, at, of in facts:
        value: Fraction = at  # type: ignore[assignment]
        match kind:
            case "low":
                if found.low is None or (value, bool(of)) > (found.low, found.no_low):
                    found.low, found.no_low = value, bool(of)
            case "high":
                if found.high is None or (value, not of) < (found.high, not found.no_high):
                    found.high, found.no_high = value, bool(of)
            case "multiple":
                found.multiples.append(Fraction(value))
            case "not-multiple":
                found.strangers.append(Fraction(value))
            case "in":
                values: frozenset[Fraction] = at  # type: ignore[assignment]
                found.among = values if found.among is None else found.among & values
            case _:
                found.out |= at  # type: ignore[arg-type]
    return found


def some_number(facts: Iterable[Fact], meter: Meter) -> Outcome:
    """Find a number that meets the facts."""
    demands = numbers_of(facts)
    if demands.among is not None:
        return _first(sorted(demands.among), demands, meter)
    if demands.hollow:
        return "none"
    if demands.multiples:
        return _multiple(demands, meter)
    if demands.low is not None and demands.low == demands.high:
        return _first([demands.low], demands, meter)
    return _decimal(demands, meter)


def _first(candidates: Iterable[Fraction], demands: Numbers, meter: Meter) -> Outcome:
    for value in candidates:
        meter.step()
        if demands.admits(value):
            return _written(value, meter)
    return "none"


def _written(value: Fraction, meter: Meter) -> Outcome:
    written = number_of(value)
    if written is None:
        meter.doubt("number", str(value))
        return "open"
    return Model(written)


def _multiple(demands: Numbers, meter: Meter) -> Outcome:
    """Find a multiple: those that are strangers to others come back with a period."""
    step = common(demands.multiples)
    low, high = rungs(demands, step)
    period = lcm(*((step / other).denominator for other in demands.strangers))
    wanted = period * (len(demands.out) + 1)
    start = max(0, low) if low is not None else 0
    start = min(start, high) if high is not None else start
    for away in range(wanted + 1):
        meter.step()
        if away > _PERIOD:
            meter.doubt("number", f"multipleOf {step}")
            return "open"
        for rung in (start + away, start - away):
            inside = (low is None or rung >= low) and (high is None or rung <= high)
            if inside and demands.admits(rung * step):
                return _written(rung * step, meter)
    return "none"


def common(steps: Iterable[Fraction]) -> Fraction:
    """Give the least common multiple."""
    whole, *rest = steps
    for one in rest:
        below = whole.denominator * one.denominator
        whole = Fraction(
            lcm(whole.numerator * one.denominator, one.numerator * whole.denominator), below
        )
    return whole


def rungs(demands: Numbers, step: Fraction) -> tuple[int | None, int | None]:
    """Count in which multiples the interval begins and ends."""
    low = None if demands.low is None else ceil(demands.low / step)
    high = None if demands.high is None else floor(demands.high / step)
    return low, high


def _decimal(demands: Numbers, meter: Meter) -> Outcome:
    """Find a number of few digits: between two bounds there always is one."""
    base = demands.low if demands.low is not None and demands.low > 0 else Fraction(0)
    if demands.high is not None and demands.high < 0:
        base = demands.high
    for digits in range(_DIGITS):
        scale = 10**digits
        middle = floor(base * scale)
        for away in range(_DIGITS + len(demands.out)):
            meter.step()
            for value in (Fraction(middle + away, scale), Fraction(middle - away, scale)):
                if demands.admits(value) and number_of(value) is not None:
                    return Model(number_of(value))
    meter.doubt("number", f"{demands.low} .. {demands.high}")
    return "open"
