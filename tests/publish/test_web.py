"""The graph of papers tells who asks, who gives, and what the government could fetch itself."""

from __future__ import annotations

from pathlib import Path

from catalog_std.graph.need import Gift, Need, Needs, needs_of
from catalog_std.graph.web import Node, web_of
from catalog_std.item import item_of
from catalog_std.publish.paperwork import _paper_svg
from tests.publish.sites import BASIC, LOCAL, Run, catalog, effective, sample_site


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
    drawn = _paper_svg("很长很长很长很长很长的材料名称", [], [f"事项{n}" for n in range(20)])
    assert "… +8" in drawn
    assert "…</text>" in drawn


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
