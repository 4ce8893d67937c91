"""What a stack of standards says about weighing each element: its label, its burden, its code list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog_std.standard.codelist import CodeList
from catalog_std.standard.elements import Element
from catalog_std.standard.profile import Profile
from catalog_std.text import Text

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One element: what is measured, which way is lighter, what tells its entries apart.

    ``order`` lists tokens from light to heavy; those of one group weigh alike.
    """

    label: Text | None = None
    measure: str = ""
    lighter: str = ""
    key: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    codes: CodeList | None = None


NOTHING = Mark()


@dataclass(frozen=True, slots=True)
class Gauge:
    """The marks of a stack, by path: ``materials[].copies``."""

    marks: Mapping[str, Mark]

    def at(self, path: str) -> Mark:
        """Give the mark of an element; one that no standard declares has nothing on it."""
        return self.marks.get(path, NOTHING)

    def label(self, path: str) -> Text:
        """Say what an element is called, in full where it stands inside another."""
        steps = path.replace("[]", "").split(".")
        labels = [self.at(_declared(path, depth)).label for depth in range(1, len(steps) + 1)]
        words = [label or Text(step, step) for label, step in zip(labels, steps, strict=True)]
        return Text(" · ".join(w.zh for w in words), " · ".join(w.en for w in words))

    def word(self, path: str, value: object) -> object:
        """Put a token into words, as its code list does; anything else stays as it is."""
        codes = self.at(path).codes
        entry = codes.entries.get(value) if codes and isinstance(value, str) else None
        return Text(entry.zh, entry.en or entry.zh) if entry else value


def gauge_of(profile: Profile) -> Gauge:
    """Read the marks off a compiled stack."""
    return Gauge(dict(_below(profile, profile.root, "", 0)))


def _declared(path: str, depth: int) -> str:
    """Cut a path after so many elements, the brackets of the last one left off."""
    return ".".join(path.split(".")[:depth]).removesuffix("[]")


def _below(
    profile: Profile, element: Element, path: str, depth: int
) -> Iterator[tuple[str, Mark]]:
    if path:
        yield path, _mark(profile, element)
    if depth > _DEEPEST:
        return
    for name in element.names:
        inner = f"{path}.{name}" if path else name
        yield from _below(profile, element.inside(name), inner, depth + 1)
    entries = element.inside(0)
    if entries.facets:
        yield from _below(profile, entries, f"{path}[]", depth + 1)


def _mark(profile: Profile, element: Element) -> Mark:
    burden = element.annotation("x-burden") or {}
    return Mark(
        label=element.label,
        measure=burden.get("measure", ""),
        lighter=burden.get("lighter", ""),
        key=tuple(burden.get("key", ())),
        order=tuple(tuple(group) for group in burden.get("order", ())),
        codes=profile.lists.get(element.annotation("x-codes") or ""),
    )
