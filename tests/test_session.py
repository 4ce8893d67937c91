"""A catalog kept warm finds what a fresh run finds, whatever was edited before; and it does not grow."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.catalog.base import Spool, open_base
from catalog_std.catalog.baseline import Entry, baseline_lines
from catalog_std.catalog.facts import TABLES, Facts
from catalog_std.document import documents_of
from catalog_std.finding import Finding
from catalog_std.item import item_of
from catalog_std.lint import RULES
from catalog_std.lint.rule import Card, Rule
from catalog_std.run.catalog_phase import asking
from catalog_std.run.job import Job
from catalog_std.run.lint import run_lint
from catalog_std.run.session import Session, open_session
from catalog_std.run.sheet import place_of
from catalog_std.run.sources import Texts
from catalog_std.run.warm import Warm
from catalog_std.source import Source
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, job_over, shelf, untraced

BASIC = """\
basic_code: "000709901000"
name: 居民身份证补领
type: confirmation
status: active
level: [county]
sector: public_security
fees: {charged: false}
materials: [{name: 户口簿, issued_by: "000709902000"}]
results: [{name: 居民身份证, kind: licence}]
"""
LOCAL = """\
basic_code: "000709901000"
code: "11440100007483172Q3000709901000"
jurisdiction: "440100"
level: municipal
agency: {name: 广州市公安局, code: "11440100007483172Q", nature: statutory}
power: {source: statutory, list_code: "A-1"}
limits: {promised: {days: 40, unit: working}}
visits: {count: 1}
"""
POWERS = """\
jurisdiction: "440100"
entries: [{list_code: "A-1", name: 居民身份证补领, agency: 广州市公安局}]
"""
EVENT = """\
id: lost-wallet
name: 钱包丢了
steps: [{id: card, item: "000709901000"}, {id: other, item: "000709902000", after: [card]}]
"""
FILES = {
    "items/basic/a.yaml": BASIC,
    "items/basic/b.yaml": BASIC.replace("709901", "709902").replace("709902000}", "709901000}"),
    "items/440100/a.yaml": LOCAL,
    "items/440100/b.yaml": LOCAL.replace("709901000", "709902000"),
    "items/440300/a.yaml": LOCAL.replace("440100", "440300"),
    "power-list/440100.yaml": POWERS,
    "events/wallet.yaml": EVENT,
}
NOWHERE = Path("/nowhere")
PIECES = (
    '"000709901000"',
    '"000709902000"',
    "居民身份证补领",
    "name: 其他材料",
    "count: 3",
    "\n---\n",
    "code: x",
    "440100",
    "440300",
    "jurisdiction",
    "[",
    "",
    "\n",
    "\t",
    "“",
    "😀",
    "  # catalog-std: ignore[LIM001] 系统改造中\n",
    "# catalog-std: ignore-file[identity/repeated-code] 沿用\n",
)
NAMES = (*FILES, "items/new.yaml", "power-list/new.yaml", "events/new.yaml", "notes.yaml")


@cache
def noted() -> str:
    """Write a baseline that tolerates every second finding."""
    found = run_lint(job(FILES, NOWHERE)).findings[::2]
    entries = (
        Entry(fingerprint=f.fingerprint, rule=f.rule, file=f.where.file, touch=f.touch)
        for f in found
    )
    return "\n".join(baseline_lines({e.key: e for e in entries}.values()))


def job(files: dict[str, str], root: Path) -> Job:
    """Make a job over texts in memory, below a folder that holds none."""
    made = job_over([Source(*pair) for pair in files.items()], RULES, shelf())
    texts = Texts(root, made.texts.names, made.texts.held)
    return replace(made, texts=texts)


def settled(session: Session) -> list[Finding]:
    """Let a session come to rest; give all it knows, by file."""
    for _ in session.work():
        pass
    assert session.settled
    session.touched |= {*NAMES, "baseline.json"}
    return [found for name in sorted(session.touched) for found in session.findings(name)]


edits = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.one_of(
            st.none(),
            st.tuples(st.integers(0, 300), st.integers(0, 12), st.sampled_from(PIECES)),
        ),
        st.booleans(),
    ),
    max_size=8,
)


def edited(text: str | None, edit: tuple[int, int, str] | None) -> str | None:
    """Cut some characters out of a text and put a piece there; a file without a text begins anew."""
    if edit is None:
        return None
    start, length, piece = edit
    text = BASIC if text is None else text
    return text[:start] + piece + text[start + length :]


@settings(max_examples=25, deadline=None)
@given(edits, st.booleans())
def test_after_any_edits_a_session_finds_what_a_fresh_run_finds(
    steps: list[tuple[str, tuple[int, int, str] | None, bool]],
    tolerant: bool,  # noqa: FBT001 - drawn
) -> None:
    aside = {"baseline.json": noted()} if tolerant else {}
    files: dict[str, str] = dict(FILES)
    with open_session(job(files | aside, NOWHERE)) as session:
        for name, edit, pause in steps:
            text = edited(files.get(name), edit)
            session.write(name, text if text is None else text.encode("utf-8", "replace"))
            files.pop(name, None)
            if text is not None:
                files[name] = text
            session.judge(name)
            assert session.findings(name) == tuple(sorted(session.findings(name), key=place_of))
            if pause:
                settled(session)
        known = {
            k: v for k, v in files.items() if k.startswith(("items/", "power-list/", "events/"))
        }
        fresh = run_lint(job(known | aside, NOWHERE))
        assert settled(session) == list(fresh.findings)


def test_what_did_not_change_is_not_judged_again(tmp_path: Path) -> None:
    with open_session(job(FILES, tmp_path)) as session:
        settled(session)
        session.touched.clear()
        session.write("items/440100/a.yaml", LOCAL.encode())
        assert session.settled
        session.write("items/440100/a.yaml", LOCAL.replace("40,", "41,").encode())
        assert list(session.due) == ["items/440100/a.yaml"]
        session.judge("items/440100/a.yaml")
        asked = set(session.warm.due)
        assert asked
        assert "links/cyclic-papers" not in asked
        for _ in session.work():
            pass
        session.write("items/basic/a.yaml", BASIC.replace("补领", "换领").encode())
        assert set(session.due) == {
            "items/basic/a.yaml",
            "items/440100/a.yaml",
            "items/440300/a.yaml",
        }
        session.judge("items/basic/b.yaml")
        assert len(session.due) == 3


def test_files_on_disk_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    path = tmp_path / "items" / "a.yaml"
    with open_session(job({}, tmp_path)) as session:
        assert settled(session) == []
        path.write_text("{nmae: x}\n", encoding="utf-8")
        session.write("items/a.yaml", None)
        (unknown, *_) = settled(session)
        assert unknown.where.file == "items/a.yaml"
        assert session.documents("items/a.yaml")[0].data == {"nmae": "x"}
        path.unlink()
        session.write("items/a.yaml", None)
        assert settled(session) == []
        assert session.documents("items/a.yaml") == ()


def test_an_attachment_that_comes_is_noticed_when_mentioned(tmp_path: Path) -> None:
    text = BASIC.replace("[{name: 户口簿,", "[{name: 户口簿, blank_form: forms/a.docx,")
    files = FILES | {"items/basic/a.yaml": text}
    with open_session(job(files, tmp_path)) as session:
        assert "links/missing-file" in {found.rule for found in settled(session)}
        (tmp_path / "forms").mkdir()
        (tmp_path / "forms" / "a.docx").touch()
        session.mention("forms/a.docx")
        assert "items/basic/a.yaml" in session.due
        assert "items/440100/a.yaml" in session.due
        assert "links/missing-file" not in {found.rule for found in settled(session)}


@untraced
def test_many_edits_leave_no_more_than_one_does(tmp_path: Path) -> None:
    base = {name: len(text) for name, text in FILES.items()}
    with open_session(job(FILES, tmp_path)) as session:
        settled(session)
        sizes = []
        for number in range(1_500):
            name = tuple(FILES)[number % 6]
            start = number * 7 % base[name]
            text = FILES[name][:start] + PIECES[number % len(PIECES)] + FILES[name][start:]
            session.write(name, text.encode())
            session.judge(name)
            if number % 100 == 0:
                settled(session)
            if number % 250 == 0:
                sizes.append(held(session))
        assert max(sizes) <= 2 * sizes[0]
        for name, text in FILES.items():
            session.write(name, text.encode())
        assert settled(session) == list(run_lint(job(FILES, tmp_path)).findings)


def held(session: Session) -> int:
    """Count what a session keeps: everything in it that could grow."""
    warm = session.warm
    counted = (f"SELECT count(*) AS n FROM {table}" for table in TABLES)  # noqa: S608 - our names
    rows = sum(int(warm.base.ask(query)[0]["n"]) for query in counted)
    kept: list[Sized] = [session.job.texts.held, session.basics, warm.texts, warm.rows]
    kept += [session._stated, session._told, session._leaning]  # noqa: SLF001
    kept += [session._sheets, session._verdict]  # noqa: SLF001
    kept += [session._codes, session._told_by, session._rows]  # noqa: SLF001
    return rows + sum(len(one) for one in kept)


def test_a_query_with_a_star_names_every_column() -> None:
    (first, *_) = asking(job_over([], RULES, shelf()))
    starred = replace(first, query="SELECT file, number, '/x' AS pointer, * FROM papers")
    counting = replace(
        first, card=_named(first, "x/y"), query="SELECT count(*) FROM papers WHERE name IS NULL"
    )
    with open_base() as base:
        warm = Warm(base, [starred, counting])
        warm.due.clear()
        warm.put("items/a.yaml", facts("materials: [{name: 甲, necessity: required}]"))
        assert warm.due == {starred.name, counting.name}
        warm.due.clear()
        warm.put("items/a.yaml", facts("materials: [{name: 甲, necessity: optional}]"))
        assert warm.due == {starred.name}


def _named(rule: Rule, name: str) -> Card:
    return replace(rule.card, name=name)


def facts(text: str) -> dict[str, str]:
    """Take the facts of one item."""
    taken = Facts()
    taken.add_item(item_of(documents_of("items/a.yaml", text.encode())[0]))
    return dict(taken.texts())


def test_a_rule_that_breaks_down_is_noted_and_the_rest_goes_on() -> None:
    first, second, *_ = asking(job_over([], RULES, shelf()))
    with open_base() as base:
        warm = Warm(base, [replace(first, query="SELECT nonsense"), second])
        assert list(warm.ask()) == [first.name, second.name]
        assert set(warm.crashes) == {first.name}
        assert warm.rows == {first.name: [], second.name: []}


def test_dropped_rows_give_back_their_room(tmp_path: Path) -> None:
    with open_base() as base:
        warm = Warm(base, [])
        for number in range(401):
            warm.put("items/a.yaml", facts(f"name: 甲{number}"))
            assert list(warm.ask()) == []
        assert base.ask("SELECT max(rowid) AS last FROM items")[0]["last"] <= 200
    assert Spool(tmp_path).page("items").name == "items.csv"


@untraced
@pytest.mark.parametrize("raw", [b"\xff", b"", b"[" * 200_000, b"a: 1\0"])
def test_bytes_that_are_no_item_are_findings_not_trouble(raw: bytes, tmp_path: Path) -> None:
    with open_session(job(FILES, tmp_path)) as session:
        for name in ("items/basic/a.yaml", "power-list/440100.yaml"):
            session.write(name, raw)
        assert settled(session)


def test_rows_about_an_item_that_is_gone_are_passed_until_asked_anew(tmp_path: Path) -> None:
    two = f"--- {{name: 甲}}\n---\n{BASIC}"
    files = FILES | {"items/basic/z.yaml": two}
    with open_session(job(files, tmp_path)) as session:
        settled(session)
        repeated = {found.rule for found in session.findings("items/basic/z.yaml")}
        assert "identity/repeated-code" in repeated
        session.write("items/basic/z.yaml", "--- {name: 甲}\n".encode())
        session.judge("items/basic/z.yaml")
        left = {found.rule for found in session.findings("items/basic/z.yaml")}
        assert "identity/repeated-code" not in left


def test_places_typed_letter_by_letter_are_not_all_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("catalog_std.standard.profiles._MOST_SCOPES", 2)
    known = Profiles(shelf(), DAY)
    places = ("44", "4401", "440106", "44")
    found = [known.of({"jurisdiction": place}) for place in places]
    assert found[0] is found[3]
    assert len(known._by_scope) <= 2  # noqa: SLF001
