"""A snapshot is the catalog: said finding for finding, to the byte; and one that is not whole is refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import sleep

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.bundle import in_order
from catalog_std.catalog import reel, snapshot
from catalog_std.catalog.manifest import digest_of_file, is_snapshot, read_manifest
from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import home_of
from catalog_std.run.beside import beside_of
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import job_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.pool import Pool
from catalog_std.run.recipe import phase_of, recipe_of
from catalog_std.run.snapshot import Order, write_snapshot
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, ROOT, untraced
from tests.run.test_sources import BASIC, LOCAL, lines_of, packed
from tests.test_cli import run

Write = Callable[[dict[str, bytes]], Path]
SETTINGS = b"version: 1\nas_of: 2026-11-01\n"


def outcome_of(path: Path) -> Outcome:
    return run_lint(job_of(catalog_at(path), DAY))


def taken(path: Path, out: Path, parent: Path | None = None) -> Path:
    home = catalog_at(path)
    write_snapshot(home, job_of(home, DAY), Order(out, "0", parent))
    return out


def complaint(path: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        outcome_of(path)
    assert caught.value.saying.zh
    return caught.value.saying.en


def laid(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in {"catalog.yaml": SETTINGS, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand beside a catalog that has some of everything."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOG_STD_LANG", "en")
    text = (
        "extends: [../over.yaml]\nas_of: 2026-11-01\n"
        'items: {include: ["items/**/*.yaml", "items/*.ndjson", "items/*.tar"]}\n'
        "standards: {path: [standards, ../shared]}\nbaseline: b/baseline.json\n"
    )
    (tmp_path / "over.yaml").write_text(
        "rules: {text/term: {options: {glossary: terms.yaml}}}\npublish: {theme: theme}\n"
    )
    root = laid(
        tmp_path / "c",
        {
            "catalog.yaml": text.encode(),
            "items/basic/b.yaml": BASIC.encode(),
            "items/440106/l.yaml": LOCAL.encode()
            + "faq: [{question: 二代证, answer: 好}]\n".encode(),
            "items/odd/crlf.yaml": LOCAL.replace("\n", "\r\n").replace("440106", "31").encode(),
            "items/odd/bad.yaml": b"name: \xff\xfe\n",
            "items/odd/nul.yaml": b"name: a\x00b\n",
            "items/odd/empty.yaml": b"",
            "items/odd/two.yaml": b"jurisdiction: '../..'\n---\nname: [\n",
            "a.pdf": b"%PDF",
            "forms/a.docx": b"PK",
            "../terms.yaml": "二代证: 居民身份证\n".encode(),
            "b/baseline.json": b'{"version": 1, "entries": [null]}',
            "alignments.yaml": b"version: 1\n",
            "../theme/theme.toml": b"api = 1\n",
            "standards/.keep": b"",
            "power-list/440106.yaml": 'jurisdiction: "440106"\nentries: [{name: 别的}]\n'.encode(),
            "events/e.yaml": b"id: birth\nname: {zh: a, en: b}\n",
        },
    )
    own = ROOT / "standards" / "local" / "44" / "gd-item-practice"
    shutil.copytree(own, tmp_path / "shared" / "own-practice")
    head = tmp_path / "shared" / "own-practice" / "standard.yaml"
    head.write_text(
        head.read_text("utf-8").replace("gd-item-practice", "own-practice"), "utf-8"
    )
    (root / "items" / "x.ndjson").write_text(lines_of(root / "items" / "440106") * 40 + "{\n")
    packed(root / "items" / "basic", root / "items" / "y.tar")
    return root


def test_a_snapshot_says_what_the_catalog_says(root: Path) -> None:
    there = outcome_of(root)
    assert {finding.where.file.partition("/")[2][:4] for finding in there.findings} >= {
        "x.nd",
        "odd/",
    }
    taken(root, root.parent / "snap")
    moved = root.rename(root.parent / "elsewhere")
    for name in ("shared", "theme"):
        shutil.rmtree(moved.parent / name)
    (moved.parent / "over.yaml").unlink()
    (moved.parent / "terms.yaml").unlink()
    assert outcome_of(root.parent / "snap") == there


def test_texts_come_back_to_the_byte_and_in_their_places(root: Path) -> None:
    home = catalog_at(taken(root, root.parent / "snap"))
    before, after = job_of(home_of(root), DAY).texts, job_of(home, DAY).texts
    assert list(after.names) == sorted(before.names, key=in_order)
    for name in before.names:
        assert after.raw(name) == before.raw(name)
    assert after.raw("items/x.ndjson") == before.raw("items/x.ndjson")
    for number in (0, 31, 32, 40):
        assert after.document("items/x.ndjson", number) == before.document(
            "items/x.ndjson", number
        )
    assert after.holder("items/nowhere.yaml", 0) == "items/nowhere.yaml"
    assert after.holder("a", 0) == "a"


@untraced
@settings(max_examples=6)
@given(
    st.dictionaries(
        st.from_regex(r"items/[a-c甲]{1,3}\.yaml", fullmatch=True),
        st.binary(max_size=60) | st.sampled_from([BASIC.encode(), LOCAL.encode()]),
        max_size=5,
    )
)
def test_whatever_the_files_hold_a_snapshot_says_the_same(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = laid(Path(name, "c"), files)
        assert outcome_of(taken(root, Path(name, "s"))) == outcome_of(root)


def test_a_snapshot_of_a_snapshot_is_the_same_and_knows_its_parent(root: Path) -> None:
    one = taken(root, root.parent / "one")
    two = taken(one, root.parent / "two", one)
    first, second = read_manifest(one), read_manifest(two)
    tables = {name for name in first.files if not name.startswith("catalog/")}
    assert tables <= second.files.keys()
    assert second.parent
    assert first.parent is None
    assert outcome_of(two) == outcome_of(one)


@untraced
def test_rows_are_partitioned_by_province_and_anyone_can_read_them(root: Path) -> None:
    snap = taken(root, root.parent / "snap")
    rows = duckdb.execute(
        "SELECT province, count(*) FROM read_parquet(?, hive_partitioning = true)"
        " GROUP BY province ORDER BY province",
        [f"{snap}/items/*/*.parquet"],
    ).fetchall()
    assert [str(province) for province, _ in rows] == ["00", "31", "44"]
    assert sum(count for _, count in rows) == read_manifest(snap).items - 5
    findings = [f"{snap}/findings/*/*.parquet"]
    found = duckdb.execute("SELECT count(*) FROM read_parquet(?)", findings).fetchall()
    assert found == [(read_manifest(snap).findings,)]


def test_many_row_groups_are_read_in_any_order(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reel, "_HELD", 2)
    many = {f"items/m/{n:05}.yaml": f"name: 事项{n}\n".encode() for n in range(9000)}
    laid(root, many)
    monkeypatch.setattr(snapshot, "_PART", 2 * reel.GROUP)
    files = sorted(many.items())
    rows = dict(snapshot.write_texts(root, files, root / "scratch"))
    assert sorted(rows.values()) == [808, 4096, 4096]
    paths = sorted(str(root / name) for name in rows)
    opened = reel.Opened(reel.connected(), paths, [0, 4096, 8192], tuple(sorted(many)))
    for number in (0, 8999, 4095, 4096, 2047, 2048, 8191, 8192, 0):
        name = f"items/m/{number:05}.yaml"
        assert opened.group_of(name, frozenset())[name] == many[name]
    few = frozenset(f"items/m/{number:05}.yaml" for number in range(0, 9000, 7))
    opened.groups.clear()
    for number in (0, 8995, 7, 4095, 1):
        name = f"items/m/{number:05}.yaml"
        held = opened.group_of(name, few)
        assert held[name] == many[name]
        assert (held.keys() <= few) is (name in few)
    opened.groups.clear()
    for number in range(0, 9000, 7):
        name = f"items/m/{number:05}.yaml"
        assert opened.group_of(name, few)[name] == many[name]
    lone = frozenset(["items/m/00000.yaml"])
    opened.groups.clear()
    assert opened.group_of("items/m/00000.yaml", lone).keys() == lone


def test_a_child_leaves_alone_what_its_parent_opened(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reel, "_MOST", 1)
    monkeypatch.setattr(reel, "_OPEN", OrderedDict())
    monkeypatch.setattr(reel, "_LEFT", [])
    snaps = [taken(root, root.parent / name) for name in ("one", "two")]
    for snap in snaps:
        assert list(outcome_of(snap).findings)
    assert len(reel._OPEN) == 1  # noqa: SLF001 - how many are open is nobody else's business
    reel._leave()  # noqa: SLF001 - as a fork does
    (opened,) = reel._OPEN.values()  # noqa: SLF001
    assert (opened.connection, len(reel._LEFT[0])) == (None, 1)  # noqa: SLF001


@untraced
def test_two_processes_read_a_snapshot_as_one_does(root: Path) -> None:
    snap = taken(root, root.parent / "snap")
    job = job_of(catalog_at(snap), DAY)
    assert run_lint(replace(job, engine=Pool(2))) == run_lint(job)


@untraced
def test_a_worker_elsewhere_opens_bundles_and_snapshots_anew(root: Path) -> None:
    snap = taken(root, root.parent / "snap")
    for path in (root, snap):
        phase = FilePhase.of(job_of(catalog_at(path), DAY))
        names = phase.job.texts.names
        assert phase_of(recipe_of(phase)).chunk(names) == phase.chunk(names)
    (root / "catalog.yaml").write_bytes(SETTINGS)
    alone = catalog_at(packed(root, root.parent / "c.tar"))
    with pytest.raises(CatalogError, match="can only be judged here"):
        recipe_of(FilePhase.of(job_of(alone, DAY)))


@untraced
def test_strays_are_not_read(root: Path) -> None:
    snap = taken(root, root.parent / "snap")
    there = outcome_of(snap)
    shutil.copy(snap / "texts" / "part-00000.parquet", snap / "texts" / "part-00001.parquet")
    for name in ("power-list/9.yaml", "standards/x/standard.yaml", "events/e9.yaml"):
        path = snap / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("entries: [", encoding="utf-8")
    assert outcome_of(snap) == there


@pytest.mark.parametrize(
    ("file", "edit", "said"),
    [
        ("manifest.json", lambda raw: raw[:40], "no JSON"),
        (
            "manifest.json",
            lambda raw: raw.replace(b'"edition": 1', b'"edition": 9'),
            "edition 9",
        ),
        ("manifest.json", lambda raw: raw.replace(b'"kit"', b'"kitt"'), "kit"),
        (
            "manifest.json",
            lambda raw: raw.replace(b'"catalog/', b'"../'),
            "what the manifest says",
        ),
        ("manifest.json", lambda _: b"[]", "dictionary"),
        ("texts/part-00000.parquet", lambda raw: raw[:-1] + b"x", "not what the manifest says"),
        ("texts/part-00000.parquet", lambda raw: raw[:-1], "not what the manifest says"),
        ("catalog/alignments.yaml", lambda raw: raw[:-1] + b"x", "not what the manifest says"),
        ("catalog/alignments.yaml", None, "the file is missing"),
        ("texts/part-00000.parquet", None, "the file is missing"),
    ],
)
def test_a_snapshot_that_is_not_whole_is_refused_in_one_line(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    edit: Callable[[bytes], bytes] | None,
    said: str,
) -> None:
    snap = taken(root, root.parent / "snap")
    path = snap / file
    if edit:
        path.write_bytes(edit(path.read_bytes()))
    else:
        path.unlink()
    code, out, err = run(capsys, "lint", str(snap))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_what_parses_as_no_parquet_is_refused(root: Path) -> None:
    snap = taken(root, root.parent / "snap")
    path, manifest = snap / "texts" / "part-00000.parquet", snap / "manifest.json"
    old = read_manifest(snap).files["texts/part-00000.parquet"]
    path.write_bytes(b"x" * old.size)
    manifest.write_text(
        manifest.read_text("utf-8").replace(old.sha256, digest_of_file(path)), "utf-8"
    )
    assert complaint(snap).startswith("no whole snapshot: ")


def test_files_that_cannot_be_read_are_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snap = taken(root, root.parent / "snap")
    real, barred = Path.read_bytes, set[str]()

    def read(path: Path) -> bytes:
        if path.name in barred:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    for name in ("alignments.yaml", "manifest.json"):
        barred.add(name)
        assert "Permission denied" in complaint(snap)
    with pytest.raises(CatalogError, match="No such file"):
        digest_of_file(snap / "nothing")


@untraced
def test_a_killed_export_leaves_no_snapshot(root: Path) -> None:
    line = [
        sys.executable,
        "-m",
        "catalog_std",
        "export",
        "snapshot",
        str(root.parent / "snap"),
    ]
    for _ in range(3):
        process = subprocess.Popen(line, cwd=root, stderr=subprocess.DEVNULL)
        while process.poll() is None and not list(root.parent.glob(".snap.*")):
            sleep(0.01)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not (root.parent / "snap").exists() or is_snapshot(root.parent / "snap")
        shutil.rmtree(root.parent / "snap", ignore_errors=True)
    taken(root, root.parent / "snap")
    assert outcome_of(root.parent / "snap") == outcome_of(root)


def test_what_is_there_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root.parent / "out").mkdir()
    code, _, err = run(capsys, "export", "snapshot", "--of", str(root), "out")
    assert (code, err) == (2, "catalog-std: out exists; left alone\n")
    code, _, err = run(capsys, "export", "snapshot", "--of", str(root), "o", "--parent", "out")
    assert code == 2
    assert "manifest.json" in err
    assert sorted(path.name for path in root.parent.glob("*out*")) == ["out"]


def test_two_exports_to_one_place_do_not_mix(root: Path) -> None:
    home = home_of(root)
    job, out = job_of(home, DAY), root.parent / "snap"
    order = Order(out, "0")
    with pytest.raises(CatalogError, match="left alone"):
        write_snapshot(home, job, order, lambda *_: out.mkdir(exist_ok=True))
    assert not list(out.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="permissions are other things there")
def test_a_place_that_cannot_be_written_is_told(root: Path) -> None:
    (root.parent / "file").write_text("")
    with pytest.raises(CatalogError, match="file"):
        taken(root, root.parent / "file" / "snap")


def test_what_no_snapshot_can_hold_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_LARGEST", 20)
    with pytest.raises(CatalogError, match="larger than 20 bytes"):
        taken(root, root.parent / "snap")
    monkeypatch.undo()
    monkeypatch.chdir(root.parent)
    odd = os.fsdecode(b"items/\xff.yaml")
    (root / odd).write_text("name: a\n")
    with pytest.raises(CatalogError, match="no UTF-8"):
        taken(root, root.parent / "snap")
    (root / odd).unlink()


def test_forms_are_there_wherever_they_lay(root: Path) -> None:
    outside = root.parent / "outside.docx"
    outside.write_bytes(b"PK")
    names = ("forms/../a.pdf", "forms", "../outside.docx", "no\\0where", "./a.pdf")
    papers = ", ".join(f'{{name: p, blank_form: "{name}"}}' for name in names)
    laid(root, {"items/f.yaml": f"name: f\nmaterials: [{papers}]\n".encode()})
    there = outcome_of(root)
    assert any(finding.rule == "links/missing-file" for finding in there.findings)
    snap = taken(root, root.parent / "snap")
    outside.unlink()
    assert set(read_manifest(snap).there) == {
        "forms/../a.pdf",
        "forms",
        "../outside.docx",
        "./a.pdf",
    }
    assert outcome_of(snap) == there
    assert (snap / "catalog" / "a.pdf").read_bytes() == b"%PDF"


def test_the_commands_of_a_catalog_take_a_snapshot(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "export", "snapshot", "--of", str(root), "snap", "--jobs", "1")
    assert code == 0
    assert "are the snapshot snap" in err
    assert run(capsys, "stats", "snap")[1] == run(capsys, "stats", str(root))[1]
    assert run(capsys, "diff", str(root), "snap", "--output", "json")[1].count('"kind"') == 0
    assert run(capsys, "compare", "--of", "snap", "000709901000")[0] == 0
    run(capsys, "render", "site", "snap", "--to", "one")
    run(capsys, "render", "site", str(root), "--to", "two")
    pages = {path.relative_to("one"): path.read_bytes() for path in Path("one").rglob("*.html")}
    assert pages == {p.relative_to("two"): p.read_bytes() for p in Path("two").rglob("*.html")}
    assert run(capsys, "fix", "snap")[0] == 2
    assert (
        run(capsys, "export")[2] == "catalog-std: export what? say --harmonised, or snapshot\n"
    )


def test_an_empty_catalog_has_a_snapshot(tmp_path: Path) -> None:
    root = laid(tmp_path / "c", {})
    snap = taken(root, tmp_path / "s")
    assert outcome_of(snap) == outcome_of(root)
    manifest = json.loads((snap / "manifest.json").read_text("utf-8"))
    assert (manifest["items"], manifest["findings"]) == (0, 0)


def test_a_name_that_no_disk_can_hold_is_nowhere(root: Path) -> None:
    assert "x" * 5000 not in beside_of(home_of(root), ["x" * 5000]).there
