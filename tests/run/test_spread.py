"""The file phase spread over processes: the same findings, whatever happens to the workers."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.finding import Clause, Finding, Fix, Related, Severity, Subject, Where
from catalog_std.lint import RULES
from catalog_std.lint.suppression import Suppression
from catalog_std.run.cores import cores
from catalog_std.run.engine import Engine, InProcess, Part
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.pool import Pool, chunk_of, plain, serve
from catalog_std.run.rows import row_of, value_of
from catalog_std.run.sheet import Chunk, Crash, Sheet
from catalog_std.run.spread import engine_for, parts_of, spread
from catalog_std.source import Pointer, Source, Span
from catalog_std.text import Text
from catalog_std.trouble import CatalogError
from tests.conftest import ROOT, job_over, linted, shelf, shelf_under, untraced

NAMES = tuple(f"items/{n:03}.yaml" for n in range(200))
SOURCES = tuple(
    Source(name, f'code: "{n % 190}"\nname: 事项(甲){n}\nlimits: {{promised: {{days: {n}}}}}\n')
    for n, name in enumerate(NAMES)
)
Work = Callable[[tuple[str, ...]], Chunk]


def counted(names: tuple[str, ...]) -> Chunk:
    """Judge nothing, and say which files were seen."""
    return Chunk(tuple(Sheet(name, 1) for name in names), {})


def dying_of(*poisons: str, how: Callable[[], object]) -> Work:
    """Make a work that ends its process when it meets one of some files."""

    def work(names: tuple[str, ...]) -> Chunk:
        if set(poisons) & set(names):
            how()
        return counted(names)

    return work


def kill_oneself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def seen(engine: Engine, work: Work) -> tuple[set[str], dict[str, str]]:
    """Give the files that were judged, and those that were not, with the reason."""
    sheets = [s for chunk in spread(engine, work, parts_of(NAMES)) for s in chunk.sheets]
    assert len(sheets) == len(NAMES)
    lost = {crash.file: crash.reason for sheet in sheets for crash in sheet.crashes}
    return {sheet.file for sheet in sheets if not sheet.crashes}, lost


@untraced
@pytest.mark.parametrize("engine", [InProcess(), Pool(1), Pool(2), Pool(3)], ids=str)
def test_every_engine_gives_the_same_findings(engine: Engine) -> None:
    job = job_over(SOURCES, RULES, shelf())
    alone, spread_out = run_lint(job), run_lint(replace(job, engine=engine))
    assert alone.findings == spread_out.findings
    assert (alone.files, alone.items) == (spread_out.files, spread_out.items)
    assert len(alone.findings) > 200


def test_a_finding_that_many_files_share_is_told_as_the_first_of_them_tells_it() -> None:
    basic = Source("items/basic.yaml", 'basic_code: "000109001000"\nname: 出生医学证明\n')
    local = tuple(
        Source(f"items/x{n:03}.yaml", f'basic_code: "000109001000"\njurisdiction: "44{n:04}"\n')
        for n in range(100)
    )
    job = job_over((basic, *local), RULES, shelf_under("properties: {name: {maxLength: 4}}"))
    assert run_lint(job) == run_lint(replace(job, engine=Pool(3)))


@pytest.mark.parametrize(
    ("how", "reason"), [(kill_oneself, "SIGKILL"), (lambda: os._exit(7), "exit 7")]
)
def test_a_file_that_kills_its_worker_is_told_by_name_and_the_rest_is_judged(
    how: Callable[[], object], reason: str
) -> None:
    poisons = (NAMES[3], NAMES[4], NAMES[150])
    judged, lost = seen(Pool(2), dying_of(*poisons, how=how))
    assert lost == dict.fromkeys(poisons, reason)
    assert judged == set(NAMES) - set(poisons)


def test_a_worker_that_is_killed_once_costs_nothing_but_its_part_again(tmp_path: Path) -> None:
    def once() -> None:
        try:
            (tmp_path / "died").touch(exist_ok=False)
        except FileExistsError:
            return
        kill_oneself()

    judged, lost = seen(Pool(2), dying_of(NAMES[70], how=once))
    assert (judged, lost) == (set(NAMES), {})


def test_only_the_part_in_hand_is_laid_to_a_worker_that_dies_unseen(tmp_path: Path) -> None:
    def work(names: tuple[str, ...]) -> Chunk:
        if not tmp_path.joinpath(f"first{os.getpid()}").exists():
            tmp_path.joinpath(f"first{os.getpid()}").touch()
        elif (
            len(list(tmp_path.glob("first*"))) <= 2
        ):  # of the first two workers, the second part
            kill_oneself()
        return counted(names)

    judged: list[str] = []
    for _, chunk in Pool(2).map(work, parts_of(NAMES)):
        assert isinstance(chunk, Chunk)
        judged += (sheet.file for sheet in chunk.sheets)
        time.sleep(0.3 if len(judged) < 20 else 0)  # both die meanwhile
    assert sorted(judged) == list(NAMES)


@given(st.integers(0, 3000))
def test_parts_are_a_catalog_cut_up_and_small_towards_the_end(files: int) -> None:
    parts = [part.names for part in parts_of([str(n) for n in range(files)])]
    assert [name for part in parts for name in part] == [str(n) for n in range(files)]
    assert all(0 < len(part) <= 64 for part in parts)
    assert all(len(part) <= 16 for part in parts[-16:])


def test_names_and_answers_too_long_for_a_pipe_hold_nobody_up() -> None:
    parts = [Part(tuple(f"{part}{name}" * 4000 for name in range(40))) for part in range(9)]
    answers = dict(Pool(2).map(counted, iter(parts)))
    assert answers == {part: counted(part.names) for part in parts}


def test_what_goes_wrong_in_a_worker_is_raised_here() -> None:
    def work(names: tuple[str, ...]) -> Chunk:
        raise CatalogError(Text(f"{names[0]}：坏了", f"{names[0]} is broken"))

    with pytest.raises(CatalogError) as caught:
        seen(Pool(2), work)
    assert caught.value.saying.zh.endswith("坏了")


def test_workers_are_gone_when_nobody_waits_for_them_any_more() -> None:
    answers = Pool(2).map(dying_of(NAMES[1], how=lambda: time.sleep(60)), parts_of(NAMES))
    begun = time.monotonic()
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 20


def test_a_fresh_process_makes_ready_by_itself() -> None:
    answers = Pool(1, start="spawn").map(counted, iter([Part(NAMES[:2])]))
    ((part, chunk),) = answers
    assert isinstance(chunk, Chunk)
    assert [sheet.file for sheet in chunk.sheets] == list(part.names)


def test_a_worker_answers_until_there_is_no_more_to_do() -> None:
    ours, theirs = Pipe()
    other, _ = Pipe()
    answers: list[object] = []

    def drive() -> None:
        ours.send(NAMES[:2])
        for names in (("items/none.yaml",), None):
            ours.send(names)
            answers.append(ours.recv())

    def work(names: tuple[str, ...]) -> Chunk:
        return FilePhase.of(job_over(SOURCES[:2], RULES, shelf())).chunk(names)

    driver, before = Thread(target=drive), signal.getsignal(signal.SIGINT)
    driver.start()
    try:
        serve(theirs, work, [other])
    finally:
        signal.signal(signal.SIGINT, before)
        gc.unfreeze()
        driver.join()
    rows, trouble = answers
    assert chunk_of(rows) == work(NAMES[:2])  # type: ignore[arg-type]
    assert isinstance(trouble, CatalogError)
    assert other.closed


@pytest.mark.parametrize("sent", [0, 1])
def test_a_worker_goes_when_nobody_is_there_any_more(sent: int) -> None:
    ours, theirs = Pipe()
    for _ in range(sent):
        ours.send(NAMES[:2])
    ours.close()
    before = signal.getsignal(signal.SIGINT)
    try:
        serve(theirs, counted, [])
    finally:
        signal.signal(signal.SIGINT, before)
        gc.unfreeze()


def outcomes() -> Iterator[Outcome]:
    """Lint every example of every rule."""
    for rule in RULES:
        for example in rule.examples:
            yield linted(example.sources, (rule,), shelf_under(rule.under))


def test_every_finding_of_the_rule_book_comes_back_from_its_row() -> None:
    findings = [finding for outcome in outcomes() for finding in outcome.findings]
    assert len(findings) > 150
    for finding in findings:
        assert value_of(json.loads(json.dumps(row_of(finding)))) == finding


SPANS = st.builds(Span, *[st.integers(1, 9)] * 4)
WHERES = st.builds(Where, st.text(), SPANS)
TEXTS = st.builds(Text, st.text(), st.text())
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
FACTS = st.recursive(
    PLAIN | TEXTS,
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner)
    ),
    max_leaves=8,
)
CLAUSES = st.builds(Clause, *[st.text()] * 4, TEXTS, st.text(), st.none() | WHERES)
FINDINGS = st.builds(
    Finding,
    where=WHERES,
    pointer=st.lists(st.text() | st.integers()).map(Pointer),
    rule=st.text(),
    severity=st.sampled_from(Severity),
    facts=st.dictionaries(st.text(), FACTS),
    subject=st.builds(Subject, st.text(), st.text()),
    fingerprint=st.text(),
    clause=st.none() | CLAUSES,
    related=st.lists(st.builds(Related, WHERES, TEXTS), max_size=2).map(tuple),
    fix=st.none() | st.builds(Fix, st.sampled_from(["set", "remove"]), FACTS),
)


@untraced
@given(FINDINGS)
def test_any_finding_comes_back_from_its_row(finding: Finding) -> None:
    read = value_of(json.loads(json.dumps(row_of(finding))))
    assert read == finding
    assert repr(read) == repr(finding)


def test_a_chunk_comes_back_with_its_crashes_and_facts() -> None:
    chunk = Chunk((Sheet("a", 1, (), (Crash("r", "a", "why"),)),), {"items": "x\n"})
    assert chunk_of(plain(chunk)) == chunk


def test_of_files_that_say_nothing_only_their_number_is_told() -> None:
    crashed, silent = Sheet("a", 1, (), (Crash("r", "a", "why"),)), Sheet("b", 2)
    chunk = Chunk((crashed, silent, silent), {}).terse()
    assert chunk == Chunk((crashed,), {}, (2, 4))
    assert chunk_of(plain(chunk)) == chunk


def test_a_suppression_comes_back_with_its_day() -> None:
    said = Suppression("a", 0, Span(1, 1, 1, 2), "#", until=date(2026, 12, 31))
    assert value_of(json.loads(json.dumps(row_of(said)))) == said


def test_what_no_finding_should_hold_has_no_row() -> None:
    with pytest.raises(TypeError):
        row_of(object())


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ({}, None),
        ({"cpu.max": "max 100000"}, None),
        ({"cpu.max": "100000 100000"}, 1),
        ({"cpu.max": "50000 100000"}, 1),
        ({"cpu.max": "junk"}, None),
        ({"cpu.max": "1 0"}, None),
        ({"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"}, None),
        ({"cpu/cpu.cfs_quota_us": "100000", "cpu/cpu.cfs_period_us": "100000"}, 1),
        ({"cpu/cpu.cfs_quota_us": "100000"}, None),
    ],
)
def test_no_more_processors_are_used_than_affinity_and_container_allow(
    files: dict[str, str], most: int | None, tmp_path: Path
) -> None:
    (tmp_path / "cpu").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="ascii")
    assert cores(tmp_path) == (most or len(os.sched_getaffinity(0)))


def test_without_affinity_all_processors_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.sched_getaffinity")
    assert cores(tmp_path) == os.cpu_count()


def test_a_small_catalog_is_linted_in_one_process() -> None:
    assert engine_for(200) == InProcess()
    assert engine_for(5000, 1) == InProcess()
    assert engine_for(10, 3) == Pool(3)
    assert engine_for(5000) in (InProcess(), Pool(cores()))


def catalog(folder: Path) -> Path:
    """Write a catalog of 200 files."""
    (folder / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    for source in SOURCES:
        path = folder / source.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source.text, encoding="utf-8")
    return folder


def command(folder: Path, *words: str, code: str = "") -> subprocess.Popen[str]:
    """Start our command line in a process of its own, after some lines of code."""
    line = f"{code}\nfrom catalog_std.cli import main\nmain()"
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            line,
            "lint",
            str(folder),
            "--no-cache",
            "--output",
            "concise",
            *words,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder), "CATALOG_STD_LANG": "en"},
    )


POISONED = """
import os, signal
from catalog_std.run.file_phase import FilePhase
sheet = FilePhase._read
def poisoned(self, name):
    if name == "items/077.yaml":
        os.kill(os.getpid(), signal.SIGSEGV)
    return sheet(self, name)
FilePhase._read = poisoned
"""


def test_the_command_names_the_file_that_kills_and_reports_on_all_others(
    tmp_path: Path,
) -> None:
    whole = command(catalog(tmp_path), "--jobs", "1").communicate()[0].splitlines()
    process = command(tmp_path, "--jobs", "2", code=POISONED)
    out, err = process.communicate()
    assert process.returncode == 2
    assert "items/077.yaml: whoever reads it dies (SIGSEGV)" in err
    assert [line for line in whole if "items/077" not in line and "IDN" not in line] == [
        line for line in out.splitlines() if "IDN" not in line
    ]


SLOW = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have had it ignored
from catalog_std.run.file_phase import FilePhase
sheet = FilePhase._read
FilePhase._read = lambda self, name: time.sleep(0.2) or sheet(self, name)
"""


def test_ctrl_c_ends_every_process_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = command(catalog(tmp_path), "--jobs", "2", "--output", "json:out.json", code=SLOW)
    while not list(tmp_path.glob("catalog-std-*")):
        time.sleep(0.05)
    time.sleep(0.5)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = children.read_text(encoding="ascii").split()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert workers
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalog.yaml", "items"]
    assert "Traceback" not in err
