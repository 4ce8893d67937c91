"""A catalog judged by batch jobs: the same bytes as ``lint``, whatever is run twice, at once, half or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.cli import main
from catalog_std.cli.output import PRINTERS
from catalog_std.document import documents_of
from catalog_std.run.appearing import appearing
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import job_of
from catalog_std.run.plan import Plan, open_plan, partitions
from catalog_std.run.shard import sum_of
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, ROOT, untraced

BASIC = 'basic_code: "000109001000"\nname: 出生医学证明\n'
ITEM = 'basic_code: "000109001000"\ncode: "{0}"\nname: 事项(甲){1}\nlimits: {{promised: {{days: {1}}}}}\n'
NAMES = ("items/000.yaml", *(f"items/{n:03}.yaml" for n in range(1, 90)))
Said = tuple[int, str, str]
Say = Callable[..., Said]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in English, and give its exit code and what it says."""

    def run(*words: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main(["--lang", "en", *map(str, words)])
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    return run


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return laid(tmp_path / "catalog")


def laid(folder: Path) -> Path:
    """Write ninety files and a file of seventy lines."""
    (folder / "items").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(
        "as_of: 2026-11-01\nitems: {include: ['items/**']}\n", encoding="utf-8"
    )
    (folder / NAMES[0]).write_text(BASIC, encoding="utf-8")
    for n, name in enumerate(NAMES[1:], start=1):
        (folder / name).write_text(ITEM.format(n % 80, n), encoding="utf-8")
    lines = [
        json.dumps({"code": str(n), "name": f"行{n}"}, ensure_ascii=False) for n in range(70)
    ]
    (folder / "items" / "more.ndjson").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def work(catalog: Path, tmp_path: Path, say: Say) -> Path:
    """Plan: four partitions and a bit."""
    folder = tmp_path / "work"
    code, _, err = say("plan", catalog, "--to", folder, "--size", 20)
    assert (code, err) == (0, f"{folder}: 93 files in 5 partitions\n")
    return folder


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Plan and judge once for whoever only merges: a catalog, and the folder of its results."""
    home = tmp_path_factory.mktemp("judged")
    catalog, work = laid(home / "catalog"), home / "work"

    def quietly(*words: object) -> Said:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()), suppress(SystemExit):
            main([str(word) for word in words])
        return 0, "", ""

    quietly("plan", catalog, "--to", work, "--size", 20)
    shards(quietly, work)
    return catalog, work


def shards(say: Say, work: Path, of: int = 2) -> None:
    for index in range(of):
        assert say("run-shard", work, "--index", index, "--of", of, "--jobs", 1)[0] == 0


def lint(say: Say, catalog: Path, *words: str) -> Said:
    return say("lint", catalog, "--no-cache", *words)


@untraced
@pytest.mark.parametrize("form", PRINTERS)
def test_a_merge_prints_what_lint_prints(
    form: str, judged: tuple[Path, Path], say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    catalog, work = judged
    merged = say("merge", work, "--output", form)
    assert merged == lint(say, catalog, "--output", form)
    assert merged[0] == 1
    assert len(merged[1]) > 1000


@untraced
def test_our_own_catalog_an_archive_and_a_snapshot_of_it_merge_alike(
    tmp_path: Path, say: Say
) -> None:
    archive = tmp_path / "whole.tar.gz"
    subprocess.run(
        ["tar", "-czf", archive, "-C", ROOT, "catalog.yaml", "items", "events", "power-list"],
        check=True,
    )
    snapshot = tmp_path / "snapshot"
    assert say("export", "snapshot", snapshot, "--of", archive, "--as-of", DAY)[0] == 0
    for number, place in enumerate((ROOT, archive, snapshot)):
        folder = tmp_path / str(number)
        assert say("plan", place, "--to", folder, "--as-of", DAY, "--size", 30)[0] == 0
        shards(say, folder, of=3)
        merged = say("merge", folder, "--output", "json")
        assert merged == lint(say, place, "--output", "json", "--as-of", str(DAY))


@untraced
def test_what_was_done_is_not_done_again_and_strays_are_not_looked_at(
    work: Path, say: Say
) -> None:
    shards(say, work)
    before = {path: path.stat().st_mtime_ns for path in work.glob("*/*")}
    for folder in ("rows", "done"):
        (work / folder / f"{'0' * 32}.json").write_text("stray", encoding="utf-8")
        (work / folder / ".half.json.1").write_text("stray", encoding="utf-8")
    _, _, err = say("run-shard", work, "--index", 0, "--of", 1)
    assert err == "shard 0 of 1: 5 partitions judged, 5 of them before\n"
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert say("merge", work, "--output", "concise", "--exit-zero")[0] == 0


@untraced
def test_rows_add_up_however_they_are_cut(catalog: Path, work: Path, say: Say) -> None:
    shards(say, work)
    say("merge", work)
    phase = FilePhase.of(job_of(home_of(catalog), DAY))
    merged = json.loads((work / "merged.json").read_bytes())
    assert merged["sum"] == sum_of(phase.chunk(phase.job.texts.names))
    assert merged["sum"] == sum_of(phase.chunk(reversed(phase.job.texts.names)))
    assert merged["sum"] != sum_of(phase.chunk(phase.job.texts.names[1:]))
    assert (merged["files"], merged["items"], merged["partitions"]) == (93, 160, 5)


@pytest.mark.parametrize("lost", ["done", "rows"])
def test_what_is_missing_or_damaged_is_named_and_done_again(
    lost: str, work: Path, say: Say
) -> None:
    shards(say, work)
    whole = say("merge", work)
    first = min((work / lost).iterdir())
    for spoil in (lambda: first.write_bytes(b'{"torn": '), first.unlink):
        spoil()
        code, out, err = say("merge", work)
        assert (code, out) == (2, "")
        assert "no result of 1 partitions" in err
        shards(say, work, of=1)
        assert say("merge", work) == whole


def test_a_merge_of_nothing_names_some_of_what_is_missing(
    catalog: Path, tmp_path: Path, say: Say
) -> None:
    say("plan", catalog, "--to", tmp_path / "w", "--size", 10)
    assert (
        "no result of 10 partitions (0, 1, 2, 3, 4 …): run-shard again"
        in say("merge", tmp_path / "w")[2]
    )


def edit(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


CHANGES: list[tuple[str, Callable[[Path], object], str]] = [
    (
        "an item",
        lambda c: edit(c / NAMES[7], "name: 甲\n"),
        "the catalog has changed: plan anew",
    ),
    ("a basic item", lambda c: edit(c / NAMES[0], f"{BASIC}version: 2\n"), "basic items here"),
    ("an item gone", lambda c: (c / NAMES[7]).unlink(), "items/007.yaml: No such file"),
    (
        "the settings",
        lambda c: edit(c / "catalog.yaml", "rules: {text/mixed-brackets: off}\n"),
        "code, libraries, Python, settings or rules here differ",
    ),
]


@pytest.mark.parametrize(("what", "change", "said"), CHANGES, ids=[c[0] for c in CHANGES])
def test_a_shard_refuses_a_catalog_that_has_changed(
    what: str, change: Callable[[Path], object], said: str, catalog: Path, work: Path, say: Say
) -> None:
    assert what
    change(catalog)
    code, _, err = say("run-shard", work, "--index", 0, "--of", 1)
    assert code == 2
    assert said in err
    assert not list(work.glob("done/*")) or "007" in err or "changed" in err


def test_a_merge_refuses_a_catalog_that_has_changed(
    catalog: Path, work: Path, say: Say
) -> None:
    shards(say, work)
    edit(catalog / "items" / "new.yaml", "name: 新\n")
    assert "the catalog has changed: plan anew" in say("merge", work)[2]
    (catalog / "items" / "new.yaml").unlink()
    edit(catalog / NAMES[7], "name: 别的\n")
    assert "the catalog has changed: plan anew" in say("merge", work)[2]


def test_a_file_beside_the_items_that_comes_later_is_seen(
    catalog: Path, tmp_path: Path, say: Say
) -> None:
    sample = "results:\n  - {name: 许可证, kind: licence, sample: forms/a.docx}\n"
    edit(catalog / NAMES[0], BASIC + sample)
    work = tmp_path / "w"
    say("plan", catalog, "--to", work)
    shards(say, work)
    before = say("merge", work, "--output", "concise")
    (catalog / "forms").mkdir()
    (catalog / "forms" / "a.docx").write_bytes(b"PK")
    assert "no result of 1 partitions (0)" in say("merge", work)[2]
    shards(say, work)
    after = say("merge", work, "--output", "concise")
    assert after == lint(say, catalog, "--output", "concise")
    assert after != before


def test_a_plan_that_was_half_written_is_no_plan(work: Path, say: Say) -> None:
    whole = (work / "partitions.ndjson").read_bytes()
    for torn in (whole[:-9], whole.replace(b"items/00", b"items/99", 1), b""):
        (work / "partitions.ndjson").write_bytes(torn)
        assert "plan anew" in say("run-shard", work, "--index", 0, "--of", 1)[2]
    (work / "plan.json").write_text("{}", encoding="utf-8")
    assert "Field required" in say("merge", work)[2]
    (work / "plan.json").unlink()
    assert "No such file" in say("merge", work)[2]


@untraced
def test_planning_again_changes_nothing_and_keeps_what_is_done(
    catalog: Path, work: Path, say: Say
) -> None:
    shards(say, work)
    before = (work / "plan.json").read_bytes()
    say("plan", catalog, "--to", work, "--size", 20)
    assert (work / "plan.json").read_bytes() == before
    assert "5 of them before" in say("run-shard", work, "--index", 0, "--of", 1)[2]


def test_a_plan_lists_every_file_once_in_order(work: Path) -> None:
    plan: Plan = open_plan(work)
    listed = list(partitions(work, plan))
    assert [partition.id for partition in listed] == list(range(plan.partitions))
    assert [n for p in listed for n in p.names if n.endswith(".yaml")] == list(NAMES)


def test_a_folder_that_cannot_be_written_is_told(
    catalog: Path, tmp_path: Path, say: Say
) -> None:
    (tmp_path / "file").write_bytes(b"")
    code, _, err = say("plan", catalog, "--to", tmp_path / "file" / "inside")
    assert code == 2
    assert "Not a directory" in err


def test_what_is_written_beside_is_gone_when_writing_breaks_off(tmp_path: Path) -> None:
    def broken() -> None:
        with appearing(tmp_path / "a") as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(CatalogError, match="No space left on device"):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_an_index_beyond_the_shards_is_told(work: Path, say: Say) -> None:
    assert say("run-shard", work, "--index", 2, "--of", 2)[::2] == (
        2,
        "catalog-std: --index 2 must be below --of 2\n",
    )
    assert "Missing --of" in say("run-shard", work, "--index", 2)[2]


KILLING = """
import os, signal
from catalog_std.run.file_phase import FilePhase
sheet = FilePhase._read
def poisoned(self, name):
    if name == "items/033.yaml":
        os.kill(os.getpid(), signal.SIGSEGV)
    return sheet(self, name)
FilePhase._read = poisoned
from catalog_std.cli import main
main()
"""


@untraced
def test_a_file_that_kills_is_named_by_the_merge_and_the_rest_is_reported(
    catalog: Path, work: Path, say: Say
) -> None:
    line = [sys.executable, "-c", KILLING, "run-shard", str(work), "--index", "0", "--of", "1"]
    subprocess.run(line, check=True, cwd=ROOT)
    code, out, err = say("merge", work, "--output", "concise")
    assert code == 2
    assert "items/033.yaml: whoever reads it dies (SIGSEGV)" in err
    here = lint(say, catalog, "--output", "concise")[1].splitlines()
    assert {line for line in here if "033" not in line and "IDN" not in line} <= {
        *out.splitlines()
    }


def started(work: Path, *words: str, code: str = "") -> subprocess.Popen[bytes]:
    line = f"{code}\nfrom catalog_std.cli import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", line, "run-shard", str(work), *words],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )


SLOW = """
import time
from catalog_std.run.file_phase import FilePhase
sheet = FilePhase._read
FilePhase._read = lambda self, name: time.sleep(0.02) or sheet(self, name)
"""


@untraced
def test_a_shard_that_is_killed_is_taken_up_where_it_was_and_two_at_once_do_no_harm(
    catalog: Path, work: Path, say: Say
) -> None:
    victim = started(work, "--index", "0", "--of", "1", "--jobs", "1", code=SLOW)
    while not list(work.glob("done/*.json")) and victim.poll() is None:
        time.sleep(0.02)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    done = len(list(work.glob("done/*.json")))
    assert 1 <= done < 5
    both = [started(work, "--index", "0", "--of", "1", "--jobs", "1") for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert say("merge", work, "--output", "json") == lint(say, catalog, "--output", "json")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Put our command line, and nothing else of ours, where a shell finds it."""
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "catalog-std").write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m catalog_std "$@"\n',
        encoding="utf-8",
    )
    (bin / "catalog-std").chmod(0o755)
    return {"PATH": f"{bin}:{os.environ['PATH']}", "CATALOG_STD_LANG": "en"}


@untraced
def test_the_kubernetes_jobs_run(
    catalog: Path, tmp_path: Path, environment: dict[str, str], say: Say
) -> None:
    raw = (ROOT / "ci" / "kubernetes" / "catalog-std.yaml").read_bytes()
    plan, shard, merge = (document.data for document in documents_of("jobs", raw))
    environment |= {"CATALOG": str(catalog), "WORK": str(tmp_path / "pods")}
    assert pod(plan, environment) == (0, "")
    assert shard["spec"]["completionMode"] == "Indexed"
    count = shard["spec"]["completions"]
    for index in range(count):
        indexed = environment | {"JOB_COMPLETION_INDEX": str(index), "SHARDS": str(count)}
        assert pod(shard, indexed) == (0, "")
    here = lint(say, catalog, "--output", "concise")
    assert pod(merge, environment) == here[:2]
    assert (tmp_path / "pods" / "findings.json").is_file()


def pod(job: Mapping[str, Any], environment: dict[str, str]) -> tuple[int, str]:
    """Run the one container of a job as its pod would, with other paths."""
    (container,) = job["spec"]["template"]["spec"]["containers"]
    named = {one["name"]: one["value"] for one in container["env"]}
    assert set(named) <= set(environment)
    assert named.get("SHARDS", environment.get("SHARDS")) == environment.get("SHARDS")
    ran = subprocess.run(
        [*container["command"], *container["args"]],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


SBATCH = """#!/bin/sh
# a Slurm of one machine: does at once what it is asked to submit
array= output=/dev/null
while [ "${1#--}" != "$1" ]; do
    case $1 in
        --array=*) array=${1#--array=} ;;
        --output=*) output=${1#--output=} ;;
    esac
    shift
done
export SLURM_JOB_ID=77
if [ -n "$array" ]; then
    last=${array#0-}
    for n in $(seq 0 "$last"); do
        log=$(echo "$output" | sed "s/%a/$n/")
        SLURM_ARRAY_TASK_COUNT=$((last + 1)) SLURM_ARRAY_TASK_ID=$n "$@" >"$log" 2>&1 || exit
    done
    echo "77;cluster"
else
    "$@" >"$output" 2>&1
fi
"""


@untraced
def test_the_slurm_script_runs(
    catalog: Path, tmp_path: Path, environment: dict[str, str], say: Say
) -> None:
    sbatch = tmp_path / "bin" / "sbatch"
    sbatch.write_text(SBATCH, encoding="utf-8")
    sbatch.chmod(0o755)
    work = tmp_path / "nodes"
    script = ROOT / "ci" / "slurm" / "catalog-std.sh"
    ran = subprocess.run([script, catalog, work, "3"], env=environment, check=False)
    code, out, _ = lint(say, catalog, "--output", "concise")
    assert ran.returncode == code
    assert (work / "findings.txt").read_text(encoding="utf-8") == out
    assert sorted(path.name for path in work.glob("shard-*.log")) == [
        f"shard-{n}.log" for n in range(3)
    ]
