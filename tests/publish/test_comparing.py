"""Comparison pages say what differs, whether it is allowed, and who is lightest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalog_std.harmonize.matrix import Cell, Origin, Row
from catalog_std.publish.comparing import _groups, _told, _words
from catalog_std.text import Text
from tests.conftest import untraced
from tests.publish.sites import BASIC, CODE, LOCAL, OTHER, Run, catalog, sample_site

WEST = (
    LOCAL.replace(CODE, OTHER)
    .replace('jurisdiction: "440106"', 'jurisdiction: "330106"')
    .replace("days: 5", "days: 12")
    .replace("visits: {count: 0}", "fees: {charged: true}")
)


def row(**words: Text) -> Row:
    """Make a row."""
    label = Text("时限", "limit")
    return Row("k", ("k",), "s", label, "", "value", "local", False, words, None, (), None)  # noqa: FBT003


@pytest.mark.parametrize(
    ("value", "zh"),
    [
        (None, "—"),
        (True, "是"),
        (False, "否"),
        (2.0, "2"),
        ("a", "甲"),
        ("b", "b"),
        (["a", "b"], "甲、b"),
        (("a", "b"), "甲、b"),
        ([], "—"),
        ({"days": 5, "unit": "a"}, "5 个甲"),
        ({"days": "x", "unit": "a"}, "—"),
        ({"x": "a", "y": 1}, "甲、1"),
    ],
)
def test_a_value_is_put_into_words(value: object, zh: str) -> None:
    words = _words(row(a=Text("甲", "A")), value)
    assert (words if isinstance(words, str) else words.zh) == zh


def test_without_a_basic_value_a_cell_is_empty() -> None:
    assert _told(row(), None, best=False).words == "—"
    assert _told(row(), Cell(1, Origin.OWN), best=True).kind == "best"


@untraced
def test_two_places_are_compared(tmp_path: Path, run: Run) -> None:
    files = {"items/b.yaml": BASIC, "items/l.yaml": LOCAL, "items/w.yaml": WEST}
    home = catalog(tmp_path, files)
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/compare/000131901000/index.html").read_text("utf-8")
    assert "标准不允许" in page
    assert re.search(r'class="bad">[^<]*收费|class="bad">是', page)
    assert "compare/000131901000/index.html" in (
        home / f"site/items/{CODE}/index.html"
    ).read_text("utf-8")
    pair = (home / "site/compare/330106-440106.html").read_text("utf-8")
    assert "食品经营许可" in pair
    assert 'class="best">7' in pair
    (home / "items/w.yaml").write_text(WEST.replace("days: 12", "days: 3"), "utf-8")
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert 'class="best">5' in (home / "site/compare/330106-440106.html").read_text("utf-8")


@untraced
def test_one_place_is_compared_with_nobody(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": LOCAL})
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert {p.name for p in (home / "site/compare").iterdir()} == {"index.html"}


@untraced
def test_of_many_guides_one_of_each_place_is_compared(tmp_path: Path, run: Run) -> None:
    many = {f"items/{n}.yaml": LOCAL.replace(CODE, f"{CODE[:22]}{n:09}") for n in range(40)}
    there = LOCAL.replace(CODE, OTHER).replace("440106", "330106")
    home = catalog(tmp_path, {"items/b.yaml": BASIC, "items/o.yaml": there, **many})
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/compare/000131901000/index.html").read_text("utf-8")
    assert page.count('scope="col"') == 32
    assert "西湖区" in page


def test_places_that_share_nothing_have_no_page(tmp_path: Path, run: Run) -> None:
    other = (
        WEST.replace('basic_code: "000131901000"', 'basic_code: "000131909000"') + "name: 甲\n"
    )
    home = catalog(
        tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": LOCAL, "items/w.yaml": other}
    )
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert not (home / "site/compare/330106-440106.html").exists()


@untraced
def test_papers_are_called_by_their_names_wherever_they_stand(tmp_path: Path, run: Run) -> None:
    there = WEST + "materials: [{id: licence, name: 主体资格证明}]\n"
    bad = LOCAL.replace(CODE, f"{CODE[:22]}000000001").replace("440106", "510100")
    bad += "materials: 无\nconditions: [{text: 有营业执照, proven_by: [licence, 3]}]\n"
    files = {"b": BASIC, "l": LOCAL, "w": there, "x": bad}
    home = catalog(tmp_path, {f"items/{name}.yaml": text for name, text in files.items()})
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/compare/000131901000/index.html").read_text("utf-8")
    told = re.search(r"证明材料.*?</tr>", page, re.DOTALL)
    assert told
    cells = re.findall(r"<td[^>]*>([^<]*)", told[0])
    assert cells == [
        "营业执照、nothing",
        "主体资格证明、nothing",
        "营业执照、nothing",
        "licence、3",
    ]


def test_a_section_nobody_named_comes_last() -> None:
    class Bare:
        rows = (row(),)

    assert [title for title, _ in _groups(Bare(), {"t": Text("题", "t")})] == ["s"]  # type: ignore[arg-type]


def test_our_own_places_are_compared() -> None:
    page = (sample_site() / "en/compare/000131901000/index.html").read_text("utf-8")
    assert "lightest for applicants" in page
