"""Code lists, and what they become when layers add to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog_std.standard.manifest import Entry, ListFile


@dataclass(frozen=True, slots=True)
class CodeList:
    """The values an element may take, by token, in the list's own order."""

    id: str
    entries: Mapping[str, Entry]
    ordered: bool = False

    @property
    def by_code(self) -> dict[str, str]:
        """Read official codes: code → token."""
        return {e.code: e.token for e in self.entries.values() if e.code is not None}

    @property
    def by_label(self) -> dict[str, str]:
        """Read what people write instead of a token: label, alias or code → token."""
        found = dict(self.by_code)
        for entry in self.entries.values():
            for word in (entry.zh, *entry.aliases):
                found.setdefault(word, entry.token)
        return found


def merged(files: Iterable[ListFile]) -> dict[str, CodeList]:
    """Lay code lists over each other, upper layers first.

    A lower list overrides entries by token and adds others. Where it is ``complete`` the upper
    entries stay known as tokens but lose their official codes: in that region a code means what
    the region's own table says, and nothing else.
    """
    lists: dict[str, CodeList] = {}
    for file in files:
        name = file.extends or file.id
        above = lists.get(name)
        entries = dict(above.entries) if above else {}
        if file.complete:
            entries = {t: e.model_copy(update={"code": None}) for t, e in entries.items()}
        entries |= {entry.token: entry for entry in file.entries}
        lists[name] = CodeList(name, entries, file.ordered or bool(above and above.ordered))
    return lists
