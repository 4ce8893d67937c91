"""Search without a server: an index of character pairs in small scripts, which a page loads as it needs them.

A query's words are each found as a part of an item's text. The index gives candidates (all pairs of the
word occur); the page then looks the word up in the candidate's text, so nothing wrong is shown.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from catalog_std.publish.atlas import Atlas
from catalog_std.publish.cards import Card
from catalog_std.publish.output import Output, key_of
from catalog_std.publish.pinyin import initials

CHUNK = 200
_SHARD_ITEMS = 250  # items whose terms fill one shard of at most 150 kB
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"[{_CJK}]+|[a-z0-9]+")
_GRAM = 3
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Row = tuple[str, str, str, str]


class Entry(NamedTuple):
    """What a page shows of an item, and the text it is found by: a line a name, in plain lower case."""

    id: str
    name: str
    place: str
    text: str


def entry_of(card: Card, atlas: Atlas) -> Entry:
    """Give an item's entry: name, everyday names, initials, place, agency, papers, codes."""
    papers = dict.fromkeys(need.name for need in card.graph.needs)
    gifts = dict.fromkeys(gift.name for gift in card.graph.gifts)
    place = atlas.place(card.jurisdiction) if card.jurisdiction else ""
    names = (card.name, *card.aliases)
    lines = (
        *names,
        *map(initials, names),
        place,
        card.agency,
        *gifts,
        *papers,
        card.id,
        card.basic_code,
    )
    kept = dict.fromkeys(plain(line) for line in lines if line)
    return Entry(card.id, card.name, place, "\n".join(kept))


def plain(text: str) -> str:
    """Put a text into the form in which it is compared: full width to half, capitals to small."""
    return normalize("NFKC", text).lower()


def grams_of(text: str, *, query: bool = False) -> set[str]:
    """Take a text apart: Chinese into characters and pairs, the rest into threes and beginnings.

    A query needs no single characters where it has pairs, and no beginnings where it has threes.
    """
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0] > "z":
            found.update(map("".join, pairwise(run)))
            found.update(run if not query or len(run) == 1 else ())
        else:
            found.update(run[n : n + _GRAM] for n in range(len(run) - _GRAM + 1))
            if not query or len(run) < _GRAM:
                found.update((run[:1], run[:2]) if not query else (run,))
    return found


def search_outputs(atlas: Atlas, edition: str) -> Iterator[Output]:
    """List the files of the index of items; all of them hang on what all items are found by."""
    key = key_of(edition, [_found_by(card) for card in atlas.cards])

    @cache
    def entries() -> tuple[Entry, ...]:
        return tuple(entry_of(card, atlas) for card in atlas.cards)

    yield from index_outputs("search/", key, len(atlas.cards), entries)


def _found_by(card: Card) -> tuple[object, ...]:
    """Give what an entry is made of, in plain values: quicker to write down than to make."""
    needs, gifts = card.graph
    papers = [need.name for need in needs], [gift.name for gift in gifts]
    names = card.id, card.basic_code, card.name, card.aliases
    return (*names, card.jurisdiction, card.agency, *papers)


def index_outputs(
    folder: str, key: str, size: int, entries: Callable[[], tuple[Entry, ...]]
) -> Iterator[Output]:
    """List the files of an index of so many entries, which are asked for when they are needed."""
    shards = max(1, -(-size // _SHARD_ITEMS))
    chunks = -(-size // CHUNK)

    @cache
    def index() -> Sequence[bytes]:
        return tuple(_index(entries(), shards))

    yield Output(f"{folder}about.js", key, lambda: _about(entries(), shards))
    yield from _numbered(f"{folder}i{{}}.js", key, shards, lambda n: index()[n])
    yield from _numbered(f"{folder}d{{}}.js", key, chunks, lambda n: _chunk(entries(), n))


def _numbered(
    path: str, key: str, count: int, make: Callable[[int], bytes]
) -> Iterator[Output]:
    for number in range(count):
        yield Output(path.format(number), key, lambda number=number: make(number))  # type: ignore[misc]


def _about(entries: Sequence[Entry], shards: int) -> bytes:
    edition = key_of(entries, shards)
    data = {"items": len(entries), "shards": shards, "chunk": CHUNK, "edition": edition}
    return f"catalogAbout={json.dumps(data)};\n".encode()


def _index(entries: Iterable[Entry], shards: int) -> Iterator[bytes]:
    postings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for gram in grams_of(entry.text):
            postings[gram].append(number)
    parts: list[dict[str, str]] = [{} for _ in range(shards)]
    for gram in sorted(postings):
        parts[zlib.crc32(gram.encode()) % shards][gram] = _written(postings[gram])
    for number, part in enumerate(parts):
        yield _call("catalogIndex", number, part)


def _chunk(entries: Sequence[Entry], number: int) -> bytes:
    return _call("catalogEntries", number, entries[number * CHUNK : (number + 1) * CHUNK])


def _call(name: str, number: int, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{name}({number},{text});\n".encode("utf-8", "backslashreplace")


def _written(numbers: Sequence[int]) -> str:
    """Write rising numbers as differences in base 36."""
    steps = (number - before for number, before in zip(numbers, (0, *numbers), strict=False))
    return ",".join(map(_base_36, steps))


def _base_36(number: int) -> str:
    text = _DIGITS[number % 36]
    while number := number // 36:
        text = _DIGITS[number % 36] + text
    return text
