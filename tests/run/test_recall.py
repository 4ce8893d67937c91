"""What is remembered between runs never changes what is said: whatever is edited, killed or broken."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalog_std.catalog.settings import Home, home_of
from catalog_std.cli import main
from catalog_std.lint import RULES
from catalog_std.lint.rule import Case, Hits
from catalog_std.run.environment import environment_of
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import job_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.sheet import Chunk
from catalog_std.run.sources import Basics, Texts
from catalog_std.run.store import FOLDER
from tests.conftest import DAY, ROOT, untraced

NAMES = ("甲证核发", "乙证(补)发", "丙 证", "丁证", "")
SCHEMA = (
    '{{"type": "object", "properties": {{"name": {{"type": "string", "maxLength": {most}}}}}}}'
)
MANIFEST = """id: own-1
layer: local
jurisdiction: "51"
title: {zh: 自家, en: own}
source: {document: own, sure: practice}
schema: own.json
"""


def chance_of(seed: int) -> random.Random:
    """Give chance that repeats itself."""
    return random.Random(seed)


def old(path: Path) -> None:
    """Make a file look as if it had been written long ago, so that its signature is believed."""
    stamp = path.stat().st_mtime_ns - 10_000_000_000
    os.utime(path, ns=(stamp, stamp))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def basic(number: int, chance: random.Random) -> str:
    name = chance.choice(NAMES)
    return f'basic_code: "00010900{number}000"\nname: "{name}"\nlimits: {{statutory: {{days: 5}}}}\n'


def local(chance: random.Random) -> str:
    lines = [f'basic_code: "00010900{chance.randrange(4)}000"']
    lines.append(f'code: "{chance.randrange(6)}"')
    lines.append(f'jurisdiction: "{chance.choice(["510100", "440106", "x"])}"')
    if chance.random() < 0.5:
        lines.append(f'name: "{chance.choice(NAMES)}"')
    if chance.random() < 0.5:
        lines.append(f"limits: {{promised: {{days: {chance.randrange(1, 9)}}}}}")
    if chance.random() < 0.5:
        lines.append("materials: [{name: 表, blank_form: forms/a.docx, originals: 1}]")
    if chance.random() < 0.3:
        lines.append("agency: {name: 某局}  # catalog-std: ignore[text/placeholder] 样例")
    if chance.random() < 0.1:
        lines.append("name: [")
    return "\n".join(lines) + "\n"


def standard(most: int) -> str:
    return SCHEMA.format(most=most)


def planted(root: Path, chance: random.Random) -> Path:
    """Write a small catalog with a standard of its own and a power list."""
    write(root / "catalog.yaml", "as_of: 2026-11-01\nstandards: {path: [own]}\n")
    write(root / "own" / "standard.yaml", MANIFEST)
    write(root / "own" / "own.json", standard(5))
    write(
        root / "power-list" / "a.yaml", 'jurisdiction: "510100"\nentries: [{list_code: P1}]\n'
    )
    for number in range(3):
        write(root / "items" / f"basic{number}.yaml", basic(number, chance))
    for number in range(6):
        write(root / "items" / f"{number}.yaml", local(chance))
    for path in root.rglob("*.yaml"):
        old(path)
    return root


def edited(root: Path, chance: random.Random) -> None:
    """Change something, as people, git and editors do."""
    item = root / "items" / f"{chance.randrange(7)}.yaml"
    root_basic = root / "items" / f"basic{chance.randrange(4)}.yaml"
    match chance.randrange(9):
        case 0 | 1 | 2:
            write(item, local(chance))
        case 3:
            write(root_basic, basic(chance.randrange(4), chance))
        case 4:
            item.unlink(missing_ok=True)
        case 5:
            root_basic.unlink(missing_ok=True)
        case 6:
            write(root / "own" / "own.json", standard(chance.randrange(2, 9)))
        case 7:
            form = root / "forms" / "a.docx"
            form.unlink() if form.exists() else write(form, "x")
        case _:
            entry = chance.choice(["P1", "P2"])
            write(
                root / "power-list" / "a.yaml",
                f'jurisdiction: "510100"\nentries: [{{list_code: {entry}, name: 甲证核发}}]\n',
            )
    if item.exists() and chance.random() < 0.7:
        old(item)


def lint(root: Path, *, remembering: bool = True) -> Outcome:
    """Lint a catalog."""
    job = job_of(home_of(root), DAY)
    return run_lint(replace(job, memory=root if remembering else None))


def judged(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Outcome, list[str]]:
    """Lint a catalog, and tell which files were judged anew."""
    seen: list[str] = []
    chunk = FilePhase.chunk

    def watched(phase: FilePhase, names: tuple[str, ...]) -> Chunk:
        seen.extend(names)
        return chunk(phase, names)

    with monkeypatch.context() as patch:
        patch.setattr(FilePhase, "chunk", watched)
        return lint(root), seen


@untraced
@pytest.mark.parametrize("seed", range(5))
def test_over_any_edits_what_is_remembered_says_what_a_fresh_look_says(
    seed: int, tmp_path: Path
) -> None:
    chance = chance_of(seed)
    root = planted(tmp_path, chance)
    for _ in range(8):
        for _ in range(chance.randrange(3)):
            edited(root, chance)
        cached, fresh = lint(root), lint(root, remembering=False)
        assert cached == fresh
        assert repr(cached.findings) == repr(fresh.findings)
        assert not cached.mishap


@untraced
@pytest.mark.parametrize("format", ["json", "text", "concise"])
def test_every_byte_printed_is_the_same_but_how_many_were_remembered(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = planted(tmp_path, chance_of(1))

    def printed(*words: str) -> str:
        with pytest.raises(SystemExit):
            main(["lint", str(root), "--output", format, *words])
        out, err = capsys.readouterr()
        assert not err
        return re.sub(r'"cached": \d+', "", out)

    assert printed("--no-cache") == printed() == printed() == printed("--jobs", "2")


@untraced
def test_the_summary_counts_the_files_that_were_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = planted(tmp_path, chance_of(1))

    def summary(*words: str) -> dict[str, int]:
        with pytest.raises(SystemExit):
            main(["lint", str(root), "--output", "json", "--as-of", str(DAY), *words])
        told: dict[str, int] = json.loads(capsys.readouterr().out)["summary"]
        return told

    cold, warm = summary(), summary()
    assert (cold["cached"], warm["cached"]) == (0, warm["files"])
    assert summary("--no-cache")["cached"] == 0
    edited_ = next((root / "items").glob("*.yaml"))
    write(edited_, edited_.read_text(encoding="utf-8") + "# 改过\n")
    assert 0 < summary()["cached"] < warm["files"]


@untraced
def test_only_what_changed_is_judged_and_what_leans_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path
    write(root / "catalog.yaml", "as_of: 2026-11-01\nstandards: {path: [own]}\n")
    write(root / "own" / "standard.yaml", MANIFEST)
    write(root / "own" / "own.json", standard(5))
    write(root / "items" / "basic.yaml", 'basic_code: "000109001000"\nname: 甲\n')
    write(root / "items" / "a.yaml", 'basic_code: "000109001000"\njurisdiction: "510100"\n')
    write(root / "items" / "b.yaml", 'basic_code: "000109009000"\njurisdiction: "440106"\n')
    form = "materials: [{name: 表, blank_form: forms/a.docx}]\n"
    write(root / "items" / "c.yaml", f'code: "1"\njurisdiction: "440106"\n{form}')
    everything = ["items/a.yaml", "items/b.yaml", "items/basic.yaml", "items/c.yaml"]
    assert judged(root, monkeypatch)[1] == everything
    assert judged(root, monkeypatch)[1] == []
    write(root / "items" / "a.yaml", 'basic_code: "000109001000"\njurisdiction: "510200"\n')
    assert judged(root, monkeypatch)[1] == ["items/a.yaml"]
    write(root / "items" / "basic.yaml", 'basic_code: "000109001000"\nname: 乙\n')
    assert judged(root, monkeypatch)[1] == ["items/a.yaml", "items/basic.yaml"]
    write(root / "items" / "other.yaml", 'basic_code: "000109009000"\nname: 丙\n')
    assert judged(root, monkeypatch)[1] == ["items/b.yaml", "items/other.yaml"]
    write(root / "own" / "own.json", standard(3))
    assert judged(root, monkeypatch)[1] == ["items/a.yaml"]
    write(root / "forms" / "a.docx", "x")
    assert judged(root, monkeypatch)[1] == ["items/c.yaml"]
    write(root / "catalog.yaml", "rules: {text/stray-blanks: error}\n")
    assert len(judged(root, monkeypatch)[1]) == 5


def test_power_lists_and_life_events_are_read_anew_at_every_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "catalog.yaml", "as_of: 2026-11-01\n")
    write(tmp_path / "items" / "basic.yaml", 'basic_code: "000109001000"\nname: 甲\n')
    event = 'id: moving\nname: 搬家\nsteps: [{id: a, item: "00010900%d000"}]\n'
    write(tmp_path / "events" / "moving.yaml", event % 1)
    clean, _ = judged(tmp_path, monkeypatch)
    write(tmp_path / "events" / "moving.yaml", event % 2)
    broken, fresh = judged(tmp_path, monkeypatch)
    (tmp_path / "events" / "moving.yaml").unlink()
    gone, _ = judged(tmp_path, monkeypatch)
    assert fresh == []
    assert broken.findings != clean.findings == gone.findings
    assert "events/no-such-item" in {finding.rule for finding in broken.findings}


def test_a_fresh_checkout_with_the_same_bytes_is_warm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path, chance_of(2))
    first, _ = judged(root, monkeypatch)
    for path in (root / "items").iterdir():
        raw = path.read_bytes()
        path.unlink()
        path.write_bytes(raw)
    again, seen = judged(root, monkeypatch)
    assert (again, seen) == (first, [])


@untraced
def test_an_edit_in_the_blink_of_an_eye_is_not_missed(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(3))
    item = root / "items" / "0.yaml"
    for days in (1, 3, 5):
        stamp = time.time_ns()
        for more in range(2):
            text = f'code: "1"\nlimits: {{promised: {{days: {days + more}}}}}\n'
            item.write_text(text, encoding="utf-8")
            os.utime(item, ns=(stamp, stamp))
            assert lint(root) == lint(root, remembering=False)


def shop(root: Path) -> Path:
    """Find the folder of what is remembered."""
    (folder,) = (path for path in (root / FOLDER).iterdir() if path.is_dir())
    return folder


def garble(path: Path) -> None:
    path.write_bytes(b"\x00garbage" * 1000)


def unreadable_rows(root: Path) -> None:
    with closing(sqlite3.connect(shop(root) / "sheets.sqlite")) as base, base:
        base.execute("""UPDATE sheets SET row = '["?"' WHERE row IS NOT NULL""")


def unreadable_leans(root: Path) -> None:
    with closing(sqlite3.connect(shop(root) / "sheets.sqlite")) as base, base:
        base.execute("UPDATE leans SET said = '[[\"nonsense\"]]' || id")


def answer(root: Path, rows: str | None) -> None:
    """Put something else in place of what all items answered together, or nothing at all."""
    with closing(sqlite3.connect(shop(root) / "sheets.sqlite")) as base, base:
        if rows is None:
            base.execute("DELETE FROM answers")
        else:
            base.execute("UPDATE answers SET rows = ?", (rows,))


def lost_facts(root: Path) -> None:
    for folder in shop(root).glob("facts-*"):
        for file in folder.iterdir():
            file.unlink()


def lost_facts_that_are_asked(root: Path) -> None:
    answer(root, None)
    lost_facts(root)


def garbled_facts(root: Path) -> None:
    answer(root, None)
    for file in shop(root).glob("facts-*/items.parquet"):
        garble(file)


def missing_tables(root: Path) -> None:
    with closing(sqlite3.connect(shop(root) / "sheets.sqlite")) as base, base:
        base.execute("DROP TABLE sheets")


MISFORTUNES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda root: garble(shop(root) / "sheets.sqlite"),
    "emptied": lambda root: (shop(root) / "sheets.sqlite").write_bytes(b""),
    "cut": lambda root: os.truncate(shop(root) / "sheets.sqlite", 5000),
    "rows": unreadable_rows,
    "leans": unreadable_leans,
    "answers": lambda root: answer(root, "["),
    "lost": lost_facts_that_are_asked,
    "garbled": garbled_facts,
}


@pytest.mark.parametrize("name", MISFORTUNES)
def test_a_broken_store_is_said_once_and_healed(name: str, tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(4))
    right = lint(root)
    MISFORTUNES[name](root)
    first, second, third = lint(root), lint(root), lint(root)
    assert first == second == third == right
    assert bool(first.mishap) == (name != "emptied")
    assert (second.mishap, third.mishap) == ("", "")


def test_where_nothing_changed_no_fact_is_asked(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(9))
    right = lint(root)
    lost_facts(root)
    again = lint(root)
    assert (again, again.mishap) == (right, "")


def test_where_tables_are_missing_the_answer_is_right_and_the_trouble_told(
    tmp_path: Path,
) -> None:
    root = planted(tmp_path, chance_of(4))
    right = lint(root)
    missing_tables(root)
    assert lint(root) == right
    assert "sheets" in lint(root).mishap


def test_a_folder_that_cannot_be_made_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = planted(tmp_path, chance_of(5))
    (root / FOLDER).write_text("in the way", encoding="ascii")
    with pytest.raises(SystemExit):
        main(["lint", str(root), "--output", "concise", "--lang", "en"])
    out, err = capsys.readouterr()
    assert err.count("could not be used") == 1
    assert out
    with pytest.raises(SystemExit) as left:
        main(["clean", str(root), "--lang", "en"])
    assert left.value.code == 2


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be somebody who may read everything here and write nothing, but in a folder for such."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t").chmod(0o777)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    os.seteuid(65534)
    yield
    os.seteuid(0)


@needs_root
def test_a_folder_that_may_only_be_read_is_used_as_far_as_it_goes(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path / "c", chance_of(6))
    right = lint(root)
    write(root / "items" / "0.yaml", 'code: "1"\nname: 新\n')
    for path in (root / FOLDER).rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    request.getfixturevalue("nobody")
    outcome, seen = judged(root, monkeypatch)
    assert seen == ["items/0.yaml"]
    assert outcome != right
    assert outcome == lint(root, remembering=False)
    assert outcome.mishap


@needs_root
def test_a_store_that_may_only_be_read_is_warm_without_a_word_where_nothing_changed(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path / "c", chance_of(6))
    right = lint(root)
    request.getfixturevalue("nobody")
    assert judged(root, monkeypatch) == (right, [])
    assert not lint(root).mishap


@needs_root
def test_where_only_times_changed_and_nothing_can_be_written_that_is_said(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path / "c", chance_of(6))
    right = lint(root)
    os.utime(root / "items" / "0.yaml", ns=(1, 1))
    request.getfixturevalue("nobody")
    assert judged(root, monkeypatch) == (right, [])
    assert lint(root).mishap


@untraced
def test_a_store_in_use_by_another_is_waited_for_or_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path, chance_of(7))
    right = lint(root)
    write(root / "items" / "0.yaml", 'code: "1"\n')
    monkeypatch.setattr("catalog_std.run.store.WAIT", 0.1)
    with closing(sqlite3.connect(shop(root) / "sheets.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = lint(root)
    assert outcome == lint(root, remembering=False)
    assert outcome != right
    assert "locked" in outcome.mishap
    assert not lint(root).mishap


def test_where_nothing_can_be_written_what_was_found_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path, chance_of(7))
    lint(root)
    write(root / "items" / "0.yaml", 'code: "1"\n')
    monkeypatch.setattr("catalog_std.run.store.WAIT", 0.1)
    chunk = FilePhase.chunk
    with closing(sqlite3.connect(shop(root) / "sheets.sqlite")) as other:

        def meanwhile(phase: FilePhase, names: tuple[str, ...]) -> Chunk:
            other.execute("BEGIN IMMEDIATE")
            return chunk(phase, names)

        with monkeypatch.context() as patch:
            patch.setattr(FilePhase, "chunk", meanwhile)
            outcome = lint(root)
    assert outcome == lint(root, remembering=False)
    assert "locked" in outcome.mishap


def test_a_clean_file_is_remembered_as_clean(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(7))
    job = replace(job_of(home_of(root), DAY, ["identity/repeated-code"]), memory=root)
    first, second = run_lint(job), run_lint(job)
    assert (first, first.items) == (second, second.items)


def command(root: Path, code: str = "") -> subprocess.Popen[str]:
    """Start our command line in a process of its own, after some lines of code."""
    line = f"{code}\nfrom catalog_std.cli import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", line, "lint", str(root), "--output", "concise"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_two_runs_at_once_are_both_right(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(8))
    for _ in range(2):
        runs = [command(root) for _ in range(3)]
        said = [run.communicate() for run in runs]
        assert len({out for out, _ in said}) == 1
        assert all(err.count("\n") <= 1 for _, err in said)
        write(root / "items" / "0.yaml", local(chance_of(99)))
    assert lint(root) == lint(root, remembering=False)


DYING = """
import os, signal
from catalog_std.run import {module}
from catalog_std.run.{module} import {kind}
{kind}.{name} = lambda *given, **more: os.kill(os.getpid(), signal.SIGKILL)
"""


@untraced
@pytest.mark.parametrize(
    ("module", "kind", "name"),
    [("store", "Store", "write"), ("recall", "Recall", "gather"), ("recall", "Recall", "keep")],
)
def test_a_run_that_is_killed_leaves_what_is_remembered_sound(
    module: str, kind: str, name: str, tmp_path: Path
) -> None:
    root = planted(tmp_path, chance_of(9))
    lint(root)
    write(root / "items" / "0.yaml", 'code: "9"\nname: 新的\n')
    killed = command(root, DYING.format(module=module, kind=kind, name=name))
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    again = lint(root)
    assert again == lint(root, remembering=False)
    assert not again.mishap


@untraced
def test_a_file_changed_while_it_was_judged_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path, chance_of(10))
    chunk = FilePhase.chunk

    def meddling(phase: FilePhase, names: tuple[str, ...]) -> object:
        write(root / "items" / "0.yaml", 'code: "77"\nname: "换了 的"\n')
        return chunk(phase, names)

    with monkeypatch.context() as patch:
        patch.setattr(FilePhase, "chunk", meddling)
        lint(root)
    outcome, seen = judged(root, monkeypatch)
    assert seen == ["items/0.yaml"]
    assert outcome == lint(root, remembering=False) == lint(root)


@untraced
def test_what_was_said_by_a_rule_that_broke_down_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path, chance_of(11))
    job = replace(job_of(home_of(root), DAY), memory=root)

    def breaks(case: Case) -> Hits:
        raise ZeroDivisionError(case.item.name)

    rules = [
        replace(rule, check=breaks, needs=None) if rule.id == "TXT001" else rule
        for rule in RULES
    ]
    assert run_lint(replace(job, rules=tuple(rules))).crashes
    outcome, seen = judged(root, monkeypatch)
    assert {f"items/basic{number}.yaml" for number in range(3)} <= set(seen)
    assert outcome == lint(root, remembering=False)


def test_old_environments_are_let_go_and_many_pieces_made_one(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(12))
    for day in range(1, 8):
        job = job_of(home_of(root), date(2026, 11, day))
        run_lint(replace(job, memory=root))
    assert len([path for path in (root / FOLDER).iterdir() if path.is_dir()]) == 4
    for number in range(15):
        write(root / "items" / f"{number % 7}.yaml", f'code: "{number}"\n')
        outcome = lint(root)
    assert outcome == lint(root, remembering=False)
    folders = [path for path in (root / FOLDER).iterdir() if list(path.glob("facts-*"))]
    assert max(len(list(path.glob("facts-*"))) for path in folders) <= 14


def test_items_as_they_were_before_are_not_remembered(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(13))
    job = job_of(home_of(root), DAY)
    before = replace(job.setting, before={("items/0.yaml", 0): {"name": "旧"}})
    run_lint(replace(job, memory=root, setting=before))
    assert not (root / FOLDER).exists()


def test_the_environment_tells_days_settings_rules_and_terms_apart(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(14))
    home = home_of(root)
    job = job_of(home, DAY)
    severe = home.settings.model_copy(update={"rules": {"text/stray-blanks": "error"}})
    others = [
        job_of(home, date(2026, 11, 2)),
        job_of(home, DAY, ["TXT001"]),
        job_of(Home(root, severe), DAY),
        replace(job, setting=replace(job.setting, terms={"甲": "乙"})),
    ]
    keys = {environment_of(one) for one in (job, *others)}
    assert len(keys) == len(others) + 1
    assert environment_of(job_of(home, DAY)) == environment_of(job)


def test_a_library_that_is_not_there_has_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_of(home_of(planted(tmp_path, chance_of(17))), DAY)
    before = environment_of(job)
    monkeypatch.setattr("catalog_std.run.environment.LIBRARIES", ("no-such-library",))
    assert environment_of(job) != before


def test_basic_items_known_by_file_are_read_when_asked_for(tmp_path: Path) -> None:
    write(
        tmp_path / "a.yaml", '--- {basic_code: "1", name: x}\n--- {basic_code: "1", name: y}\n'
    )
    basics = Basics(Texts(tmp_path, ("a.yaml",)), {"1": "a.yaml"})
    assert basics["1"].data == {"basic_code": "1", "name": "x"}
    assert basics["1"] is basics["1"]
    assert (list(basics), len(basics), basics.get("2")) == (["1"], 1, None)


def test_clean_removes_all_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = planted(tmp_path, chance_of(15))
    lint(root)
    for said in ("removed", "there was no cache"):
        with pytest.raises(SystemExit) as left:
            main(["clean", str(root), "--lang", "en"])
        assert left.value.code == 0
        assert said in capsys.readouterr().err
    assert not (root / FOLDER).exists()


def test_the_folder_keeps_itself_out_of_git_and_of_backups(tmp_path: Path) -> None:
    root = planted(tmp_path, chance_of(16))
    lint(root)
    assert (root / FOLDER / ".gitignore").read_text("ascii") == "*\n"
    assert (
        (root / FOLDER / "CACHEDIR.TAG").read_text("ascii").startswith("Signature: 8a477f597d")
    )
