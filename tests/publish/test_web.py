"""The graph of papers tells who asks, who gives, and what the government could fetch itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.graph.need import Gift, Need, Needs, needs_of
from catalog_std.graph.web import Node, web_of
from catalog_std.item import item_of
from catalog_std.publish.weave import paper_svg
from catalog_std.report.graph import Picture, dot_graph, text_graph
from catalog_std.run.job import job_of
from catalog_std.run.weave import Asked, woven
from tests.conftest import DAY, ROOT, untraced
from tests.publish.sites import BASIC, CODE, LOCAL, OTHER, Run, catalog, effective, sample_site


def node(id: str, sector: str, needs: Needs, *, basic: bool = False) -> Node:
    """Make a node whose basic code is its first letter."""
    return Node(id, id[0], f"事项{id}", sector, basic, needs)


def need(*, source: str = "government", held: bool = False, by: str = "") -> Need:
    """Ask for the licence."""
    return Need("licence", "营业执照", source, "市场监管", by, held, form=False)


GIVES = Needs((), (Gift("licence", "营业执照"),))


def test_a_paper_that_is_given_and_still_brought_is_an_opportunity() -> None:
    asks, fetches = Needs((need(),), ()), Needs((need(held=True),), ())
    web = web_of(
        [
            node("a", "market", GIVES, basic=True),
            node("b", "health", asks, basic=True),
            node("b1", "health", asks),
            node("b2", "health", fetches),
            node("b3", "health", asks),
        ]
    )
    paper = web.papers["licence"]
    assert (paper.asked, paper.brought, paper.needed_by, paper.given_by) == (
        3,
        2,
        ("b",),
        ("a",),
    )
    assert web.opportunities == (paper,)
    assert web.between == {("market", "health"): 3}


def test_a_paper_of_the_applicants_own_is_none() -> None:
    own = Needs((need(source="applicant"),), ())
    web = web_of([node("b1", "health", own)])
    assert not web.opportunities
    assert web.between == {}
    issued = Needs((need(source="applicant", by="z"),), ())
    assert web_of([node("b1", "health", issued)]).opportunities


def test_forms_are_no_papers_of_the_graph() -> None:
    needs = needs_of(item_of(effective(LOCAL, BASIC)))
    assert [one.form for one in needs.needs] == [True, False]
    assert needs.gifts[0].paper == "food-business-licence"
    web = web_of([Node("x", "x", "x", "", is_basic=False, graph=needs)])
    assert set(web.papers) == {"business-licence"}


def test_a_picture_names_a_dozen_and_counts_the_rest() -> None:
    drawn = paper_svg("很长很长很长很长很长的材料名称", [], [f"事项{n}" for n in range(20)])
    assert "… +8" in drawn
    assert "…</text>" in drawn


@untraced
def test_a_paper_has_a_page(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": LOCAL})
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/papers/business-licence.html").read_text("utf-8")
    assert "000131903000" in page
    lone = (
        LOCAL
        + 'name: 甲\nmaterials: [{name: 证, source: government, originals: 1, issued_by: "000131901000"}]\n'
    )
    other = catalog(tmp_path / "other", {"items/l.yaml": lone})
    run("render", "site", other, "--to", other / "site")
    assert "可以改为部门调取" in next((other / "site/papers").glob("p-*.html")).read_text(
        "utf-8"
    )


def test_our_own_papers_are_ranked() -> None:
    page = (sample_site() / "papers/index.html").read_text("utf-8")
    assert page.index("居民身份证") < page.index("居民户口簿") < page.index("结婚证")


@untraced
def test_the_graph_of_our_own_catalog_tells_what_could_be_spared(run: Run) -> None:
    told = run("graph", ROOT).out
    assert told.index("id-card") < told.index("household-register")
    assert "public security → civil affairs" in told
    one = run("graph", ROOT, "--paper", "居民身份证").out
    assert one.startswith("居民身份证 (id-card) · brought in ")
    assert "Issued by (1)\n  公安机关" in one
    assert "Given by (3)" in one


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Write a catalog in which two places ask for what a third item gives."""
    paper = "{name: 营业执照, source: government, originals: 1, licence_type: business_licence}"
    head = 'basic_code: "000131901000"\n'
    brought = LOCAL.replace(head, f"{head}materials: [{paper}]\n")
    giver = (
        'basic_code: "000131903000"\nname: 营业执照申领\nstatus: active\nsector: public_security\n'
        "results: [{name: 营业执照, licence_type: business_licence}]\n"
    )
    there = brought.replace(CODE, OTHER).replace("440106", "330106").replace("天河区", "西湖区")
    files = {
        "items/b.yaml": BASIC,
        "items/l.yaml": brought,
        "items/o.yaml": there,
        "items/g.yaml": giver,
    }
    return catalog(tmp_path / "c", files)


def test_volumes_rank_by_the_applications_spared(home: Path, run: Run) -> None:
    volumes = home / "volumes.csv"
    volumes.write_text(f"\ufeffcode,applications\n{CODE},100\n{CODE},20\n{OTHER},7\n")
    told = run("graph", home, "--volumes", volumes).out
    assert "business-licence" in told
    assert "brought in 2 guides · 127 applications a year · 市场监督管理部门" in told
    here = run("graph", home, "--volumes", volumes, "--at", "44", "--paper", "营业执照").out
    assert "brought in 1 guides · 120 applications a year" in here
    agency = run("graph", home, "--agency", "西湖区市场监督管理局", "--output", "json").out
    assert json.loads(agency)["papers"][0]["brought"] == 1


def test_the_graph_is_data_too(home: Path, run: Run, tmp_path: Path) -> None:
    data = json.loads(run("graph", home, "--output", "json").out)
    assert data["opportunities"] == ["business-licence"]
    assert data["between"] == [
        {"from": "public_security", "to": "market_regulation", "guides": 2}
    ]
    paper = data["papers"][0]
    assert paper["could_be_fetched"]
    assert paper["applications"] is None
    assert paper["given_by"] == [{"basic_code": "000131903000", "name": "营业执照申领"}]
    one = json.loads(run("graph", home, "--output", "json", "--paper", "business-licence").out)
    assert [p["id"] for p in one["papers"]] == ["business-licence"]
    assert run("graph", home, "--output", f"json:{tmp_path / 'g.json'}").out == ""
    assert json.loads((tmp_path / "g.json").read_text("utf-8")) == data


def test_the_graph_is_drawn(home: Path, run: Run) -> None:
    dot = run("graph", home, "--output", "dot").out
    assert '[label="2", penwidth=8.0]' in dot
    one = run("graph", home, "--output", "dot", "--paper", "business-licence").out
    assert '"营业执照申领" -> "营业执照";' in one
    for more in ((), ("--paper", "business-licence")):
        svg = run("graph", home, "--output", "svg", *more).out
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        assert svg.rstrip().endswith("</svg>")
        assert "script" not in svg


def test_a_picture_for_graphviz_names_a_dozen_and_quotes_all() -> None:
    needs = Needs((need(),), ())
    codes = [f"i{n}" for n in range(14)]
    web = web_of(Node(code, code, code, "", is_basic=False, graph=needs) for code in codes)
    paper = next(iter(web.papers.values()))
    names = {"i0": 'a"b\\c\n'}
    picture = Picture(web, names, {}, paper=paper)
    dot = "\n".join(dot_graph(picture, "en"))
    assert "… and 2 more" in dot
    assert '"a\\"b\\\\c' in dot
    assert "Given by" not in "\n".join(text_graph(picture, "en"))
    assert picture.sector("x", "en") == "x"
    assert picture.sector("", "en") == "—"


def test_an_empty_catalog_has_an_empty_graph(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {"items/none.yaml": "# nothing\n"})
    assert run("graph", home).out.startswith("0 papers asked for 0 times")
    assert "</svg>" in run("graph", home, "--output", "svg").out
    assert "digraph" in run("graph", home, "--output", "dot").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--paper", "busines-licence"],
            "no paper busines-licence; did you mean business-licence?",
        ),
        (["--paper", "zzz"], "no paper zzz"),
        (["--output", "png"], "no format png"),
        (["--at", "99"], "no such place or agency"),
        (["--agency", "nobody"], "no such place or agency"),
    ],
)
def test_what_the_graph_does_not_know_is_told(
    home: Path, run: Run, arguments: list[str], told: str
) -> None:
    ran = run("graph", home, *arguments)
    assert ran.code == 2
    assert told in ran.err


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"code,count\n1,2\n", "needs the columns code, applications"),
        (b"", "needs the columns code, applications"),
        (b"code,applications\n1,many\n", "line 2: applications is no whole number"),
        (b"code,applications\n1\n", "line 2: applications is no whole number"),
        (
            b"code,applications\n1,99999999999999999\n",
            "line 2: applications is no whole number",
        ),
        (b"\xff\xfe", "cannot be read as UTF-8 CSV"),
        (b"code,applications\nelsewhere,5\n", "no code of the catalog is in the volumes"),
    ],
)
def test_volumes_that_are_none_are_refused(home: Path, run: Run, raw: bytes, told: str) -> None:
    (home / "v.csv").write_bytes(raw)
    ran = run("graph", home, "--volumes", home / "v.csv")
    assert ran.code == 2
    assert told in ran.err


def test_weaving_need_not_tell_how_far_it_is(home: Path) -> None:
    job = job_of(home_of(home), DAY)
    assert set(woven(job, Asked()).web.papers) == {"business-licence"}
