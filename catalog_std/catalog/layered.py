"""``extends``: what one file of settings says, laid over what the files say that it rests on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says, and the files it rests on; all paths are from the catalog's root."""

    extends: Sequence[str]
    said: Mapping[str, Any]


Tell = Callable[[str, tuple[str, ...]], Told]


def layered(tell: Tell, name: str, around: tuple[str, ...] = ()) -> dict[str, Any]:
    """Lay a file over those it extends, the first at the bottom.

    ``tell`` reads a file, told which files led to it. Raises CatalogError for files that extend each other.
    """
    if name in around:
        circle = " → ".join((*around, name))
        raise CatalogError(
            Text(f"extends 绕成了圈：{circle}", f"files extend each other: {circle}")
        )
    told = tell(name, around)
    laid: dict[str, Any] = {}
    for file in told.extends:
        laid = over(laid, layered(tell, file, (*around, name)))
    return over(laid, {**told.said, "extends": tuple(told.extends)})


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay settings over others: name by name, lists whole; the lists of ``_JOINED`` are put together.

    A rule's bare weight is laid over its options, and its options over a bare weight.
    """
    laid = dict(below)
    for key, value in above.items():
        match below.get(key), value:
            case (known, _) if key in _JOINED:
                laid[key] = tuple(_JOINED[key]((*(known or ()), *value)))
            case dict() as known, dict():
                laid[key] = over(known, value)
            case dict() as known, str():
                laid[key] = known | {"severity": value}
            case str() as known, dict():
                laid[key] = {"severity": known} | value
            case _:
                laid[key] = value
    return laid


def seen_from(folder: str, path: str) -> str:
    """Give a path from the catalog's root, as a file in a folder names it from there."""
    return posixpath.normpath(posixpath.join(folder, path)) if folder else path


_JOINED: Mapping[str, Callable[[tuple[Any, ...]], Any]] = {
    "extends": dict.fromkeys,
    "overrides": tuple,
}
