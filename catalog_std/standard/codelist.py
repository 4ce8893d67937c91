"""Code lists, and what they become when layers add to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog_std.standard.manifest import Entry, ListFile


@dataclass(frozen=True, slots=True)
class CodeList:
    """The values an element may take, by token, in the list's own order.

    ``by_code`` reads official codes; ``by_label`` reads whatever people write instead of a token: label,
    alias or official code.
    """

    id: str
    entries: Mapping[str, Entry]
    ordered: bool
    by_code: Mapping[str, str]
    by_label: Mapping[str, str]


def code_list(id: str, entries: Mapping[str, Entry], *, ordered: bool = False) -> CodeList:
    """Make a code list of its entries; of two that share a label the first one has it."""
    by_code = {e.code: e.token for e in entries.values() if e.code is not None}
    by_label = dict(by_code)
    for entry in entries.values():
        for word in (entry.zh, *entry.aliases):
            by_label.setdefault(word, entry.token)
    return CodeList(id, entries, ordered, by_code, by_label)


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
        lists[name] = code_list(
            name, entries, ordered=file.ordered or bool(above and above.ordered)
        )
    return lists
