"""The baseline: what it tolerates, when it stops, and how two branches merge theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.catalog.baseline import BaselineFile, Entry, baseline_lines, baseline_of
from catalog_std.lint import RULES
from catalog_std.lint.fingerprint import touch
from catalog_std.run.last import tolerable
from catalog_std.run.lint import run_lint
from catalog_std.run.tolerance import pruned, recorded
from catalog_std.source import Pointer, Source
from catalog_std.trouble import CatalogError
from tests.conftest import job_over, shelf_under, untraced
from tests.test_cli import catalog, run
from tests.test_fix import breaking_rules
from tests.test_revision import git_in

__all__ = ["catalog"]

ITEM = "name: 登记\nmaterials:\n  - {id: a, name: 其他材料}\n  - {id: b, name: 有关材料}\n"
ASK = ("--rule", "materials/catch-all", "--rule", "baseline/stale", "--output", "concise")


@pytest.fixture
def old(catalog: Path) -> Path:
    """Stand in a catalog with two old faults and a baseline, as yet unwritten."""
    (catalog / "catalog.yaml").write_text(
        "as_of: 2026-11-01\nbaseline: baseline.json\n", encoding="utf-8"
    )
    (catalog / "items" / "id.yaml").write_text(ITEM, encoding="utf-8")
    return catalog


def entries(old: Path) -> list[dict[str, object]]:
    """Read the entries of the file."""
    return list(filter(None, json.loads((old / "baseline.json").read_text("utf-8"))["entries"]))


def test_what_is_written_down_is_tolerated_and_anything_new_is_not(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "lint", *ASK)[0] == 1
    code, out, err = run(capsys, "baseline", "write", "--note", "存量")
    assert (code, err) == (0, "")
    assert out.startswith("baseline.json: ")
    assert {entry["note"] for entry in entries(old)} == {"存量"}
    assert run(capsys, "lint")[0] == 0
    item = old / "items" / "id.yaml"
    item.write_text(ITEM + "  - {id: c, name: 其它材料}\n", encoding="utf-8")
    code, out, _ = run(capsys, "lint", *ASK)
    assert code == 1
    assert [line.split(": ")[0] for line in out.splitlines()] == ["items/id.yaml:5:19"]


def test_an_old_fault_counts_again_once_its_element_is_touched(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (old / "items" / "id.yaml").write_text(
        ITEM
        + "limits: {statutory: {days: 5, unit: working}, promised: {days: 9, unit: working}}\n",
        encoding="utf-8",
    )
    run(capsys, "baseline", "write")
    item = old / "items" / "id.yaml"
    text = item.read_text("utf-8")
    item.write_text(
        "# 上移\n" + text.replace("name: 登记", "name: 登记证补办"), encoding="utf-8"
    )
    assert run(capsys, "lint", *ASK)[:2] == (0, "")
    item.write_text(
        text.replace("{id: a, name: 其他材料}", "{id: a, name: 其他材料等}"), "utf-8"
    )
    code, out, _ = run(capsys, "lint", *ASK)
    assert code == 1
    assert "BAS001" in out
    assert "MAT001" in out


def test_stale_entries_fail_until_they_are_pruned_and_notes_are_kept(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write", "--note", "存量")
    text = (old / "baseline.json").read_text("utf-8")
    (old / "baseline.json").write_text(text.replace("存量", "问过省厅", 1), encoding="utf-8")
    (old / "items" / "id.yaml").write_text(ITEM.replace("有关材料", "身份证"), encoding="utf-8")
    code, out, _ = run(capsys, "lint", *ASK)
    assert code == 1
    assert out.startswith("baseline.json:")
    assert "the fault is gone: prune the entry" in out
    assert run(capsys, "lint", "--allow-stale", *ASK)[:2] == (0, "")
    assert run(capsys, "lint", "items", *ASK)[:2] == (0, "")
    code, out, _ = run(capsys, "baseline", "status")
    assert code == 1
    assert " stale, 0 without a note" in out
    assert "  1 of materials/catch-all\n" in out
    before = len(entries(old))
    code, out, _ = run(capsys, "baseline", "prune")
    assert code == 0
    assert f"(+0 -{before - len(entries(old))} entries)" in out
    assert "问过省厅" in {str(entry["note"]) for entry in entries(old)}
    assert run(capsys, "baseline", "status")[0] == 0
    kept = (old / "baseline.json").read_bytes()
    (old / "items" / "id.yaml").write_text(ITEM, encoding="utf-8")
    run(capsys, "baseline", "prune")
    assert (old / "baseline.json").read_bytes() == kept
    assert run(capsys, "lint", *ASK)[0] == 1
    run(capsys, "baseline", "write")
    assert "问过省厅" in {str(entry["note"]) for entry in entries(old)}


def test_what_watches_over_the_baseline_may_not_be_in_it(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = old / "items" / "id.yaml"
    path.write_text(ITEM + "# catalog-std: ignore\n", encoding="utf-8")
    assert "1 findings may not be in a baseline" in run(capsys, "baseline", "write")[1]
    code, out, _ = run(capsys, "lint", "--output", "concise")
    assert (code, out.count("\n")) == (1, 1)
    assert "SUP002" in out


def test_a_baseline_is_not_written_while_a_rule_is_broken(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "baseline", "write")
    kept = (old / "baseline.json").read_bytes()
    monkeypatch.setattr("catalog_std.run.job.RULES", (*RULES, *breaking_rules()))
    for command in ("write", "prune", "status"):
        code, _, err = run(capsys, "baseline", command)
        assert code == 2
        assert "rule broken/r1 broke down" in err
    assert (old / "baseline.json").read_bytes() == kept


def test_without_a_baseline_in_the_settings_there_is_none_to_write(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "baseline", "write")
    assert code == 2
    assert "add the line: baseline: baseline.json" in err
    assert catalog


ENTRY = {
    "fingerprint": "0123456789abcdef",
    "rule": "materials/catch-all",
    "file": "items/a.yaml",
    "touch": "00000000",
}


def file_of(*told: dict[str, object]) -> bytes:
    """Write a baseline as the tool would."""
    return "\n".join(
        baseline_lines([Entry.model_validate(ENTRY | one) for one in told])
    ).encode()


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"", "b.json:1:1: no JSON"),
        (b"<<<<<<< HEAD\n", "b.json:1:1: no JSON"),
        (file_of({}) + b"x", "b.json:3:7: no JSON"),
        (b"\xff", "b.json: no UTF-8"),
        (b"[]", "b.json: : Input should be"),
        (b'{"version": 2, "entries": []}', "b.json: version: Input should be 1"),
        (b'{"version": 1, "entries": [{}]}', "b.json: entries.0.fingerprint: Field required"),
        (b'{"version": 1, "entries": [], "x": 1}', "b.json: x: Extra inputs"),
    ],
)
def test_a_broken_baseline_is_one_clear_line(raw: bytes, complaint: str) -> None:
    with pytest.raises(CatalogError) as caught:
        baseline_of("b.json", raw)
    assert caught.value.saying.en.startswith(complaint)


def test_a_baseline_that_cannot_be_opened_is_told(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (old / "baseline.json").mkdir()
    code, _, err = run(capsys, "lint")
    assert (code, err) == (2, "catalog-std: baseline.json: Is a directory\n")


def test_what_a_merge_leaves_twice_counts_once_as_the_lower_of_both() -> None:
    raw = file_of(
        {"count": 3, "note": "甲"}, {"count": 2, "note": "乙"}, {"note": "", "count": 5}
    )
    (entry,) = baseline_of("b.json", raw).entries.values()
    assert (entry.count, set(entry.note.split("；"))) == (2, {"甲", "乙"})


@pytest.mark.parametrize(
    ("ours", "theirs", "merged", "union"),
    [
        ([0, 3, 5, 7], [1, 3, 5], [0, 3, 5], False),
        ([1, 2, 3, 5, 7], [1, 3, 5, 6, 7], [1, 2, 3, 5, 6, 7], False),
        ([1, 3, 5, 7, 8], [1, 3, 5, 7, 9], [1, 3, 5, 7, 8, 9], True),
    ],
    ids=["what is mended goes", "what is new comes", "side by side, with merge=union"],
)
def test_two_branches_merge_their_baselines_line_by_line(
    ours: list[int], theirs: list[int], merged: list[int], *, union: bool, tmp_path: Path
) -> None:
    git: Callable[..., str] = git_in(tmp_path)

    def commit(kept: list[int], message: str) -> None:
        told: list[dict[str, object]] = [
            {"file": f"items/{n}.yaml", "fingerprint": f"{n:016x}"} for n in kept
        ]
        (tmp_path / "b.json").write_bytes(file_of(*told) + b"\n")
        git("add", ".")
        git("commit", "--quiet", f"--message={message}")

    git("init", "--quiet", "--initial-branch=main")
    if union:
        (tmp_path / ".gitattributes").write_text("b.json merge=union\n", encoding="utf-8")
    commit([1, 3, 5, 7], "base")
    git("checkout", "--quiet", "-b", "other")
    commit(theirs, "theirs")
    git("checkout", "--quiet", "main")
    commit(ours, "ours")
    git("merge", "--quiet", "other", "--message=merged")
    read = baseline_of("b.json", (tmp_path / "b.json").read_bytes())
    assert [entry.file for entry in read.entries.values()] == [
        f"items/{n}.yaml" for n in merged
    ]


ITEMS = st.lists(
    st.sampled_from(["其他材料", "有关材料", "身份证", "其它材料"]), max_size=4
).map(
    lambda names: (
        "name: 甲\nmaterials:\n" + "".join(f"  - {{id: m, name: {n}}}\n" for n in names)
    )
)


@untraced
@settings(deadline=None)
@given(ITEMS, ITEMS)
def test_law_a_baseline_hides_what_it_was_written_for_and_pruning_lets_nothing_in(
    before: str, after: str
) -> None:
    rules = tuple(r for r in RULES if r.name in ("materials/catch-all", "baseline/stale"))

    def job(text: str, *held: Source):  # type: ignore[no-untyped-def] # noqa: ANN202 - a job
        return job_over([Source("items/a.yaml", text), *held], rules, shelf_under(""))

    found = run_lint(job(before)).findings
    empty = baseline_of("baseline.json", b'{"version": 1, "entries": []}')
    record = recorded(found, empty, "")
    text = "\n".join(baseline_lines(record.entries))
    noted = Source("baseline.json", text)
    assert run_lint(job(before, noted)).findings == ()
    outcome = run_lint(job(after, noted))
    bare = run_lint(job(after))
    told = [f for f in outcome.findings if tolerable(f)]
    silenced = [s.finding for s in outcome.silenced]
    assert sorted(f.fingerprint for f in (*told, *silenced)) == sorted(
        f.fingerprint for f in bare.findings
    )
    less = pruned(baseline_of("baseline.json", text.encode()), outcome)
    again = run_lint(
        job(after, Source("baseline.json", "\n".join(baseline_lines(less.entries))))
    )
    assert [f for f in again.findings if tolerable(f)] == told
    assert all(f.rule != "baseline/stale" for f in again.findings)


def test_every_entry_has_a_line_of_its_own_that_ends_alike() -> None:
    lines = file_of({"file": "b"}, {"file": "a"}).decode().split("\n")
    assert [line[-1] for line in lines[1:-1]] == [",", ","]
    assert json.loads(lines[1][:-1])["file"] == "a"
    assert BaselineFile.model_validate_json("\n".join(lines)).version == 1


def test_an_element_is_touched_by_whoever_edits_it() -> None:
    data = {"a": [{"b": 1}, 2]}
    assert touch(data, Pointer(("a", 0))) != touch({"a": [{"b": 2}, 2]}, Pointer(("a", 0)))
    assert touch(data, Pointer(("a", 0))) == touch({"a": [{"b": 1}, 3]}, Pointer(("a", 0)))
    assert touch(data, Pointer()) == touch({}, Pointer())
    assert touch(data, Pointer(("a", 9, "x"))) == touch(data, Pointer(("z",)))
