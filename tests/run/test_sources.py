"""A catalog says the same wherever its items lie: in files, in an archive, in lines, in a commit."""

from __future__ import annotations

import gzip
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import home_of
from catalog_std.document import documents_of
from catalog_std.finding import Finding
from catalog_std.run.job import job_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.sources import basics_in, texts_held
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, ROOT, untraced
from tests.test_cli import run

Write = Callable[[str, str], Path]
BASIC = """\
basic_code: "000709901000"
name: 居民身份证补领
type: confirmation
level: [county]
results: [{name: 居民身份证, sample: a.pdf}]
"""
LOCAL = """\
# catalog-std: ignore[materials/catch-all] 样例
basic_code: "000709901000"
code: "11440106MB2D05318E4000709901000"
jurisdiction: "440106"
materials: [{name: 居民身份证原件}, {name: 其他材料, blank_form: forms/a.docx}]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small catalog with faults in it, with standards of its own and a form."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOG_STD_LANG", "en")
    root = tmp_path / "c"
    for name, text in {
        "catalog.yaml": "version: 1\nas_of: 2026-11-01\nrules: {links/missing-file: warning}\n",
        "items/b.yaml": BASIC,
        "items/l.yaml": LOCAL,
        "items/two.yaml": LOCAL.replace("440106", "440304") + "---\nname: [\n",
        "forms/a.docx": "PK",
        "power-list/440106.yaml": 'jurisdiction: "440106"\nentries: [{name: 别的}]\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def outcome_of(path: Path) -> Outcome:
    return run_lint(job_of(catalog_at(path), DAY))


def packed(root: Path, path: Path, top: str = "") -> Path:
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as tar:
        tar.add(root, arcname=top or ".")
    return path


def lines_of(folder: Path) -> str:
    found = [
        json.dumps(document.data, ensure_ascii=False)
        for path in sorted(folder.rglob("*.yaml"))
        for document in documents_of(path.name, path.read_bytes())
        if document.data
    ]
    return "\n".join(found) + "\n"


def told(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.fingerprint, str(finding.facts)


@untraced
@pytest.mark.parametrize(("name", "top"), [("c.tar", ""), ("c.tar.gz", "c-1.0")])
def test_an_archive_of_a_catalog_is_the_catalog(root: Path, name: str, top: str) -> None:
    assert outcome_of(packed(root, root.parent / name, top)) == outcome_of(root)
    assert outcome_of(root).findings


def test_an_archive_has_with_it_the_settings_it_extends(root: Path) -> None:
    shutil.move(root / "catalog.yaml", root / "shared.yaml")
    (root / "catalog.yaml").write_text("extends: shared.yaml\n", "utf-8")
    assert outcome_of(packed(root, root.parent / "c.tar")).findings == outcome_of(root).findings
    (root / "shared.yaml").unlink()
    with pytest.raises(CatalogError, match=r"c\.tar/shared\.yaml: No such file"):
        outcome_of(packed(root, root.parent / "c.tar"))


def test_an_archive_without_settings_goes_by_those_near_it(root: Path) -> None:
    (root / "in").mkdir()
    path = packed(root / "items", root / "in" / "items.tar")
    found = outcome_of(path)
    there = {finding.where.file for finding in found.findings}
    assert "in/items.tar/l.yaml" in there
    files = {finding.where.file for finding in outcome_of(root).findings}
    assert {file.removeprefix("in/items.tar") for file in there} == {
        file.removeprefix("items") for file in files
    }


def test_lines_say_what_files_say(root: Path) -> None:
    (root / "items" / "two.yaml").unlink()
    local = root / "items" / "l.yaml"
    local.write_text(
        local.read_text("utf-8").partition("\n")[2], "utf-8"
    )  # JSON has no comments
    path = root.parent / "all.ndjson"
    path.write_text(lines_of(root / "items"), encoding="utf-8")
    shutil.copy(path, root / "all.jsonl")
    by_files = sorted(told(finding) for finding in outcome_of(root).findings)
    assert (
        sorted(told(finding) for finding in outcome_of(root / "all.jsonl").findings) == by_files
    )
    assert home_of(root) != catalog_at(root / "all.jsonl")
    assert outcome_of(path).files == 1


def test_stretches_of_lines_are_told_in_the_order_of_their_lines(root: Path) -> None:
    path = root / "many.ndjson"
    path.write_text('{"name": "a"}\n' * 300, encoding="utf-8")
    nameless = [f for f in outcome_of(path).findings if f.facts.get("missing") == "level"]
    assert [finding.where.span.line for finding in nameless] == [*range(1, 301)]


def test_a_catalog_may_name_bundles_among_its_items(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = root / "catalog.yaml"
    settings.write_text(
        settings.read_text("utf-8") + 'items: {include: ["items/*.yaml", "in/*"]}\n', "utf-8"
    )
    lines = lines_of(root / "items").replace("440106", "440305").replace("440304", "440306")
    (root / "in").mkdir()
    (root / "in" / "x.ndjson.gz").write_bytes(gzip.compress(f"{lines}{{\n".encode()))
    packed(root / "items", root / "in" / "y.tar")
    found = outcome_of(root)
    assert found.items == 4 + 3 + 1 + 4
    assert found.files == 3 + 1 + 3
    broken = next(
        f for f in found.findings if f.where.file == "in/x.ndjson.gz" and not f.subject.code
    )
    assert (broken.rule, broken.where.span.line) == ("yaml/syntax", 4)
    code, out, err = run(capsys, "lint", str(root / "in" / "x.ndjson.gz"), "--color", "never")
    assert (code, err) == (1, "")
    assert "in/x.ndjson.gz:4:2: error YAML syntax: JSON: Expecting property name" in out
    assert "     4 | {" in out
    assert "items/l.yaml" not in out
    assert not (root / ".catalog_std_cache").exists()


def test_a_finding_between_items_points_into_their_lines(root: Path) -> None:
    path = root / "all.ndjson"
    line = lines_of(root / "items").splitlines()[1]
    path.write_text(f"{{}}\n{line}\n{line}\n", encoding="utf-8")
    twice = [f for f in outcome_of(path).findings if f.rule == "identity/repeated-code"]
    assert {finding.where.span.line for finding in twice} == {3}


@untraced
def test_every_format_prints_what_stands_in_lines(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "all.ndjson"
    path.write_text(lines_of(root / "items"), encoding="utf-8")
    for form in (
        "text",
        "json",
        "ndjson",
        "sarif",
        "html",
        "junit",
        "github",
        "gitlab",
        "markdown",
    ):
        code, out, err = run(capsys, "lint", str(path), "--output", form)
        assert (code, err) == (1, "")
        assert "all.ndjson" in out


def test_what_is_only_read_is_not_mended(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "all.ndjson"
    path.write_text('{"name": "甲,乙", "visits": {"count": "1"}}\n', encoding="utf-8")
    code, _, err = run(capsys, "fix", str(path))
    assert code == 2
    assert "is only read" in err
    settings = root / "catalog.yaml"
    settings.write_text('version: 1\nitems: {include: ["*.ndjson"]}\n', "utf-8")
    before = path.read_bytes()
    run(capsys, "fix", str(root), "--unsafe")
    assert path.read_bytes() == before


def test_sides_of_a_comparison_may_be_bundles(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "items" / "two.yaml").unlink()
    old = root.parent / "old.ndjson"
    old.write_text(lines_of(root / "items"), encoding="utf-8")
    local = root / "items" / "l.yaml"
    local.write_text(local.read_text("utf-8") + "visits: {count: 3}\n", "utf-8")
    new = packed(root, root.parent / "new.tar")
    for base, head in ((old, root), (old, new), (packed(root, root / "x.tar"), old)):
        code, out, _ = run(capsys, "diff", str(base), str(head), "--output", "json")
        changes = json.loads(out)["changes"]
        assert (code, len(changes)) == (0, 1)
        assert {change["item"]["code"] for change in changes} == {
            "11440106MB2D05318E4000709901000"
        }


@untraced
def test_commands_that_read_a_catalog_read_an_archive(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(packed(root, root.parent / "c.tgz"))
    assert run(capsys, "stats", path)[0] == 0
    assert run(capsys, "stats", path)[1] == run(capsys, "stats", str(root))[1]
    code, out, err = run(capsys, "compare", "--of", path, "000709901000")
    assert (code, "items/two.yaml" in err) == (0, True)
    assert "000709901000" in out
    to = str(root.parent / "site")
    assert run(capsys, "render", "site", path, "--to", to)[0] in {0, 1}
    assert Path(to, "index.html").exists()


def test_an_item_of_an_archive_is_explained(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packed(root, root.parent / "c.tgz")
    for item in ("items/l.yaml", "11440106MB2D05318E4000709901000"):
        code, out, _ = run(capsys, "explain", f"{item}#name", "--of", str(path))
        assert code == 0
        assert 'value: "居民身份证补领" (inherited from items/b.yaml:2)' in out
    assert run(capsys, "explain", "999", "--of", str(path))[2].endswith("no item 999\n")
    code, _, err = run(capsys, "explain", str(path))
    assert code == 2
    assert f"holds many items; write: catalog-std explain CODE --of {path}" in err


def test_a_baseline_in_an_archive_is_counted_and_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = root / "catalog.yaml"
    settings.write_text(settings.read_text("utf-8") + "baseline: baseline.json\n", "utf-8")
    assert run(capsys, "baseline", "write", str(root))[0] == 0
    path = packed(root, root.parent / "c.tgz")
    told = run(capsys, "baseline", "status", str(root))
    assert run(capsys, "baseline", "status", str(path)) == told
    before = path.read_bytes()
    for job in ("write", "prune"):
        code, _, err = run(capsys, "baseline", job, str(path))
        assert (code, "is only read, and no baseline can be written into it" in err) == (
            2,
            True,
        )
    assert path.read_bytes() == before


@untraced
def test_lines_can_be_published(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "all.ndjson"
    path.write_text(lines_of(ROOT / "items" / "440106"), encoding="utf-8")
    for _ in range(2):
        run(capsys, "render", "site", str(path), "--to", str(root / "site"))
    assert list((root / "site").rglob("*.html"))
    code, out, _ = run(capsys, "compare", "--of", str(path), "--propose", "000119905000")
    assert code in {0, 1, 2}
    assert out is not None


@untraced
@pytest.mark.parametrize("name", ["x.ndjson", "x.tar"])
def test_an_item_of_a_bundle_can_be_drafted_anew(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = root.parent / name
    if name.endswith("tar"):
        packed(root, path)
    else:
        path.write_text(lines_of(root / "items"), encoding="utf-8")
    code, out, _ = run(capsys, "compare", "--of", str(path), "000709901000", "--propose")
    assert code in {0, 1}
    assert "basic_code" in out


@pytest.mark.parametrize(
    ("line", "basic"),
    [
        ('{"basic_code": "1", "level": ["county"], "code": "2"}', False),
        ('{"basic_code": "1", "name": "\\"code\\": ", "n": 1.5}', True),
        ('{"basic_code": "1", "agency": {"code": "2"}}', True),
        ('{"agency": {"code": "2"}, "basic_code": "1", "jurisdiction": "44"}', False),
        ('{"basic_code": "1", "t": ["]", "{"], "jurisdiction": "44"}', False),
        ("", False),
        ("{", False),
    ],
)
def test_basic_items_are_found_among_lines(line: str, *, basic: bool) -> None:
    local = '{"code": "9"}\n'
    assert [code for code, _ in basics_in("x.ndjson/1-2", f"{local}{line}".encode())] == [
        "1"
    ] * basic


def test_a_path_of_its_own_stands_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = packed(root, root.parent / "c.tar")
    code, _, err = run(capsys, "lint", str(path), str(root))
    assert code == 2
    assert "is not in the catalog" in err
    assert run(capsys, "lint", str(root.parent / "no.tar"))[0] == 2


def test_basic_items_are_the_same_whoever_looks_for_them() -> None:
    held = {f"items/{n:04}.yaml": LOCAL.encode() for n in range(2500)}
    for n in (7, 1300, 2499):
        held[f"items/{n:04}.yaml"] = BASIC.replace("000709901000", f"{n % 1293}").encode()
    texts = texts_held(Path(), held, held)
    alone, shared = texts.basics(), texts.basics(apart=True)
    assert [*shared] == [*alone] == ["7", "1206"]
    assert shared["7"].source.name == alone["7"].source.name == "items/0007.yaml"
