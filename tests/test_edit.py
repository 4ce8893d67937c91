"""Edits by position: what they say is done, all else stays to the byte, and twice is once."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.document import documents_of
from catalog_std.edit import Change, mended, spelled
from catalog_std.finding import Fix
from catalog_std.lint import RULES
from catalog_std.run.fix import Leave, fix_all
from catalog_std.source import Pointer, Source, Span
from tests.conftest import ROOT, job_over, shelf, untraced

NOWHERE = Span(1, 1, 1, 1)


def change(pointer: tuple[str | int, ...], action: Any, value: object = None) -> Change:  # noqa: ANN401 - an action by name
    """Make a change of the first document of a file."""
    return Change(0, Pointer(pointer), NOWHERE, Fix(action, value))


@pytest.mark.parametrize(
    ("text", "wanted", "after"),
    [
        ("a: 1 # one\nb: 2\n", change(("a",), "set", 3), "a: 3 # one\nb: 2\n"),
        ("a: 'x'\n", change(("a",), "set", "it's"), 'a: "it\'s"\n'),
        ("a: x\n", change(("a",), "set", "no"), 'a: "no"\n'),
        ("a: [1, 1, 2]\n", change(("a", 1), "remove"), "a: [1, 2]\n"),
        ("a:\n  - 甲\n  - 甲\n  - 乙\n", change(("a", 1), "remove"), "a:\n  - 甲\n  - 乙\n"),
        ("a:\n  - 甲\n  - 甲", change(("a", 1), "remove"), "a:\n  - 甲\n"),
        ("nmae: 甲 # 名\n", change(("nmae",), "rename", "name"), "name: 甲 # 名\n"),
        ("a: {b: 1}\n", change(("a", "b"), "add", ("c", 2)), "a: {b: 1, c: 2}\n"),
        (
            "a:\r\n  b: 1 # x\r\n",
            change(("a", "b"), "add", ("c", "丙")),
            "a:\r\n  b: 1 # x\r\n  c: 丙\r\n",
        ),
        ("a:\n  b: 1", change(("a", "b"), "add", ("c", 2)), "a:\n  b: 1\n  c: 2"),
        (
            "a: &x {b: 1}\nc: *x\nd: 1\n",
            change(("d",), "set", 2),
            "a: &x {b: 1}\nc: *x\nd: 2\n",
        ),
    ],
)
def test_a_change_is_made_where_it_belongs(text: str, wanted: Change, after: str) -> None:
    assert mended(text.encode(), [wanted])[0] == after.encode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: |\n  x\n", change(("a",), "set", "y")),
        ("a: &x 1\nb: *x\n", change(("a",), "set", 2)),
        ("a: {b: 1}\n", change(("a",), "set", "y")),
        ("a: [1, 2]\n", change(("a", 0), "remove")),
        ("a: [{b: 1}, 2]\n", change(("a", 1), "remove")),
        ("a: [1, # eins\n 2]\n", change(("a", 1), "remove")),
        ("a:\n  - 甲\n  - 乙 # 注\n", change(("a", 1), "remove")),
        ("a: 1\nb: 2\n", change(("a",), "rename", "b")),
        ("a: 1\n", change(("z",), "set", 2)),
        ("a: [1, 2]\n", change(("a", 0), "add", ("c", 2))),
        ("a: |\n  x\n", change(("a",), "add", ("c", 2))),
        ("{a: 1,\n b: 2}\n", change(("a",), "rename", "b")),
        ("a: x y\n", Change(0, Pointer(), Span(1, 4, 1, 7), Fix("respell", "z"))),
        ("a: 1\n", Change(3, Pointer(("a",)), NOWHERE, Fix("set", 2))),
        ("a: b: c\n", change(("a",), "set", 2)),
    ],
)
def test_what_cannot_be_done_by_position_is_left_alone(text: str, wanted: Change) -> None:
    assert mended(text.encode(), [wanted]) == (text.encode(), ())


def test_one_change_that_cannot_be_made_does_not_keep_back_the_others() -> None:
    text = b"a: 1\nb: 2\nc: 3\n"
    changes = [
        change(("a",), "set", 5),
        change(("b",), "rename", "c"),
        change(("c",), "set", 7),
    ]
    after, done = mended(text, changes)
    assert after == b"a: 5\nb: 2\nc: 7\n"
    assert [one.pointer for one in done] == [("a",), ("c",)]


def test_two_changes_of_one_place_are_made_one_after_the_other() -> None:
    text = b"a: 1\n"
    after, done = mended(text, [change(("a",), "set", 5), change(("a",), "set", 6)])
    assert (after, len(done)) == (b"a: 5\n", 1)


def test_a_byte_order_mark_stays_unless_it_is_what_is_mended() -> None:
    text = b"\xef\xbb\xbfa: 1\n"
    assert mended(text, [change(("a",), "set", 2)])[0] == b"\xef\xbb\xbfa: 2\n"
    assert mended(text, [change((), "unmark")])[0] == b"a: 1\n"


WORDS = st.text(max_size=8) | st.booleans() | st.integers(-9, 9) | st.none()


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from(["a: {}\nb: 乙\n", "x:\n  - a: {}\n", "{a: {}, b: 1}\n"]))
def test_whatever_is_spelled_is_read_back(value: object, frame: str) -> None:
    text = frame.replace("{}", spelled(value), 1)
    read = documents_of("a.yaml", text.encode("utf-8", "surrogatepass"))[0]
    assert not read.faults
    where = read.data if "a" in read.data else read.data["x"][0]
    assert where["a"] == value


SPOILS: tuple[tuple[str, str], ...] = (
    ("（", "("),
    ("type: licence", "type: 行政许可"),
    ("medium: either", "medium: 纸质/电子化"),
    ("unit: working", "unit: 工作日"),
    ('code: "1', "code: 1"),
    ("originals: 1", 'originals: "1"'),
    ("signed: true", "signed: 是"),
    ("charged: false", "charged: 否"),
    ("instructions:", "instrucions:"),
    ("standard_name: ", "# standard_name: "),
    ("，", ","),
    ("https://", "http://"),
    ("effective: ", "effective: 2024/1/2 # "),
    ("name: 居民", "name: 居 民"),
    ("12345", "１４"),
)


def spoilt(seed: int) -> list[Source]:
    """Take some items of the bundled catalog and spoil them here and there, as people do."""
    chance = random.Random(seed)
    paths = chance.sample(sorted((ROOT / "items").rglob("*.yaml")), 12)
    sources = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for clean, bad in chance.sample(SPOILS, 4):
            text = text.replace(clean, bad, chance.choice((1, -1)))
        if chance.random() < 0.3:
            text = text.replace("\n", "\r\n")
        mark = "\ufeff" if chance.random() < 0.2 else ""
        sources.append(Source(path.relative_to(ROOT).as_posix(), mark + text))
    return sources


@untraced
@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_fixing_twice_is_fixing_once_and_touches_only_what_it_names(
    seed: int, *, unsafe: bool
) -> None:
    rules = tuple(rule for rule in RULES if rule.check)
    sources = spoilt(seed)
    job = job_over(sources, rules, shelf())
    mendings, outcome = fix_all(job, Leave(unsafe=unsafe))
    changed = {name: mending.after for name, mending in mendings.items()}
    assert changed
    again = job_over(
        [Source(s.name, changed.get(s.name, s.text.encode()).decode()) for s in sources],
        rules,
        shelf(),
    )
    assert fix_all(again, Leave(unsafe=unsafe))[0] == {}
    for source in sources:
        before, after = source.text.encode(), changed.get(source.name, source.text.encode())
        assert comments(before) == comments(after)
        assert before.count(b"\r\n") == 0 or b"\n" not in after.replace(b"\r\n", b"")
    left = {f.rule for f in outcome.findings if f.fix and f.fix.safe}
    assert left <= {"materials/other-spelling"}


def comments(raw: bytes) -> list[bytes]:
    """List what stands behind a number sign."""
    return [
        line.split(b"#", 1)[1]
        for line in raw.removeprefix(b"\xef\xbb\xbf").splitlines()
        if b" # " in line or line[:1] == b"#"
    ]
