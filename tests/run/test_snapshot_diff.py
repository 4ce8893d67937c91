"""Two snapshots compare as the catalogs did that they were made of, and only what differs is read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.catalog.contrast import contrast_of
from catalog_std.run.diff import run_diff
from catalog_std.run.sides import open_side
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, shelf, untraced
from tests.run.test_snapshot import laid, taken
from tests.run.test_sources import BASIC, LOCAL
from tests.test_cli import run

OTHER = LOCAL.replace("440106", "440304")
TEXTS = [
    BASIC.encode(),
    BASIC.replace("居民身份证补领", "补领身份证").encode(),
    BASIC.replace("sample: a.pdf", "sample: b.pdf").encode() + b"visits: {count: 2}\n",
    LOCAL.encode(),
    LOCAL.encode() + b"visits: {count: 1}\n",
    OTHER.encode(),
    OTHER.encode() + "conditions: [{text: 年满十六周岁}]\n".encode(),
    OTHER.encode() + b"# only a comment\n",
    f"{LOCAL}---\n{OTHER}".encode(),
    f"{LOCAL}---\nname: [\n".encode(),
    b"name: [\n",
    b"",
]
FILES = st.dictionaries(
    st.sampled_from(["items/a.yaml", "items/b.yaml", "items/c.yaml", "items/d.yaml"]),
    st.sampled_from(TEXTS),
    max_size=4,
)


def compared(old: Path, new: Path) -> object:
    """Tell all that a comparison finds, but for how the sides are called."""
    before, after = open_side(str(old), old), open_side(str(new), new)
    found = run_diff(before, after, Profiles(shelf(), DAY))
    items = [(i.subject, i.by, i.sure, i.changes, i.before, i.after) for i in found.items]
    unread = {(text.where, text.reason) for text in found.unread}
    return items, found.totals, found.upstream, unread, found.moved


@settings(max_examples=10)
@given(FILES, FILES)
def test_snapshots_compare_as_their_catalogs_do(
    old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        one, two = laid(Path(name, "1"), dict(old)), laid(Path(name, "2"), dict(new))
        snaps = taken(one, Path(name, "s1")), taken(two, Path(name, "s2"))
        assert compared(*snaps) == compared(one, two)
        assert compared(snaps[0], two) == compared(one, two)


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Take a snapshot of a catalog before and after one item of many changed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOG_STD_LANG", "en")
    many = {
        f"items/{n}.yaml": f"name: 事项{n}\nvisits: {{count: 1}}\n".encode() for n in range(30)
    }
    one = laid(tmp_path / "1", many)
    two = laid(
        tmp_path / "2", many | {"items/7.yaml": "name: 事项7\nvisits: {count: 3}\n".encode()}
    )
    return taken(one, tmp_path / "s1"), taken(two, tmp_path / "s2")


def test_only_what_differs_is_read(sides: tuple[Path, Path]) -> None:
    contrast = contrast_of(*sides)
    assert contrast.telling == (["items/7.yaml"], ["items/7.yaml"])
    assert contrast.loads["basic"][0] == 29
    assert contrast.loads["basic"][1]["visits"] == 29


@untraced
def test_a_change_between_snapshots_has_its_places_and_totals(
    sides: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "diff", *map(str, sides), "--output", "json")
    told = json.loads(out)
    assert (code, err, len(told["changes"])) == (0, "", 1)
    assert told["changes"][0]["after"]["file"] == "items/7.yaml"
    assert told["changes"][0]["after"]["line"] == 2
    code, out, _ = run(capsys, "diff", *map(str, sides), "--color", "never")
    assert "visits 30 → 32 (+2)" in out


def test_a_side_that_is_not_whole_is_refused(
    sides: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = next(sides[1].glob("documents/*/*.parquet"))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    code, out, err = run(capsys, "diff", *map(str, sides))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "not what the manifest says" in err
