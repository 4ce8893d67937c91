"""How records are seen in plain data: key by key as their fields are declared, what has the wrong type as absent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from catalog_std.document import Place

Data = Mapping[str, Any]
T = TypeVar("T", bound=tuple[Any, ...])
_new = tuple.__new__


def text(value: object) -> str:
    """See a text."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """See texts; one alone is a list of one."""
    if isinstance(value, list):
        return tuple(word for word in value if isinstance(word, str))
    return (value,) if isinstance(value, str) else ()


def number(value: object) -> float | None:
    """See a number."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def whole(value: object) -> int | None:
    """See a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(value: object) -> bool | None:
    """See a yes or a no."""
    return value if isinstance(value, bool) else None


def mapping(value: object) -> Data:
    """See a mapping."""
    return value if isinstance(value, dict) else {}


class _Kind(NamedTuple):
    """A type of field: its value where absent, the types of values that need no second look, and the look."""

    absent: object
    plain: tuple[type, ...]
    see: Callable[[object], object]


_NONE = type(None)
_KINDS: dict[object, _Kind] = {
    str: _Kind("", (str,), text),
    tuple[str, ...]: _Kind((), (tuple,), texts),
    float | None: _Kind(None, (int, float, _NONE), number),
    int | None: _Kind(None, (int, _NONE), whole),
    bool | None: _Kind(None, (bool, _NONE), flag),
}


@dataclass(frozen=True, slots=True)
class Sight(Generic[T]):
    """How records of one type are seen: the keys of their fields, what those hold where absent, and their kinds.

    Twenty of them are seen in an item, so all fields are read at once, and looked at one by one only where
    their types are none of the ``plain`` ones.
    """

    record: type[T]
    keys: tuple[str, ...]
    kinds: tuple[_Kind, ...]
    absent: tuple[object, ...]
    plain: frozenset[tuple[type, ...]]

    @classmethod
    def of(cls, record: type[T]) -> Sight[T]:
        """Read off a named tuple how it is seen; its first field is its place."""
        fields = {name: _KINDS[kind] for name, kind in list(get_type_hints(record).items())[1:]}
        kinds = tuple(fields.values())
        plain = frozenset(product(*(kind.plain for kind in kinds)))
        return cls(record, tuple(fields), kinds, tuple(kind.absent for kind in kinds), plain)

    def at(self, place: Place, data: Data) -> T:
        """See the record that stands at a place."""
        found = tuple(map(data.get, self.keys, self.absent))
        if tuple(map(type, found)) not in self.plain:
            pairs = zip(self.kinds, found, strict=True)
            found = tuple(kind.see(value) for kind, value in pairs)
        return _new(self.record, (place, *found))
