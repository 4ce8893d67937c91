"""Items compared as they are read: what is told is what all items together would come to, whoever reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.diff.catalogs import compared
from catalog_std.diff.pairing import Pairing, paired
from catalog_std.effective import effective_of
from catalog_std.run import aside, diff
from catalog_std.run.diff import DiffOutcome, gauges, run_diff
from catalog_std.run.sides import Side, open_side
from tests.diff.making import DAY, profiles, side
from tests.run.test_snapshot import laid, taken
from tests.run.test_sources import BASIC, LOCAL

BASICS = {"items/basic.yaml": BASIC.encode()}
CODES = ["A", "B", "440106"]
DOCUMENTS = st.lists(
    st.builds(
        "code: {}\nname: 事项{}\nvisits: {{count: {}}}\nprevious_codes: [{}]\n".format,
        st.sampled_from(CODES),
        st.integers(1, 2),
        st.integers(1, 2),
        st.sampled_from(CODES),
    ),
    max_size=3,
).map("---\n".join)
FILES = st.dictionaries(st.sampled_from(["items/1.yaml", "items/2.yaml"]), DOCUMENTS)


def late(before: Side, after: Side) -> tuple[object, Pairing]:
    """Read both sides whole, and only then compare what differs."""
    names = dict.fromkeys((*before.texts.names, *after.texts.names))
    differing = [n for n in names if before.texts.held.get(n) != after.texts.held.get(n)]
    read = [
        [
            effective_of(document, {})
            for name in differing
            if name in one.texts.held
            for document in one.texts.documents(name)
            if isinstance(document.data, dict)
        ]
        for one in (before, after)
    ]
    pairing = paired(*read)
    found = compared(pairing, gauges(profiles()), DAY, {})
    return [told for told in found if told.changes], pairing


@settings(max_examples=60)
@given(FILES, FILES)
def test_items_compared_early_are_told_as_if_late(
    old: dict[str, str], new: dict[str, str]
) -> None:
    before, after = side(old), side(new)
    outcome = run_diff(before, after, profiles())
    found, pairing = late(before, after)
    assert isinstance(found, list)
    found.sort(key=lambda one: (one.document.source.name, one.document.number))
    seen = [
        [
            (i.subject, i.by, i.sure, i.before, i.after, i.document.number, spots(i.changes))
            for i in items
        ]
        for items in (outcome.items, found)
    ]
    assert seen[0] == seen[1]
    moved = sum(m.before.source.name != m.after.source.name for m in pairing.matches)
    assert outcome.moved == moved


def spots(changes: object) -> list[object]:
    """Tell changes, and where they stand."""
    assert isinstance(changes, tuple)
    return [
        (one.kind, one.weight, one.facts, one.fingerprint, one.known, values(one))
        for one in changes
    ]


def values(change: object) -> list[object]:
    """Tell both sides of a change as reports do."""
    sides = [getattr(change, "before"), getattr(change, "after")]  # noqa: B009
    return [
        s.value if s.value is None else (s.value, s.at.source.name, s.at.span, s.at.key_span)
        for s in sides
    ]


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Side, Side]:
    """Take snapshots of many items, each of which changed in its own way, and one that cannot be read."""
    named = {
        f"items/{n:02}.yaml": LOCAL.replace("4000709901000", f"{n:013}") for n in range(30)
    }
    old = {name: f"{text}visits: {{count: 1}}\n" for name, text in named.items()}
    new = {
        name: f"{text}visits: {{count: {n}}}\n" for n, (name, text) in enumerate(named.items())
    }
    new |= {
        "items/07.yaml": "name: [\n",
        "items/08.yaml": new["items/08.yaml"] + "---\ncode: X\n",
    }
    new |= {"items/40.yaml": "code: Y\nprevious_codes: [11440106MB2D05318E0000000000009]\n"}
    roots = [
        laid(tmp_path / f"{n}", {name: text.encode() for name, text in files.items()} | BASICS)
        for n, files in enumerate((old, new))
    ]
    one, other = (taken(root, tmp_path / f"s{root.name}") for root in roots)
    return open_side(str(one), one), open_side(str(other), other)


def told_of(outcome: DiffOutcome) -> list[object]:
    """Tell all that a comparison found."""
    items = [
        (i.subject, i.by, i.sure, i.before, i.after, spots(i.changes)) for i in outcome.items
    ]
    return [items, outcome.totals, outcome.unread, outcome.moved]


def apart(work: Callable[[Any], Any], parts: list[Any], least: int) -> Iterator[Any]:
    """Do every other part as another process would: with a copy of all that was read."""
    assert least <= len(parts)
    theirs = deepcopy(work.__self__)  # type: ignore[attr-defined]
    for number, part in enumerate(parts):
        yield number, theirs.rows(part) if number % 2 else None


def test_who_reads_what_makes_no_difference(
    sides: tuple[Side, Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = told_of(run_diff(*sides, profiles()))
    assert len(alone[0]) == 30  # type: ignore[arg-type]
    monkeypatch.setattr(diff, "_STRETCH", 3)
    monkeypatch.setattr(aside, "cores", lambda: 2)
    assert told_of(run_diff(*sides, profiles())) == alone
    monkeypatch.setattr(diff, "shared", apart)
    assert told_of(run_diff(*sides, profiles())) == alone


def test_lines_are_read_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "_STRETCH", 1)
    monkeypatch.setattr(diff, "_LEAST", 1)
    lines = [json.dumps({"code": f"{n}", "visits": {"count": n}}) for n in range(4)]
    files = [{"items/a.ndjson": "\n".join(some).encode()} for some in (lines, lines[2:])]
    setting = {"catalog.yaml": b"version: 1\nitems: {include: [items/*.ndjson]}\n"}
    roots = [laid(tmp_path / f"{n}", some | setting) for n, some in enumerate(files)]
    snaps = [taken(root, tmp_path / f"s{root.name}") for root in roots]
    one, other = (open_side(str(path), path) for path in snaps)
    monkeypatch.setattr(aside, "cores", lambda: 2)
    assert len(run_diff(one, other, profiles()).items) == 2
