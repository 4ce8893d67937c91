"""A witness made smaller: members that show nothing are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog_std.proof.verdict import Json

_TRIES = 200


def smallest(value: Json, shows: Callable[[Json], bool]) -> Json:
    """Leave out members, anywhere inside, as long as what is left still shows it."""
    tries = 0
    shrinking = True
    while shrinking:
        shrinking = False
        for less in _lesser(value):
            tries += 1
            if tries > _TRIES:
                return value
            if shows(less):
                value, shrinking = less, True
                break
    return value


def _lesser(value: Json) -> Iterator[Json]:
    """Give the value with one member less, or with one member smaller."""
    match value:
        case dict():
            for name in reversed(value):
                yield {other: part for other, part in value.items() if other != name}
            for name, part in value.items():
                yield from ({**value, name: less} for less in _lesser(part))
        case list():
            for at in reversed(range(len(value))):
                yield value[:at] + value[at + 1 :]
            for at, part in enumerate(value):
                yield from ([*value[:at], less, *value[at + 1 :]] for less in _lesser(part))
